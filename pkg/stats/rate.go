package stats

import "math"

// Garwood is the exact interval of a Poisson rate, events per unit of exposure:
// chi-square(2y)/2e to chi-square(2y+2)/2e quantiles. Source: Garwood (1936), Biometrika 28:437.
// It is undefined without exposure.
func Garwood(events, exposure, level float64) (interval Interval, ok bool) {
	if !(events >= 0 && exposure > 0 && level > 0 && level < 1) || math.IsInf(events+exposure, 0) {
		return Interval{}, false
	}
	tail := (1 - level) / 2
	low := 0.0
	if events > 0 {
		low = gammaQuantile(events, tail)
	}
	return Interval{low / exposure, gammaQuantile(events+1, 1-tail) / exposure}, true
}

// RateComparison compares two rates given their total count.
type RateComparison struct {
	// Ratio is rate 1 over rate 2; HasRatio is false when the second has no events.
	Ratio    float64
	HasRatio bool
	// Low and High limit the ratio; without events in the second, nothing bounds it from above (Bounded is false, High 0).
	Low, High float64
	Bounded   bool
	// P is the two-sided exact p-value of equal rates.
	P float64
}

// CompareRates is the exact conditional comparison of two Poisson rates: given y1+y2, y1 is binomial with
// p = r e1/(r e1+e2) for the ratio r. Limits by Clopper-Pearson, turned into ratios; the p-value sums the binomial
// probabilities not larger than that seen. Source: Przyborowski & Wilenski (1940), Biometrika 31:313.
// It is undefined without exposure, or when neither has events.
func CompareRates(y1, e1, y2, e2, level float64) (c RateComparison, ok bool) {
	if !(e1 > 0 && e2 > 0 && y1 >= 0 && y2 >= 0) || y1+y2 == 0 {
		return c, false
	}
	limits, ok := ClopperPearson(y1, y1+y2, level)
	if !ok {
		return c, false
	}
	toRatio := func(p float64) float64 { return p / (1 - p) * e2 / e1 }
	c.Low = toRatio(limits.Low)
	if y2 > 0 {
		c.Ratio, c.HasRatio = y1/e1/(y2/e2), true
		c.High, c.Bounded = toRatio(limits.High), true
	}
	c.P = BinomialTest(y1, y1+y2, e1/(e1+e2))
	return c, true
}

// BinomialTest is the two-sided exact test of a proportion: the sum of the probabilities of all counts not more
// probable than x. Source: Clopper & Pearson (1934); the two-sided rule is that of Fisher's exact test.
func BinomialTest(x, n, p float64) float64 {
	if p <= 0 || p >= 1 || n <= 0 {
		return 1
	}
	seen := binomialLogPMF(x, n, p)
	var terms []float64
	for k := 0.0; k <= n; k++ {
		if l := binomialLogPMF(k, n, p); l <= seen+1e-7 {
			terms = append(terms, math.Exp(l))
		}
	}
	return math.Min(1, Sum(terms))
}

// binomialLogPMF is ln P(k of n) with success probability p.
func binomialLogPMF(k, n, p float64) float64 {
	return lchoose(n, k) + xlogy(k, p) + xlog1my(n-k, p)
}

// xlog1my is x ln(1-y) with 0 ln 0 = 0.
func xlog1my(x, y float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log1p(-y)
}
