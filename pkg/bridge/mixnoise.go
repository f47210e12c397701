package bridge

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// sharePull is how the share that a unit has of its rep's activity moves its contributions.
type sharePull struct {
	share, trials float64
	gradient      []float64 // one a driver, then that of the whole change
}

// sharePulls gives the pulls of each unit in both periods; empty where nothing moves.
func (a *analyst) sharePulls() [][2]sharePull {
	out := make([][2]sharePull, len(a.units))
	for i, u := range a.noise.Split.Units {
		if !a.split() || u.Unsplit != "" || u.From == 0 && u.To == 0 {
			continue
		}
		for period, factors := range [][]float64{u.Before, u.After} {
			g := a.noise.Split.Method.gradient(u, period, 1)
			whole := 0.0
			for _, x := range g {
				whole += x
			}
			out[i][period] = sharePull{factors[1], factors[0], append(g, whole)}
		}
	}
	return out
}

// mixVariances adds up what chance in the mix does to the drivers, and to the change, of some entries: the shares of a
// rep's n records are multinomial, so a sum over segments of g s has the variance (sum g^2 s - (sum g s)^2)/n.
// Source: Agresti (2002), Categorical Data Analysis, section 14.1.
func (a *analyst) mixVariances(entries []int) []float64 {
	out := make([]float64, len(a.noise.Split.Drivers)+1)
	for lo, hi := 0, 0; a.split() && lo < len(entries); lo = hi {
		for hi = lo; hi < len(entries) && a.entries[entries[hi]].rep == a.entries[entries[lo]].rep; hi++ {
		}
		for period := range 2 {
			for k := range out {
				out[k] += a.multinomial(entries[lo:hi], period, k)
			}
		}
	}
	return out
}

// multinomial is the variance of one driver of one rep by the mix of one period.
func (a *analyst) multinomial(entries []int, period, driver int) float64 {
	var squares, sum, trials float64
	for _, i := range entries {
		p := a.pulls[i][period]
		if len(p.gradient) == 0 {
			continue
		}
		trials = math.Max(trials, p.trials)
		squares += p.gradient[driver] * p.gradient[driver] * p.share
		sum += p.gradient[driver] * p.share
	}
	if trials == 0 {
		return 0
	}
	return math.Max(0, squares-sum*sum) / trials
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
