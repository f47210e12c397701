package bridge

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// countPull is how the count of the first step, and the share that a unit has of its rep's count, move the unit's
// contributions: one gradient a driver, then that of the whole change.
type countPull struct {
	count, share     float64
	byCount, byShare []float64
}

// countPulls gives the pulls of each unit in both periods; empty where nothing moves.
func (a *analyst) countPulls() [][2]countPull {
	out := make([][2]countPull, len(a.units))
	for i, u := range a.noise.Split.Units {
		if a.kind(0) != funnel.Counted || u.Unsplit != "" || u.From == 0 && u.To == 0 {
			continue
		}
		for period, factors := range [][]float64{u.Before, u.After} {
			p := countPull{count: factors[0], byCount: a.pull(u, period, 0)}
			if a.split() {
				p.share, p.byShare = factors[1], a.pull(u, period, 1)
			}
			out[i][period] = p
		}
	}
	return out
}

func (a *analyst) pull(u UnitSplit, period, factor int) []float64 {
	g := a.noise.Split.Method.gradient(u, period, factor)
	return append(g, stats.Sum(g))
}

// countVariances adds up what chance in the counts of the first step does to the drivers, and to the change, of some
// entries, given by ascending index. The count of a rep is Poisson: visits that go from 91 to 84 are no change of
// habit. Its n records fall on segments as a multinomial, so a sum over segments of g s has the variance
// (sum g^2 s - (sum g s)^2)/n. Source: Agresti (2002), Categorical Data Analysis, sections 1.2 and 14.1.
func (a *analyst) countVariances(entries []int) []float64 {
	out := make([]float64, len(a.noise.Split.Drivers)+1)
	for lo, hi := 0, 0; lo < len(entries); lo = hi {
		rep := a.entries[entries[lo]].rep
		for hi = lo; hi < len(entries) && a.entries[entries[hi]].rep == rep; {
			hi++
		}
		for period := range 2 {
			for k := range out {
				out[k] += a.countVariance(entries[lo:hi], period, k)
			}
		}
	}
	return out
}

// countVariance is that of one driver of one rep by the counts of one period.
func (a *analyst) countVariance(entries []int, period, driver int) float64 {
	var count, byCount, squares, byShare float64
	for _, i := range entries {
		p := a.pulls[i][period]
		if len(p.byCount) == 0 {
			continue
		}
		count = math.Max(count, p.count)
		byCount += p.byCount[driver]
		if len(p.byShare) > 0 {
			squares += p.byShare[driver] * p.byShare[driver] * p.share
			byShare += p.byShare[driver] * p.share
		}
	}
	if count == 0 {
		return 0
	}
	return byCount*byCount*count + math.Max(0, squares-byShare*byShare)/count
}

// pieceVariance is that of the change of an entry that cannot be split: wins and their sizes both vary, so a sum over
// them has the variance of their summed squares (compound Poisson). It is negative where no records tell the sizes.
func (a *analyst) pieceVariance(e entry) float64 {
	last := len(a.chain) - 1
	total := 0.0
	for _, period := range e.tallies {
		t := period[last]
		switch {
		case a.kind(last) == funnel.Counted:
			total += float64(t.N)
		case t.Known == 0 && t.Sum != 0:
			return -1
		default:
			total += t.SumSq
		}
	}
	return total
}
