package stats

import "math"

// JamesStein shrinks equally precise estimates towards their mean: mean + c (x - mean), c = 1 - (k-3) v/sum (x-mean)², v the
// variance of each. Source: James & Stein (1961); Efron & Morris (1977), Sci Am 236(5):119. The plain factor is given,
// which is negative where the scatter is below chance. With fewer than four estimates c is 1.
// It is undefined where all estimates are equal.
func JamesStein(xs []float64, variance float64) (shrunk []float64, c float64, ok bool) {
	mean, ok := Mean(xs)
	v, _ := Variance(xs)
	k := float64(len(xs))
	if !ok || !(v > 0) || !finite(variance) {
		return nil, 0, false
	}
	c = 1 - math.Max(0, k-3)*variance/(v*(k-1))
	for _, x := range xs {
		shrunk = append(shrunk, mean+c*(x-mean))
	}
	return shrunk, c, true
}

// ArcsineTransform stabilises a proportion's variance to one: sqrt(n) asin(2p-1). Source: Efron & Morris (1975), JASA 70:311.
func ArcsineTransform(p, n float64) float64 { return math.Sqrt(n) * math.Asin(2*p-1) }

// ArcsineInverse is the inverse of ArcsineTransform.
func ArcsineInverse(z, n float64) float64 { return (math.Sin(z/math.Sqrt(n)) + 1) / 2 }
