package stats

import "math"

// sidakIntervals are normal intervals that hold together at the level when the units are independent.
func sidakIntervals(d Estimates, level float64) []Interval {
	z := twoSidedZ(math.Pow(level, 1/float64(len(d.Mean))))
	out := make([]Interval, len(d.Mean))
	for i, m := range d.Mean {
		out[i] = Interval{m - z*d.SE[i], m + z*d.SE[i]}
	}
	return out
}

// significantPairs tests all pairs; the matrix is symmetric.
func significantPairs(d Estimates, alpha float64, adjust func([]float64) []float64) [][]bool {
	var ps []float64
	for i := range d.Mean {
		for j := range i {
			ps = append(ps, normalTwoSided((d.Mean[i]-d.Mean[j])/math.Hypot(d.SE[i], d.SE[j])))
		}
	}
	adjusted := adjust(ps)
	out := make([][]bool, len(d.Mean))
	at := 0
	for i := range out {
		out[i] = make([]bool, len(out))
		for j := range i {
			out[i][j] = adjusted[at] <= alpha
			out[j][i] = out[i][j]
			at++
		}
	}
	return out
}

// Unadjusted leaves p-values as they are.
func Unadjusted(ps []float64) []float64 { return ps }
