package trend

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/stats"
)

const (
	// minChangePeriods is the least number of periods in which changes are looked for.
	minChangePeriods = 12
	maxChanges       = 3
	// poissonDispersion is the spread, over that of Poisson counts, up to which counts are searched as such; beyond it
	// their rates are, which asks for more.
	poissonDispersion = 1.5
)

// change looks for lasting changes of level.
func (d *data) change(s *Series) {
	if n := len(d.used); n < minChangePeriods {
		s.NoChanges = fmt.Sprintf("%s of %d needed", plural(n, "complete period"), minChangePeriods)
		return
	}
	if s.Direction.Verdict == Unknown {
		s.NoChanges = s.Direction.Reason
		return
	}
	c, err := d.search()
	if err != nil {
		s.NoChanges = err.Error()
		return
	}
	if c.PrefersLine() {
		s.NoChanges = "a steady slope tells the series better than steps"
		return
	}
	for i, b := range c.BestBreaks() {
		r := c.Ranges[i]
		s.Changes = append(s.Changes, Change{
			Period: d.after(b), From: d.after(r[0]), To: d.after(r[1]),
			Before: c.Levels[i] * d.typical(), After: c.Levels[i+1] * d.typical(),
		})
	}
}

// after is the first period of the level after a break.
func (d *data) after(b int) string { return d.points[d.used[b]].Period }

func (d *data) search() (stats.Changes, error) {
	opt := stats.ChangeOptions{MinSegment: 4, MaxChanges: maxChanges}
	if d.unit() == calendar.Week {
		opt.MinSegment = 8
	}
	if d.metric.Kind == Count || d.metric.Kind == Rate {
		y, e := d.pick(d.y), d.pick(d.e)
		if fit, err := stats.CountTrend(y, e, 0); err == nil && fit.Dispersion <= poissonDispersion {
			return stats.ChangePointsCounts(y, e, opt)
		}
	}
	return stats.ChangePoints(d.levels(), opt)
}
