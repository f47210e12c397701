package chart

import (
	"fmt"
	"math"
	"sort"
)

// MapAxis is one of the two measures of a map.
type MapAxis struct {
	Name string
	Unit Unit
	Team *Level // the line that divides the map; nil for none
}

// MapPoint is a rep by both measures; NaN ends of an interval mean none.
type MapPoint struct {
	Name           string
	X, XLow, XHigh float64
	Y, YLow, YHigh float64
	Tone           Tone
}

// Quadrants names the four corners of a map.
type Quadrants struct {
	LowLow, HighLow, LowHigh, HighHigh string // first activity (x), then conversion (y)
}

// Map sets activity against conversion: it tells apart who does little, who does much without effect, and who does
// both. Names are placed where they cover nothing; those that find no room are reported as left out.
type Map struct {
	Caption
	X, Y      MapAxis
	Quadrants Quadrants
	Points    []MapPoint // a point without X or Y is left out
}

func (p Map) check() error {
	for _, q := range p.Points {
		if err := checkValues(fmt.Sprintf("the point of %q", q.Name), q.X, q.XLow, q.XHigh, q.Y, q.YLow, q.YHigh); err != nil {
			return err
		}
	}
	if err := checkLevel("the line across", p.X.Team); err != nil {
		return err
	}
	return checkLevel("the line along", p.Y.Team)
}

func (q MapPoint) known() bool { return finite(q.X) && finite(q.Y) }

func (p Map) empty() bool {
	for _, q := range p.Points {
		if q.known() {
			return false
		}
	}
	return true
}

func (p Map) height(b *board) float64 { return math.Min(math.Max((b.w-2*margin)*0.62, 280), 520) }

// spans cover the points and the whiskers as far as half the points' own range beyond them.
func (p Map) spans() (x, y span) {
	x, y = emptySpan(), emptySpan()
	wx, wy := emptySpan(), emptySpan()
	for _, q := range p.Points {
		if q.known() {
			x.add(q.X)
			y.add(q.Y)
			wx.add(q.XLow, q.XHigh)
			wy.add(q.YLow, q.YHigh)
		}
	}
	x.addLevel(p.X.Team)
	y.addLevel(p.Y.Team)
	return reach(x, wx), reach(y, wy)
}

func (s *span) addLevel(l *Level) {
	if l != nil {
		s.add(l.Value)
	}
}

func reach(core, whiskers span) span {
	core = core.safe()
	d := (core.hi - core.lo) / 2
	out := core
	out.add(math.Max(whiskers.lo, core.lo-d), math.Min(whiskers.hi, core.hi+d))
	if out == core {
		nonNegative := core.lo >= 0
		out = core.padded(0.08)
		if nonNegative {
			out.lo = math.Max(out.lo, 0)
		}
	}
	return out.toZero()
}

func (p Map) draw(b *board, area box) {
	sx, sy := p.spans()
	yr, yt := sy.rounded(5, p.Y.Unit)
	xr, xt := sx.rounded(7, p.X.Unit)
	r := box{area.x0 + yAxisWidth(b, yt, p.Y.Unit), area.y0 + 26, area.x1 - 4, area.y1 - 30}
	x, y := scale{xr, r.x0, r.x1}, scale{yr, r.y1, r.y0}
	xAxis{r, x, xt, p.X.Unit, 16}.draw(b)
	yAxis{r, y, yt, p.Y.Unit}.draw(b)
	axis := tickStyle.weighted(true)
	b.text(area.x0, area.y0+8, b.fit(p.Y.Name+" \u2191", axis, area.w()*0.6), axis)
	b.text(r.x1, r.y1+24, b.fit(p.X.Name+" \u2192", axis, r.w()*0.8), axis.aligned(right))
	place := newPlacer(r)
	place.plain = true
	p.drawDivisions(b, x, y, place)
	p.drawWhiskers(b, x, y, place)
	p.drawPoints(b, x, y, place)
}

// drawDivisions draws the team lines with their words, and the corner words, and keeps their room.
func (p Map) drawDivisions(b *board, x, y scale, place *placer) {
	r := place.area
	s := stroke{color: grey, width: 1, dash: dashed}
	if t := p.Y.Team; t != nil {
		at := y.at(t.Value)
		b.line(s, point{r.x0, at}, point{r.x1, at})
		place.prefer(box{r.x0, at - 1, r.x1, at + 1})
	}
	if t := p.X.Team; t != nil {
		at := x.at(t.Value)
		b.line(s, point{at, r.y0 - 3}, point{at, r.y1})
		place.prefer(box{at - 1, r.y0, at + 1, r.y1})
		word := b.fit(t.Label+" "+p.X.Unit.Label(t.Value), tickStyle, r.w()*0.3)
		half := b.width(word, tickStyle) / 2
		b.text(math.Min(math.Max(at, r.x0+r.w()*0.25+half), r.x1-half), r.y0-6, word, tickStyle.aligned(center))
	}
	p.drawCorners(b, r, place)
	p.drawAlong(b, r, y, place)
}

// drawAlong writes the word of the horizontal line where no corner's word is; without such a place it stands aside.
func (p Map) drawAlong(b *board, r box, y scale, place *placer) {
	t := p.Y.Team
	if t == nil {
		return
	}
	word := b.fit(t.Label+" "+p.Y.Unit.Label(t.Value), tickStyle, r.w()*0.4)
	w := b.width(word, tickStyle)
	for _, x := range []float64{r.x1 - w - 1, r.x0 + 1} {
		for _, dy := range []float64{-3, 9} {
			at := point{x, y.at(t.Value) + dy}
			if place.free(box{at.x, at.y - 7, at.x + w, at.y + 2}) {
				place.avoid(pad(b.text(at.x, at.y, word, tickStyle), 1))
				return
			}
		}
	}
}

func pad(r box, d float64) box { return box{r.x0 - d, r.y0 - d, r.x1 + d, r.y1 + d} }

func (p Map) drawCorners(b *board, r box, place *placer) {
	st := textStyle{size: 9.5, bold: true, color: slate}
	w := r.w()*0.48 - 8
	put := func(x, y float64, s string, align float64) {
		place.avoid(pad(b.text(x, y, b.fit(s, st, w), st.aligned(align)), 2))
	}
	q := p.Quadrants
	put(r.x0+6, r.y0+12, q.LowHigh, 0)
	put(r.x1-6, r.y0+12, q.HighHigh, right)
	put(r.x0+6, r.y1-6, q.LowLow, 0)
	put(r.x1-6, r.y1-6, q.HighLow, right)
}

func (p Map) drawWhiskers(b *board, x, y scale, place *placer) {
	s := stroke{color: light, width: 0.8}
	if len(p.Points) > 20 {
		s.color = pale
	}
	draw := func(r box) {
		b.line(s, point{r.x0, r.y0}, point{r.x1, r.y1})
		place.prefer(box{r.x0 - 1, r.y1 - 1, r.x1 + 1, r.y0 + 1})
	}
	for _, q := range p.Points {
		if !q.known() {
			continue
		}
		if finite(q.XLow) && finite(q.XHigh) {
			draw(box{x.at(q.XLow), y.at(q.Y), x.at(q.XHigh), y.at(q.Y)})
		}
		if finite(q.YLow) && finite(q.YHigh) {
			draw(box{x.at(q.X), y.at(q.YLow), x.at(q.X), y.at(q.YHigh)})
		}
	}
}

// drawPoints draws the marks first and then the names: loud tones are named first, and so have the best room.
func (p Map) drawPoints(b *board, x, y scale, place *placer) {
	var order []int
	for i, q := range p.Points {
		if q.known() {
			order = append(order, i)
			at := point{x.at(q.X), y.at(q.Y)}
			b.mark(q.Tone, at, 3.8)
			place.avoid(around(at, 4.6))
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return p.urgency(order[i]) < p.urgency(order[j]) })
	lost := 0
	for _, i := range order {
		q := p.Points[i]
		st := textStyle{size: 8.5, bold: q.Tone.loud(), color: ink}
		if q.Tone != Neutral {
			st.color = q.Tone.textColor()
		}
		if !place.label(b, point{x.at(q.X), y.at(q.Y)}, b.fit(q.Name, st, 170), st) {
			lost++
		}
	}
	if lost > 0 {
		b.warn(CodeLeftOut, fmt.Sprintf("%d of %d names found no room on the map", lost, len(order)))
	}
}

func (p Map) urgency(i int) int {
	switch q := p.Points[i]; {
	case q.Tone.loud():
		return 0
	case q.Tone == Neutral:
		return 1
	}
	return 2
}
