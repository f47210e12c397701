package chart

import (
	"cmp"
	"fmt"
	"math"
)

// maxMultiples is the number of panels that are still legible on one page.
const maxMultiples = 30

// Mark is a moment on a time axis with a word beside it: the period it falls on, and what happened.
type Mark struct {
	At    int // index of the period
	Label string
}

// Level is a horizontal or vertical line of reference with a word beside it.
type Level struct {
	Value float64
	Label string
}

// Series is one rep's values over the periods of the picture; NaN is missing and breaks the line.
type Series struct {
	Name   string
	Values []float64
	Tone   Tone  // Low draws the line in vermilion, every other tone in blue
	Mark   *Mark // a vertical rule of this panel alone; nil for the picture's own
}

// SmallMultiples shows each rep over time, one panel a rep in the order given, against all others in grey.
// At most 30 reps have a panel; the rest stay in the grey context and are reported as left out.
type SmallMultiples struct {
	Caption
	Unit    Unit
	Periods []string // 2026-05, 2026-Q2, 2026-W14, 2026 or any short text
	Reps    []Series
	Team    []float64 // the dashed line; nil for none
	TeamIs  string    // what the dashed line is; "team median" if empty
	Mark    *Mark     // a vertical rule in every panel, such as the start of coaching; nil for none
	Target  *Level    // a horizontal line in every panel; nil for none
}

func (p SmallMultiples) check() error {
	if err := checkLevel("the target", p.Target); err != nil {
		return err
	}
	if err := checkSeries("the team line", p.Team, len(p.Periods)); p.Team != nil && err != nil {
		return err
	}
	for _, r := range p.Reps {
		if err := checkSeries(fmt.Sprintf("the line of %q", r.Name), r.Values, len(p.Periods)); err != nil {
			return err
		}
	}
	return nil
}

func checkLevel(what string, l *Level) error {
	if l == nil {
		return nil
	}
	return checkOptional(what, &l.Value)
}

func checkSeries(what string, vs []float64, periods int) error {
	if len(vs) != periods {
		return fmt.Errorf("chart: %s has %d values for %d periods", what, len(vs), periods)
	}
	return checkValues(what, vs...)
}

func (p SmallMultiples) empty() bool { return p.values().none() }

func (p SmallMultiples) values() span {
	s := emptySpan()
	for _, r := range p.Reps {
		s.add(r.Values...)
	}
	return s
}

// multiplesGrid is the arrangement of the panels.
type multiplesGrid struct {
	cols, rows   int
	cellW, cellH float64
}

const (
	multiplesGap = 14.0
	panelHead    = 17.0
	panelFoot    = 32.0
	keyHeight    = 16.0
)

// grid prefers full rows, and takes fewer columns where axis labels and last values would leave the lines no room.
func (p SmallMultiples) grid(b *board) multiplesGrid {
	n := min(len(p.Reps), maxMultiples)
	cols := []int{1, 1, 2, 3, 2, 3, 3, 4, 4, 3, 4, 4, 4}[min(n, 12)]
	if n > 12 {
		cols = 5
	}
	_, ticks := p.axis()
	full := b.w - 2*margin + multiplesGap
	least := yAxisWidth(b, ticks, p.Unit) + p.tagWidth(b) + 60 + multiplesGap
	cols = max(1, min(cols, int(full/least)))
	g := multiplesGrid{cols: cols, rows: (n + cols - 1) / cols}
	g.cellW = full / float64(cols)
	g.cellH = min(max(g.cellW*0.78, 108), 240) + p.ruleRoom()
	return g
}

// axis is the value axis that all panels share.
func (p SmallMultiples) axis() (span, []float64) {
	s := p.values()
	s.add(p.Team...)
	if p.Target != nil {
		s.add(p.Target.Value)
	}
	return s.toZero().rounded(4, p.Unit)
}

// ruleRoom is the strip above each plot that keeps the rule's label off the lines.
func (p SmallMultiples) ruleRoom() float64 {
	if p.Mark != nil {
		return 10
	}
	for _, r := range p.Reps {
		if r.Mark != nil {
			return 10
		}
	}
	return 0
}

func (p SmallMultiples) height(b *board) float64 {
	g := p.grid(b)
	return keyHeight + float64(g.rows)*g.cellH
}

func (p SmallMultiples) draw(b *board, area box) {
	if n := len(p.Reps) - maxMultiples; n > 0 {
		b.warn(CodeLeftOut, fmt.Sprintf("%d of %d reps have no panel of their own: a picture holds %d", n, len(p.Reps), maxMultiples))
	}
	p.drawKey(b, area)
	tagWidth := p.tagWidth(b)
	g := p.grid(b)
	rng, ticks := p.axis()
	for i := range min(len(p.Reps), maxMultiples) {
		x := area.x0 + float64(i%g.cols)*g.cellW
		y := area.y0 + keyHeight + float64(i/g.cols)*g.cellH
		panel := multiplesPanel{p: p, rep: i, rng: rng, ticks: ticks, tagWidth: tagWidth,
			cell: box{x, y, x + g.cellW - multiplesGap, y + g.cellH}}
		panel.draw(b)
	}
}

// drawKey explains the lines once, with the lines themselves.
func (p SmallMultiples) drawKey(b *board, area box) {
	st := tickStyle
	x, y := area.x0, area.y0+4
	entry := func(s stroke, word string) {
		if end := x + 22 + b.width(word, st); word == "" || end > area.x1 {
			return
		}
		b.line(s, point{x, y}, point{x + 18, y})
		x = b.middle(x+22, y, word, st).x1 + 14
	}
	entry(stroke{color: blue, width: 2}, "the named rep")
	if len(p.Reps) > 1 {
		entry(stroke{color: light, width: 0.9}, "every other rep")
	}
	if p.Team != nil {
		entry(stroke{color: grey, width: 1.1, dash: dashed}, cmp.Or(p.TeamIs, "team median"))
	}
	if p.Target != nil {
		entry(stroke{color: purple, width: 1.1, dash: dotted}, p.Target.Label+" "+p.Unit.Label(p.Target.Value))
	}
}

type multiplesPanel struct {
	p     SmallMultiples
	rep   int
	rng   span
	ticks []float64
	cell  box

	tagWidth float64
}

var tagStyle = textStyle{size: 9, bold: true}

// tagWidth is the room for the last values, the same in all panels so that their time axes are the same.
func (p SmallMultiples) tagWidth(b *board) float64 {
	w := 0.0
	for _, r := range p.Reps {
		if i, ok := lastValue(r.Values); ok {
			w = math.Max(w, b.width(p.Unit.Label(r.Values[i]), tagStyle))
		}
	}
	return w
}

func (m multiplesPanel) draw(b *board) {
	rep := m.p.Reps[m.rep]
	st := textStyle{size: 9.5, bold: true, color: ink}
	left := yAxisWidth(b, m.ticks, m.p.Unit)
	plot := box{m.cell.x0 + left, m.cell.y0 + panelHead + m.p.ruleRoom(), m.cell.x1, m.cell.y1 - panelFoot}
	b.text(plot.x0, m.cell.y0+10, b.fit(rep.Name, st, plot.w()), st)
	lines := plot
	lines.x1 -= 7 + m.tagWidth
	y := scale{m.rng, plot.y1, plot.y0}
	x := newTimeAxis(lines.x0+2, lines.x1, m.p.Periods)
	yAxis{plot, y, m.ticks, m.p.Unit}.draw(b)
	x.draw(b, plot.y1, m.cell.x0, m.cell.x1)
	m.drawMark(b, plot, x)
	m.drawLines(b, x, y)
	if last, ok := lastValue(rep.Values); ok {
		v := rep.Values[last]
		b.middle(x.at(float64(last))+6, y.at(v), m.p.Unit.Label(v), tagStyle.with(repColor(rep.Tone)))
	}
}

func (m multiplesPanel) drawLines(b *board, x timeAxis, y scale) {
	context := 0.8
	if len(m.p.Reps) > 12 {
		context = 0.4
	}
	for i, r := range m.p.Reps {
		if i != m.rep {
			timePlot{b, x, y}.series(stroke{color: light, width: context}, r.Values)
		}
	}
	if m.p.Target != nil {
		v := y.at(m.p.Target.Value)
		b.line(stroke{color: purple, width: 1.1, dash: dotted}, point{x.x0, v}, point{x.at(float64(len(x.labels) - 1)), v})
	}
	timePlot{b, x, y}.series(stroke{color: grey, width: 1.1, dash: dashed}, m.p.Team)
	rep := m.p.Reps[m.rep]
	c := repColor(rep.Tone)
	timePlot{b, x, y}.series(stroke{color: c, width: 2}, rep.Values)
	if i, ok := lastValue(rep.Values); ok {
		b.disc(c, point{x.at(float64(i)), y.at(rep.Values[i])}, 2.8)
	}
}

// drawMark draws the rule and its word in the strip above the plot.
func (m multiplesPanel) drawMark(b *board, plot box, x timeAxis) {
	mark := m.p.Reps[m.rep].Mark
	if mark == nil {
		mark = m.p.Mark
	}
	if mark == nil || mark.At < 0 || mark.At >= len(m.p.Periods) {
		return
	}
	at := x.at(float64(mark.At))
	b.line(stroke{color: grey, width: 0.8}, point{at, plot.y0 - 3}, point{at, plot.y1})
	word := b.fit(mark.Label, tickStyle, plot.w())
	half := b.width(word, tickStyle) / 2
	b.text(math.Min(math.Max(at, plot.x0+half), plot.x1-half), plot.y0-5, word, tickStyle.aligned(center))
}

func repColor(t Tone) rgba {
	if t == Low {
		return vermilion
	}
	return blue
}

// timePlot is where lines over time are drawn.
type timePlot struct {
	*board
	x timeAxis
	y scale
}

// series draws the stretches between gaps; a value between two gaps is a dot, as a line needs two.
func (p timePlot) series(s stroke, vs []float64) {
	var pts []point
	flush := func() {
		if len(pts) == 1 {
			p.disc(s.color, pts[0], math.Max(s.width*0.9, 1.1))
		}
		p.line(s, pts...)
		pts = nil
	}
	for i, v := range vs {
		if math.IsNaN(v) {
			flush()
			continue
		}
		pts = append(pts, point{p.x.at(float64(i)), p.y.at(v)})
	}
	flush()
}

func lastValue(vs []float64) (int, bool) {
	for i := len(vs) - 1; i >= 0; i-- {
		if !math.IsNaN(vs[i]) {
			return i, true
		}
	}
	return 0, false
}
