package golden

import (
	"math"
	"slices"

	"github.com/salescoach/salescoach/pkg/stats"
)

func init() {
	register("calibration-leagues", calibrationLeagues)
}

// league is one simulated team with its truth.
type league struct {
	stats.Proportions
	truth []float64
}

func readLeagues(c *Case) []league {
	number, trials, successes, truth := c.Floats("league"), c.Floats("trials"), c.Floats("successes"), c.Floats("true_rate")
	byNumber := map[float64]*league{}
	for i, n := range number {
		if byNumber[n] == nil {
			byNumber[n] = &league{}
		}
		l := byNumber[n]
		l.Trials, l.Successes = append(l.Trials, trials[i]), append(l.Successes, successes[i])
		l.truth = append(l.truth, truth[i])
	}
	var out []league
	for _, n := range slices.Compact(slices.Sorted(slices.Values(number))) {
		out = append(out, *byNumber[n])
	}
	return out
}

// differs tells whether the truth has a top at all.
func (l league) differs() bool { return slices.Max(l.truth) > slices.Min(l.truth) }

// inTop marks the n largest values, ties by position.
func inTop(xs []float64, n int) []bool {
	order := make([]int, len(xs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case xs[a] > xs[b]:
			return -1
		case xs[a] < xs[b]:
			return 1
		}
		return 0
	})
	out := make([]bool, len(xs))
	for _, i := range order[:n] {
		out[i] = true
	}
	return out
}

// record is how a way of estimating did over many leagues.
type record struct {
	covered, confident, called, right share
	chances                           []float64
	hits                              []bool
}

func (r *record) add(l league, pool stats.Pool, ranked bool) {
	for i := range l.truth {
		r.covered.add(stats.CredibleInterval(pool.Unit(i), 0.9).Contains(l.truth[i]))
	}
	if !ranked {
		return
	}
	ranking, _ := stats.Rank(pool, stats.RankOptions{})
	top, called := inTop(l.truth, ranking.Top), false
	for i, u := range ranking.Units {
		sure := u.Confident == stats.TopTier || u.Confident == stats.BottomTier
		r.confident.add(sure)
		called = called || sure
		if !l.differs() {
			continue
		}
		if u.Confident == stats.TopTier {
			r.right.add(top[i])
		}
		r.chances, r.hits = append(r.chances, u.Top), append(r.hits, top[i])
	}
	r.called.add(called)
}

// calibrationError is the mean distance of stated chances from frequencies, over ten classes of equal width.
func (r *record) calibrationError() any {
	var stated, hits, size [10]float64
	for i, p := range r.chances {
		bin := min(9, int(p*10))
		stated[bin] += p
		size[bin]++
		if r.hits[i] {
			hits[bin]++
		}
	}
	sum := 0.0
	for bin := range size {
		sum += math.Abs(stated[bin] - hits[bin])
	}
	return optional(sum/float64(len(r.chances)), len(r.chances) > 0)
}

func (r *record) brierScore() any {
	sum := 0.0
	for i, p := range r.chances {
		if r.hits[i] {
			p = 1 - p
		}
		sum += p * p
	}
	return optional(sum/float64(len(r.chances)), len(r.chances) > 0)
}

func (r *record) columns() map[string]any {
	return map[string]any{
		"coverage_90": r.covered.value(), "share_confident_top_or_bottom": r.confident.value(),
		"leagues_with_any_confident_call": r.called.value(), "correct_when_confident_top": r.right.value(),
		"top_probability_calibration_error": r.calibrationError(), "brier_top": r.brierScore(),
	}
}

// tests is how the tests of difference did.
type tests struct{ chi, lrt, outside, flagged share }

func (t *tests) add(l league) {
	chi, _ := stats.HomogeneityOfProportions(l.Proportions)
	fit, _ := stats.FitBetaBinomial(l.Proportions)
	t.chi.add(chi.P < 0.05)
	t.lrt.add(fit.LRTP < 0.05)
	funnel, ok := stats.FunnelOfProportions(l.Proportions, 0)
	flagged := false
	for _, p := range funnel.Points {
		t.outside.add(p.MidP < 0.05)
		flagged = flagged || p.AdjustedMidP < 0.05
	}
	t.flagged.add(ok && flagged)
}

// raw is how raw rates did, and what shrinking gains.
type raw struct {
	covered, right share
	errors, shrunk float64
	n              float64
}

func (r *raw) add(l league, pool stats.Pool) {
	rates := make([]float64, len(l.truth))
	for i, truth := range l.truth {
		rates[i] = l.Successes[i] / l.Trials[i]
		limits, _ := stats.Wilson(l.Successes[i], l.Trials[i], 0.9)
		r.covered.add(limits.Contains(truth))
		r.errors += (rates[i] - truth) * (rates[i] - truth)
		d := pool.Unit(i).Mean() - truth
		r.shrunk += d * d
		r.n++
	}
	if !l.differs() {
		return
	}
	third := len(rates) / 3
	top := inTop(l.truth, third)
	for i, in := range inTop(rates, third) {
		if in {
			r.right.add(top[i])
		}
	}
}

func (r *raw) columns() map[string]any {
	return map[string]any{
		"coverage_90": r.covered.value(), "correct_share_of_raw_top_third": r.right.value(),
		"rmse_raw": math.Sqrt(r.errors / r.n), "rmse_shrunk": math.Sqrt(r.shrunk / r.n),
	}
}

// nearBoundary gives a fit without detectable differences a very large strength in place of an infinite one, as the
// reference does: chances that would all be equal then differ by a hair, which decides into which class of stated chances
// they fall.
func nearBoundary(l league, pool stats.Pool) stats.Pool {
	const strength = 1e6
	if pool.Shrinkage() < 1 {
		return pool
	}
	units := make([]stats.Conjugate, len(l.Trials))
	for i, n := range l.Trials {
		y := l.Successes[i]
		units[i] = stats.Beta{A: pool.GroupMean()*strength + y, B: (1-pool.GroupMean())*strength + n - y}
	}
	return stats.Independent(units)
}

func calibrationLeagues(c *Case) (map[string]any, error) {
	leagues := readLeagues(c)
	var plug, strength, full record
	var test tests
	var unshrunk raw
	for _, l := range leagues {
		test.add(l)
		pools := map[stats.Pooling]stats.Pool{}
		for _, how := range []stats.Pooling{stats.PlugIn, stats.StrengthIntegrated, stats.Integrated} {
			pool, ok := stats.PoolProportions(l.Proportions, stats.PoolOptions{Pooling: how})
			if !ok {
				return nil, errUndefined
			}
			pools[how] = pool
		}
		plug.add(l, nearBoundary(l, pools[stats.PlugIn]), true)
		strength.add(l, pools[stats.StrengthIntegrated], true)
		full.add(l, pools[stats.Integrated], false)
		unshrunk.add(l, pools[stats.StrengthIntegrated])
	}
	return map[string]any{
		"leagues": len(leagues), "reps_per_league": len(leagues[0].truth),
		"homogeneity_chisq_share_below_05": test.chi.value(), "heterogeneity_lrt_share_below_05": test.lrt.value(),
		"funnel_95_share_outside": test.outside.value(), "leagues_with_any_bh_flag": test.flagged.value(),
		"plug_in": plug.columns(), "integrated": strength.columns(),
		"integrated_over_mean_and_strength": map[string]any{"coverage_90": full.covered.value()},
		"raw_rate":                          unshrunk.columns(),
	}, nil
}
