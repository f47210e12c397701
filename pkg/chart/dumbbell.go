package chart

import (
	"fmt"
	"math"
)

// maxSkills is the number of rows that are still legible on one page.
const maxSkills = 40

// Skill is one row of a gap picture; NaN marks a rating that nobody gave.
type Skill struct {
	Name                    string
	Self, Manager, Required float64
	Note                    string // in the column at the right, such as the gap in words
	Tone                    Tone   // Low for a gap; Neutral for none
	Focus                   bool   // the one skill to coach: its words are bold
}

// Dumbbell shows for each skill how the rep and the manager rate it against the level required.
type Dumbbell struct {
	Caption
	Low, High float64 // the ends of the rating scale
	Unit      Unit
	Skills    []Skill
}

func (p Dumbbell) check() error {
	if err := checkScale(p.Low, p.High); err != nil {
		return err
	}
	for _, s := range p.Skills {
		if err := checkRatings(s.Name, span{p.Low, p.High}, s.Self, s.Manager, s.Required); err != nil {
			return err
		}
	}
	return nil
}

func checkScale(low, high float64) error {
	if err := checkOptional("the rating scale", &low, &high); err != nil {
		return err
	}
	if low >= high {
		return fmt.Errorf("chart: the rating scale runs from %g to %g: the low end must come first", low, high)
	}
	return nil
}

func checkRatings(name string, scale span, vs ...float64) error {
	for _, v := range vs {
		if v < scale.lo || v > scale.hi {
			return fmt.Errorf("chart: a rating of %q is %g, outside the scale of %g to %g", name, v, scale.lo, scale.hi)
		}
	}
	return nil
}

func (p Dumbbell) empty() bool {
	s := emptySpan()
	for _, k := range p.Skills {
		s.add(k.Self, k.Manager, k.Required)
	}
	return s.none()
}

func (p Dumbbell) rows() int         { return min(len(p.Skills), maxSkills) }
func (p Dumbbell) rowH() float64     { return math.Min(math.Max(420/float64(max(p.rows(), 1)), 14), 28) }
func (Dumbbell) keyRoom() float64    { return 22 }
func (Dumbbell) bottomRoom() float64 { return 18 }

func (p Dumbbell) height(*board) float64 {
	return p.keyRoom() + float64(p.rows())*p.rowH() + p.bottomRoom()
}

func (p Dumbbell) draw(b *board, area box) {
	if n := len(p.Skills) - maxSkills; n > 0 {
		b.warn(CodeLeftOut, fmt.Sprintf("the last %d of %d skills are left out: a picture holds %d", n, len(p.Skills), maxSkills))
	}
	drawRatingKey(b, area.x0, area.y0+4, false)
	var names, notes []string
	for _, s := range p.Skills[:p.rows()] {
		names, notes = append(names, s.Name), append(notes, s.Note)
	}
	bold := nameStyle.weighted(true)
	nameW, noteW := b.widest(names, bold, area.w()*0.3), b.widest(notes, bold, area.w()*0.32)
	r := box{area.x0 + nameW + 16, area.y0 + p.keyRoom(), area.x1 - noteW - 16, area.y1 - p.bottomRoom()}
	x := scale{span{p.Low, p.High}, r.x0, r.x1}
	xAxis{r, x, x.within(6, p.Unit), p.Unit, 16}.draw(b)
	for i, s := range p.Skills[:p.rows()] {
		y := r.y0 + (float64(i)+0.5)*p.rowH()
		st := nameStyle.weighted(s.Focus)
		b.middle(area.x0, y, b.fit(s.Name, st, nameW), st)
		lane{b, x, y}.skill(s)
		note := st.with(s.Tone.textColor())
		b.middle(area.x1-noteW, y, b.fit(s.Note, note, noteW), note)
	}
}

// drawRatingKey shows the three marks once, each with its word.
func drawRatingKey(b *board, x, y float64, star bool) {
	st := textStyle{size: 8.5, bold: true}
	b.disc(blue, point{x + 4, y}, 3.6)
	x = b.middle(x+11, y, "manager", st.with(blue)).x1 + 18
	b.ring(stroke{color: purple, width: 1.4}, point{x + 4, y}, 3.8)
	x = b.middle(x+11, y, "self", st.with(purple)).x1 + 18
	if star {
		b.line(stroke{color: ink, width: 1.4}, point{x - 2, y}, point{x + 8, y})
		x += 4
	} else {
		b.line(stroke{color: ink, width: 2.2}, point{x + 4, y - 5}, point{x + 4, y + 5})
	}
	b.middle(x+11, y, "required", st.with(ink))
}

func (l lane) skill(s Skill) {
	connect := func(v, w float64, line stroke) {
		if finite(v) && finite(w) {
			l.stretch(line, v, w)
		}
	}
	connect(s.Self, s.Manager, stroke{color: light, width: 1.6})
	gap := stroke{color: light, width: 3}
	if s.Manager < s.Required {
		gap.color = s.Tone.color()
	}
	connect(s.Manager, s.Required, gap)
	if finite(s.Required) {
		l.tick(stroke{color: white, width: 4.2}, s.Required, 7.2)
		l.tick(stroke{color: ink, width: 2.2}, s.Required, 7)
	}
	if finite(s.Manager) {
		l.disc(white, l.point(s.Manager), 5)
		l.disc(blue, l.point(s.Manager), 4.1)
	}
	if finite(s.Self) {
		l.selfMark(l.point(s.Self), s.Self == s.Manager)
	}
}

// selfMark draws the rep's own rating: a ring, around the manager's disc where both agree.
func (b *board) selfMark(at point, agree bool) {
	if !agree {
		b.ring(stroke{color: purple, width: 1.5}, at, 4.1)
		return
	}
	b.disc(purple, at, 6.4)
	b.disc(white, at, 5)
	b.disc(blue, at, 4.1)
}
