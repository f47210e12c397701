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
	// poissonDispersion is the spread, over that of Poisson counts, up to which counts are searched as such too; beyond
	// it that search takes any scatter for a change.
	poissonDispersion = 1.5
)

// change looks for lasting changes of level.
func (d *data) change(s *Series) {
	if n := len(d.used); n < minChangePeriods {
		s.NoChanges = fmt.Sprintf("%s of %d needed", complete(n), minChangePeriods)
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
	edges := append(append([]int{0}, c.BestBreaks()...), len(d.used))
	for i, r := range c.Ranges {
		s.Changes = append(s.Changes, Change{
			Period: d.after(edges[i+1]), From: d.after(r[0]), To: d.after(r[1]),
			Before: d.stretch(edges[i], edges[i+1]), After: d.stretch(edges[i+1], edges[i+2]),
		})
	}
}

// stretch is the mean level of the used periods from..to-1, as the value of an ordinary period.
func (d *data) stretch(from, to int) float64 {
	return stats.Sum(d.pick(d.y)[from:to]) / stats.Sum(d.pick(d.e)[from:to]) * d.typical()
}

// after is the first period of the level after a break.
func (d *data) after(b int) string { return d.points[d.used[b]].Period }

// search looks for changes of the levels and, where counts vary little more than Poisson ones, of their rate; either
// search alone finds a change in every tenth series that has none, so both must.
func (d *data) search() (stats.Changes, error) {
	opt := stats.ChangeOptions{MinSegment: 4, MaxChanges: maxChanges}
	if d.unit() == calendar.Week {
		opt.MinSegment = 8
	}
	c, err := stats.ChangePoints(d.searched(), opt)
	if err != nil || c.Best == 0 || c.PrefersLine() || d.metric.Kind != Count && d.metric.Kind != Rate {
		return c, err
	}
	y, e := d.pick(d.y), d.pick(d.e)
	if fit, err := stats.CountTrend(y, e, 0); err != nil || fit.Dispersion > poissonDispersion {
		return c, nil
	}
	return stats.ChangePointsCounts(y, e, opt)
}

// searched is the series that is searched: the levels, or what the chart of a mean is drawn of.
func (d *data) searched() []float64 {
	if d.metric.Kind == Mean {
		if c, ok := d.drawMean(&Limits{}); ok {
			return c.z
		}
	}
	return d.levels()
}
