package golden

import (
	"errors"
	"strings"

	"github.com/salescoach/salescoach/pkg/bridge"
)

func init() {
	register("lmdi-factors", func(c *Case) (map[string]any, error) { return splitCase(c, factorUnits) })
	register("lmdi-sales", func(c *Case) (map[string]any, error) { return splitCase(c, salesUnits) })
	register("lmdi-segments", func(c *Case) (map[string]any, error) { return splitCase(c, segmentUnits) })
	register("kitagawa", kitagawaCase)
	register("contribution-uncertainty", contributionUncertaintyCase)
}

// rowNames is the first column, which names the rows of an attribution case.
func rowNames(c *Case) []string { return c.Strings(c.FirstOf("rep", "unit", "segment", "name")) }

// factorUnits reads pairs of columns x_0, x_1, one pair a factor, in the order of the file.
func factorUnits(c *Case) ([]string, []bridge.Unit) {
	var drivers []string
	columns := make([]string, len(c.first().column))
	for name, at := range c.first().column {
		columns[at] = name
	}
	for _, name := range columns {
		if factor, ok := strings.CutSuffix(name, "_0"); ok && c.Has(factor+"_1") {
			drivers = append(drivers, factor)
		}
	}
	names := rowNames(c)
	before, after := make([][]float64, len(names)), make([][]float64, len(names))
	for _, d := range drivers {
		x0, x1 := c.Floats(d+"_0"), c.Floats(d+"_1")
		for i := range names {
			before[i], after[i] = append(before[i], x0[i]), append(after[i], x1[i])
		}
	}
	units := make([]bridge.Unit, len(names))
	for i, name := range names {
		units[i] = bridge.NewUnit(name, before[i], after[i])
	}
	return drivers, units
}

func salesChains(c *Case) []bridge.Chain {
	names := rowNames(c)
	chains := make([]bridge.Chain, len(names))
	for i, name := range names {
		chains[i].Name = name
	}
	for _, step := range []string{"visits", "wins", "revenue"} {
		x0, x1 := c.Floats(step+"_0"), c.Floats(step+"_1")
		for i := range chains {
			chains[i].Before, chains[i].After = append(chains[i].Before, x0[i]), append(chains[i].After, x1[i])
		}
	}
	return chains
}

func salesUnits(c *Case) ([]string, []bridge.Unit) {
	return bridge.SalesDrivers, bridge.Units(salesChains(c))
}

func segmentUnits(c *Case) ([]string, []bridge.Unit) {
	return bridge.SegmentDrivers, bridge.Segments(salesChains(c))
}

func splitCase(c *Case, read func(c *Case) ([]string, []bridge.Unit)) (map[string]any, error) {
	drivers, units := read(c)
	out := map[string]any{"lmdi_additive": nil, "lmdi_multiplicative": nil}
	for key, method := range map[string]bridge.Method{
		"lmdi_additive": bridge.LMDI, "shapley": bridge.Shapley, "one_at_a_time": bridge.OneAtATime,
	} {
		split, err := bridge.Decompose(method, drivers, units)
		if errors.Is(err, bridge.ErrNegative) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out[key] = splitResult(split)
		if method == bridge.Shapley {
			totals(out, split)
		}
		if ratios, ok := split.Ratios(); ok {
			out["lmdi_multiplicative"] = byDriver(drivers, ratios)
		}
	}
	return out, nil
}

func splitResult(split bridge.Split) map[string]any {
	byUnit := map[string]any{}
	for k, d := range split.Drivers {
		list := make([]float64, len(split.Units))
		for i, u := range split.Units {
			list[i] = u.Contributions[k]
		}
		byUnit[d] = list
	}
	return map[string]any{"by_unit": byUnit, "total": byDriver(split.Drivers, split.Totals)}
}

func totals(out map[string]any, split bridge.Split) {
	names, from, to := []string{}, []float64{}, []float64{}
	for _, u := range split.Units {
		names, from, to = append(names, u.Name), append(from, u.From), append(to, u.To)
	}
	ratio, ok := split.Ratio()
	out["units"], out["value_0"], out["value_1"] = names, from, to
	out["total_change"], out["total_ratio"] = split.Change(), orNil(ratio, ok)
}

func byDriver(drivers []string, values []float64) map[string]any {
	out := map[string]any{}
	for k, d := range drivers {
		out[d] = values[k]
	}
	return out
}

func kitagawaCase(c *Case) (map[string]any, error) {
	y0, n0 := c.Floats("successes_0"), c.Floats("trials_0")
	y1, n1 := c.Floats("successes_1"), c.Floats("trials_1")
	segments := make([]bridge.RateSegment, len(y0))
	for i, name := range rowNames(c) {
		segments[i] = bridge.RateSegment{
			Name: name, SuccessesBefore: y0[i], TrialsBefore: n0[i], SuccessesAfter: y1[i], TrialsAfter: n1[i],
		}
	}
	k, err := bridge.Kitagawa(segments)
	if err != nil {
		return nil, err
	}
	z, ok := k.Z()
	return map[string]any{
		"rate_0": k.Before, "rate_1": k.After, "difference": k.After - k.Before,
		"rate_effect": k.RateEffect, "mix_effect": k.MixEffect,
		"rate_effect_by_segment": k.RateBySegment, "mix_effect_by_segment": k.MixBySegment,
		"mix_effect_by_segment_centred": k.CenteredMix, "rate_effect_se": k.RateSE, "z": orNil(z, ok),
	}, nil
}

func tallies(c *Case, period string) []bridge.Tally {
	visits, wins := c.Floats("visits_"+period), c.Floats("wins_"+period)
	size, sd := c.Numbers("mean_size_"+period), c.Numbers("sd_size_"+period)
	out := make([]bridge.Tally, len(visits))
	for i := range out {
		out[i] = bridge.Tally{Visits: visits[i], Wins: wins[i], MeanSize: size[i].Value, SizeSD: -1}
		if sd[i].OK {
			out[i].SizeSD = sd[i].Value
		}
	}
	return out
}

func contributionUncertaintyCase(c *Case) (map[string]any, error) {
	before, after := tallies(c, "0"), tallies(c, "1")
	sales := make([]bridge.Sales, len(before))
	for i, name := range rowNames(c) {
		sales[i] = bridge.Sales{Name: name, Before: before[i], After: after[i]}
	}
	n, err := bridge.WithNoise(bridge.LMDI, sales)
	if err != nil {
		return nil, err
	}
	se, z, lower, upper := map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}
	for k, d := range n.Split.Drivers {
		column := make([]float64, len(n.SE))
		for i := range n.SE {
			column[i] = n.SE[i][k]
		}
		value, ok := n.Z(k)
		lower[d], upper[d], _ = n.Interval(k, 0.9)
		se[d], z[d] = column, orNil(value, ok)
	}
	return map[string]any{
		"contribution": splitResult(n.Split)["by_unit"], "se": se,
		"total": byDriver(n.Split.Drivers, n.Split.Totals), "total_se": byDriver(n.Split.Drivers, n.TotalSE),
		"total_z": z, "total_lower_90": lower, "total_upper_90": upper,
	}, nil
}
