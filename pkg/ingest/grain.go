package ingest

import (
	"sync"

	"github.com/salescoach/salescoach/pkg/calendar"
)

// Days outside 1900 to 2199 do not come out of package crm.
const (
	firstDay  = calendar.Day(-25567) // 1900-01-01, a Monday
	daysKnown = 109573               // up to 2199-12-31
)

// grain cuts days into the smallest periods that the cube needs, numbered
// without gaps: weeks, or months, of which quarters and years are made.
type grain struct {
	unit  calendar.Unit
	index []int16 // by day since firstDay
}

var (
	weekly  = sync.OnceValue(func() *grain { return newGrain(calendar.Week) })
	monthly = sync.OnceValue(func() *grain { return newGrain(calendar.Month) })
)

func grainOf(by calendar.Unit) *grain {
	if by == calendar.Week {
		return weekly()
	}
	return monthly()
}

func newGrain(unit calendar.Unit) *grain {
	g := &grain{unit: unit, index: make([]int16, daysKnown)}
	for i, from := 0, 0; from < daysKnown; i++ {
		to := min(nextPeriod(firstDay+calendar.Day(from), unit), daysKnown)
		for d := from; d < to; d++ {
			g.index[d] = int16(i)
		}
		from = to
	}
	return g
}

// nextPeriod is where the period after that of the day begins, in days since
// firstDay. The day is the first of its period.
func nextPeriod(d calendar.Day, unit calendar.Unit) int {
	if unit == calendar.Week {
		return int(d-firstDay) + 7
	}
	year, month, _ := d.YMD()
	next, _ := calendar.Date(year+month/12, month%12+1, 1)
	return int(next - firstDay)
}

// of is the number of the period that holds the day.
func (g *grain) of(d calendar.Day) int { return int(g.index[d-firstDay]) }
