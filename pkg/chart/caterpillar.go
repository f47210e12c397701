package chart

import (
	"fmt"
	"math"
)

// maxCaterpillar is the number of rows that are still legible on one page.
const maxCaterpillar = 60

// Interval is an estimate with its range; NaN marks what is missing. Without an estimate nothing is drawn.
type Interval struct {
	Estimate, Low, High float64
	Raw                 float64 // the figure before shrinkage, drawn as a small tick; NaN for none
}

// CaterpillarRow is one rep: who, on how much data, and what is said about them.
type CaterpillarRow struct {
	Name string
	Note string // beside the name in grey, such as n=120
	Word string // in the column at the right: a tier, or why there is none
	Tone Tone   // Faint for reps that are not ranked
}

// CaterpillarPanel is one measure of all rows, in the order of the rows.
type CaterpillarPanel struct {
	Name  string // above the panel; may be empty if there is only one
	Unit  Unit
	Team  *Level // the dashed line; its label is followed by its value; nil for none
	Cells []Interval
	Tones []Tone // one a row where this measure is judged by itself; nil for the tones of the rows
}

func (p CaterpillarPanel) tone(rows []CaterpillarRow, i int) Tone {
	if p.Tones == nil {
		return rows[i].Tone
	}
	return p.Tones[i]
}

// Caterpillar shows an interval for each rep, in the order given, in one panel or several side by side that share the
// names. Beyond 60 rows the first 30 and the last 30 are drawn and the rest is reported as left out.
type Caterpillar struct {
	Caption
	Rows   []CaterpillarRow
	Panels []CaterpillarPanel
}

func (p Caterpillar) check() error {
	for _, panel := range p.Panels {
		if len(panel.Cells) != len(p.Rows) {
			return fmt.Errorf("chart: panel %q has %d intervals for %d rows", panel.Name, len(panel.Cells), len(p.Rows))
		}
		if panel.Tones != nil && len(panel.Tones) != len(p.Rows) {
			return fmt.Errorf("chart: panel %q has %d tones for %d rows", panel.Name, len(panel.Tones), len(p.Rows))
		}
		if err := checkLevel("the team line", panel.Team); err != nil {
			return err
		}
		for i, c := range panel.Cells {
			if err := checkValues(fmt.Sprintf("the interval of %q", p.Rows[i].Name), c.Estimate, c.Low, c.High, c.Raw); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p Caterpillar) empty() bool {
	for _, panel := range p.Panels {
		for _, c := range panel.Cells {
			if finite(c.Estimate) {
				return false
			}
		}
	}
	return true
}

// caterpillarGap stands in the list of drawn rows for those left out.
const caterpillarGap = -1

func (p Caterpillar) visible() []int {
	var out []int
	n := len(p.Rows)
	for i := range n {
		if n <= maxCaterpillar || i < maxCaterpillar/2 || i >= n-maxCaterpillar/2 {
			out = append(out, i)
		} else if i == maxCaterpillar/2 {
			out = append(out, caterpillarGap)
		}
	}
	return out
}

func caterpillarRowHeight(n int) float64 { return math.Min(math.Max(460/float64(max(n, 1)), 12.5), 24) }

const (
	caterpillarFoot = 18.0
	columnGap       = 14.0
)

// head is the room above the rows: for the team's word, and for the panels' names if there are any.
func (p Caterpillar) head() float64 {
	for _, panel := range p.Panels {
		if panel.Name != "" {
			return 30
		}
	}
	return 16
}

func (p Caterpillar) height(*board) float64 {
	n := len(p.visible())
	return p.head() + float64(n)*caterpillarRowHeight(n) + caterpillarFoot
}

// caterpillarLayout is the division of the body: names, notes, panels, words.
type caterpillarLayout struct {
	rows    []int
	rowH    float64
	font    float64
	nameW   float64
	noteEnd float64
	wordAt  float64
	wordW   float64
	panels  []box
	row0    float64
}

func (p Caterpillar) layout(b *board, area box) caterpillarLayout {
	l := caterpillarLayout{rows: p.visible(), font: 9}
	l.rowH = caterpillarRowHeight(len(l.rows))
	if l.rowH < 15 {
		l.font = 8
	}
	var names, notes, words []string
	for _, r := range p.Rows {
		names, notes, words = append(names, r.Name), append(notes, r.Note), append(words, r.Word)
	}
	st := nameStyle.sized(l.font)
	l.nameW = b.widest(names, st, area.w()*p.nameShare())
	l.noteEnd = area.x0 + l.nameW + 8 + b.widest(notes, tickStyle, area.w()*0.14)
	l.wordW = b.widest(words, st.weighted(true), area.w()*0.2)
	l.wordAt = area.x1 - l.wordW
	l.row0 = area.y0 + p.head()
	l.split(len(p.Panels), box{l.noteEnd + columnGap, l.row0, l.wordAt - columnGap, l.row0 + float64(len(l.rows))*l.rowH})
	return l
}

// nameShare is the part of the width that names may take at most.
func (p Caterpillar) nameShare() float64 {
	if len(p.Panels) > 1 {
		return 0.26
	}
	return 0.34
}

func (l *caterpillarLayout) split(n int, area box) {
	w := (area.w() - columnGap*float64(n-1)) / float64(n)
	for i := range n {
		x := area.x0 + float64(i)*(w+columnGap)
		l.panels = append(l.panels, box{x, area.y0, x + w, area.y1})
	}
}

func (l caterpillarLayout) rowY(i int) float64 { return l.row0 + (float64(i)+0.5)*l.rowH }

func (p Caterpillar) draw(b *board, area box) {
	if n := len(p.Rows) - maxCaterpillar; n > 0 {
		b.warn(CodeLeftOut, fmt.Sprintf("%d of %d rows in the middle are left out: a picture holds %d", n, len(p.Rows), maxCaterpillar))
	}
	l := p.layout(b, area)
	for i, panel := range p.Panels {
		p.drawPanel(b, l, panel, l.panels[i])
	}
	for i, r := range l.rows {
		if r == caterpillarGap {
			word := fmt.Sprintf("… %d more", len(p.Rows)-maxCaterpillar)
			b.middle(area.x0, l.rowY(i), word, tickStyle)
			continue
		}
		p.drawRowText(b, l, p.Rows[r], point{area.x0, l.rowY(i)})
	}
}

func (p Caterpillar) drawRowText(b *board, l caterpillarLayout, r CaterpillarRow, at point) {
	st := nameStyle.sized(l.font)
	if r.Tone == Faint {
		st.color = grey
	}
	b.middle(at.x, at.y, b.fit(r.Name, st, l.nameW), st)
	b.middle(l.noteEnd, at.y, b.fit(r.Note, tickStyle, l.noteEnd-at.x-l.nameW-8), tickStyle.aligned(right))
	word := st.with(r.Tone.textColor()).weighted(r.Tone.loud())
	b.middle(l.wordAt, at.y, b.fit(r.Word, word, l.wordW), word)
}

func (p Caterpillar) drawPanel(b *board, l caterpillarLayout, panel CaterpillarPanel, r box) {
	x := scale{p.panelRange(l, panel).padded(0.04), r.x0, r.x1}
	axis := xAxis{r, x, x.within(int(math.Max(2, r.w()/60)), panel.Unit), panel.Unit, 6}
	axis.draw(b)
	head := textStyle{size: 9, bold: true, color: ink, align: center}
	b.text(r.midX(), r.y0-19, b.fit(panel.Name, head, r.w()), head)
	axis.drawTeam(b, panel.Team)
	for i, row := range l.rows {
		if row != caterpillarGap && finite(panel.Cells[row].Estimate) {
			lane{b, axis.scale, l.rowY(i)}.interval(panel.Cells[row], panel.tone(p.Rows, row))
		}
	}
}

// panelRange leaves out the whiskers of rows that are not ranked: they are wide because little is known, and would
// press the others together. Where they leave the range, an arrow says so.
func (p Caterpillar) panelRange(l caterpillarLayout, panel CaterpillarPanel) span {
	all, ranked := emptySpan(), emptySpan()
	for _, row := range l.rows {
		if row == caterpillarGap {
			continue
		}
		c := panel.Cells[row]
		all.add(c.Estimate, c.Low, c.High, c.Raw)
		if panel.tone(p.Rows, row) != Faint {
			ranked.add(c.Estimate, c.Low, c.High, c.Raw)
		}
	}
	if ranked.none() {
		ranked = all
	}
	if panel.Team != nil {
		ranked.add(panel.Team.Value)
	}
	return ranked.safe()
}

// drawTeam draws the dashed line of reference with its word and value above the plot.
func (a xAxis) drawTeam(b *board, team *Level) {
	if team == nil {
		return
	}
	r, at := a.plot, a.scale.at(team.Value)
	b.line(stroke{color: grey, width: 1, dash: dashed}, point{at, r.y0 - 3}, point{at, r.y1})
	word := b.fit(team.Label+" "+a.unit.Label(team.Value), tickStyle, r.w())
	half := b.width(word, tickStyle) / 2
	b.text(math.Min(math.Max(at, r.x0+half), r.x1-half), r.y0-6, word, tickStyle.aligned(center))
}

func (l lane) interval(c Interval, t Tone) {
	s := stroke{color: t.color(), width: 2.2}
	if !t.loud() {
		s.width = 1.7
	}
	if finite(c.Low) && finite(c.High) {
		l.stretch(s, c.Low, c.High)
		l.overflow(c, s.color)
	}
	if l.x.holds(c.Raw) {
		l.tick(stroke{color: white, width: 2.6}, c.Raw, 4.2)
		l.tick(stroke{color: grey, width: 1.1}, c.Raw, 4)
	}
	if l.x.holds(c.Estimate) {
		l.mark(t, l.point(c.Estimate), 3.6)
	}
}
