package crm

// Table is the beginning of a file: its name and first rows (some 50 to 200
// are enough), with whatever stands above the header.
type Table struct {
	Name string // base name of the file; only ever a hint, and said so
	Rows [][]string
}

// Options are what the user decided. The zero value decides nothing.
type Options struct {
	Role    Role   // force the role
	Profile string // force the profile
	// Columns maps fields to headers, by role. An empty header drops what
	// would be found; "=word" fixes the value of a field without a column
	// (status: "=won").
	Columns map[Role]map[Field]string
	Names   []string // column names of a file without a header
	Words   Words
	// Profiles are the user's own, tried before the built-in ones.
	Profiles []*Profile
}

// Words are the user's own words. Visits and Calls replace the built-in
// lists; all others are added and win over them.
type Words struct {
	Won, Lost, Open []string
	Visits, Calls   []string
	Done, NotDone   []string
	Missing         []string // cells that mean "no value"
	Unassigned      []string // owners that are nobody
}

// Identify finds out which CRM wrote the table, what it holds and which
// column is which. The error, if any, is an *[IdentifyError].
func Identify(t Table, o Options) (*Mapping, error) {
	return identify(t, o)
}
