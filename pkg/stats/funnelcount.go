package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// binomialCount is the number of successes in n trials.
type binomialCount struct{ n, p float64 }

func (d binomialCount) mean() float64 { return d.n * d.p }

func (d binomialCount) cdf(k float64) float64 {
	switch k = math.Floor(k); {
	case k < 0:
		return 0
	case k >= d.n:
		return 1
	}
	return mathext.RegIncBeta(d.n-k, k+1, 1-d.p)
}

func (d binomialCount) upper(k float64) float64 {
	switch k = math.Floor(k); {
	case k < 0:
		return 1
	case k >= d.n:
		return 0
	}
	return mathext.RegIncBeta(k+1, d.n-k, d.p)
}

func (d binomialCount) pmf(k float64) float64 {
	if k < 0 || k > d.n {
		return 0
	}
	return math.Exp(binomialLogPMF(k, d.n, d.p))
}

// poissonCount is the number of events where m are expected.
type poissonCount struct{ m float64 }

func (d poissonCount) mean() float64 { return d.m }

func (d poissonCount) cdf(k float64) float64 {
	if k = math.Floor(k); k < 0 {
		return 0
	}
	return mathext.GammaIncRegComp(k+1, d.m)
}

func (d poissonCount) upper(k float64) float64 {
	if k = math.Floor(k); k < 0 {
		return 1
	}
	return mathext.GammaIncReg(k+1, d.m)
}

func (d poissonCount) pmf(k float64) float64 {
	if k < 0 {
		return 0
	}
	return math.Exp(poissonLogPMF(k, d.m))
}

// midP is the exact two-sided mid-p value: twice the smaller tail, of which the count's own probability counts half.
// Source: Lancaster (1961), JASA 56:223.
func midP(d countDistribution, count float64) float64 {
	half := d.pmf(count) / 2
	below := d.cdf(count-1) + half
	above := d.upper(count) + half
	return math.Min(1, 2*math.Min(below, above))
}

// interpolated is the exact quantile of a count, made continuous between r-1 and r.
func interpolated(d countDistribution, p float64) float64 {
	r := countQuantile(d, p)
	return r - (d.cdf(r)-p)/(d.cdf(r)-d.cdf(r-1))
}

// countQuantile is the smallest whole count whose cumulative probability reaches p.
func countQuantile(d countDistribution, p float64) float64 {
	low, high := -1.0, math.Ceil(d.mean())+1
	for d.cdf(high) < p {
		low, high = high, 2*high
	}
	for high-low > 1 {
		if mid := math.Floor((low + high) / 2); d.cdf(mid) >= p {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}
