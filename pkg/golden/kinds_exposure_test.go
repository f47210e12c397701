package golden

import (
	"math"
	"strconv"

	"github.com/salescoach/salescoach/pkg/stats"
)

func init() {
	register("standardisation", standardisation)
	register("case-mix", caseMix)
	register("ramp-territory", rampTerritory)
	register("negbin", negbin)
	register("size-mix", sizeMix)
}

func standardisation(c *Case) (map[string]any, error) {
	unit, stratum := c.Names(), c.Strings("stratum")
	exposure, events, standard := c.Floats("exposure"), c.Floats("events"), c.Floats("standard")
	var rows []stats.Stratum
	for i := range unit {
		rows = append(rows, stats.Stratum{Unit: unit[i], Stratum: stratum[i], Exposure: exposure[i], Events: events[i], Standard: standard[i]})
	}
	units, ok := stats.Standardise(rows, 0.95)
	if !ok {
		return nil, errUndefined
	}
	out := columns{}
	for _, u := range units {
		out.add("units", u.Unit, true)
		out.add("crude", u.Crude, u.Exposure > 0)
		out.add("expected", u.Expected, true)
		out.add("indirect_ratio", u.Ratio, u.HasRatio)
		out.add("indirect_lower", u.Limits.Low, u.HasRatio)
		out.add("indirect_upper", u.Limits.High, u.HasRatio)
		out.add("direct_rate", u.Direct, u.HasDirect)
		out.add("direct_se", u.DirectSE, u.HasDirect)
	}
	return out.object(), nil
}

func caseMix(c *Case) (map[string]any, error) {
	unit, stratum := c.Names(), c.Strings(c.FirstOf("segment", "stratum", "product"))
	trials, wins := c.Floats("trials"), c.Floats("wins")
	var rows []stats.Stratum
	for i := range unit {
		rows = append(rows, stats.Stratum{Unit: unit[i], Stratum: stratum[i], Exposure: trials[i], Events: wins[i]})
	}
	units, ok := stats.Standardise(rows, 0.95)
	if !ok {
		return nil, errUndefined
	}
	out := columns{}
	var raw, adjusted []float64
	for _, u := range units {
		raw, adjusted = append(raw, u.Crude), append(adjusted, u.Adjusted)
		for key, v := range map[string]any{
			"reps": u.Unit, "trials": int(u.Exposure), "observed": int(u.Observed), "expected": u.Expected, "z": u.Z,
			"expected_leave_one_out": u.ExpectedOthers,
		} {
			out.add(key, v, true)
		}
		out.add("ratio", u.Ratio, u.HasRatio)
		out.add("ratio_lower_95", u.Limits.Low, u.HasRatio)
		out.add("ratio_upper_95", u.Limits.High, u.HasRatio)
		out.add("ratio_leave_one_out", u.Observed/u.ExpectedOthers, u.ExpectedOthers > 0)
		out.add("raw_rate", u.Crude, u.Exposure > 0)
		out.add("adjusted_rate", u.Adjusted, u.HasRatio)
	}
	for i := range units {
		out.add("rank_raw", rankOf(raw, i), true)
		out.add("rank_adjusted", rankOf(adjusted, i), true)
	}
	return out.object(), nil
}

func rampTerritory(c *Case) (map[string]any, error) {
	rep, ramp, territory, days, wins := c.Names(), c.Strings("ramp"), c.Strings("territory"), c.Floats("days"), c.Floats("wins")
	var rows []stats.ExposureRow
	for i := range rep {
		rows = append(rows, stats.ExposureRow{Unit: rep[i], Exposure: days[i], Events: wins[i], Levels: []string{ramp[i], territory[i]}})
	}
	m := stats.NewExposureModel(rows, []stats.Factor{{Name: "ramp", Baseline: "m12_up"}, {Name: "territory", Baseline: "north"}})
	poisson, err := stats.FitGLM(stats.Poisson, m.Data)
	if err != nil {
		return nil, err
	}
	nb, err := stats.FitNegBin(m.Data)
	if err != nil {
		return nil, err
	}
	factors := map[string]any{}
	for i, term := range m.Terms {
		if term.Factor == "ramp" {
			factors[term.Level] = math.Exp(poisson.Coef[i])
		}
	}
	out := rampRatios(m.Ratios(poisson.Fitted, 0.95))
	out["ramp_factor"] = factors
	out["poisson"] = map[string]any{
		"coef": poisson.Coef, "se": poisson.SE, "deviance": poisson.Deviance, "dispersion": poisson.Dispersion,
	}
	out["negbin"] = map[string]any{
		"coef": nb.Coef, "se": nb.SE, "theta": optional(nb.Theta, !nb.IsPoisson), "twologlik": 2 * nb.LogLik,
	}
	return out, nil
}

func rampRatios(units []stats.UnitRatio) map[string]any {
	out := columns{}
	var raw, adjusted []float64
	for _, u := range units {
		raw, adjusted = append(raw, u.Observed/u.Exposure), append(adjusted, u.Ratio)
	}
	for i, u := range units {
		out.add("reps", u.Unit, true)
		out.add("observed", u.Observed, true)
		out.add("expected", u.Expected, true)
		out.add("ratio", u.Ratio, true)
		out.add("raw_rate_per_day", raw[i], true)
		out.add("rank_raw", rankOf(raw, i), true)
		out.add("rank_adjusted", rankOf(adjusted, i), true)
	}
	return out.object()
}

// rankOf is one plus the number of larger values.
func rankOf(xs []float64, i int) int {
	rank := 1
	for _, x := range xs {
		if x > xs[i] {
			rank++
		}
	}
	return rank
}

// negbin takes every column of text as a factor, with the first level by name as baseline.
func negbin(c *Case) (map[string]any, error) {
	response := c.FirstOf("Days", "days", "events", "count", "wins", "y")
	counts := c.Floats(response)
	rows := make([]stats.ExposureRow, len(counts))
	for i, y := range counts {
		rows[i] = stats.ExposureRow{Exposure: 1, Events: y}
	}
	var factors []stats.Factor
	for _, name := range c.Columns() {
		cells := c.Strings(name)
		if name == response || allNumbers(cells) {
			continue
		}
		factors = append(factors, stats.Factor{Name: name})
		for i, cell := range cells {
			rows[i].Levels = append(rows[i].Levels, cell)
		}
	}
	m := stats.NewExposureModel(rows, factors)
	fit, err := stats.FitNegBin(m.Data)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(m.Terms))
	for i, term := range m.Terms {
		names[i] = term.String()
	}
	return map[string]any{"coef": fit.Coef, "names": names, "se": fit.SE, "theta": fit.Theta, "se_theta": fit.ThetaSE,
		"twologlik": 2 * fit.LogLik}, nil
}

func allNumbers(cells []string) bool {
	for _, cell := range cells {
		if _, err := strconv.ParseFloat(cell, 64); err != nil {
			return false
		}
	}
	return true
}

func sizeMix(c *Case) (map[string]any, error) {
	rep, product := c.Names(), c.Strings(c.FirstOf("product", "stratum", "segment"))
	logs, ok := stats.Logs(c.Floats("amount"))
	if !ok {
		return nil, errUndefined
	}
	var rows []stats.MixRow
	for i := range rep {
		rows = append(rows, stats.MixRow{Unit: rep[i], Stratum: product[i], Value: logs[i]})
	}
	m, ok := stats.CompareMix(rows)
	if !ok {
		return nil, errUndefined
	}
	return map[string]any{
		"f_agent_alone": optional(m.Alone.F, m.HasAlone), "p_agent_alone": optional(m.Alone.P, m.HasAlone),
		"df_agent_alone":        []int{m.Alone.Between, m.Alone.Within},
		"f_agent_given_product": optional(m.Given.F, m.HasGiven), "p_agent_given_product": optional(m.Given.P, m.HasGiven),
		"df_agent_given_product": []int{m.Given.Between, m.Given.Within},
		"reps":                   m.Units, "raw_log_deviation": m.Raw, "adjusted_log_deviation": m.Adjusted,
		"sd_raw": m.SDRaw, "sd_adjusted": m.SDAdjusted,
	}, nil
}
