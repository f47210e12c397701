package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

const closeHeader = "id,lead_name,status_label,status_type,value,value_currency,value_period,user_name,date_won,date_lost,date_created\n"

func closeRow(id int, value, period string) string {
	return fmt.Sprintf("o%d,A,Won,won,%s,USD,%s,Ann,2024-03-31,,2024-01-01\n", id, value, period)
}

func TestAmountsAreCentsOnlyWhereAllAreWholeNumbers(t *testing.T) {
	var many strings.Builder
	for i := range 400 {
		many.WriteString(closeRow(i, "100", "one_time"))
	}
	for _, x := range []struct {
		text    string
		columns map[crm.Field]string
		decimal crm.Decimal
		want    float64
		says    string
	}{
		{closeRow(1, "100000", "one_time") + closeRow(2, "50", "one_time"), nil, crm.AnyDecimal, 1000.5, `"value" is read as cents, as Close writes it`},
		{closeRow(1, "100000.0", "one_time") + closeRow(2, "50.0", "one_time"), nil, crm.AnyDecimal, 1000.5, `"value" is read as cents`},
		{closeRow(1, "100000.00", "one_time") + closeRow(2, "50", "one_time"), nil, crm.AnyDecimal, 1000.5, `"value" is read as cents`},
		{closeRow(1, "100000.0", "one_time") + closeRow(2, "50.5", "one_time"), nil, crm.Point, 100050.5, `"value" is read as it stands`},
		{closeRow(1, `"1,000.00"`, "one_time"), nil, crm.AnyDecimal, 1000, `"value" is read as it stands`},
		{closeRow(1, `"100000,00"`, "one_time") + closeRow(2, "$5", "one_time"), nil, crm.Comma, 100005, `"value" is read as it stands`},
		{closeRow(1, `"$1,000"`, "one_time") + closeRow(2, `"$1,000.50"`, "one_time"), nil, crm.AnyDecimal, 2000.5, `"value" is read as it stands`},
		{closeRow(1, "$1000", "one_time") + closeRow(2, "5", "one_time"), nil, crm.AnyDecimal, 1005, `"value" is read as it stands`},
		{many.String() + closeRow(998, "0.50", "one_time"), nil, crm.Point, 40000.5, `"value" is read as it stands`},
		{many.String(), nil, crm.Point, 400, `"value" is read as cents`},
		{closeRow(1, "100000", "one_time"), map[crm.Field]string{crm.FieldCents: "=no"}, crm.AnyDecimal, 100000, ""},
		{closeRow(1, "100.0", "one_time"), map[crm.Field]string{crm.FieldCents: "=yes"}, crm.AnyDecimal, 1, ""},
	} {
		r := Request{Files: files(write(t, "close.csv", closeHeader+x.text))}
		r.Reading.Decimal = x.decimal
		r.Reading.Mappings = []Mapping{{Pattern: "*.csv", Columns: x.columns}}
		d := read(t, r)
		if w := warned(d, "cents"); total(t, d.Cube, funnel.Revenue) != x.want || !strings.HasPrefix(w, x.says) || x.says == "" && w != "" {
			t.Errorf("%v, want %v; %q", total(t, d.Cube, funnel.Revenue), x.want, w)
		}
	}
}

func TestAmountsForDifferentTimesAreNotAddedUp(t *testing.T) {
	mixed := closeHeader + closeRow(1, "100000", "one_time") + closeRow(2, "100000", "monthly") + closeRow(3, "100000", "monthly") + closeRow(4, "100000", "annual")
	path := write(t, "close.csv", mixed)
	msg := refused(t, Request{Files: files(path)})
	for _, want := range []string{`close.csv: the amounts of won deals are for different times: "monthly" (2), "annual" (1), "one_time" (1)`, "--where value_period=monthly"} {
		if !strings.Contains(msg, want) {
			t.Errorf("%s does not say %s", msg, want)
		}
	}
	d := read(t, Request{Files: files(path), Where: []Condition{{Column: "value_period", Value: "monthly"}}})
	if w := warned(d, "value-period"); total(t, d.Cube, funnel.Revenue) != 2000 || w != "the amounts of won deals are monthly ones: each counts once" {
		t.Errorf("%v, %q", total(t, d.Cube, funnel.Revenue), w)
	}
	r := Request{Files: files(path)}
	r.Reading.Mappings = []Mapping{{Pattern: "*.csv", Columns: map[crm.Field]string{crm.FieldValuePeriod: ""}}}
	if d := read(t, r); total(t, d.Cube, funnel.Revenue) != 4000 {
		t.Errorf("%v", total(t, d.Cube, funnel.Revenue))
	}
	lost := strings.Replace(closeRow(2, "100000", "monthly"), ",won,", ",lost,", 1)
	d = read(t, Request{Files: files(write(t, "close.csv", closeHeader+closeRow(1, "100000", "one_time")+strings.Replace(lost, "2024-03-31,", ",2024-03-31", 1)))})
	if total(t, d.Cube, funnel.Revenue) != 1000 || warned(d, "value-period") != "" {
		t.Errorf("%v, %v", total(t, d.Cube, funnel.Revenue), d.Quality.Warnings)
	}
}
