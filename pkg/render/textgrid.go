package render

import (
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

const columnGap = "  "

// grid lays a table out by tablewriter: a rule under the header, another over
// the totals, two spaces between columns.
func (t *textWriter) grid(table Table) (string, error) {
	var out strings.Builder
	g := tablewriter.NewTable(&out,
		tablewriter.WithRenderer(renderer.NewBlueprint(plain())),
		// By default the width of dashes and accents follows LANG.
		tablewriter.WithEastAsian(tw.Off),
		tablewriter.WithTrimSpace(tw.Off))
	g.Configure(func(c *tablewriter.Config) { layOut(c, table.Columns) })
	g.Header(table.titles(visible))
	spans := measure(table)
	for _, row := range table.Rows {
		if err := g.Append(t.cells(row, spans)); err != nil {
			return "", err
		}
	}
	if table.Footer != nil {
		g.Footer(t.cells(table.Footer, spans))
	}
	err := g.Render()
	return strings.TrimRight(out.String(), "\n"), err
}

func plain() tw.Rendition {
	return tw.Rendition{
		Borders: tw.BorderNone,
		Symbols: tw.NewSymbols(tw.StyleLight),
		Settings: tw.Settings{
			Separators: tw.SeparatorsNone,
			Lines:      tw.Lines{ShowHeaderLine: tw.On, ShowFooterLine: tw.On},
		},
	}
}

// layOut turns off what tablewriter does unasked: headers in capitals, cells
// wrapped, spaces on both sides.
func layOut(c *tablewriter.Config, columns []Column) {
	align := make([]tw.Align, len(columns))
	padding := make([]tw.Padding, len(columns))
	for i, column := range columns {
		align[i] = tw.AlignLeft
		if column.right() {
			align[i] = tw.AlignRight
		}
		padding[i] = tw.Padding{Right: columnGap, Overwrite: true}
	}
	padding[len(padding)-1] = tw.Padding{Overwrite: true}
	for _, cell := range []*tw.CellConfig{&c.Header, &c.Row, &c.Footer} {
		cell.Formatting.AutoFormat = tw.Off
		cell.Formatting.AutoWrap = tw.WrapNone
		cell.Alignment.PerColumn = align
		cell.Padding.PerColumn = padding
	}
}

// cells are a row's texts, as wide as the table: tablewriter would draw a
// short row narrower.
func (t *textWriter) cells(row []Cell, spans []span) []string {
	texts := make([]string, len(spans))
	for i, c := range row {
		texts[i] = t.tint(spans[i].align(c, " ").String(), c)
	}
	return texts
}
