package stats

import "math"

// Newcombe is the hybrid score interval of p1 - p2 (method 10): with Wilson limits l and u of each proportion,
// d - sqrt((p1-l1)² + (u2-p2)²) to d + sqrt((u1-p1)² + (p2-l2)²).
// Source: Newcombe (1998), Stat Med 17:873.
func Newcombe(x1, n1, x2, n2, level float64) (interval Interval, ok bool) {
	w1, ok1 := Wilson(x1, n1, level)
	w2, ok2 := Wilson(x2, n2, level)
	if !ok1 || !ok2 {
		return Interval{}, false
	}
	p1, p2 := x1/n1, x2/n2
	return Interval{
		Low:  p1 - p2 - math.Hypot(p1-w1.Low, w2.High-p2),
		High: p1 - p2 + math.Hypot(w1.High-p1, p2-w2.Low),
	}, true
}

// FisherExact is the two-sided exact test of equal proportions: with both margins fixed, the sum of the hypergeometric
// probabilities not larger than that of the table seen. Source: Fisher (1934).
func FisherExact(x1, n1, x2, n2 float64) (p float64, ok bool) {
	if !(x1 >= 0 && x2 >= 0 && x1 <= n1 && x2 <= n2) || n1+n2 > 1e7 {
		return 0, false
	}
	total := x1 + x2
	first := math.Max(0, total-n2)
	last := math.Min(n1, total)
	seen := hypergeometricLog(x1, n1, total, n1+n2)
	var terms []float64
	for x := first; x <= last; x++ {
		if l := hypergeometricLog(x, n1, total, n1+n2); l <= seen+1e-7 {
			terms = append(terms, math.Exp(l))
		}
	}
	return math.Min(1, Sum(terms)), true
}

// hypergeometricLog is ln P(x of the n1 are successes) when total of all are.
func hypergeometricLog(x, n1, total, all float64) float64 {
	return lchoose(n1, x) + lchoose(all-n1, total-x) - lchoose(all, total)
}

// ScoreTest compares two proportions by the pooled score chi-square on one degree of freedom, without continuity
// correction: (p1-p2)² / (p(1-p)(1/n1+1/n2)). It is undefined where all trials agree.
// Source: Pearson (1900); Agresti, Categorical Data Analysis, 3.2.
func ScoreTest(x1, n1, x2, n2 float64) (chiSquare, p float64, ok bool) {
	if !(n1 > 0 && n2 > 0) {
		return 0, 0, false
	}
	pooled := (x1 + x2) / (n1 + n2)
	variance := pooled * (1 - pooled) * (1/n1 + 1/n2)
	if !(variance > 0) {
		return 0, 0, false
	}
	d := x1/n1 - x2/n2
	return d * d / variance, normalTwoSided(d / math.Sqrt(variance)), true
}
