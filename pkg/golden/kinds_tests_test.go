package golden

import (
	"math"

	"github.com/salescoach/salescoach/pkg/stats"
)

func init() {
	register("p-adjust", pAdjust)
	register("power", power)
	register("two-samples", twoSamples)
}

func pAdjust(c *Case) (map[string]any, error) {
	ps := c.Floats("p")
	return map[string]any{
		"bonferroni": stats.Bonferroni(ps),
		"holm":       stats.Holm(ps),
		"hochberg":   stats.Hochberg(ps),
		"bh":         stats.BenjaminiHochberg(ps),
		"by":         stats.BenjaminiYekutieli(ps),
		"n_bh_05":    countAtMost(stats.BenjaminiHochberg(ps), 0.05),
		"n_holm_05":  countAtMost(stats.Holm(ps), 0.05),
		"n_raw_05":   countAtMost(ps, 0.05),
	}, nil
}

func countAtMost(ps []float64, limit float64) int {
	n := 0
	for _, p := range ps {
		if p <= limit {
			n++
		}
	}
	return n
}

func power(c *Case) (map[string]any, error) {
	p1, p2, alpha := c.Floats("p1"), c.Floats("p2"), c.Floats("alpha")
	want, have := c.Floats("power"), c.Floats("n_have")
	out := columns{}
	for i := range p1 {
		n, ok := stats.TwoProportionTrials(p1[i], p2[i], alpha[i], want[i])
		out.add("n_per_group", n, ok)
		out.add("n_ceiling", int(math.Ceil(n-1e-9)), ok)
		reached, ok := stats.TwoProportionPower(p1[i], p2[i], alpha[i], have[i])
		out.add("power_at_n", reached, ok)
		rise, ok := stats.SmallestDetectable(p1[i], alpha[i], want[i], have[i])
		out.add("mdd_at_n", rise, ok)
	}
	return out.object(), nil
}

func twoSamples(c *Case) (map[string]any, error) {
	names, values := groups(c, "value")
	if len(names) < 2 {
		return nil, errUndefined
	}
	a, b := values[names[0]], values[names[1]]
	out := map[string]any{}
	u, ok := stats.MannWhitney(a, b)
	out["u"] = optional(u.U, ok)
	out["prob_superiority"] = optional(u.Superiority, ok)
	out["exact_p"] = optional(u.ExactP, ok && u.HasExact)
	out["normal_p"] = optional(u.NormalP, ok && u.HasNormal)
	w, ok := stats.WelchTest(a, b, 0.95)
	for key, v := range map[string]float64{"welch_t": w.T, "welch_df": w.DF, "welch_p": w.P,
		"welch_lower": w.Low, "welch_upper": w.High} {
		out[key] = optional(v, ok)
	}
	d, ok := stats.StandardisedDifference(a, b)
	out["cohen_d"], out["hedges_g"] = optional(d.CohenD, ok), optional(d.HedgesG, ok)
	p, ok := stats.PermutationTest(a, b)
	out["permutation_p"] = optional(p, ok)
	return out, nil
}
