package chart

import (
	"fmt"
	"math"
)

// FunnelPoint is one rep: a rate and the number of cases it rests on.
type FunnelPoint struct {
	Name  string
	N     float64
	Value float64
	Tone  Tone // High and Low are named; others are dots
}

// FunnelBand is a pair of control limits as functions of n, given at the places N (rising).
type FunnelBand struct {
	Label        string // such as 95% or 99.8%
	N, Low, High []float64
}

// Funnel is a funnel plot (Spiegelhalter 2005): a rate against its number of cases with the limits that chance alone would
// keep to. It compares reps of very different volume without ranking them.
type Funnel struct {
	Caption
	Unit   Unit
	XName  string
	YName  string
	Center *Level // the team's rate; nil for none
	Bands  []FunnelBand
	Points []FunnelPoint // a point without N or Value is left out
}

func (p Funnel) check() error {
	for _, q := range p.Points {
		if err := checkValues(fmt.Sprintf("the point of %q", q.Name), q.N, q.Value); err != nil {
			return err
		}
	}
	for _, band := range p.Bands {
		if len(band.Low) != len(band.N) || len(band.High) != len(band.N) {
			return fmt.Errorf("chart: the limits %q have %d places, %d lower and %d upper ends", band.Label, len(band.N), len(band.Low), len(band.High))
		}
		for _, vs := range [][]float64{band.N, band.Low, band.High} {
			if err := checkValues(fmt.Sprintf("the limits %q", band.Label), vs...); err != nil {
				return err
			}
		}
	}
	return checkLevel("the center line", p.Center)
}

func (q FunnelPoint) known() bool { return finite(q.N) && finite(q.Value) }

func (p Funnel) empty() bool {
	for _, q := range p.Points {
		if q.known() {
			return false
		}
	}
	return true
}

func (p Funnel) height(b *board) float64 { return math.Min(math.Max((b.w-2*margin)*0.5, 260), 420) }

// spans: the limits near n = 0 are wide, so they reach only half the points' own range beyond the points.
func (p Funnel) spans() (x, y span) {
	x, y = emptySpan(), emptySpan()
	limits := emptySpan()
	for _, q := range p.Points {
		if q.known() {
			x.add(q.N)
			y.add(q.Value)
		}
	}
	y.addLevel(p.Center)
	for _, band := range p.Bands {
		limits.add(band.Low...)
		limits.add(band.High...)
	}
	x.add(0)
	return x.safe(), reach(y, limits)
}

func (p Funnel) draw(b *board, area box) {
	sx, sy := p.spans()
	yr, yt := sy.rounded(5, p.Unit)
	xr := span{sx.lo, sx.hi + (sx.hi-sx.lo)*0.06}
	xt := xr.within(8, Unit{})
	r := box{area.x0 + yAxisWidth(b, yt, p.Unit), area.y0 + 18, area.x1 - p.sideWidth(b), area.y1 - 30}
	x, y := scale{xr, r.x0, r.x1}, scale{yr, r.y1, r.y0}
	xAxis{r, x, xt, Unit{}, 16}.draw(b)
	yAxis{r, y, yt, p.Unit}.draw(b)
	axis := tickStyle.weighted(true)
	b.text(area.x0, area.y0+8, b.fit(p.YName+" \u2191", axis, area.w()*0.6), axis)
	b.text(r.x1, r.y1+24, b.fit(p.XName+" \u2192", axis, r.w()*0.8), axis.aligned(right))
	place := newPlacer(r)
	place.plain = true
	ends := p.drawBands(b, x, y, place)
	if c := p.Center; c != nil {
		at := y.at(c.Value)
		b.line(stroke{color: grey, width: 1.2}, point{r.x0, at}, point{r.x1, at})
		place.prefer(box{r.x0, at - 1, r.x1, at + 1})
		ends = append(ends, sideLabel{c.Label + " " + p.Unit.Label(c.Value), c.Value, tickStyle.weighted(true)})
	}
	drawSideLabels(b, ends, y, box{r.x1 + 6, r.y0, area.x1, r.y1})
	p.drawPoints(b, x, y, place)
}

func (p Funnel) sideWidth(b *board) float64 {
	var words []string
	for _, band := range p.Bands {
		words = append(words, band.Label)
	}
	if p.Center != nil {
		words = append(words, p.Center.Label+" "+p.Unit.Label(p.Center.Value))
	}
	return b.widest(words, tickStyle.weighted(true), 130) + 8
}

// drawBands draws the limits and gives the words for their right ends.
func (p Funnel) drawBands(b *board, x, y scale, place *placer) []sideLabel {
	var ends []sideLabel
	for i, band := range p.Bands {
		s := stroke{color: grey, width: 0.9}
		if i%2 == 0 {
			s.dash = dashed
		}
		for _, vs := range [][]float64{band.Low, band.High} {
			pts := limitPoints(x, y, band.N, vs)
			b.line(s, pts...)
			place.preferLine(pts)
			if len(pts) > 1 {
				ends = append(ends, sideLabel{band.Label, valueAt(band.N, vs, math.Min(x.hi, band.N[len(band.N)-1])), tickStyle})
			}
		}
	}
	return ends
}

// limitPoints keeps the stretch of a limit that lies inside the plot; its ends are cut at the plot's right edge.
func limitPoints(x, y scale, ns, vs []float64) []point {
	var pts []point
	for i, n := range ns {
		if !finite(n) || !finite(vs[i]) || n < x.lo {
			continue
		}
		if n > x.hi {
			pts = append(pts, point{x.to, y.at(valueAt(ns, vs, x.hi))})
			break
		}
		if vs[i] < y.lo || vs[i] > y.hi {
			pts = nil
			continue
		}
		pts = append(pts, point{x.at(n), y.at(vs[i])})
	}
	return pts
}

// valueAt interpolates a limit between its places.
func valueAt(ns, vs []float64, n float64) float64 {
	for i := 1; i < len(ns); i++ {
		if ns[i] >= n && ns[i] > ns[i-1] {
			t := (n - ns[i-1]) / (ns[i] - ns[i-1])
			return vs[i-1] + t*(vs[i]-vs[i-1])
		}
	}
	return vs[len(vs)-1]
}

func (p Funnel) drawPoints(b *board, x, y scale, place *placer) {
	for _, q := range p.Points {
		if q.known() {
			at := point{x.at(q.N), y.at(q.Value)}
			if q.Tone == Neutral {
				b.disc(grey, at, 3)
			} else {
				b.mark(q.Tone, at, 3.8)
			}
			place.avoid(around(at, 4.4))
		}
	}
	lost := 0
	for _, q := range p.Points {
		if !q.known() || !q.Tone.loud() {
			continue
		}
		st := textStyle{size: 8.5, bold: true, color: q.Tone.color()}
		if !place.label(b, point{x.at(q.N), y.at(q.Value)}, b.fit(q.Name, st, 130), st) {
			lost++
		}
	}
	if lost > 0 {
		b.warn(CodeLeftOut, fmt.Sprintf("%d names found no room beside their points", lost))
	}
}
