package stats

import "math"

func allFinite(x []float64) bool {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
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
