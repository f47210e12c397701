package chart

import (
	"fmt"
	"math"
)

// maxBullets is the number of rows that are still legible on one page.
const maxBullets = 40

// Bullet is one bar of a running period; NaN marks what is not known.
type Bullet struct {
	Name     string
	Done     float64
	Expected float64 // by now
	Forecast float64 // for the end of the period, with its interval Low to High
	Low      float64
	High     float64
	Goal     float64
	Note     string // in the column at the right, such as the chance of reaching the goal
	Tone     Tone   // Low for a goal at risk, High for one within reach
}

// Bullets shows the pace of a running period: what is done against what was expected by now, and the forecast with its
// interval against the goal. With OfGoal each row is a share of its own goal, so that a team and its reps share an axis.
type Bullets struct {
	Caption
	Unit   Unit
	OfGoal bool
	Rows   []Bullet
}

func (p Bullets) check() error {
	for _, r := range p.Rows {
		if err := checkValues(fmt.Sprintf("the row of %q", r.Name), r.Done, r.Expected, r.Forecast, r.Low, r.High, r.Goal); err != nil {
			return err
		}
	}
	return nil
}

func (p Bullets) empty() bool {
	for _, r := range p.Rows {
		if finite(r.Done) || finite(r.Goal) || finite(r.Forecast) {
			return false
		}
	}
	return true
}

func (p Bullets) shown() int        { return min(len(p.Rows), maxBullets) }
func (p Bullets) rowH() float64     { return math.Min(math.Max(460/float64(max(p.shown(), 1)), 17), 34) }
func (Bullets) keyRoom() float64    { return 22 }
func (Bullets) bottomRoom() float64 { return 18 }

func (p Bullets) height(*board) float64 {
	return p.keyRoom() + float64(p.shown())*p.rowH() + p.bottomRoom()
}

// axisUnit is percent where rows are shares of their goals.
func (p Bullets) axisUnit() Unit {
	if p.OfGoal {
		return Unit{Kind: Percent}
	}
	return p.Unit
}

// share maps a value of a row to the axis; a share of a goal that is not positive is not defined.
func (p Bullets) share(r Bullet, v float64) float64 {
	if !p.OfGoal {
		return v
	}
	if !(r.Goal > 0) {
		return math.NaN()
	}
	return v / r.Goal
}

func (p Bullets) valueSpan() span {
	s := emptySpan()
	s.add(0)
	for _, r := range p.Rows[:p.shown()] {
		goal := p.share(r, r.Goal)
		s.add(p.share(r, r.Done), p.share(r, r.Expected), p.share(r, r.Forecast), goal, p.share(r, r.Low))
		if high := p.share(r, r.High); !finite(goal) || high < 2.5*goal {
			s.add(high)
		}
	}
	if p.OfGoal {
		s.hi = math.Min(s.hi, 3)
		s.lo = math.Max(s.lo, -1)
	}
	return s.safe()
}

func (p Bullets) draw(b *board, area box) {
	if n := len(p.Rows) - maxBullets; n > 0 {
		b.warn(CodeLeftOut, fmt.Sprintf("the last %d of %d rows are left out: a picture holds %d", n, len(p.Rows), maxBullets))
	}
	p.drawKey(b, area)
	var names, notes, figures []string
	for _, r := range p.Rows[:p.shown()] {
		names, notes, figures = append(names, r.Name), append(notes, r.Note), append(figures, p.figures(r))
	}
	bold := nameStyle.weighted(true)
	nameW, noteW := b.widest(names, nameStyle, area.w()*0.24), b.widest(notes, bold, area.w()*0.2)
	figW := b.widest(figures, tickStyle, area.w()*0.2)
	r := box{area.x0 + nameW + 14, area.y0 + p.keyRoom(), area.x1 - noteW - figW - 28, area.y1 - p.bottomRoom()}
	rng, ticks := p.valueSpan().rounded(int(math.Max(2, r.w()/70)), p.axisUnit())
	x := scale{rng, r.x0, r.x1}
	xAxis{r, x, ticks, p.axisUnit(), 16}.draw(b)
	for i, row := range p.Rows[:p.shown()] {
		y := r.y0 + (float64(i)+0.5)*p.rowH()
		b.middle(area.x0, y, b.fit(row.Name, nameStyle, nameW), nameStyle)
		p.drawBar(lane{b, x, y}, row)
		b.middle(r.x1+14, y, b.fit(figures[i], tickStyle, figW), tickStyle)
		st := nameStyle.with(row.Tone.textColor()).weighted(row.Tone.loud())
		b.middle(area.x1-noteW, y, b.fit(row.Note, st, noteW), st)
	}
}

func (p Bullets) figures(r Bullet) string {
	done, goal := p.Unit.Label(r.Done), p.Unit.Label(r.Goal)
	switch {
	case done != "" && goal != "":
		return done + " of " + goal
	case goal != "":
		return "goal " + goal
	}
	return done
}

// drawBar draws, from the back: the interval of the forecast, the bar of what is done, the tick of what was expected
// by now, the forecast, and the goal.
func (p Bullets) drawBar(l lane, r Bullet) {
	h := p.rowH()
	share := func(v float64) (float64, bool) {
		v = p.share(r, v)
		return v, finite(v)
	}
	low, okLow := share(r.Low)
	if high, ok := share(r.High); ok && okLow {
		l.bar(pale, span{low, high}, h*0.33)
	}
	if v, ok := share(r.Done); ok {
		l.bar(p.barColor(r), span{0, v}, h*0.19)
	}
	if v, ok := share(r.Expected); ok {
		l.tick(stroke{color: white, width: 3.2}, v, h*0.3)
		l.tick(stroke{color: ink, width: 1.3}, v, h*0.3)
	}
	if v, ok := share(r.Forecast); ok {
		l.diamond(l.point(v), 4.2, white)
		l.diamond(l.point(v), 3.3, grey)
	}
	if v, ok := share(r.Goal); ok {
		l.tick(stroke{color: ink, width: 2.6}, v, h*0.4)
	}
}

func (p Bullets) barColor(r Bullet) rgba {
	if r.Tone == Low {
		return vermilion
	}
	return blue
}

func (b *board) diamond(c point, r float64, fill rgba) {
	b.polygon(fill, point{c.x, c.y - r}, point{c.x + r, c.y}, point{c.x, c.y + r}, point{c.x - r, c.y})
}

// drawKey shows each mark once with its word.
func (p Bullets) drawKey(b *board, area box) {
	x, y := area.x0, area.y0+5
	entry := func(w float64, word string, mark func(x float64)) {
		mark(x)
		x = b.middle(x+w+5, y, word, tickStyle).x1 + 14
	}
	entry(16, "done", func(x float64) { b.rect(blue, box{x, y - 3, x + 16, y + 3}) })
	entry(3, "expected by now", func(x float64) {
		b.line(stroke{color: ink, width: 1.3}, point{x + 1, y - 5}, point{x + 1, y + 5})
	})
	entry(18, "forecast and its interval", func(x float64) {
		b.rect(pale, box{x, y - 5, x + 18, y + 5})
		b.diamond(point{x + 9, y}, 3.3, grey)
	})
	entry(3, "goal", func(x float64) { b.line(stroke{color: ink, width: 2.6}, point{x + 1, y - 6}, point{x + 1, y + 6}) })
}
