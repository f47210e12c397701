package ingest

import (
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// harvest is what the scans of one role brought in.
type harvest struct{ places map[int][]place }

// place is where tallies of a person are.
type place struct {
	acc *accumulator
	rep uint32
}

// take keeps a worker's tallies; persons names the person of each of its reps.
func (h *harvest) take(acc *accumulator, persons []int) {
	if h.places == nil {
		h.places = map[int][]place{}
	}
	for rep, person := range persons {
		h.places[person] = append(h.places[person], place{acc, uint32(rep)})
	}
}

// exact is the sum of all accumulators for one person and period.
type exact struct {
	counts []int64
	money  moneyCell
}

// of adds up one person's tallies into cells by cube period.
func (h *harvest) of(person int, into []exact, period func(int) int) {
	if h == nil {
		return
	}
	for _, p := range h.places[person] {
		p.acc.gather(p.rep, into, period)
	}
}

// gather adds the rep's tallies to cells; period gives the cell of a grain
// period, negative for one that is not asked for.
func (a *accumulator) gather(rep uint32, into []exact, period func(int) int) {
	for block, pages := range a.pages {
		if int(rep) >= len(pages) || pages[rep] == 0 {
			continue
		}
		for i := range blockSpan {
			if cell := period(a.used[block]*blockSpan + i); cell >= 0 {
				a.addTo(&into[cell], int(pages[rep]-1)*blockSpan+i)
			}
		}
	}
}

func (a *accumulator) addTo(e *exact, place int) {
	for q, n := range a.tally(place) {
		e.counts[q] += n
	}
	if a.money {
		e.money.plus(a.amount(place))
	}
}

// tally turns exact sums into the floats of a tally, each by one division of
// an integer, so that equal records give equal bits.
func (c *moneyCell) tally(n int64) (funnel.Tally, bool) {
	unit := float64(funnel.MoneyUnit)
	t := funnel.Tally{
		N: n, Known: c.known, Sum: funnel.Money(c.sum.lo), SumSq: c.squares.float() / (unit * unit),
		Positive: c.positive, SumLog: c.logs.float() / logUnit, SumLogSq: c.logSquares.float() / logUnit / logUnit,
	}
	return t, c.sum == wideOf(int64(c.sum.lo))
}

// span is the days that the cube covers.
type span struct{ first, last *calendar.Day }

func (s *span) widen(first, last calendar.Day) {
	s.first, s.last = earlier(s.first, first), later(s.last, last)
}

func (s *span) lastOr(d calendar.Day) calendar.Day {
	if s.last == nil {
		return d
	}
	return *s.last
}

func (s *span) firstOr(d calendar.Day) calendar.Day {
	if s.first == nil {
		return d
	}
	return *s.first
}
