package crm

// Findings is a [Mapping] as a plain value, for the check command and for
// writing a configuration.
type Findings struct {
	Profile  string    `json:"profile"`
	Title    string    `json:"title"`
	Shape    string    `json:"shape"`
	Role     Role      `json:"role"`
	Columns  []Found   `json:"columns"`
	Always   []Fixed   `json:"always"`
	Unused   []string  `json:"unused"`
	Evidence []string  `json:"evidence"`
	Warnings []Warning `json:"warnings"`
}

// Found is a column with a meaning.
type Found struct {
	Column int    `json:"column"` // from 1, as people count
	Header string `json:"header"`
	Field  Field  `json:"field"`
	How    string `json:"how"`
}

// Fixed is a field with the same value in every row.
type Fixed struct {
	Field Field  `json:"field"`
	Value string `json:"value"`
}

// Findings gives the mapping as a plain value.
func (m *Mapping) Findings() Findings {
	f := Findings{Profile: m.Profile, Title: m.Title, Shape: m.Shape, Role: m.Role,
		Unused: m.Unused(), Evidence: m.Evidence, Warnings: m.Warnings}
	for _, c := range m.Columns {
		if c.Field != "" {
			f.Columns = append(f.Columns, Found{c.Index + 1, m.Header(c.Index), c.Field, c.How})
		}
	}
	for _, field := range []Field{FieldStatus, FieldKind, FieldCurrency} {
		if v, ok := m.Always[field]; ok {
			f.Always = append(f.Always, Fixed{field, v})
		}
	}
	return f
}
