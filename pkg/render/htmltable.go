package render

type htmlTable struct {
	Caption string
	Columns []htmlCell
	Rows    [][]htmlCell
	Footer  []htmlCell
	Empty   string
}

// htmlCell is a cell with its class; the interval is apart, to be set in grey.
type htmlCell struct {
	Text, Bounds, Class string
	RowHeader           bool
}

func newHTMLTable(t Table) (*htmlTable, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	out := &htmlTable{Caption: visible(t.Caption), Empty: visible(t.nothing())}
	for i, title := range t.titles(visible) {
		out.Columns = append(out.Columns, htmlCell{Text: title, Class: side(t.Columns[i])})
	}
	for _, row := range t.Rows {
		out.Rows = append(out.Rows, htmlCells(row, t.Columns))
	}
	if t.Footer != nil {
		out.Footer = htmlCells(t.Footer, t.Columns)
	}
	return out, nil
}

func htmlCells(row []Cell, columns []Column) []htmlCell {
	cells := make([]htmlCell, len(columns))
	for i, column := range columns {
		var c Cell
		if i < len(row) {
			c = row[i]
		}
		cells[i] = htmlCell{Text: visible(c.Text), Class: side(column) + toneClass(c)}
		if c.Kind == KindInterval {
			cells[i].Bounds = visible(c.bounds())
		}
		cells[i].RowHeader = i == 0 && column.Kind == KindText
	}
	return cells
}

func side(c Column) string {
	if c.right() {
		return "figure"
	}
	return "words"
}

func toneClass(c Cell) string {
	if c.Kind == KindUnknown {
		return " unknown"
	}
	return [...]string{"", " top", " mediocre", " poor", " uncertain"}[min(c.Tone, ToneUncertain)]
}
