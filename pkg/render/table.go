package render

import "fmt"

// A Table is a caption, named columns, rows and at most one footer row. A
// short row is filled with empty cells; a cell beyond the last column is an
// error of the renderers, since it would belong to no column.
type Table struct {
	Caption string // one line without a full stop; may be empty
	Columns []Column
	Rows    [][]Cell
	Footer  []Cell // totals; nil for none
	Empty   string // said instead of rows when there are none; "none" by default
}

// A Column names what its cells hold.
type Column struct {
	Name  string
	Unit  string // "USD", "days"; shown behind the name
	Kind  Kind   // decides the alignment unless Align does
	Align Align
}

// Align is the side a column's cells stand on.
type Align uint8

// Auto puts text on the left and figures on the right.
const (
	Auto Align = iota
	Left
	Right
)

func (c Column) right() bool {
	if c.Align == Auto {
		return c.Kind != KindText
	}
	return c.Align == Right
}

func (c Column) title() string {
	if c.Unit == "" {
		return c.Name
	}
	return c.Name + " (" + c.Unit + ")"
}

func (t Table) nothing() string {
	if t.Empty == "" {
		return "none"
	}
	return t.Empty
}

// titles are the column headings, each passed through escape.
func (t Table) titles(escape func(string) string) []string {
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = escape(c.title())
	}
	return titles
}

// check finds what no renderer could lay out.
func (t Table) check() error {
	if len(t.Columns) == 0 {
		return fmt.Errorf("table %q has no columns", t.Caption)
	}
	for i, row := range t.Rows {
		if len(row) > len(t.Columns) {
			return fmt.Errorf("table %q: row %d has %d cells for %d columns", t.Caption, i+1, len(row), len(t.Columns))
		}
	}
	if len(t.Footer) > len(t.Columns) {
		return fmt.Errorf("table %q: the footer has %d cells for %d columns", t.Caption, len(t.Footer), len(t.Columns))
	}
	return nil
}
