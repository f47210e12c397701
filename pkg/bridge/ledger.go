package bridge

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// entry is what the cube tells of a rep, or of a rep in a segment: the tallies of the chain's steps in both periods.
type entry struct {
	rep, segment int // segment is -1 without segments
	tallies      [2][]funnel.Tally
}

// rest is the segment of what no segment holds: one of several files lacks the column.
const rest = "(other)"

// list gives the reps, or the reps by segment.
func (a *analyst) list() []entry {
	var out []entry
	for rep := range a.cube.Reps {
		whole := a.entry(rep, -1)
		if !a.split() {
			out = append(out, whole)
			continue
		}
		for s := range a.cube.Segments {
			e := a.entry(rep, s)
			for period := range e.tallies {
				for k, t := range e.tallies[period] {
					whole.tallies[period][k] = minus(whole.tallies[period][k], t)
				}
			}
			if !e.empty() {
				out = append(out, e)
			}
		}
		if !whole.empty() {
			whole.segment = len(a.cube.Segments)
			out = append(out, whole)
		}
	}
	return out
}

func (a *analyst) entry(rep, segment int) entry {
	e := entry{rep: rep, segment: segment}
	for period, w := range a.windows {
		for _, name := range a.chain {
			step := a.cube.Step(name)
			if segment < 0 {
				e.tallies[period] = append(e.tallies[period], a.cube.Sum(rep, w, step))
			} else {
				e.tallies[period] = append(e.tallies[period], a.cube.SumSegment(rep, w, segment, step))
			}
		}
	}
	return e
}

func (e entry) empty() bool {
	for _, period := range e.tallies {
		for _, t := range period {
			if t.N != 0 || t.Sum != 0 {
				return false
			}
		}
	}
	return true
}

// minus is what is left of a tally; the squares keep no sign of rounding.
func minus(t, o funnel.Tally) funnel.Tally {
	return funnel.Tally{N: t.N - o.N, Known: t.Known - o.Known, Sum: t.Sum - o.Sum, SumSq: math.Max(0, t.SumSq-o.SumSq)}
}

// values are the figures of the chain in one period.
func (a *analyst) values(e entry, period int) []float64 {
	out := make([]float64, len(a.chain))
	for k, t := range e.tallies[period] {
		out[k] = t.Value(a.kind(k))
	}
	return out
}

func (a *analyst) kind(k int) funnel.Kind { return a.cube.Steps[a.cube.Step(a.chain[k])].Kind }

func (a *analyst) chainOf(e entry) Chain {
	return Chain{Name: a.cube.Reps[e.rep].Name, Before: a.values(e, 0), After: a.values(e, 1)}
}

// amounts are the sizes of the records behind a sum.
func amounts(t funnel.Tally) sizes {
	mean, _ := t.Mean()
	s := sizes{n: float64(t.Known), mean: mean, sd: -1}
	if v, ok := t.Variance(); ok {
		s.sd = math.Sqrt(v)
	}
	return s
}

// spread gives the variances of the factors of an entry: counted rates as binomial, sums by the scatter of their
// records, k of which make up the sum: k s^2/n^2 for a sum over n of the step before.
func (a *analyst) spread(e entry, cv []float64) Spread {
	var out [2][]float64
	for period := range out {
		v := a.values(e, period)
		for k := range v {
			variance := 0.0
			switch {
			case k == 0 || v[k-1] <= 0:
			case a.kind(k) == funnel.Counted && a.kind(k-1) == funnel.Counted:
				variance = rateVariance(v[k], v[k-1])
			case a.kind(k) == funnel.Summed:
				s := amounts(e.tallies[period][k])
				sd := s.deviation(cv[k])
				variance = s.n * sd * sd / (v[k-1] * v[k-1])
			}
			out[period] = append(out[period], variance)
			if k == 0 && a.split() {
				out[period] = append(out[period], 0) // the mix errs with the counts
			}
		}
	}
	return Spread{out[0], out[1]}
}

// scatter is the pooled coefficient of variation of the amounts of each summed step; 0 where no records tell it.
func (a *analyst) scatter(entries []entry) []float64 {
	out := make([]float64, len(a.chain))
	for k := range a.chain {
		var all []sizes
		for _, e := range entries {
			all = append(all, amounts(e.tallies[0][k]), amounts(e.tallies[1][k]))
		}
		if a.kind(k) == funnel.Summed {
			out[k] = pooledCV(all)
		}
	}
	return out
}
