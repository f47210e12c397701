package stats

import (
	"math"
	"slices"
)

// Quantile is the sample quantile of type 7, the linear interpolation between order statistics at 1+(n-1)p
// (Hyndman & Fan 1996). The values need not be sorted; ok is false without values or with p outside [0, 1].
func Quantile(xs []float64, p float64) (q float64, ok bool) {
	if len(xs) == 0 || !(p >= 0 && p <= 1) {
		return 0, false
	}
	return sortedQuantile(slices.Sorted(slices.Values(xs)), p), true
}

// Median is the middle value, or the mean of the two middle ones; ok is false without values.
func Median(xs []float64) (median float64, ok bool) { return Quantile(xs, 0.5) }

func sortedQuantile(sorted []float64, p float64) float64 {
	at := float64(len(sorted)-1) * p
	below := int(math.Floor(at + 4*epsilon*float64(len(sorted))))
	if below >= len(sorted)-1 {
		return sorted[len(sorted)-1]
	}
	share := math.Max(0, at-float64(below))
	return sorted[below] + share*(sorted[below+1]-sorted[below])
}

// epsilon is the distance from 1 to the next float64.
const epsilon = 0x1p-52
