package crm

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Hint says what to do, ready to print behind "hint: ". It may hold several
// lines, among them the lines to write into salescoach.yaml.
func (e *IdentifyError) Hint() string {
	near := didYouMean(e.Near)
	switch e.Trouble {
	case NoRows:
		return "export the file again"
	case NoHeader:
		return "name the columns in their order with --columns, for example --columns rep,stage,amount,close_date"
	case Ambiguous:
		return "say which with --" + strings.Join(e.Readings, " FILE or --") + " FILE"
	case WrongNameCount:
		return "give --columns one name for each column, in order"
	case DuplicateHeader:
		return "rename one of the two in the file, or name the column by its position (\"#3\" is the third) in salescoach.yaml"
	case SeveralTables:
		return "save each table as a file of its own, with its header first"
	case UnknownProfile:
		return "the profiles are " + strings.Join(profileOrder, ", ")
	case UnknownRole:
		return "the roles are " + joinRoles()
	case UnknownField:
		return "the fields are " + joinFields(e.Role) + "; beside role: scorecard or role: quotas, a metric may have any name"
	case UnknownColumn:
		return near + "the columns are " + quoteList(e.Header, 40)
	}
	if e.Trouble == NoRole {
		near += "leave the file out if it holds none of " + joinRoles() + "; else "
	}
	return near + "say in salescoach.yaml which column is which:\n" + e.YAML()
}

// didYouMean asks for misspelt headers, with a blank behind; empty for none.
func didYouMean(near []NearHeader) string {
	var pairs []string
	for _, n := range near {
		if len(pairs) < 3 {
			pairs = append(pairs, fmt.Sprintf("%q for %q", n.Header, n.Wanted))
		}
	}
	if len(pairs) == 0 {
		return ""
	}
	return "did you mean " + strings.Join(pairs, ", ") + "? "
}

func joinRoles() string {
	var all []string
	for _, r := range Roles() {
		all = append(all, string(r))
	}
	return strings.Join(all, ", ")
}

// joinFields lists the fields of a role, or of all roles.
func joinFields(r Role) string {
	all := map[string]bool{}
	for _, role := range Roles() {
		for f := range roleFields()[role] {
			if r == "" || r == role {
				all[string(f)] = true
			}
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(all)), ", ")
}

// roleFields are the fields of each role: those that any profile knows for it.
var roleFields = sync.OnceValue(func() map[Role]map[Field]bool {
	fields := map[Role]map[Field]bool{}
	for _, r := range Roles() {
		fields[r] = map[Field]bool{}
	}
	lib, err := builtin()
	if err != nil {
		return fields // Identify says so
	}
	for _, p := range lib.profiles {
		for _, s := range p.Shapes {
			for f := range s.Fields {
				fields[s.Role][f] = true
			}
			if s.Cents {
				fields[s.Role][FieldCents] = true
			}
		}
	}
	return fields
})

// YAML gives the lines of a salescoach.yaml that would answer the error, with
// what is known filled in.
func (e *IdentifyError) YAML() string {
	role := e.Role
	if role == "" {
		role = Deals
	}
	var b strings.Builder
	fmt.Fprintf(&b, "files:\n  - path: %s\n    role: %s\n    columns:\n", quoteYAML(e.File), role)
	for _, c := range e.known {
		if e.Trouble == MissingColumns && c.Field != "" && c.Field != FieldMeasure && c.Field != FieldPeriodValue && e.needed(role, c.Field) {
			fmt.Fprintf(&b, "      %s: %s\n", c.Field, quoteYAML(c.Header))
		}
	}
	for _, n := range e.asked(role) {
		value, comment := e.suggest(n)
		fmt.Fprintf(&b, "      %s: %s  # %s\n", e.key(n, value), value, comment)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// asked are the needs to fill in: all of the role when none is known.
func (e *IdentifyError) asked(role Role) []Need {
	if e.Trouble == MissingColumns {
		return e.Missing
	}
	return role.Minimum()
}

func (e *IdentifyError) needed(role Role, f Field) bool {
	return slices.ContainsFunc(role.Minimum(), func(n Need) bool { return slices.Contains(n.Any, f) })
}

// expected says that a column of when deals were expected to close is not
// taken for when they did.
func (e *IdentifyError) expected(n Need) string {
	for _, c := range e.known {
		if c.Field == FieldExpectedCloseDate && slices.Contains(n.Any, FieldCloseDate) {
			return fmt.Sprintf("; %q is only when that was expected", c.Header)
		}
	}
	return ""
}

// key is what a needed field is called in a configuration. A column of figures
// goes by the metric that it may be.
func (e *IdentifyError) key(n Need, value string) string {
	if n.Any[0] != FieldMeasure {
		return string(n.Any[0])
	}
	header := strings.Trim(value, `"`)
	if step, ok := Metric(nearMetric(header)); ok {
		return step
	}
	return string(FieldMeasure)
}

// suggest gives a value for a needed field: a near miss, else a column whose
// cells are of the right kind, else the place to fill in.
func (e *IdentifyError) suggest(n Need) (value, comment string) {
	for _, h := range e.Near {
		if e.Trouble == MissingColumns && slices.Contains(n.Any, h.Field) {
			return quoteYAML(h.Header), n.What
		}
	}
	if n.Any[0] == FieldStatus {
		return `"=won"`, n.What + `: a column, or "=won" when every row is a sale`
	}
	if n.Any[0] == FieldKind {
		return `"=Visit"`, n.What + `: a column, or "=Visit" when every row is a visit`
	}
	columns := map[ValueType][]string{DateValue: e.dates, NumberValue: e.numbers}[n.Any[0].Type()]
	switch {
	case len(columns) == 1:
		return quoteYAML(columns[0]), n.What
	case len(columns) > 1:
		return quoteYAML(columns[0]), n.What + "; also possible: " + strings.Join(columns[1:], ", ")
	}
	return "NAME OF THE COLUMN", n.What + e.expected(n)
}
