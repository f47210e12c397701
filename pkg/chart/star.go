package chart

import (
	"fmt"
	"math"
)

// Spoke is one dimension of the star; NaN marks a rating that nobody gave.
type Spoke struct {
	Name                    string
	Self, Manager, Required float64
	Tone                    Tone // Low for the dimension that wants attention
}

// Star shows the Sales Star of one rep: a radar, because the model is a star, and beside it the same numbers as bars,
// because the area of a radar grows with the square and depends on the order of its spokes.
type Star struct {
	Caption
	Low, High float64 // the ends of the rating scale
	Unit      Unit
	Spokes    []Spoke // 3 to 12; five in the model
}

func (p Star) check() error {
	if err := checkScale(p.Low, p.High); err != nil {
		return err
	}
	if n := len(p.Spokes); n != 0 && (n < 3 || n > 12) {
		return fmt.Errorf("chart: a star of %d spokes: want 3 to 12", n)
	}
	for _, s := range p.Spokes {
		if err := checkRatings(s.Name, span{p.Low, p.High}, s.Self, s.Manager, s.Required); err != nil {
			return err
		}
	}
	return nil
}

func (p Star) empty() bool {
	s := emptySpan()
	for _, k := range p.Spokes {
		s.add(k.Self, k.Manager, k.Required)
	}
	return s.none()
}

func (p Star) height(b *board) float64 {
	return math.Max(math.Min((b.w-2*margin)*0.42, 300), float64(len(p.Spokes))*24+50)
}

func (p Star) draw(b *board, area box) {
	mid := area.x0 + area.w()*0.47
	p.drawRadar(b, box{area.x0, area.y0, mid - 12, area.y1})
	drawRatingKey(b, mid+12, area.y0+8, true)
	p.drawBars(b, box{mid + 12, area.y0 + 26, area.x1, area.y1})
}

// radar maps spokes and ratings to points; the first spoke points up, the others follow clockwise.
type radar struct {
	center point
	radius float64
	n      int
	span   span
}

func (r radar) at(i int, v float64) point {
	t := scale{r.span, 0, r.radius}.at(v)
	sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(r.n))
	return point{r.center.x + t*sin, r.center.y - t*cos}
}

func (p Star) drawRadar(b *board, area box) {
	st := textStyle{size: 9.5, bold: true, color: ink}
	var names []string
	for _, s := range p.Spokes {
		names = append(names, s.Name)
	}
	labelW := b.widest(names, st, area.w()*0.26)
	radius := math.Min((area.w()-2*labelW-8)/2, (area.h()-36)/2)
	r := radar{point{area.midX(), area.midY() + radius*0.06}, radius, len(p.Spokes), span{p.Low, p.High}}
	r.drawGrid(b)
	p.drawRatings(b, r)
	for i, s := range p.Spokes {
		r.drawName(b, i, b.fit(s.Name, st, labelW), st.with(spokeColor(s)))
	}
}

func spokeColor(s Spoke) rgba {
	if s.Tone == Low {
		return vermilion
	}
	return ink
}

func (r radar) drawGrid(b *board) {
	for k := 1; k <= 4; k++ {
		ring := make([]point, 0, r.n+1)
		for i := 0; i <= r.n; i++ {
			ring = append(ring, r.at(i, r.span.lo+(r.span.hi-r.span.lo)*float64(k)/4))
		}
		b.line(stroke{color: light, width: 0.5}, ring...)
	}
	for i := range r.n {
		b.line(stroke{color: light, width: 0.5}, r.center, r.at(i, r.span.hi))
	}
}

// drawRatings draws the three outlines; a missing rating breaks its outline, and the manager's is filled only if whole.
func (p Star) drawRatings(b *board, r radar) {
	manager := p.outline(r, func(s Spoke) float64 { return s.Manager })
	if len(manager) == 1 && len(manager[0]) == r.n+1 {
		b.polygon(sky, manager[0]...)
		r.drawGrid(b)
	}
	for _, o := range []struct {
		s     stroke
		lines [][]point
	}{
		{stroke{color: ink, width: 1.3}, p.outline(r, func(s Spoke) float64 { return s.Required })},
		{stroke{color: purple, width: 1.5, dash: dashed}, p.outline(r, func(s Spoke) float64 { return s.Self })},
		{stroke{color: blue, width: 2.2}, manager},
	} {
		for _, l := range o.lines {
			b.line(o.s, l...)
		}
	}
	for i, s := range p.Spokes {
		if finite(s.Manager) {
			b.disc(blue, r.at(i, s.Manager), 3.2)
		}
		if finite(s.Self) {
			b.ring(stroke{color: purple, width: 1.3}, r.at(i, s.Self), 3.2)
		}
	}
}

// outline gives one closed line, or the stretches between missing ratings.
func (p Star) outline(r radar, rating func(Spoke) float64) [][]point {
	var out [][]point
	var cur []point
	n := len(p.Spokes)
	for i := 0; i <= n; i++ {
		v := rating(p.Spokes[i%n])
		if !finite(v) {
			if len(cur) > 1 {
				out = append(out, cur)
			}
			cur = nil
			continue
		}
		cur = append(cur, r.at(i, v))
	}
	if len(cur) > 1 {
		out = append(out, cur)
	}
	return out
}

func (r radar) drawName(b *board, i int, name string, st textStyle) {
	sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(r.n))
	at := point{r.center.x + (r.radius+8)*sin, r.center.y - (r.radius+10)*cos}
	switch {
	case math.Abs(sin) < 0.1:
		st.align = center
	case sin < 0:
		st.align = right
	}
	b.middle(at.x, at.y, name, st)
}

// drawBars draws bullet bars: the band is the scale, the bar the manager, the ring the rep, the tick what is required.
func (p Star) drawBars(b *board, area box) {
	var names []string
	for _, s := range p.Spokes {
		names = append(names, s.Name)
	}
	nameW := b.widest(names, nameStyle, area.w()*0.34)
	gapW := b.widest(p.gaps(), nameStyle.weighted(true), area.w()*0.2) + 4
	r := box{area.x0 + nameW + 10, area.y0, area.x1 - gapW - 8, area.y1 - 20}
	x := scale{span{p.Low, p.High}, r.x0, r.x1}
	rowH := r.h() / float64(len(p.Spokes))
	xAxis{r, x, x.within(5, p.Unit), p.Unit, 16}.draw(b)
	b.text(area.x1, area.y0-16, "gap", tickStyle.aligned(right))
	for i, s := range p.Spokes {
		y := r.y0 + (float64(i)+0.5)*rowH
		b.middle(area.x0, y, b.fit(s.Name, nameStyle, nameW), nameStyle.with(spokeColor(s)))
		lane{b, x, y}.rating(s, math.Min(rowH*0.42, 20))
		gap := nameStyle.weighted(true).with(barColor(s)).aligned(right)
		b.middle(area.x1, y, b.fit(gapWord(s), gap, gapW), gap)
	}
}

func barColor(s Spoke) rgba {
	if s.Tone == Low {
		return vermilion
	}
	return blue
}

// rating draws a bullet bar h points high.
func (l lane) rating(s Spoke, h float64) {
	l.bar(pale, l.x.span, h/2)
	if finite(s.Manager) {
		l.bar(barColor(s), span{l.x.lo, s.Manager}, h/4)
	}
	if finite(s.Required) {
		l.tick(stroke{color: ink, width: 2.2}, s.Required, h/2+1)
	}
	if finite(s.Self) {
		l.disc(white, l.point(s.Self), 4.8)
		l.ring(stroke{color: purple, width: 1.5}, l.point(s.Self), 4)
	}
}

func (p Star) gaps() []string {
	var out []string
	for _, s := range p.Spokes {
		out = append(out, gapWord(s))
	}
	return out
}

// gapWord is the manager's rating less what is required, with one decimal; what rounds to zero has no sign.
func gapWord(s Spoke) string {
	v := s.Manager - s.Required
	if !finite(v) {
		return ""
	}
	if math.Abs(v) >= 1000 {
		return Unit{}.Change(v)
	}
	digits := fmt.Sprintf("%.1f", math.Abs(v))
	switch {
	case digits == "0.0":
		return digits
	case v < 0:
		return "\u2212" + digits
	}
	return "+" + digits
}
