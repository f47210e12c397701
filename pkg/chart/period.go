package chart

import (
	"fmt"
	"strconv"
	"strings"
)

var monthNames = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// period is a time label read as far as it can be: 2026-05, 2026-Q2, 2026-W14 or 2026; any other text stands as it is.
type period struct {
	short string // what stands under the axis: May, Q2, W14
	year  string // "" if the label names none, or is nothing but a year
	index int    // place in the year from 0
	kind  byte   // 'M', 'Q', 'W', 'Y', or 0 for other text
}

func readPeriod(s string) period {
	s = strings.TrimSpace(s)
	year, rest, ok := strings.Cut(s, "-")
	if len(year) != 4 || strings.Trim(year, "0123456789") != "" {
		return period{short: s}
	}
	if !ok {
		return period{short: s, kind: 'Y'}
	}
	var n int
	for _, f := range []struct {
		kind   byte
		format string
		last   int
	}{{'Q', "Q%d", 4}, {'W', "W%d", 53}, {'M', "%d", 12}} {
		if _, err := fmt.Sscanf(rest, f.format, &n); err == nil && n >= 1 && n <= f.last && len(rest) <= 3 {
			return period{short: periodWord(f.kind, n), year: year, index: n - 1, kind: f.kind}
		}
	}
	return period{short: s}
}

func periodWord(kind byte, n int) string {
	switch kind {
	case 'M':
		return monthNames[n-1]
	case 'Q':
		return fmt.Sprintf("Q%d", n)
	}
	return fmt.Sprintf("W%d", n)
}

// periodSteps are the distances between labelled periods that readers expect.
func periodSteps(kind byte) []int {
	switch kind {
	case 'M':
		return []int{1, 3, 6, 12, 24, 36, 60, 120}
	case 'Q':
		return []int{1, 2, 4, 8, 12, 20, 40}
	case 'W':
		return []int{1, 2, 4, 8, 13, 26, 52, 104, 260}
	}
	return []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}
}

// periodTick is a label under a time axis; year stands in a second line where the year begins or the axis does.
type periodTick struct {
	at         int
	text, year string
}

// periodTicks picks the labels for an axis whose neighbouring periods are dx points apart, so that none overlap.
func periodTicks(t *typeset, labels []string, dx float64) []periodTick {
	ps := make([]period, len(labels))
	for i, s := range labels {
		ps[i] = readPeriod(s)
	}
	if len(ps) == 0 {
		return nil
	}
	steps := periodSteps(ps[0].kind)
	for _, step := range steps {
		if out := stepTicks(ps, step); ticksFit(t, out, dx) {
			return out
		}
	}
	return []periodTick{{at: 0, text: ps[0].short, year: ps[0].year}}
}

func stepTicks(ps []period, step int) []periodTick {
	var out []periodTick
	year := ""
	for i, p := range ps {
		if onStep(p, i, step) {
			k := periodTick{at: i, text: p.short}
			if p.year != year {
				k.year, year = p.year, p.year
			}
			out = append(out, k)
		}
	}
	return out
}

// onStep aligns labels to the calendar: every third month means January, April, July and October. Steps of several years
// count years, not places on the axis, for the same reason.
func onStep(p period, i, step int) bool {
	perYear := map[byte]int{'M': 12, 'Q': 4, 'W': 52}[p.kind]
	if perYear == 0 {
		return i%step == 0
	}
	if p.kind == 'W' && p.index == 52 {
		return false
	}
	if step <= perYear {
		return p.index%step == 0
	}
	y, err := strconv.Atoi(p.year)
	return err == nil && p.index == 0 && y%(step/perYear) == 0
}

func ticksFit(t *typeset, ticks []periodTick, dx float64) bool {
	if len(ticks) == 0 {
		return false
	}
	half := func(k periodTick) float64 {
		return max(t.width(k.text, tickStyle), t.width(k.year, tickStyle)) / 2
	}
	for i := 1; i < len(ticks); i++ {
		if float64(ticks[i].at-ticks[i-1].at)*dx < half(ticks[i-1])+half(ticks[i])+4 {
			return false
		}
	}
	return true
}

// timeAxis places periods between the edges of a box; labels at the ends stay inside the room that is given.
type timeAxis struct {
	x0, dx float64
	labels []string
}

func newTimeAxis(x0, x1 float64, labels []string) timeAxis {
	if len(labels) < 2 {
		return timeAxis{x0: (x0 + x1) / 2, labels: labels}
	}
	return timeAxis{x0: x0, dx: (x1 - x0) / float64(len(labels)-1), labels: labels}
}

func (a timeAxis) at(i float64) float64 { return a.x0 + i*a.dx }

// draw writes the labels below y, shifted inwards where they would leave lo..hi; it gives the lines' height.
func (a timeAxis) draw(b *board, y, lo, hi float64) {
	end := lo - 4
	for _, k := range periodTicks(b.fonts, a.labels, a.dx) {
		text := b.fit(k.text, tickStyle, hi-lo)
		w := max(b.width(text, tickStyle), b.width(k.year, tickStyle))
		x := min(max(a.at(float64(k.at)), lo+w/2), hi-w/2)
		if x-w/2 < end+3.9 {
			continue
		}
		b.text(x, y+11, text, tickStyle.aligned(center))
		b.text(x, y+21, k.year, tickStyle.aligned(center))
		end = x + w/2
	}
}
