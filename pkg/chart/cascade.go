package chart

import (
	"fmt"
	"math"
)

// CascadeLevel is one step of a goal broken down, from the business result to the goal that reps act on.
type CascadeLevel struct {
	Role         string // in the model's words: business result, business objective, sales goal
	Name         string // what is measured: revenue, customers, visits
	Unit         Unit
	Base, Target float64
	// Change is the relative change to be written where a whole-number target hides it; nil takes target over base.
	Change *float64
}

// CascadeRate joins a level to the one below it, such as revenue per customer.
type CascadeRate struct {
	Name          string
	Unit          Unit
	Base, Implied float64
	Note          string // held, assumed, or implied
}

// Cascade is figure 1.1 of the model: what a target at the top asks for below, and the rates that this assumes.
type Cascade struct {
	Caption
	Levels []CascadeLevel // from the result down
	Rates  []CascadeRate  // one fewer than levels
}

func (p Cascade) check() error {
	if want := max(len(p.Levels)-1, 0); len(p.Rates) != want {
		return fmt.Errorf("chart: a cascade of %d levels needs %d rates between them, not %d", len(p.Levels), want, len(p.Rates))
	}
	if len(p.Levels) > 12 {
		return fmt.Errorf("chart: a cascade of %d levels: at most 12 can be drawn", len(p.Levels))
	}
	for _, l := range p.Levels {
		if err := checkValues(fmt.Sprintf("the level %q", l.Name), l.Base, l.Target); err != nil {
			return err
		}
	}
	for _, r := range p.Rates {
		if err := checkValues(fmt.Sprintf("the rate %q", r.Name), r.Base, r.Implied); err != nil {
			return err
		}
	}
	return nil
}

func (p Cascade) empty() bool {
	s := emptySpan()
	for _, l := range p.Levels {
		s.add(l.Base, l.Target)
	}
	return s.none()
}

const (
	cascadeLevelH = 58.0
	cascadeRateH  = 34.0
	cascadeHead   = 4.0
)

func (p Cascade) height(*board) float64 {
	return 2*cascadeHead + float64(len(p.Levels))*cascadeLevelH + float64(len(p.Rates))*cascadeRateH
}

func (p Cascade) draw(b *board, area box) {
	y := area.y0 + cascadeHead
	for i, l := range p.Levels {
		drawLevel(b, box{area.x0, y, area.x1, y + cascadeLevelH}, l)
		y += cascadeLevelH
		if i < len(p.Rates) {
			drawRate(b, box{area.x0, y, area.x1, y + cascadeRateH}, p.Rates[i])
			y += cascadeRateH
		}
	}
}

var changeStyle = textStyle{size: 15, bold: true, color: blue, align: right}

// drawLevel draws a card: role and name, the two bars on a scale of their own, and the change.
func drawLevel(b *board, r box, l CascadeLevel) {
	b.rect(mist, r)
	b.rect(blue, box{r.x0, r.y0, r.x0 + 3, r.y1})
	textW := r.w()*0.26 - 12
	b.text(r.x0+12, r.midY()-5, b.fit(l.Role, tickStyle, textW), tickStyle)
	name := textStyle{size: 12, bold: true, color: ink}
	b.text(r.x0+12, r.midY()+11, b.fit(l.Name, name, textW), name)
	drawPair(b, box{r.x0 + r.w()*0.26, r.y0 + 8, r.x1 - 84, r.y1 - 8}, l)
	b.middle(r.x1-12, r.midY(), l.changeWord(), changeStyle)
}

// drawPair draws base over target; both bars start at zero, and a negative value has no bar but its number.
func drawPair(b *board, r box, l CascadeLevel) {
	st := textStyle{size: 9, color: grey}
	words := []string{"base", "target"}
	wordW := b.widest(words, st, r.w()*0.2) + 8
	numW := b.widest([]string{l.Unit.Label(l.Base), l.Unit.Label(l.Target)}, st.weighted(true), r.w()*0.4) + 8
	s := emptySpan()
	s.add(0, l.Base, l.Target)
	x := scale{s.safe(), r.x0 + wordW, r.x1 - numW}
	for i, v := range []float64{l.Base, l.Target} {
		y := r.y0 + r.h()*(0.25+0.5*float64(i))
		fill, num := light, st
		if i == 1 {
			fill, num = blue, st.with(ink).weighted(true)
		}
		b.middle(r.x0, y, words[i], st)
		end := x.from
		if finite(v) && v > 0 {
			end = x.at(v)
			b.rect(fill, box{x.at(0), y - 7, end, y + 7})
		}
		b.middle(end+6, y, orUnknown(l.Unit.Label(v)), num)
	}
}

func orUnknown(s string) string {
	if s == "" {
		return "not known"
	}
	return s
}

// changeWord is the change as set, or in percent of the base.
func (l CascadeLevel) changeWord() string {
	if l.Change != nil && finite(*l.Change) {
		return Unit{Kind: Percent}.Change(*l.Change)
	}
	return changeWord(l.Base, l.Target)
}

// changeWord is the change in percent; there is none from zero or to an unknown value.
func changeWord(base, target float64) string {
	if !finite(base) || !finite(target) || base == 0 {
		return ""
	}
	v := (target - base) / math.Abs(base)
	if math.Abs(v) >= 10 {
		return ""
	}
	return Unit{Kind: Percent}.Change(v)
}

// drawRate draws the arrow between two cards and the rate that joins them.
func drawRate(b *board, r box, rate CascadeRate) {
	x := r.x0 + 26
	b.line(stroke{color: grey, width: 1.4}, point{x, r.y0 + 5}, point{x, r.y1 - 9})
	b.polygon(grey, point{x - 4.5, r.y1 - 11}, point{x + 4.5, r.y1 - 11}, point{x, r.y1 - 4})
	st := textStyle{size: 9, color: ink}
	left, noteW := r.x0+r.w()*0.26, b.width(rate.Note, st.with(grey))
	b.middle(x+16, r.midY(), b.fit(rate.Name, st, left-x-24), st)
	value := rateWord(rate)
	room := r.x1 - 12 - left
	value = b.fit(value, st.weighted(true), room*0.6)
	end := b.middle(left, r.midY(), value, st.weighted(true)).x1
	note := b.fit(rate.Note, st.with(grey), math.Min(noteW, r.x1-12-end-12))
	b.middle(end+12, r.midY(), note, st.with(grey))
}

func rateWord(r CascadeRate) string {
	base, implied := orUnknown(r.Unit.Label(r.Base)), orUnknown(r.Unit.Label(r.Implied))
	if base == implied {
		return base
	}
	word := base + " \u2192 " + implied
	if c := changeWord(r.Base, r.Implied); c != "" {
		word += "  (" + c + ")"
	}
	return word
}
