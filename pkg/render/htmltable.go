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
	spans := measure(t)
	for _, row := range t.Rows {
		out.Rows = append(out.Rows, htmlCells(row, t.Columns, spans))
	}
	if t.Footer != nil {
		out.Footer = htmlCells(t.Footer, t.Columns, spans)
	}
	return out, nil
}

// figureSpace is as wide as a digit.
const figureSpace = "\u2007"

func htmlCells(row []Cell, columns []Column, spans []span) []htmlCell {
	cells := make([]htmlCell, len(columns))
	for i, column := range columns {
		var c Cell
		if i < len(row) {
			c = spans[i].align(row[i], figureSpace)
		}
		cells[i] = htmlCell{Text: unbroken.Replace(c.Text), Class: side(column) + length(c) + toneClass(c)}
		if c.Kind == KindInterval {
			cells[i].Bounds = c.bounds()
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

// length marks the text that may be wrapped: breaking a person's name is
// worse than a wide table.
func length(c Cell) string {
	const short = 32
	if displayWidth(c.Text) > short {
		return " long"
	}
	return ""
}

func toneClass(c Cell) string {
	if c.Kind == KindUnknown {
		return " unknown"
	}
	return [...]string{"", " top", " mediocre", " poor", " uncertain"}[min(c.Tone, ToneUncertain)]
}
