package golden

import (
	"github.com/salescoach/salescoach/pkg/stats"
)

func init() {
	register("rank-beta", rankBeta)
	register("rank-gamma", rankGamma)
	register("rank-normal", rankNormal)
	register("full-bayes-ranking", fullBayesRanking)
	register("rank-confidence-sets", rankConfidenceSets)
	register("natural-breaks", naturalBreaks)
}

func rankOptions(c *Case) stats.RankOptions {
	return stats.RankOptions{
		Top: int(c.Param("n_top", 0)), Bottom: int(c.Param("n_bottom", 0)), Confidence: c.Param("threshold", 0.8),
		Level: 0.9, Pairwise: true, IDs: c.Names(), ExactLimit: 1000,
	}
}

func rankPool(c *Case, pool stats.Pool) (map[string]any, error) {
	r, ok := stats.Rank(pool, rankOptions(c))
	if !ok {
		return nil, errUndefined
	}
	out := columns{}
	for i, u := range r.Units {
		for key, v := range map[string]any{
			"expected_rank": u.Expected, "rank_sd": u.SD, "prob_best": u.Best, "prob_worst": u.Worst, "prob_top": u.Top,
			"prob_middle": u.Middle, "prob_bottom": u.Bottom, "rank_lower_90": u.Low, "rank_upper_90": u.High,
			"percentile": u.Percentile, "tier_forced": u.Forced.String(), "tier_confident": u.Confident.String(),
			"prob_pairwise": r.Pairwise[i], "rank_pmf": u.PMF, "posterior_mean": pool.Unit(i).Mean(), "posterior_sd": pool.Unit(i).SD(),
		} {
			out.add(key, v, true)
		}
	}
	all := out.object()
	all["expected_forced_errors"] = r.ForcedErrors
	return all, nil
}

func rankBeta(c *Case) (map[string]any, error) {
	a, b := c.Floats("alpha"), c.Floats("beta")
	units := make([]stats.Conjugate, len(a))
	for i := range a {
		units[i] = stats.Beta{A: a[i], B: b[i]}
	}
	out, err := rankPool(c, stats.Independent(units))
	if err == nil {
		addThirds(out, a, b)
	}
	return out, err
}

func rankGamma(c *Case) (map[string]any, error) {
	shape, rate := c.Floats("shape"), c.Floats("rate")
	units := make([]stats.Conjugate, len(shape))
	for i := range shape {
		units[i] = stats.Gamma{Shape: shape[i], Rate: rate[i]}
	}
	return rankPool(c, stats.Independent(units))
}

func rankNormal(c *Case) (map[string]any, error) {
	mean, sd := c.Floats("mean"), c.Floats("sd")
	units := make([]stats.Conjugate, len(mean))
	for i := range mean {
		units[i] = stats.Normal{Mu: mean[i], Sigma: sd[i]}
	}
	return rankPool(c, stats.Independent(units))
}

func fullBayesRanking(c *Case) (map[string]any, error) {
	d := stats.Proportions{Successes: c.Floats("successes"), Trials: c.Floats("trials")}
	pool, ok := stats.PoolProportions(d, stats.PoolOptions{Scale: c.Param("m0", 0)})
	if !ok {
		return nil, errUndefined
	}
	out, err := rankPool(c, pool)
	if err == nil {
		out["mean_shrinkage"], out["mean_mu"] = pool.Shrinkage(), pool.GroupMean()
	}
	return out, err
}

func rankConfidenceSets(c *Case) (map[string]any, error) {
	d := stats.Estimates{Mean: c.Floats("estimate"), SE: c.Floats("se")}
	sidak, ok := stats.SidakRankSets(d, 0.95)
	holm, holmPairs, ok2 := stats.PairwiseRankSets(d, 0.95, stats.Holm)
	_, rawPairs, _ := stats.PairwiseRankSets(d, 0.95, stats.Unadjusted)
	_, bhPairs, _ := stats.PairwiseRankSets(d, 0.95, stats.BenjaminiHochberg)
	if !ok || !ok2 {
		return nil, errUndefined
	}
	ranks := make([]int, len(sidak))
	for i := range sidak {
		ranks[i] = sidak[i].Rank
	}
	pairwise := rankLimits(holm)
	pairwise["n_significant_pairs"] = holmPairs
	return map[string]any{
		"rank": ranks, "joint_sidak": rankLimits(sidak), "pairwise_holm": pairwise, "pairwise_unadjusted_pairs": rawPairs,
		"pairwise_bh": map[string]any{"n_significant_pairs": bhPairs},
	}, nil
}

func rankLimits(sets []stats.RankSet) map[string]any {
	low, high := make([]int, len(sets)), make([]int, len(sets))
	for i, s := range sets {
		low[i], high[i] = s.Low, s.High
	}
	return map[string]any{"lower": low, "upper": high}
}

func naturalBreaks(c *Case) (map[string]any, error) {
	b, ok := stats.NaturalBreaks(c.Floats("value"), int(c.Param("k", 3)))
	if !ok {
		return nil, errUndefined
	}
	return map[string]any{"class": b.Class, "within_ss": b.WithinSS, "gvf": b.GoodnessOfFit, "sizes": b.Sizes}, nil
}
