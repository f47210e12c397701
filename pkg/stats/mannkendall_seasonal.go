package stats

import "slices"

// SeasonalTest is the Mann-Kendall test within seasons.
type SeasonalTest struct {
	MonotoneTest
	// SlopePerCycle is the median of the slopes between the same season of different cycles, a cycle (year) as the unit.
	SlopePerCycle float64
}

// SeasonalMannKendall compares only values of the same season: S and its variance are summed over the seasons of a
// cycle of the given length. Source: Hirsch, Slack & Smith (1982), Water Resources Research 18:107.
// It is not ok for a cycle below two or fewer than two full cycles.
func SeasonalMannKendall(x []float64, period int) (test SeasonalTest, ok bool) {
	if period < 2 || len(x) < 2*period || !allFinite(x) {
		return SeasonalTest{}, false
	}
	s, v := 0, 0.0
	var slopes []float64
	for season := range period {
		own := everyNth(x, season, period)
		ds, dv := kendallScore(own)
		s, v = s+ds, v+dv
		slopes = append(slopes, pairSlopes(own)...)
	}
	slices.Sort(slopes)
	return SeasonalTest{MonotoneTest: newMonotoneTest(s, v), SlopePerCycle: medianSorted(slopes)}, true
}

func everyNth(x []float64, from, step int) []float64 {
	var out []float64
	for i := from; i < len(x); i += step {
		out = append(out, x[i])
	}
	return out
}
