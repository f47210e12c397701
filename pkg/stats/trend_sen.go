package stats

import (
	"math"
	"slices"
)

// SenLine is a robust straight line through a series at t = 1, 2, ..., n.
type SenLine struct {
	// Slope is the median of all pairwise slopes, a period as the unit.
	Slope float64
	// Intercept is the median value less Slope times the median time.
	Intercept float64
	// Lower and Upper are 95 % limits of the slope, from the Mann-Kendall variance.
	Lower, Upper float64
}

// TheilSen fits the line whose slope is the median of (x_j - x_i)/(j - i), i < j, with the limits at the sorted slopes
// 0-based number (N-C)/2 - 1 and (N+C)/2, C = 1.96 sqrt(Var S).
// Source: Theil (1950); Sen (1968), JASA 63:1379. It is not ok below three values.
func TheilSen(x []float64) (line SenLine, ok bool) {
	if len(x) < 3 || !allFinite(x) {
		return SenLine{}, false
	}
	slopes := pairSlopes(x)
	slices.Sort(slopes)
	line.Slope = medianSorted(slopes)
	line.Intercept = medianOf(x) - line.Slope*float64(len(x)+1)/2
	_, v := kendallScore(x)
	n, c := float64(len(slopes)), z975*math.Sqrt(math.Max(0, v))
	line.Lower = slopes[int(math.Max(math.RoundToEven((n-c)/2)-1, 0))]
	line.Upper = slopes[int(math.Min(math.RoundToEven((n+c)/2), n-1))]
	return line, true
}

func pairSlopes(x []float64) []float64 {
	out := make([]float64, 0, len(x)*(len(x)-1)/2)
	for i, a := range x {
		for j := i + 1; j < len(x); j++ {
			out = append(out, (x[j]-a)/float64(j-i))
		}
	}
	return out
}

// OLSSlope is the least-squares slope of a series on t = 1, ..., n. It is not ok below two values.
func OLSSlope(x []float64) (slope float64, ok bool) {
	if len(x) < 2 || !allFinite(x) {
		return 0, false
	}
	center, m := float64(len(x)-1)/2, meanOf(x)
	cross, square := 0.0, 0.0
	for i, v := range x {
		d := float64(i) - center
		cross += d * (v - m)
		square += d * d
	}
	return cross / square, true
}
