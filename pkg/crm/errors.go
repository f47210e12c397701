package crm

import (
	"fmt"
	"strconv"
	"strings"
)

// Trouble is the kind of an [IdentifyError].
type Trouble string

// The kinds of trouble.
const (
	NoRows          Trouble = "no_rows"          // nothing in the file
	NoHeader        Trouble = "no_header"        // the first row holds values
	NoRole          Trouble = "no_role"          // no role has its minimum of columns
	MissingColumns  Trouble = "missing_columns"  // the role is known, a column is not
	Ambiguous       Trouble = "ambiguous"        // two roles fit equally well
	SeveralTables   Trouble = "several_tables"   // a header stands below rows that are no titles
	UnknownProfile  Trouble = "unknown_profile"  // no profile of that name
	UnknownRole     Trouble = "unknown_role"     // no role of that name
	UnknownField    Trouble = "unknown_field"    // the mapping names a field that does not exist
	UnknownColumn   Trouble = "unknown_column"   // the mapping names a header that the file lacks
	WrongNameCount  Trouble = "wrong_name_count" // more or fewer names than columns
	DuplicateHeader Trouble = "duplicate_header" // a needed header occurs twice with different cells
)

// IdentifyError says why a file could not be given a meaning.
type IdentifyError struct {
	Trouble  Trouble
	File     string       // base name of the file
	Role     Role         // the role in question, "" when none
	Profile  string       // the profile in question, "" when none
	Name     string       // the field, header, role or profile that is not known
	Missing  []Need       // what was not found
	Near     []NearHeader // headers of the file that resemble what was looked for
	Readings []string     // the equally good roles
	Header   []string     // the header as found

	forced         bool // the user named the role
	known          []Column
	dates, numbers []string // unused columns that hold such values
	rates          []string // columns of rates that are computed
}

// NearHeader is a header that resembles a wanted one.
type NearHeader struct {
	Header string // in the file
	Wanted string // in the profile or the mapping
	Field  Field
}

// Misconfigured reports whether the user named what does not exist in any file:
// a field, a role or a profile.
func (e *IdentifyError) Misconfigured() bool {
	return e.Trouble == UnknownField || e.Trouble == UnknownRole || e.Trouble == UnknownProfile
}

func itoa(n int) string { return strconv.Itoa(n) }

// Error says what is wrong, in one line; the caller adds the file.
func (e *IdentifyError) Error() string {
	switch e.Trouble {
	case NoRows:
		return "the file has no rows"
	case NoHeader:
		return "the first row holds values, not column names"
	case NoRole:
		return "the header is of no known kind of export: " + quoteList(e.Header, 12)
	case MissingColumns:
		return fmt.Sprintf("%s %s, but no column says %s", e.looks(), e.Role, e.missing())
	case Ambiguous:
		return "the columns fit several roles equally well: " + strings.Join(e.Readings, ", ")
	case SeveralTables:
		return fmt.Sprintf("row %s looks like the header of %s, but the rows above it are no titles", e.Name, e.Role)
	case UnknownColumn:
		return fmt.Sprintf("the mapping names the column %q, which the file does not have", e.Name)
	case WrongNameCount:
		return "the number of column names given is not the number of columns: " + e.Name
	case DuplicateHeader:
		return fmt.Sprintf("the column %q occurs more than once, with different values", e.Name)
	}
	return fmt.Sprintf("there is no %s %q", strings.TrimPrefix(string(e.Trouble), "unknown_"), e.Name)
}

func (e *IdentifyError) looks() string {
	if e.forced {
		return "read as"
	}
	return "the file looks like"
}

func (e *IdentifyError) missing() string {
	var what []string
	for _, n := range e.Missing {
		what = append(what, n.What)
		if n.Any[0] == FieldMeasure && len(e.rates) > 0 {
			what[len(what)-1] += fmt.Sprintf(" (rates are computed from counts and amounts, and not read: %s)", quoteList(e.rates, 4))
		}
	}
	return strings.Join(what, ", nor ")
}

func quoteList(s []string, limit int) string {
	var q []string
	for i, v := range s {
		if i == limit {
			q = append(q, "...")
			break
		}
		q = append(q, strconv.Quote(v))
	}
	return strings.Join(q, ", ")
}
