package goal

import (
	"slices"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// closing is how wins come in after their visit: closing[d] is the share of the eventual wins that have come d days later.
type closing []float64

// closingOf estimates it from the deals' ages, those still open censored: the cumulative incidence of winning,
// CIF(t) = sum_{u<=t} S(u-) won(u)/n(u), over its last value. Visits are taken to open their deal on the same day.
// Source: Aalen & Johansen (1978). It is nil without a win.
func closingOf(tables []funnel.AgeTable) closing {
	rows := map[int]funnel.AgeCount{}
	atRisk, days := int64(0), []int{}
	for _, table := range tables {
		for _, row := range table {
			sum, seen := rows[row.Days]
			if !seen {
				days = append(days, row.Days)
			}
			rows[row.Days] = funnel.AgeCount{Won: sum.Won + row.Won, Lost: sum.Lost + row.Lost, Open: sum.Open + row.Open}
			atRisk += row.Won + row.Lost + row.Open
		}
	}
	slices.Sort(days)
	var out closing
	open, won := 1.0, 0.0
	for _, day := range days {
		row := rows[day]
		for len(out) < day {
			out = append(out, won)
		}
		won += open * float64(row.Won) / float64(atRisk)
		open *= float64(atRisk-row.Won-row.Lost) / float64(atRisk)
		atRisk -= row.Won + row.Lost + row.Open
		out = append(out, won)
	}
	return out.normalised(won)
}

// normalised makes the last value 1 and drops the days after it is reached.
func (g closing) normalised(eventual float64) closing {
	if !(eventual > 0) {
		return nil
	}
	for d := range g {
		g[d] /= eventual
		if g[d] >= 1-1e-12 {
			return g[:d+1]
		}
	}
	return g
}

// by is the share that has come within so many days.
func (g closing) by(days int) float64 {
	switch {
	case days < 0:
		return 0
	case days >= len(g):
		return 1
	}
	return g[days]
}

// after is the number of days in which a share has come.
func (g closing) after(share float64) int {
	for d, v := range g {
		if v >= share {
			return d
		}
	}
	return len(g)
}

// within is the share of a visit's wins that fall into a stretch of days.
func (g closing) within(visit, first, last calendar.Day) float64 {
	return g.by(int(last-visit)) - g.by(int(first-1-visit))
}

// mean averages within over the days on which visits were made.
func (g closing) mean(from, to, first, last calendar.Day) float64 {
	if to < from {
		return 0
	}
	sum := 0.0
	for d := from; d <= to; d++ {
		sum += g.within(d, first, last)
	}
	return sum / float64(to-from+1)
}

// timing turns visits into visits that count: those whose customers come in the target period.
type timing struct {
	closing
	// past is the weight of a visit in each period of the cube, gap that of a day between the data and the target.
	past []float64
	gap  float64
}

// lagged tells whether the chain starts before deals do, so that customers lag behind.
func (p *planner) lagged() bool {
	switch p.cube.Funnel.Activity() {
	case funnel.Closed, funnel.Customers, funnel.Lost:
		return false
	}
	return p.cube.Ages != nil
}

// schedule weighs the visits made before the target period.
func (p *planner) schedule() timing {
	var t timing
	if p.lagged() {
		t.closing = closingOf(p.cube.Ages)
	}
	if t.closing == nil {
		return t
	}
	first, last := p.o.For.First, p.o.For.Last
	for _, period := range p.cube.Periods {
		t.past = append(t.past, t.mean(max(period.First, p.cube.FirstDay), min(period.Last, p.cube.AsOf, first-1), first, last))
	}
	for d := max(p.cube.AsOf+1, first-calendar.Day(len(t.closing))); d < first; d++ {
		t.gap += t.within(d, first, last)
	}
	return t
}

// carried is what a rep's visits before the target period still bring, in visits. Between the data and the period the
// rep is taken to visit as in the base.
func (p *planner) carried(t timing, rep int) float64 {
	sum := 0.0
	for i, w := range t.past {
		if w > 0 {
			sum += w * p.cube.At(rep, i, p.steps[0]).Value(p.kind(0))
		}
	}
	base := p.cube.Sum(rep, p.base, p.steps[0]).Value(p.kind(0))
	return sum + t.gap*base/float64(p.o.Base.Days())
}

// counting is the share of a rep's planned visits whose customers come in the target period.
func (p *planner) counting(t timing, rep int) float64 {
	if t.closing == nil {
		return 1
	}
	first, last := p.presence(rep)
	return t.mean(first, last, p.o.For.First, p.o.For.Last)
}
