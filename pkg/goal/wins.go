package goal

import "math"

// betaBinomial gives the probabilities of 0, 1, ... wins of n visits, at most terms of them:
// P(0) = B(a, b+n)/B(a, b) and P(j+1)/P(j) = (n-j)/(j+1) (a+j)/(b+n-j-1), in logarithms throughout because P(0) may be
// smaller than any float. Source: Skellam (1948), JRSS-B 10:257.
func betaBinomial(n int, a, b float64, terms int) []float64 {
	visits := float64(max(n, 0))
	return climb(logNone(max(n, 0), a, b), min(terms, max(n, 0)+1), func(j float64) float64 {
		return (visits - j) / (j + 1) * (a + j) / (b + visits - j - 1)
	})
}

// logNone is ln P(0) = sum_i ln((b+i)/(a+b+i)). Up to a few thousand visits it is summed, because log-gammas of a rate
// known very well cancel to nothing.
func logNone(n int, a, b float64) float64 {
	if n > 4096 {
		visits := float64(n)
		return lgamma(b+visits) - lgamma(b) - (lgamma(a+b+visits) - lgamma(a+b))
	}
	sum := 0.0
	for i := range n {
		sum -= math.Log1p(a / (b + float64(i)))
	}
	return sum
}

// binomial gives the same for a known rate.
func binomial(n int, p float64, terms int) []float64 {
	visits := float64(max(n, 0))
	p = math.Min(p, 1-0x1p-53) // a rate that rounds to 1 would have infinite odds
	odds := p / (1 - p)
	return climb(visits*math.Log1p(-p), min(terms, max(n, 0)+1), func(j float64) float64 {
		return (visits - j) / (j + 1) * odds
	})
}

// climb builds probabilities from the logarithm of the first and the ratios of neighbours.
func climb(first float64, terms int, ratio func(j float64) float64) []float64 {
	out := make([]float64, terms)
	for j := range out {
		out[j] = math.Exp(first)
		if j+1 < terms {
			first += math.Log(ratio(float64(j)))
		}
	}
	return out
}

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}
