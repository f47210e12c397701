package chart

import (
	"fmt"
	"math"
)

// ControlSegment holds the limits over a stretch of periods; a change point starts a new one.
type ControlSegment struct {
	From, To             int // indexes of the first and the last period, both included
	Center, Lower, Upper float64
}

// ControlSignal is a point that the limits single out.
type ControlSignal struct {
	At   int
	Word string // beside the mark: a date, or a date and a reason; may be empty
	Tone Tone   // High or Low by direction; Neutral if there is none
}

// Control is an XmR chart: one series with its centre line and natural process limits (Shewhart 1931; Wheeler 1993).
// The direction of the series belongs into the subtitle as a sentence.
type Control struct {
	Caption
	Unit     Unit
	Periods  []string
	Values   []float64 // NaN breaks the line
	Segments []ControlSegment
	Signals  []ControlSignal
	Changes  []Mark // vertical rules: change points, coaching, events
	Target   *Level // nil for none
}

func (p Control) check() error {
	if err := checkSeries("the series", p.Values, len(p.Periods)); err != nil {
		return err
	}
	for _, s := range p.Segments {
		if s.From < 0 || s.To >= len(p.Periods) || s.From > s.To {
			return fmt.Errorf("chart: limits from period %d to %d do not lie in 0 to %d", s.From, s.To, len(p.Periods)-1)
		}
		if err := checkValues("the control limits", s.Center, s.Lower, s.Upper); err != nil {
			return err
		}
	}
	for _, s := range p.Signals {
		if s.At < 0 || s.At >= len(p.Periods) || math.IsNaN(p.Values[s.At]) {
			return fmt.Errorf("chart: the signal at period %d has no value", s.At)
		}
	}
	return checkLevel("the target", p.Target)
}

func (p Control) empty() bool {
	_, ok := lastValue(p.Values)
	return !ok
}

func (p Control) height(*board) float64 { return 270 }

func (p Control) valueSpan() span {
	s := emptySpan()
	s.add(p.Values...)
	for _, g := range p.Segments {
		s.add(g.Center, g.Lower, g.Upper)
	}
	if p.Target != nil {
		s.add(p.Target.Value)
	}
	return s.safe()
}

func (p Control) draw(b *board, area box) {
	rng := p.valueSpan().padded(0.05)
	ticks := rng.within(6, p.Unit)
	side := p.sideLabels()
	var words []string
	for _, l := range side {
		words = append(words, l.text)
	}
	rightW := b.widest(words, tickStyle.weighted(true), area.w()*0.25) + 8
	r := box{area.x0 + yAxisWidth(b, ticks, p.Unit), area.y0 + 14, area.x1 - rightW, area.y1 - 26}
	y := scale{rng, r.y1, r.y0}
	x := newTimeAxis(r.x0+8, r.x1-8, p.Periods)
	yAxis{r, y, ticks, p.Unit}.draw(b)
	x.draw(b, r.y1, area.x0, area.x1)
	p.drawLimits(b, x, y, r)
	p.drawChanges(b, x, r)
	timePlot{b, x, y}.series(stroke{color: blue, width: 1.8}, p.Values)
	p.drawPoints(b, x, y, r)
	drawSideLabels(b, side, y, box{r.x1 + 6, r.y0, area.x1, r.y1})
}

// drawLimits shades what is noise and draws center and limits of each segment, and the target over all.
func (p Control) drawLimits(b *board, x timeAxis, y scale, r box) {
	for _, g := range p.Segments {
		x0, x1 := segmentEdges(x, g, r)
		if finite(g.Lower) && finite(g.Upper) {
			b.rect(mist, box{x0, y.at(g.Upper), x1, y.at(g.Lower)})
		}
		for _, v := range []float64{g.Lower, g.Upper} {
			if finite(v) {
				b.line(stroke{color: grey, width: 0.9, dash: dashed}, point{x0, y.at(v)}, point{x1, y.at(v)})
			}
		}
		if finite(g.Center) {
			b.line(stroke{color: grey, width: 1.1}, point{x0, y.at(g.Center)}, point{x1, y.at(g.Center)})
		}
	}
	if p.Target != nil {
		v := y.at(p.Target.Value)
		b.line(stroke{color: purple, width: 1.2, dash: dotted}, point{r.x0, v}, point{r.x1, v})
	}
}

func segmentEdges(x timeAxis, g ControlSegment, r box) (x0, x1 float64) {
	if x.dx == 0 {
		return r.x0, r.x1
	}
	return math.Max(r.x0, x.at(float64(g.From)-0.5)), math.Min(r.x1, x.at(float64(g.To)+0.5))
}

// drawChanges draws rules just before their period, words above the plot; a word that would touch the one before it
// is shortened to the room that is left.
func (p Control) drawChanges(b *board, x timeAxis, r box) {
	end := r.x0 - 6
	for _, m := range p.Changes {
		if m.At < 0 || m.At >= len(p.Periods) {
			continue
		}
		at := math.Max(r.x0, x.at(float64(m.At)-0.5))
		b.line(stroke{color: grey, width: 0.9}, point{at, r.y0 - 3}, point{at, r.y1})
		w := b.width(m.Label, tickStyle)
		left := math.Min(math.Max(at-w/2, end+6), r.x1-w)
		if left < end+6 {
			left = end + 6
		}
		word := b.fit(m.Label, tickStyle, r.x1-left)
		if word != "" {
			end = b.text(left, r.y0-6, word, tickStyle).x1
		}
	}
}

func (p Control) drawPoints(b *board, x timeAxis, y scale, r box) {
	var pts []point
	for i, v := range p.Values {
		if !math.IsNaN(v) {
			pts = append(pts, point{x.at(float64(i)), y.at(v)})
		}
	}
	radius := math.Min(2.4, math.Max(1, x.dx/4))
	for _, q := range pts {
		b.disc(blue, q, radius)
	}
	place := newPlacer(box{r.x0, r.y0 + 2, r.x1, r.y1 - 2})
	place.avoidLine(pts)
	p.avoidLimits(place, x, y, r)
	p.drawSignals(timePlot{b, x, y}, place)
}

// drawSignals draws all marks before the first word, so that no word covers a mark.
func (p Control) drawSignals(t timePlot, place *placer) {
	at := func(s ControlSignal) point { return point{t.x.at(float64(s.At)), t.y.at(p.Values[s.At])} }
	for _, s := range p.Signals {
		t.signal(s.Tone, at(s))
		place.avoid(around(at(s), 6))
	}
	lost := 0
	for _, s := range p.Signals {
		if !place.label(t.board, at(s), s.Word, textStyle{size: 8, bold: true, color: s.Tone.textColor()}) {
			lost++
		}
	}
	if lost > 0 {
		t.warn(CodeLeftOut, fmt.Sprintf("the words of %d of %d signals found no room", lost, len(p.Signals)))
	}
}

func (p Control) avoidLimits(place *placer, x timeAxis, y scale, r box) {
	for _, g := range p.Segments {
		x0, x1 := segmentEdges(x, g, r)
		for _, v := range []float64{g.Center, g.Lower, g.Upper} {
			if finite(v) {
				place.prefer(box{x0, y.at(v) - 1, x1, y.at(v) + 1})
			}
		}
	}
	if p.Target != nil {
		v := y.at(p.Target.Value)
		place.prefer(box{r.x0, v - 1, r.x1, v + 1})
	}
	for _, m := range p.Changes {
		at := x.at(float64(m.At) - 0.5)
		place.wall(box{at - 2, r.y0, at + 2, r.y1})
	}
}

// signal is a tone's shape inside a ring: recognisable without colour.
func (b *board) signal(t Tone, at point) {
	b.ring(stroke{color: t.color(), width: 1.1}, at, 6)
	b.mark(t, at, 3.2)
}

// sideLabel is a word at the right end of a horizontal line.
type sideLabel struct {
	text  string
	value float64
	style textStyle
}

func (p Control) sideLabels() []sideLabel {
	var out []sideLabel
	if n := len(p.Segments); n > 0 {
		g := p.Segments[n-1]
		for _, l := range []struct {
			word string
			v    float64
		}{{"upper limit", g.Upper}, {"center", g.Center}, {"lower limit", g.Lower}} {
			if finite(l.v) {
				out = append(out, sideLabel{l.word + " " + p.Unit.Label(l.v), l.v, tickStyle})
			}
		}
	}
	if p.Target != nil {
		out = append(out, sideLabel{p.Target.Label + " " + p.Unit.Label(p.Target.Value), p.Target.Value, tickStyle.with(purple).weighted(true)})
	}
	return out
}

// drawSideLabels writes words at the height of their lines, moved apart where they would overlap.
func drawSideLabels(b *board, ls []sideLabel, y scale, r box) {
	ys := make([]float64, len(ls))
	for i, l := range ls {
		ys[i] = y.at(l.value)
	}
	for i, at := range spread(ys, 10.5, r.y0, r.y1) {
		st := ls[i].style
		b.middle(r.x0, at, b.fit(ls[i].text, st, r.w()), st)
	}
}
