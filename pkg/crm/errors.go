package crm

import (
	"fmt"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Trouble is the kind of an [IdentifyError].
type Trouble string

// The kinds of trouble.
const (
	NoRows          Trouble = "no_rows"          // nothing in the file
	NoHeader        Trouble = "no_header"        // the first row holds values
	NoRole          Trouble = "no_role"          // no role has its minimum of columns
	MissingColumns  Trouble = "missing_columns"  // the role is known, a column is not
	Ambiguous       Trouble = "ambiguous"        // two readings are equally good
	UnknownProfile  Trouble = "unknown_profile"  // no profile of that name
	UnknownRole     Trouble = "unknown_role"     // no role of that name
	UnknownField    Trouble = "unknown_field"    // the mapping names a field that does not exist
	UnknownColumn   Trouble = "unknown_column"   // the mapping names a header that the file lacks
	WrongNameCount  Trouble = "wrong_name_count" // more or fewer names than columns
	DuplicateHeader Trouble = "duplicate_header" // a needed header occurs twice with different cells
)

// IdentifyError says why a file could not be given a meaning.
type IdentifyError struct {
	Trouble Trouble
	Role    Role   // the role in question, "" when none
	Profile string // the profile in question, "" when none
	Name    string // the field, header, role or profile that is not known
	Missing []Need // what was not found
	// Near are headers of the file that resemble what was looked for.
	Near     []NearHeader
	Readings []string // the equally good readings
	Header   []string // the header as found
}

// NearHeader is a header that resembles a wanted one.
type NearHeader struct {
	Header string // in the file
	Wanted string // in the profile or the mapping
	Field  Field
}

// Error says what is wrong, in one line.
func (e *IdentifyError) Error() string {
	switch e.Trouble {
	case NoRows:
		return "the file has no rows"
	case NoHeader:
		return "the first row holds values, not column names"
	case NoRole:
		return "no kind of export is recognised from the header (" + quoteList(e.Header, 12) + ")"
	case MissingColumns:
		return fmt.Sprintf("no column says %s, which %s need", e.missing(), e.Role)
	case Ambiguous:
		return "the file can be read in several ways: " + strings.Join(e.Readings, "; ")
	case UnknownColumn:
		return fmt.Sprintf("the mapping names the column %q, which the file does not have", e.Name)
	case WrongNameCount:
		return "the number of column names given is not the number of columns: " + e.Name
	case DuplicateHeader:
		return fmt.Sprintf("the column %q occurs more than once", e.Name)
	}
	return fmt.Sprintf("%s: %q", strings.ReplaceAll(string(e.Trouble), "_", " "), e.Name)
}

func (e *IdentifyError) missing() string {
	var what []string
	for _, n := range e.Missing {
		what = append(what, n.What)
	}
	return strings.Join(what, ", nor ")
}

// Hint says what to do, ready to print behind "hint: ". It may hold several
// lines, among them the lines to write into salescoach.yaml.
func (e *IdentifyError) Hint() string { return e.hint() }

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
