package stats

import "math"

// GeometricRatio compares two groups of skewed amounts by the ratio of their geometric means.
type GeometricRatio struct {
	// Welch is the test on the logarithms; Ratio and Interval are its difference and limits, exponentiated.
	Welch    Welch
	Ratio    float64
	Interval Interval
}

// CompareGeometricMeans tests the ratio of geometric means by Welch's test on logarithms.
// It is undefined where an amount is not positive, below two amounts a group, or without variation.
func CompareGeometricMeans(a, b []float64, level float64) (r GeometricRatio, ok bool) {
	logA, okA := Logs(a)
	logB, okB := Logs(b)
	if !okA || !okB {
		return r, false
	}
	r.Welch, ok = WelchTest(logA, logB, level)
	r.Ratio = math.Exp(r.Welch.Difference)
	r.Interval = Interval{math.Exp(r.Welch.Low), math.Exp(r.Welch.High)}
	return r, ok && finite(r.Interval.High)
}
