package crm

// Mapping is what [Identify] found out about one file.
type Mapping struct {
	Profile string // name of the profile: "hubspot"
	Title   string // how the CRM calls itself: "HubSpot"
	Shape   string // which of the profile's kinds of file: "deals export"
	Role    Role
	// HeaderRow is the index of the header among the rows given, -1 when the
	// names came from the options. Rows before it are furniture.
	HeaderRow int
	Columns   []Column
	// Always holds a fixed value for a field without a column: in a sales
	// ledger FieldStatus is always "won", in a visit log FieldKind always
	// "visit". Where there is a column, the value is that of the rows whose
	// cell does not say otherwise.
	Always map[Field]string
	// Cents says that amounts are in hundredths of the currency unit, as far as
	// the header tells: what is written as no whole number is none. The constant
	// FieldCents decides otherwise. Other scales, such as thousands, are never
	// guessed.
	Cents bool
	// Needed lists columns that every record fills. Where one of them is
	// empty, the row is furniture, such as a board's group title or subitem.
	Needed   []int
	Evidence []string // why this profile, role and columns; for check
	Warnings []Warning

	words     *vocabulary
	index     map[Field]int
	loneCells bool
}

// Column is one column of the file and what it was taken for.
type Column struct {
	Index  int    // position in the record, from 0
	Header string // as in the file, blanks trimmed
	Field  Field  // "" when unused
	Metric string // of a FieldMeasure or FieldPeriodValue column: its metric
	Period Period // of a FieldPeriodValue column; year 0 when another column holds it
	How    string // how it was matched: "HubSpot header", "your mapping"
}

// Warning is a finding that does not stop the run.
type Warning struct {
	Code    string // stable, snake_case
	Message string
}

// Index gives the column of the field, -1 when the file has none. Of several
// columns it is the first; see [Mapping.All].
func (m *Mapping) Index(f Field) int {
	if i, ok := m.index[f]; ok {
		return i
	}
	return -1
}

// Has reports whether the file has a column for the field.
func (m *Mapping) Has(f Field) bool { return m.Index(f) >= 0 }

// Given reports whether the file has a column for the field, or one value of it
// for every row.
func (m *Mapping) Given(f Field) bool { return m.Has(f) || m.Always[f] != "" }

// All gives every column of the field in file order: a roster may have
// several ids, an activity several outcomes.
func (m *Mapping) All(f Field) []int {
	var all []int
	for _, c := range m.Columns {
		if c.Field == f {
			all = append(all, c.Index)
		}
	}
	return all
}

// Constant gives the value that the field has in every row, or in those whose
// cell does not say otherwise, see [Mapping.Always].
func (m *Mapping) Constant(f Field) (string, bool) {
	v, ok := m.Always[f]
	return v, ok
}

// Measures gives the columns that each hold one metric.
func (m *Mapping) Measures() []Column { return m.columnsOf(FieldMeasure) }

// PeriodColumns gives the columns that each hold one period (months across).
func (m *Mapping) PeriodColumns() []Column { return m.columnsOf(FieldPeriodValue) }

func (m *Mapping) columnsOf(f Field) []Column {
	var all []Column
	for _, c := range m.Columns {
		if c.Field == f {
			all = append(all, c)
		}
	}
	return all
}

// Header gives the header of column i, or its number when it has none.
func (m *Mapping) Header(i int) string {
	if i < 0 || i >= len(m.Columns) || m.Columns[i].Header == "" {
		return "column " + itoa(i+1)
	}
	return m.Columns[i].Header
}

// Unused lists the headers that were given no meaning.
func (m *Mapping) Unused() []string {
	var out []string
	for _, c := range m.Columns {
		if c.Field == "" && c.Header != "" {
			out = append(out, c.Header)
		}
	}
	return out
}
