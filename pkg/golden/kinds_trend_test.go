package golden

import (
	"strconv"
	"strings"

	"github.com/salescoach/salescoach/pkg/stats"
)

func init() {
	register("xmr", xmrCase)
	register("laney", laneyCase)
	register("mann-kendall", mannKendallCase)
	register("seasonal", seasonalCase)
	register("changepoint", changepointCase)
	register("changepoint-counts", changepointCountsCase)
	register("count-trend", countTrendCase)
}

// orNil is the value, or nothing where it is undefined.
func orNil[V any](v V, ok bool) any {
	if !ok {
		return nil
	}
	return v
}

// oneBased turns indices into the positions that the cases print; none is an empty list.
func oneBased(indices []int) []int {
	out := make([]int, len(indices))
	for i, v := range indices {
		out[i] = v + 1
	}
	return out
}

func xmrCase(c *Case) (map[string]any, error) {
	x := c.Floats("value")
	mean, ok := stats.NewXmR(x, stats.XmRMean)
	screened, _ := stats.NewXmR(x, stats.XmRScreened)
	median, _ := stats.NewXmR(x, stats.XmRMedian)
	sd, sdOK := stats.SD(x)
	return map[string]any{
		"mean": orNil(mean.Center, ok), "mean_moving_range": orNil(mean.MovingRange, ok),
		"lower_limit": orNil(mean.Lower, ok), "upper_limit": orNil(mean.Upper, ok),
		"range_upper_limit":          orNil(mean.RangeUpper, ok),
		"screened_mean_moving_range": orNil(screened.MovingRange, ok),
		"screened_lower_limit":       orNil(screened.Lower, ok), "screened_upper_limit": orNil(screened.Upper, ok),
		"median": orNil(median.Center, ok), "median_moving_range": orNil(median.MovingRange, ok),
		"median_lower_limit": orNil(median.Lower, ok), "median_upper_limit": orNil(median.Upper, ok),
		"global_sd":           orNil(sd, sdOK),
		"rules_8_6":           xmrSignals(mean.Signals(x, stats.XmRRules{Shift: 8, Trend: 6, TwoOfThree: true})),
		"rules_7_7_same_side": xmrSignals(mean.Signals(x, stats.XmRRules{Shift: 7, Trend: 7, TwoOfThree: true, SameSide: true})),
	}, nil
}

func xmrSignals(s stats.XmRSignals) map[string]any {
	return map[string]any{
		"beyond_limits": oneBased(s.Beyond), "shift": oneBased(s.Shift),
		"trend": oneBased(s.Trend), "two_of_three": oneBased(s.TwoOfThree),
	}
}

func laneyCase(c *Case) (map[string]any, error) {
	p, err := stats.LaneyP(c.Floats("wins"), c.Floats("visits"))
	if err != nil {
		return nil, err
	}
	u, err := stats.LaneyU(c.Floats("visits"), c.Floats("days"))
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"p_bar": p.Center, "p_lower": p.Lower, "p_upper": p.Upper, "p_outside": oneBased(p.Outside()),
		"sigma_z": p.SigmaZ, "laney_p_lower": p.LaneyLower, "laney_p_upper": p.LaneyUpper,
		"laney_p_outside": oneBased(p.LaneyOutside()),
		"u_bar":           u.Center, "u_lower": u.Lower, "u_upper": u.Upper, "u_outside": oneBased(u.Outside()),
		"u_sigma_z": u.SigmaZ, "laney_u_lower": u.LaneyLower, "laney_u_upper": u.LaneyUpper,
		"laney_u_outside": oneBased(u.LaneyOutside()),
	}, nil
}

func monotone(t stats.MonotoneTest) map[string]any {
	return map[string]any{"S": t.S, "var_S": t.VarS, "z": t.Z, "p": t.P}
}

func mannKendallCase(c *Case) (map[string]any, error) {
	x := c.Floats("value")
	test, _ := stats.MannKendall(x)
	corrected, factor, _ := stats.HamedRao(x)
	sen, senOK := stats.TheilSen(x)
	tau, tauOK := stats.TauB(x)
	slope, slopeOK := stats.OLSSlope(x)
	rho, rhoOK := stats.Autocorrelation(x, 1)
	out := monotone(test)
	out["tau_b"] = orNil(tau, tauOK)
	out["sen_slope"], out["sen_intercept"] = orNil(sen.Slope, senOK), orNil(sen.Intercept, senOK)
	out["sen_lower_95"], out["sen_upper_95"] = orNil(sen.Lower, senOK), orNil(sen.Upper, senOK)
	out["ols_slope"], out["lag1_autocorrelation"] = orNil(slope, slopeOK), orNil(rho, rhoOK)
	out["hamed_rao"] = map[string]any{"variance_factor": factor, "z": corrected.Z, "p": corrected.P}
	period := seasonLength(c)
	if s, ok := stats.SeasonalMannKendall(x, period); ok {
		seasonal := monotone(s.MonotoneTest)
		seasonal["period"], seasonal["slope_per_cycle"] = period, s.SlopePerCycle
		out["seasonal"] = seasonal
	}
	return out, nil
}

// seasonLength is the length of the cycle: a parameter, or what the case says it was computed for, or months.
func seasonLength(c *Case) int {
	if s, ok := c.Expected["seasonal"].(map[string]any); ok {
		if p, ok := s["period"].(float64); ok {
			return int(p)
		}
	}
	return int(c.Param("period", 12))
}

func seasonalCase(c *Case) (map[string]any, error) {
	x, period := c.Floats("value"), int(c.Need("period"))
	out := map[string]any{}
	classical, err := stats.DecomposeClassical(x, period, seasonalKind(c))
	if err != nil {
		return nil, err
	}
	trend := make([]any, len(x))
	for i, v := range classical.Trend {
		trend[i+classical.Lead] = v
	}
	out["classical"] = map[string]any{"seasonal_index": classical.Index, "trend": trend}
	for key := range c.Expected {
		window, ok := stlWindow(key)
		if !ok {
			continue
		}
		d, err := stats.DecomposeSTL(x, stats.STLOptions{Period: period, Window: window})
		if err != nil {
			return nil, err
		}
		out[key] = map[string]any{
			"seasonal": d.Seasonal, "seasonal_index": d.Index, "trend": d.Trend, "remainder": d.Remainder,
		}
	}
	return out, nil
}

// stlWindow reads the seasonal window off a key such as stl_periodic (0) or stl_window_7.
func stlWindow(key string) (int, bool) {
	if key == "stl_periodic" {
		return 0, true
	}
	n, err := strconv.Atoi(strings.TrimPrefix(key, "stl_window_"))
	return n, err == nil
}

// seasonalKind is what the case's definition says of its classical decomposition.
func seasonalKind(c *Case) stats.SeasonalKind {
	if strings.Contains(c.Method, "classical: additive") || c.Params["type"] == "additive" {
		return stats.Additive
	}
	return stats.Multiplicative
}

func changepointCase(c *Case) (map[string]any, error) {
	changes, err := stats.ChangePoints(c.Floats("value"), changeOptions(c, "rss"))
	if err != nil {
		return nil, err
	}
	out := changesFound(changes)
	out["rss"], out["segment_means"] = changes.Loss, changes.Levels
	return out, nil
}

func changepointCountsCase(c *Case) (map[string]any, error) {
	var exposure []float64
	if c.Has("exposure") {
		exposure = c.Floats("exposure")
	}
	changes, err := stats.ChangePointsCounts(c.Floats("count"), exposure, changeOptions(c, "minus2loglik"))
	if err != nil {
		return nil, err
	}
	out := changesFound(changes)
	out["minus2loglik"], out["segment_rates"] = changes.Loss, changes.Levels
	return out, nil
}

// changeOptions takes the largest number of changes from the parameters, or else from how far the case goes.
func changeOptions(c *Case, loss string) stats.ChangeOptions {
	opt := stats.ChangeOptions{MinSegment: int(c.Need("min_segment")), MaxChanges: int(c.Param("max_changes", 0))}
	if list, ok := c.Expected[loss].([]any); ok && opt.MaxChanges == 0 {
		opt.MaxChanges = len(list) - 1
	}
	return opt
}

func changesFound(changes stats.Changes) map[string]any {
	return map[string]any{
		"bic": changes.BIC, "best_number": changes.Best, "breakpoints_by_number": changes.Breaks[1:],
		"best_breakpoints": changes.BestBreaks(),
	}
}

func countTrendCase(c *Case) (map[string]any, error) {
	counts, exposure := c.Floats("count"), []float64(nil)
	if c.Has("exposure") {
		exposure = c.Floats("exposure")
	}
	out := map[string]any{}
	for key, period := range map[string]int{"plain": 0, "seasonal": int(c.Param("period", 12))} {
		fit, err := stats.CountTrend(counts, exposure, period)
		if err != nil {
			out[key] = nil
			continue
		}
		out[key] = map[string]any{
			"coef": fit.Coef, "se": fit.SE, "dispersion": fit.Dispersion, "deviance": fit.Deviance,
			"percent_per_period": fit.PercentPerPeriod, "t_p": fit.P,
		}
	}
	return out, nil
}
