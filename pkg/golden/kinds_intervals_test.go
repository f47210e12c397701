package golden

import (
	"sort"

	"github.com/salescoach/salescoach/pkg/stats"
)

func init() {
	register("proportion-intervals", proportionIntervals)
	register("rate-intervals", rateIntervals)
	register("two-proportions", twoProportions)
	register("amount-intervals", amountIntervals)
}

// optional gives a value, or undefined.
func optional[T any](v T, ok bool) any {
	if !ok {
		return nil
	}
	return v
}

func proportionIntervals(c *Case) (map[string]any, error) {
	xs, ns := c.Floats("x"), c.Floats("n")
	estimate := make([]any, len(xs))
	for i := range xs {
		estimate[i] = optional(xs[i]/ns[i], ns[i] > 0)
	}
	return map[string]any{
		"estimate":   estimate,
		"level_0.95": proportionLimits(xs, ns, 0.95),
		"level_0.90": proportionLimits(xs, ns, 0.90),
	}, nil
}

func proportionLimits(xs, ns []float64, level float64) map[string]any {
	out := map[string]any{}
	for name, method := range map[string]func(x, n, level float64) (stats.Interval, bool){
		"wilson": stats.Wilson, "clopper_pearson": stats.ClopperPearson, "jeffreys": stats.Jeffreys,
	} {
		low, high := make([]any, len(xs)), make([]any, len(xs))
		for i := range xs {
			limits, ok := method(xs[i], ns[i], level)
			low[i], high[i] = optional(limits.Low, ok), optional(limits.High, ok)
		}
		out[name+"_lower"], out[name+"_upper"] = low, high
	}
	return out
}

func rateIntervals(c *Case) (map[string]any, error) {
	x1, e1, x2, e2 := c.Floats("x1"), c.Floats("e1"), c.Floats("x2"), c.Floats("e2")
	out := columns{}
	for i := range x1 {
		for _, side := range []struct {
			name string
			x, e float64
		}{{"rate1", x1[i], e1[i]}, {"rate2", x2[i], e2[i]}} {
			limits, ok := stats.Garwood(side.x, side.e, 0.95)
			out.add(side.name, side.x/side.e, ok)
			out.add(side.name+"_lower", limits.Low, ok)
			out.add(side.name+"_upper", limits.High, ok)
		}
		r, ok := stats.CompareRates(x1[i], e1[i], x2[i], e2[i], 0.95)
		out.add("rate_ratio", r.Ratio, ok && r.HasRatio)
		out.add("ratio_lower", r.Low, ok)
		out.add("ratio_upper", r.High, ok && r.Bounded)
		out.add("p", r.P, ok)
	}
	return out.object(), nil
}

// columns collects lists of values that may be undefined.
type columns map[string][]any

func (c columns) add(key string, v any, ok bool) { c[key] = append(c[key], optional(v, ok)) }

func (c columns) object() map[string]any {
	out := map[string]any{}
	for key, list := range c {
		out[key] = list
	}
	return out
}

func twoProportions(c *Case) (map[string]any, error) {
	x1, n1, x2, n2 := c.Floats("x1"), c.Floats("n1"), c.Floats("x2"), c.Floats("n2")
	out := columns{}
	for i := range x1 {
		limits, ok := stats.Newcombe(x1[i], n1[i], x2[i], n2[i], 0.95)
		out.add("diff", x1[i]/n1[i]-x2[i]/n2[i], ok)
		out.add("newcombe_lower", limits.Low, ok)
		out.add("newcombe_upper", limits.High, ok)
		fisher, ok := stats.FisherExact(x1[i], n1[i], x2[i], n2[i])
		out.add("fisher_p", fisher, ok)
		z2, p, ok := stats.ScoreTest(x1[i], n1[i], x2[i], n2[i])
		out.add("score_z2", z2, ok)
		out.add("score_p", p, ok)
		greater := stats.ProbGreater(stats.JeffreysPosterior(x1[i], n1[i]), stats.JeffreysPosterior(x2[i], n2[i]))
		out.add("prob_p1_gt_p2_jeffreys", greater, true)
	}
	return out.object(), nil
}

// groups splits a column by the group column; the names come sorted.
func groups(c *Case, value string) (names []string, values map[string][]float64) {
	values = map[string][]float64{}
	xs := c.Floats(value)
	for i, g := range c.Names() {
		values[g] = append(values[g], xs[i])
	}
	names = sortedKeys(values)
	sort.Strings(names)
	return names, values
}

func amountIntervals(c *Case) (map[string]any, error) {
	names, values := groups(c, "amount")
	out := map[string]any{}
	for _, g := range names {
		out[g] = oneAmount(values[g])
	}
	if len(names) > 1 {
		out["compare"] = twoAmounts(values[names[0]], values[names[1]])
	}
	return out, nil
}

func oneAmount(xs []float64) map[string]any {
	out := map[string]any{"n": len(xs)}
	set := func(ok bool, pairs map[string]any) {
		for key, v := range pairs {
			out[key] = optional(v, ok)
		}
	}
	mean, ok := stats.Mean(xs)
	set(ok, map[string]any{"mean": mean})
	median, ok := stats.Median(xs)
	set(ok, map[string]any{"median": median})
	sd, ok := stats.SD(xs)
	t, _ := stats.StudentInterval(xs, 0.95)
	set(ok, map[string]any{"sd": sd, "t_lower": t.Low, "t_upper": t.High})
	l, ok := stats.CoxMean(xs, 0.95)
	set(ok, map[string]any{"log_mean": l.LogMean, "log_sd": l.LogSD, "geometric_mean": l.GeometricMean,
		"lognormal_mean": l.Mean, "cox_lower": l.Cox.Low, "cox_upper": l.Cox.High,
		"modified_cox_lower": l.ModifiedCox.Low, "modified_cox_upper": l.ModifiedCox.High})
	m, ok := stats.OrderMedian(xs, 0.95)
	set(ok, map[string]any{"median_ci_k": m.K, "median_lower": m.Low, "median_upper": m.High, "median_coverage": m.Coverage})
	h, ok := stats.PseudoMedian(xs, 0.95)
	set(ok, map[string]any{"hodges_lehmann": h.Estimate, "hl_lower": h.Low, "hl_upper": h.High})
	trim, ok := stats.TrimmedMean(xs, 0.1, 0.95)
	set(ok, map[string]any{"trimmed_mean_10": trim.Mean})
	set(ok && trim.HasSE, map[string]any{"yuen_se": trim.SE, "yuen_lower": trim.Low, "yuen_upper": trim.High})
	return out
}

func twoAmounts(a, b []float64) map[string]any {
	out := map[string]any{}
	set := func(ok bool, pairs map[string]any) {
		for key, v := range pairs {
			out[key] = optional(v, ok)
		}
	}
	u, ok := stats.MannWhitney(a, b)
	set(ok, map[string]any{"mann_whitney_u": u.U})
	set(ok && u.HasExact, map[string]any{"mann_whitney_exact_p": u.ExactP})
	shift, ok := stats.Shift(a, b, 0.95)
	set(ok, map[string]any{"hodges_lehmann_shift": shift.Estimate, "hl_shift_lower": shift.Low, "hl_shift_upper": shift.High})
	raw, ok := stats.WelchTest(a, b, 0.95)
	set(ok, map[string]any{"welch_raw_t": raw.T, "welch_raw_df": raw.DF, "welch_raw_p": raw.P})
	r, ok := stats.CompareGeometricMeans(a, b, 0.95)
	set(ok, map[string]any{"welch_log_t": r.Welch.T, "welch_log_df": r.Welch.DF, "welch_log_p": r.Welch.P,
		"ratio_of_geometric_means": r.Ratio, "ratio_lower": r.Interval.Low, "ratio_upper": r.Interval.High})
	return out
}
