package golden

import (
	"slices"

	"github.com/salescoach/salescoach/pkg/stats"
)

func init() {
	register("calibration-xmr", calibrationXmR)
}

// calibrationXmR counts the series in which each rule signals at least once.
func calibrationXmR(c *Case) (map[string]any, error) {
	number, value := c.Floats("series"), c.Floats("value")
	series := map[float64][]float64{}
	for i, n := range number {
		series[n] = append(series[n], value[i])
	}
	shares := map[string]*share{}
	for _, n := range slices.Compact(slices.Sorted(slices.Values(number))) {
		chart, ok := stats.NewXmR(series[n], stats.XmRMean)
		if !ok {
			return nil, errUndefined
		}
		for key, signals := range chartSignals(chart, series[n]) {
			if shares[key] == nil {
				shares[key] = &share{}
			}
			shares[key].add(signals)
		}
	}
	out := map[string]any{}
	for key, s := range shares {
		out[key] = s.value()
	}
	return out, nil
}

func chartSignals(chart stats.XmRChart, x []float64) map[string]bool {
	wide := chart.Signals(x, stats.XmRRules{Shift: 8, Trend: 6, TwoOfThree: true})
	seven := chart.Signals(x, stats.XmRRules{Shift: 7, Trend: 7, TwoOfThree: true})
	return map[string]bool{
		"share_beyond_limits": len(wide.Beyond) > 0, "share_two_of_three": len(wide.TwoOfThree) > 0,
		"share_shift_8": len(wide.Shift) > 0, "share_shift_7": len(seven.Shift) > 0,
		"share_trend_6_points": len(wide.Trend) > 0, "share_trend_7_points": len(seven.Trend) > 0,
		"share_any_rules_8_6": wide.Any(), "share_any_rules_7_7": seven.Any(),
		"share_limits_and_shift_8_only": chart.Signals(x, stats.TwoRules).Any(),
	}
}
