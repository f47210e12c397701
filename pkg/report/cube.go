package report

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/render"
)

// cubeCell is one rep and period with anything to count.
type cubeCell struct {
	rep, period string
	values      []float64 // NaN where a figure is unknown
}

// cubeColumn is one figure of the cube table.
type cubeColumn struct {
	name  string
	money bool
	value func(rep, period int) float64
	lacks func(rep, period int) bool // figures that are unknown
}

// CubeView says which part of a cube is listed, and in which forms: a cube may
// be large, and only what is written is made.
type CubeView struct {
	Window funnel.Window
	// Unassigned lists the rows that nobody owns, too.
	Unassigned bool
	// Customers adds a column for customers: where they are not simply the won
	// deals.
	Customers bool
	// Records, JSON and Document ask for those parts of the output.
	Records, JSON, Document bool
}

// Cube lists a cube: rep x period x step, the periods without anything left
// out, and the rows that nobody owns only where asked for. The columns are
// visits, closed, won and won_amount, then whatever further steps the files
// or the configuration gave. JSON carries the totals with and without an owner.
func Cube(c *funnel.Cube, view CubeView, src Source) Output {
	columns := cubeColumns(c, view)
	cells := cubeCells(c, columns, view)
	var out Output
	if view.JSON {
		out.JSON = cubeJSON(cubeTotals{
			Envelope: src.envelope("cube", nil), Funnel: c.Funnel,
			Totals: addUp(c, columns, view.Window, false), Unassigned: addUp(c, columns, view.Window, true),
		}, columns, cells)
	}
	if view.Records || view.Document {
		out.Header, out.Records = cubeHeader(c, columns), cellRecords(cells, columns)
	}
	if view.Document {
		out.Document = cubeDocument(out, columns, src)
	}
	return out
}

func cubeHeader(c *funnel.Cube, columns []cubeColumn) []string {
	header := []string{"rep", "period"}
	if len(c.Periods) > 0 {
		header[1] = c.Periods[0].Unit.String()
	}
	for _, col := range columns {
		header = append(header, col.name)
	}
	return header
}

// cubeColumns are the figures in a fixed order. A figure that no file can
// give is still there, as zero: scripts find the same columns every month.
func cubeColumns(c *funnel.Cube, view CubeView) []cubeColumn {
	counted := func(step string) func(int, int) float64 {
		i := c.Step(step)
		return func(rep, period int) float64 {
			if i < 0 {
				return 0
			}
			return c.Value(rep, period, i)
		}
	}
	lacks := func(step string) func(int, int) bool {
		i := c.Step(step)
		return func(rep, period int) bool { return c.Lacks(rep, period, i) }
	}
	closed, lost := counted(funnel.Closed), counted(funnel.Lost)
	won := func(rep, period int) float64 { return closed(rep, period) - lost(rep, period) }
	unclosed, unlost := lacks(funnel.Closed), lacks(funnel.Lost)
	unwon := func(rep, period int) bool { return unclosed(rep, period) || unlost(rep, period) }
	if !c.Has(funnel.Lost) {
		won, unwon = counted(funnel.Customers), lacks(funnel.Customers) // a scorecard counts customers, not deals
	}
	out := []cubeColumn{
		{"visits", false, counted(funnel.Visits), lacks(funnel.Visits)}, {"closed", false, closed, unclosed},
		{"won", false, won, unwon}, {"won_amount", true, counted(funnel.Revenue), lacks(funnel.Revenue)},
	}
	for _, s := range c.Steps {
		if !standard[s.Name] || view.Customers && s.Name == funnel.Customers {
			out = append(out, cubeColumn{s.Name, s.Kind == funnel.Summed, counted(s.Name), lacks(s.Name)})
		}
	}
	return out
}

// standard are the steps that have a column anyway or follow from others.
var standard = map[string]bool{
	funnel.Visits: true, funnel.Closed: true, funnel.Customers: true, funnel.Lost: true,
	funnel.Revenue: true, funnel.Opened: true,
}

// cubeCells lists the cells. Room is made for all that there could be: what is
// not used takes no memory.
func cubeCells(c *funnel.Cube, columns []cubeColumn, view CubeView) []cubeCell {
	most := len(c.Reps) * view.Window.Len()
	out, values := make([]cubeCell, 0, most), make([]float64, 0, most*len(columns))
	for rep := range c.Reps {
		if c.Reps[rep].Unassigned && !view.Unassigned {
			continue
		}
		for period := view.Window.Lo; period < view.Window.Hi; period++ {
			from, any := len(values), false
			for _, col := range columns {
				v := col.value(rep, period)
				if col.lacks(rep, period) {
					v = math.NaN()
				}
				values, any = append(values, v), any || v != 0
			}
			if !any {
				values = values[:from]
				continue
			}
			out = append(out, cubeCell{rep: c.Reps[rep].Name, period: c.Periods[period].Label, values: values[from:len(values):len(values)]})
		}
	}
	return out
}

func cellRecords(cells []cubeCell, columns []cubeColumn) [][]string {
	records := make([][]string, 0, len(cells))
	fields := make([]string, 0, len(cells)*(2+len(columns)))
	for _, cell := range cells {
		from := len(fields)
		fields = append(fields, cell.rep, cell.period)
		for i, v := range cell.values {
			fields = append(fields, cellText(v, columns[i].money))
		}
		records = append(records, fields[from:len(fields):len(fields)])
	}
	return records
}

// cellText writes amounts with two decimals, more where they have them, and
// nothing for what is unknown.
func cellText(v float64, money bool) string {
	if math.IsNaN(v) {
		return ""
	}
	if whole := int64(v); math.Abs(v) < 1<<53 && float64(whole) == v {
		if !money { // as below, but quicker
			return strconv.FormatInt(whole, 10)
		}
		var room [24]byte
		return string(append(strconv.AppendInt(room[:0], whole, 10), ".00"...))
	}
	if !money {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	s := strconv.FormatFloat(v, 'f', 4, 64)
	return strings.TrimSuffix(strings.TrimSuffix(s, "0"), "0")
}

// cubeTotals is what the JSON says beside the rows.
type cubeTotals struct {
	Envelope
	Funnel     []string           `json:"funnel"`
	Totals     map[string]float64 `json:"totals"`
	Unassigned map[string]float64 `json:"unassigned"`
}

func cubeJSON(head cubeTotals, columns []cubeColumn, cells []cubeCell) any {
	type row map[string]any
	rows := make([]row, 0, len(cells))
	for _, cell := range cells {
		r := row{"rep": cell.rep, "period": cell.period}
		for i, col := range columns {
			if r[col.name] = cell.values[i]; math.IsNaN(cell.values[i]) {
				r[col.name] = nil
			}
		}
		rows = append(rows, r)
	}
	return struct {
		cubeTotals
		Rows []row `json:"rows"`
	}{head, rows}
}

// addUp adds the columns up, over everybody or over the rows without an owner
// alone.
func addUp(c *funnel.Cube, columns []cubeColumn, w funnel.Window, unassignedOnly bool) map[string]float64 {
	totals := map[string]float64{}
	for _, col := range columns {
		totals[col.name] = 0
		for rep := range c.Reps {
			if unassignedOnly && !c.Reps[rep].Unassigned {
				continue
			}
			for period := w.Lo; period < w.Hi; period++ {
				totals[col.name] += col.value(rep, period)
			}
		}
	}
	return totals
}

func cubeDocument(out Output, columns []cubeColumn, src Source) render.Document {
	t := render.Table{Columns: []render.Column{{Name: out.Header[0]}, {Name: out.Header[1]}}}
	for _, col := range columns {
		kind := render.KindCount
		if col.money {
			kind = render.KindMoney
		}
		t.Columns = append(t.Columns, render.Column{Name: col.name, Kind: kind})
	}
	for _, record := range out.Records {
		var row []render.Cell
		for _, field := range record {
			row = append(row, render.Text(cmp.Or(field, "n/a")))
		}
		t.Rows = append(t.Rows, row)
	}
	d := render.Document{Title: "Tallies by rep and " + out.Header[1]}
	d.Add(t, render.Notes{src.Sentence()})
	return d
}
