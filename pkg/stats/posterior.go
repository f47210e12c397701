package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Posterior is what is known of one unit's true value after its data.
type Posterior interface {
	// CDF is the probability that the value is at most x.
	CDF(x float64) float64
	// PDF is the density at x.
	PDF(x float64) float64
	// Quantile is the value that the truth stays below with probability p, 0 < p < 1.
	Quantile(p float64) float64
	Mean() float64
	SD() float64
}

// Conjugate is a posterior in closed form: Beta, Gamma, Normal or Point.
type Conjugate interface {
	Posterior
	exponential() (exponential, bool)
}

// Beta is the posterior of a proportion: density proportional to x^(A-1) (1-x)^(B-1).
type Beta struct{ A, B float64 }

// CDF implements Posterior.
func (d Beta) CDF(x float64) float64 {
	if !(x > 0) {
		return 0
	}
	if x >= 1 {
		return 1
	}
	return mathext.RegIncBeta(d.A, d.B, x)
}

// PDF implements Posterior.
func (d Beta) PDF(x float64) float64 {
	if !(x > 0 && x < 1) {
		return 0
	}
	return math.Exp((d.A-1)*math.Log(x) + (d.B-1)*math.Log1p(-x) - lbeta(d.A, d.B))
}

// Quantile implements Posterior.
func (d Beta) Quantile(p float64) float64 { return betaQuantile(d.A, d.B, p) }

// Mean is A/(A+B).
func (d Beta) Mean() float64 { return d.A / (d.A + d.B) }

// SD is sqrt(m(1-m)/(A+B+1)).
func (d Beta) SD() float64 {
	m := d.Mean()
	return math.Sqrt(m * (1 - m) / (d.A + d.B + 1))
}

// JeffreysPosterior is the posterior of a proportion after x of n successes under the prior Beta(1/2, 1/2).
func JeffreysPosterior(x, n float64) Beta { return Beta{x + 0.5, n - x + 0.5} }

// Gamma is the posterior of a rate: density proportional to x^(Shape-1) exp(-Rate x).
type Gamma struct{ Shape, Rate float64 }

// CDF implements Posterior.
func (d Gamma) CDF(x float64) float64 {
	if !(x > 0) {
		return 0
	}
	return mathext.GammaIncReg(d.Shape, d.Rate*x)
}

// PDF implements Posterior.
func (d Gamma) PDF(x float64) float64 {
	if !(x > 0) {
		return 0
	}
	return d.Rate * math.Exp((d.Shape-1)*math.Log(d.Rate*x)-d.Rate*x-lgamma(d.Shape))
}

// Quantile implements Posterior.
func (d Gamma) Quantile(p float64) float64 { return gammaQuantile(d.Shape, p) / d.Rate }

// Mean is Shape/Rate.
func (d Gamma) Mean() float64 { return d.Shape / d.Rate }

// SD is sqrt(Shape)/Rate.
func (d Gamma) SD() float64 { return math.Sqrt(d.Shape) / d.Rate }

// Normal is the posterior of a mean.
type Normal struct{ Mu, Sigma float64 }

// CDF implements Posterior.
func (d Normal) CDF(x float64) float64 { return normalCDF((x - d.Mu) / d.Sigma) }

// PDF implements Posterior.
func (d Normal) PDF(x float64) float64 {
	z := (x - d.Mu) / d.Sigma
	return math.Exp(-z*z/2) / (d.Sigma * math.Sqrt(2*math.Pi))
}

// Quantile implements Posterior.
func (d Normal) Quantile(p float64) float64 { return d.Mu + d.Sigma*normalQuantile(p) }

// Mean is Mu.
func (d Normal) Mean() float64 { return d.Mu }

// SD is Sigma.
func (d Normal) SD() float64 { return d.Sigma }

// Point is a value taken as known, as a plug-in fit gives it when no differences are detectable.
type Point struct{ Value float64 }

// CDF is 0 below the value and 1 from it on.
func (d Point) CDF(x float64) float64 {
	if x < d.Value {
		return 0
	}
	return 1
}

// PDF is zero: a point has no density.
func (d Point) PDF(float64) float64 { return 0 }

// Quantile is the value.
func (d Point) Quantile(float64) float64 { return d.Value }

// Mean is the value.
func (d Point) Mean() float64 { return d.Value }

// SD is zero.
func (d Point) SD() float64 { return 0 }

// CredibleInterval is the equal-tailed interval of a posterior at a level.
func CredibleInterval(p Posterior, level float64) Interval {
	tail := (1 - level) / 2
	return Interval{p.Quantile(tail), p.Quantile(1 - tail)}
}

func lbeta(a, b float64) float64 { return lgamma(a) + lgamma(b) - lgamma(a+b) }
