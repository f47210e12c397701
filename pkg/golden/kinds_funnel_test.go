package golden

import "github.com/salescoach/salescoach/pkg/stats"

func init() {
	register("funnel-proportion", funnelProportion)
	register("funnel-ratio", funnelRatio)
}

func funnelProportion(c *Case) (map[string]any, error) {
	d := stats.Proportions{Successes: c.Floats("numerator"), Trials: c.Floats("denominator")}
	f, ok := stats.FunnelOfProportions(d, c.Param("target", 0))
	if !ok {
		return nil, errUndefined
	}
	arcsine, _ := stats.FunnelArcsine(d, f.Target)
	out := funnelColumns(f)
	out["target"] = f.Target
	out["overdispersion"] = spreadColumns(f)
	out["arcsine"] = map[string]any{
		"z": arcsine.Z, "phi": arcsine.Spread.Phi, "tau2": arcsine.Spread.Tau2, "z_additive": arcsine.Additive,
	}
	return out, nil
}

func funnelRatio(c *Case) (map[string]any, error) {
	f, ok := stats.FunnelOfRatios(c.Floats("observed"), c.Floats("expected"))
	if !ok {
		return nil, errUndefined
	}
	out := funnelColumns(f)
	out["overdispersion"] = spreadColumns(f)
	return out, nil
}

func funnelColumns(f stats.Funnel) map[string]any {
	out := columns{}
	for _, p := range f.Points {
		for key, v := range map[string]any{
			"ratio": p.Value, "z": p.Z, "z_sqrt": p.Stabilised, "flag_z": string(p.Verdict),
			"exact_mid_p": p.MidP, "bh_adjusted_mid_p": p.AdjustedMidP,
		} {
			out.add(key, v, p.OK)
		}
		out.addLimits("exact", "95", p.Exact95, p.OK)
		out.addLimits("exact", "998", p.Exact998, p.OK)
		out.addLimits("approx", "95", p.Normal95, p.OK)
		out.addLimits("approx", "998", p.Normal998, p.OK)
	}
	return out.object()
}

func (c columns) addLimits(name, level string, limits stats.Interval, ok bool) {
	c.add(name+"_lower_"+level, limits.Low, ok)
	c.add(name+"_upper_"+level, limits.High, ok)
}

func spreadColumns(f stats.Funnel) map[string]any {
	out := columns{}
	for _, p := range f.Points {
		out.add("z_multiplicative", p.Multiplicative, p.OK)
		out.add("z_additive", p.Additive, p.OK)
		out.add("flag_additive", string(p.AdditiveVerdict), p.OK)
		out.addLimits("additive", "95", p.Additive95, p.OK)
		out.addLimits("additive", "998", p.Additive998, p.OK)
	}
	all := out.object()
	addAll(all, map[string]any{
		"phi_unwinsorised": f.Spread.PhiRaw, "winsor_lower": f.Spread.WinsorLow, "winsor_upper": f.Spread.WinsorHigh,
		"phi": f.Spread.Phi, "tau2": f.Spread.Tau2,
	})
	return all
}
