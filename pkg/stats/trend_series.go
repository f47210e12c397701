package stats

import "math"

// beyondBounds is where squares and sums of values begin to leave the range of floats.
const beyondBounds = 1e140

// allFinite says that a series can be computed with.
func allFinite(x []float64) bool {
	for _, v := range x {
		if !(math.Abs(v) < beyondBounds) {
			return false
		}
	}
	return true
}

// meanOf is Mean where there is known to be a value.
func meanOf(x []float64) float64 {
	m, _ := Mean(x)
	return m
}

// medianOf is Median where there is known to be a value.
func medianOf(x []float64) float64 {
	m, _ := Median(x)
	return m
}

// medianSorted is the median of values already in order.
func medianSorted(s []float64) float64 { return sortedQuantile(s, 0.5) }
