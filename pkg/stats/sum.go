package stats

import "math"

// Sum adds in the given order with Neumaier's compensation, so that parts add up to their whole within rounding.
// Source: Neumaier (1974), ZAMM 54:39.
func Sum(xs []float64) float64 {
	sum, lost := 0.0, 0.0
	for _, x := range xs {
		next := sum + x
		if math.Abs(sum) >= math.Abs(x) {
			lost += (sum - next) + x
		} else {
			lost += (x - next) + sum
		}
		sum = next
	}
	return sum + lost
}

// Mean is the arithmetic mean; ok is false without values.
func Mean(xs []float64) (mean float64, ok bool) {
	if len(xs) == 0 {
		return 0, false
	}
	return Sum(xs) / float64(len(xs)), true
}

// Variance is sum (x-mean)^2/(n-1); ok is false below two values.
func Variance(xs []float64) (variance float64, ok bool) {
	if len(xs) < 2 {
		return 0, false
	}
	mean, _ := Mean(xs)
	squares := make([]float64, len(xs))
	for i, x := range xs {
		squares[i] = (x - mean) * (x - mean)
	}
	return Sum(squares) / float64(len(xs)-1), true
}

// SD is the square root of Variance.
func SD(xs []float64) (sd float64, ok bool) {
	v, ok := Variance(xs)
	return math.Sqrt(v), ok
}

// weightedMean is sum(w x)/sum(w); the weights must not all be zero.
func weightedMean(xs, weights []float64) float64 {
	products := make([]float64, len(xs))
	for i := range xs {
		products[i] = weights[i] * xs[i]
	}
	return Sum(products) / Sum(weights)
}
