package stats

import (
	"math"
	"slices"
)

// Trimmed is a mean without the extremes of both ends.
type Trimmed struct {
	Mean float64
	// SE is the standard error and Interval its t interval; HasSE is false where too few values are left.
	SE    float64
	HasSE bool
	Interval
}

// TrimmedMean leaves out floor(share n) values at each end. Its standard error is sw/((1-2 share) sqrt(n)), sw the
// standard deviation of the winsorised values, with h-1 degrees of freedom, h the number kept.
// Source: Tukey & McLaughlin (1963), Sankhya A 25:331; Yuen (1974), Biometrika 61:165. It is undefined without values or with a share outside [0, 1/2).
func TrimmedMean(xs []float64, share, level float64) (t Trimmed, ok bool) {
	if len(xs) == 0 || !(share >= 0 && share < 0.5) {
		return t, false
	}
	sorted := slices.Sorted(slices.Values(xs))
	cut := int(math.Floor(share*float64(len(xs)) + 1e-9))
	kept := sorted[cut : len(sorted)-cut]
	t.Mean, _ = Mean(kept)
	if len(kept) < 2 {
		return t, true
	}
	for i := range cut {
		sorted[i], sorted[len(sorted)-1-i] = kept[0], kept[len(kept)-1]
	}
	sw, _ := SD(sorted)
	n, h := float64(len(xs)), float64(len(kept))
	t.SE, t.HasSE = sw/((1-2*share)*math.Sqrt(n)), true
	half := twoSidedT(level, h-1) * t.SE
	t.Interval = Interval{t.Mean - half, t.Mean + half}
	return t, true
}
