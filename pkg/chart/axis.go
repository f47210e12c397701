package chart

import (
	"fmt"
	"math"
)

// limit is the largest absolute value that is drawn; beyond it sums and squares of layout leave the range of floats.
const limit = 1e30

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// checkValues refuses infinite and huge values; NaN is a missing value and passes.
func checkValues(what string, vs ...float64) error {
	for _, v := range vs {
		if math.IsInf(v, 0) || math.Abs(v) > limit {
			return fmt.Errorf("chart: %s holds %g, which cannot be drawn: values must be finite and below 1e30", what, v)
		}
	}
	return nil
}

func checkOptional(what string, vs ...*float64) error {
	for _, v := range vs {
		if v == nil {
			continue
		}
		if math.IsNaN(*v) {
			return fmt.Errorf("chart: %s is NaN: leave it out instead", what)
		}
		if err := checkValues(what, *v); err != nil {
			return err
		}
	}
	return nil
}

// span is a range of values that grows.
type span struct{ lo, hi float64 }

func emptySpan() span { return span{math.Inf(1), math.Inf(-1)} }

func (s *span) add(vs ...float64) {
	for _, v := range vs {
		if finite(v) {
			s.lo, s.hi = math.Min(s.lo, v), math.Max(s.hi, v)
		}
	}
}

func (s span) none() bool { return s.lo > s.hi }

// safe widens a range that is empty or too narrow for its magnitude, so that a scale over it is well conditioned.
func (s span) safe() span {
	if s.none() {
		return span{0, 1}
	}
	mag := math.Max(math.Abs(s.lo), math.Abs(s.hi))
	if s.hi-s.lo > mag*1e-6 {
		return s
	}
	pad := mag * 0.1
	if pad == 0 {
		pad = 1
	}
	if s.lo >= 0 && s.lo-pad < 0 {
		return span{0, s.hi + pad}
	}
	return span{s.lo - pad, s.hi + pad}
}

// toZero extends the range to zero when zero is near it: a value axis that starts just above zero misleads.
func (s span) toZero() span {
	s = s.safe()
	if s.lo > 0 && s.lo < 0.5*s.hi {
		s.lo = 0
	}
	if s.hi < 0 && s.hi > 0.5*s.lo {
		s.hi = 0
	}
	return s
}

func (s span) padded(share float64) span {
	d := (s.hi - s.lo) * share
	return span{s.lo - d, s.hi + d}
}

// rounded widens the range to whole steps and gives the ticks: steps are 1, 2 or 5 times a power of ten, about
// n of them. The range must be safe.
func (s span) rounded(n int, u Unit) (span, []float64) {
	step := niceStep((s.hi - s.lo) / float64(max(n, 1)))
	if u.Kind == Count && s.hi-s.lo >= 2 {
		step = math.Max(step, 1)
	}
	lo, hi := math.Floor(s.lo/step+1e-9), math.Ceil(s.hi/step-1e-9)
	return span{lo * step, hi * step}, multiples(lo, hi, step)
}

// within gives the ticks that lie inside the range without widening it: about n, and more than half of that, so that a
// reader can tell the distance between them.
func (s span) within(n int, u Unit) []float64 {
	var out []float64
	for k := max(n, 2); k <= 4*max(n, 2) && len(out) < max(2, n*3/5); k++ {
		step := niceStep((s.hi - s.lo) / float64(k))
		if u.Kind == Count && s.hi-s.lo >= 2 {
			step = math.Max(step, 1)
		}
		out = multiples(math.Ceil(s.lo/step-1e-9), math.Floor(s.hi/step+1e-9), step)
	}
	return out
}

// multiples are bounded in number whatever the range, so that no input can make an axis endless.
func multiples(lo, hi, step float64) []float64 {
	var out []float64
	for i := 0; i < 100 && lo+float64(i) <= hi; i++ {
		out = append(out, (lo+float64(i))*step)
	}
	return out
}

func niceStep(raw float64) float64 {
	p := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5} {
		if raw <= m*p*(1+1e-9) {
			return m * p
		}
	}
	return 10 * p
}

// scale maps values to points; values outside the range end at its edge, as nothing clips after it.
type scale struct {
	span
	from, to float64
}

func (s scale) at(v float64) float64 {
	t := (v - s.lo) / (s.hi - s.lo)
	return s.from + math.Min(1, math.Max(0, t))*(s.to-s.from)
}

// holds reports whether a value is known and inside the range.
func (s scale) holds(v float64) bool { return v >= s.lo && v <= s.hi }

// xAxis draws hairlines over a plot and labels below it.
type xAxis struct {
	plot     box
	scale    scale
	ticks    []float64
	unit     Unit
	overhang float64 // how far a label may stand out at either side of the plot
}

// draw moves labels inwards that would stand out too far, and leaves out those that would touch the one before.
func (a xAxis) draw(b *board) {
	r := a.plot
	end := math.Inf(-1)
	for i, t := range a.unit.ticks(a.ticks) {
		x := a.scale.at(a.ticks[i])
		b.line(stroke{color: pale, width: 0.6}, point{x, r.y0}, point{x, r.y1})
		half := b.width(t, tickStyle) / 2
		x = math.Min(math.Max(x, r.x0-a.overhang+half), r.x1+a.overhang-half)
		if x-half > end+4 {
			b.text(x, r.y1+11, t, tickStyle.aligned(center))
			end = x + half
		}
	}
}

// yAxis draws hairlines over a plot and labels left of it.
type yAxis struct {
	plot  box
	scale scale
	ticks []float64
	unit  Unit
}

func (a yAxis) draw(b *board) {
	for i, t := range a.unit.ticks(a.ticks) {
		y := a.scale.at(a.ticks[i])
		b.line(stroke{color: pale, width: 0.6}, point{a.plot.x0, y}, point{a.plot.x1, y})
		b.middle(a.plot.x0-5, y, t, tickStyle.aligned(right))
	}
}

// yAxisWidth is the room that the labels left of an axis need.
func yAxisWidth(b *board, ticks []float64, u Unit) float64 {
	return b.widest(u.ticks(ticks), tickStyle, 90) + 7
}
