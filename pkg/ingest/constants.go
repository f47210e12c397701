package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
)

// tellsApart are the fields that tell records apart, or are what a table is
// there to list: one value for every row would make one of all of them.
var tellsApart = map[crm.Field]bool{
	crm.FieldID: true, crm.FieldDealKey: true, crm.FieldDeleted: true, crm.FieldAlias: true,
	crm.FieldValue: true, crm.FieldMeasure: true, crm.FieldPeriodValue: true,
}

// fixConstants checks the values that are the same in every row of the file,
// and spells them as cells are once they are read.
func (in *input) fixConstants() error {
	in.always = map[crm.Field]string{}
	for _, f := range slices.Sorted(maps.Keys(in.mapping.Always)) {
		text := strings.TrimSpace(in.mapping.Always[f])
		plain, why := in.constant(f, text)
		if why.Msg != "" {
			why.Msg = fmt.Sprintf("%s: columns: %s: %q %s", in.src.Name(), f, "="+text, why.Msg)
			return &why
		}
		in.always[f] = plain
	}
	return nil
}

// constant spells a value for every row, or says what is wrong with it.
func (in *input) constant(f crm.Field, text string) (plain string, why UsageError) {
	role := in.mapping.Role
	switch {
	case !role.Has(f):
		return "", UsageError{fmt.Sprintf("gives %s a value that they do not have", role), "their fields are " + joined(role.Fields())}
	case tellsApart[f], role == crm.Roster && slices.Contains(whoFields, f):
		return "", UsageError{"gives every row the same, and they could not be told apart", "name the column that holds it"}
	}
	switch f.Type() {
	case crm.DateValue:
		day, err := calendar.ParseDay(text)
		if err != nil {
			return "", UsageError{"is not a day", "write it as YYYY-MM-DD"}
		}
		return day.String(), why
	case crm.NumberValue:
		v, ok := plainNumber.Parse([]byte(text))
		if !ok {
			return "", UsageError{"is not a number", "write it with a decimal point and nothing else: 1234.5"}
		}
		return v.String(), why
	case crm.BoolValue:
		if _, ok := crm.ParseBool(text); !ok {
			return "", UsageError{"is neither true nor false", "write true or false"}
		}
	case crm.TextValue:
		if _, ok := crm.ParsePeriodPart(f, text); !ok && slices.Contains(periodFields, f) {
			return "", UsageError{"is not a period", "write periods like 2026, 2026-Q2, 2026-05 or May 2026"}
		}
	}
	return text, why
}

// whoFields say who a row is about, the best first.
var whoFields = []crm.Field{crm.FieldRep, crm.FieldRepEmail, crm.FieldRepID}

func joined(fields []crm.Field) string {
	var names []string
	for _, f := range fields {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}
