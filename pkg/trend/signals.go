package trend

import (
	"fmt"
	"slices"

	"github.com/salescoach/salescoach/pkg/stats"
)

// signals reads the chart by the two default rules.
func (d *data) signals(s *Series, c charted) {
	found := c.chart.Signals(c.z, stats.TwoRules)
	for _, k := range found.Beyond {
		s.Signals = append(s.Signals, d.signal(Beyond, c, k, k))
	}
	for start := 0; start < len(found.Shift); {
		end := start
		for end+1 < len(found.Shift) && found.Shift[end+1] == found.Shift[end]+1 && c.side(found.Shift[end+1]) == c.side(found.Shift[end]) {
			end++
		}
		s.Signals = append(s.Signals, d.signal(Run, c, found.Shift[start], found.Shift[end]))
		start = end + 1
	}
	slices.SortStableFunc(s.Signals, func(a, b Signal) int { return slices.Index(s.Periods, a.From) - slices.Index(s.Periods, b.From) })
	for _, k := range append(found.Shift, found.Beyond...) {
		s.Points[d.used[k]].Signal = c.side(k)
	}
}

func (c charted) side(k int) Side {
	if c.z[k] < c.chart.Center {
		return Low
	}
	return High
}

func (d *data) signal(p Pattern, c charted, first, last int) Signal {
	from, to := d.points[d.used[first]], d.points[d.used[last]]
	s := Signal{Pattern: p, Side: c.side(first), From: from.Period, To: to.Period, Periods: last - first + 1, Value: to.Value}
	where := map[Side]string{High: "above", Low: "below"}[s.Side]
	switch p {
	case Beyond:
		s.Meaning = fmt.Sprintf("%s the limits: something special happened in that period", where)
	case Run:
		s.Meaning = fmt.Sprintf("%d in a row %s the center: the level has moved", s.Periods, where)
	}
	return s
}
