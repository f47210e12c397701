package chart

import (
	"fmt"
	"math"
)

// maxDrivers is the number of drivers that are still legible on one page.
const maxDrivers = 40

// Driver is one part of a change; NaN ends of the interval mean that it is not known.
type Driver struct {
	Name      string
	Value     float64 // the contribution, signed, in the picture's unit
	Low, High float64
	Noise     bool   // could be noise: drawn in grey and marked ~
	Note      string // behind the value, such as +12%
}

// Total is an end of a waterfall: a period and its figure.
type Total struct {
	Name  string
	Value float64
}

// Waterfall shows how one figure became another, driver by driver, from top to bottom. The value axis is cut, and the
// bars of the totals show it, where the drivers would otherwise be too small to be seen.
type Waterfall struct {
	Caption
	Unit     Unit
	From, To Total
	Drivers  []Driver
}

func (p Waterfall) check() error {
	if err := checkOptional("a total", &p.From.Value, &p.To.Value); err != nil {
		return err
	}
	for _, d := range p.Drivers {
		if err := checkOptional(fmt.Sprintf("the driver %q", d.Name), &d.Value); err != nil {
			return err
		}
		if err := checkValues(fmt.Sprintf("the interval of %q", d.Name), d.Low, d.High); err != nil {
			return err
		}
	}
	if len(p.Drivers) > maxDrivers {
		return fmt.Errorf("chart: a waterfall of %d drivers: at most %d can be drawn, join the smallest into one", len(p.Drivers), maxDrivers)
	}
	return nil
}

// empty: two totals are data enough, even if nothing is known of the drivers.
func (p Waterfall) empty() bool {
	return len(p.Drivers) == 0 && p.From.Value == 0 && p.To.Value == 0
}

func (p Waterfall) rowH() float64 {
	return math.Min(math.Max(420/float64(len(p.Drivers)+2), 15), 30)
}

func (p Waterfall) height(*board) float64 { return float64(len(p.Drivers)+2)*p.rowH() + 24 }

// waterStep is a row: a bar from one value to another.
type waterStep struct {
	driver   Driver
	from, to float64
	total    bool
}

func (p Waterfall) steps() []waterStep {
	out := []waterStep{{driver: Driver{Name: p.From.Name, Value: p.From.Value}, to: p.From.Value, total: true}}
	at := p.From.Value
	for _, d := range p.Drivers {
		out = append(out, waterStep{driver: d, from: at, to: at + d.Value})
		at += d.Value
	}
	return append(out, waterStep{driver: Driver{Name: p.To.Name, Value: p.To.Value}, to: p.To.Value, total: true})
}

// valueSpan covers the bars, and the whiskers as far as a third of the bars' own range beyond them.
func (p Waterfall) valueSpan(steps []waterStep) (s span, cut bool) {
	bars, whiskers := emptySpan(), emptySpan()
	for _, st := range steps {
		bars.add(st.to)
		if !st.total {
			whiskers.add(st.from+st.driver.Low, st.from+st.driver.High)
		}
	}
	bars = bars.safe()
	reach := math.Max((bars.hi-bars.lo)/3, math.Abs(bars.hi)*0.02)
	s = bars
	s.add(math.Max(whiskers.lo, bars.lo-reach), math.Min(whiskers.hi, bars.hi+reach))
	if s.lo > 0 && s.lo > 0.6*s.hi {
		return s.padded(0.12), true
	}
	s.add(0)
	return s.safe(), false
}

func (p Waterfall) draw(b *board, area box) {
	steps := p.steps()
	raw, cut := p.valueSpan(steps)
	nameW, wordW := p.columns(b, steps, area)
	r := box{area.x0 + nameW + 14, area.y0, area.x1 - wordW - 14, area.y1 - 18}
	rng, ticks := raw.rounded(int(r.w()/75), p.Unit)
	x := scale{rng, r.x0, r.x1}
	xAxis{r, x, ticks, p.Unit, 16}.draw(b)
	for i, s := range steps {
		y := r.y0 + 3 + (float64(i)+0.5)*p.rowH()
		st := nameStyle.weighted(s.total)
		b.middle(area.x0, y, b.fit(s.driver.Name, st, nameW), st)
		lane{b, x, y}.step(s, p.rowH()*0.28, cut)
		if i+1 < len(steps) {
			b.line(stroke{color: light, width: 0.7}, point{x.at(s.to), y}, point{x.at(s.to), y + p.rowH()})
		}
		word := st.with(stepColor(s)).weighted(s.total || !s.driver.Noise)
		b.middle(area.x1-wordW, y, b.fit(p.word(s), word, wordW), word)
	}
}

func (p Waterfall) columns(b *board, steps []waterStep, area box) (nameW, wordW float64) {
	var names, words []string
	for _, s := range steps {
		names, words = append(names, s.driver.Name), append(words, p.word(s))
	}
	st := nameStyle.weighted(true)
	return b.widest(names, st, area.w()*0.28), b.widest(words, st, area.w()*0.28)
}

func (p Waterfall) word(s waterStep) string {
	if s.total {
		return p.Unit.Label(s.driver.Value)
	}
	word := p.Unit.Change(s.driver.Value)
	if s.driver.Noise {
		word = "~ " + word
	}
	if s.driver.Note != "" {
		word += "  " + s.driver.Note
	}
	return word
}

func stepColor(s waterStep) rgba {
	switch {
	case s.total:
		return ink
	case s.driver.Noise || s.driver.Value == 0:
		return grey
	case s.driver.Value < 0:
		return vermilion
	}
	return blue
}

// step draws a bar h points up and down; cut marks a total whose bar does not start at zero.
func (l lane) step(s waterStep, h float64, cut bool) {
	if s.total {
		l.bar(grey, span{0, s.to}, h)
		if cut {
			drawCut(l.board, point{l.x.from + 7, l.y}, h)
		}
		return
	}
	fill := stepColor(s)
	if s.driver.Noise {
		fill = light
	}
	l.bar(fill, span{s.from, s.to}, h)
	if finite(s.driver.Low) && finite(s.driver.High) {
		l.whisker(Interval{Low: s.from + s.driver.Low, High: s.from + s.driver.High})
	}
}

// whisker ends in short bars, or in arrowheads where it goes on beyond the axis.
func (l lane) whisker(c Interval) {
	s := stroke{color: ink, width: 1}
	l.stretch(s, c.Low, c.High)
	for _, v := range []float64{c.Low, c.High} {
		if l.x.holds(v) {
			l.tick(s, v, 3)
		}
	}
	l.overflow(c, ink)
}

// drawCut breaks a bar with a slanted white band: it does not start at zero.
func drawCut(b *board, at point, h float64) {
	for _, dx := range []float64{0, 5} {
		b.line(stroke{color: white, width: 2}, point{at.x + dx - 3, at.y + h + 1}, point{at.x + dx + 3, at.y - h - 1})
	}
}
