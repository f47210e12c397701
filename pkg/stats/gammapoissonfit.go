package stats

import "math"

// GammaPoissonFit is the maximum-likelihood fit of a gamma distribution of rates.
type GammaPoissonFit struct {
	// Pooled is the common rate; LogLikPoisson the log-likelihood of it being everybody's.
	Pooled, LogLikPoisson float64
	// Boundary says that the units scatter no more than chance would have them: all that follows but LRT and LRTP is zero.
	Boundary bool
	// Shape and Rate are the gamma parameters, Mean = Shape/Rate.
	Shape, Rate, Mean float64
	// SELogMean and SELogShape are the standard errors on the scales of the fit.
	SELogMean, SELogShape float64
	// LogLik is the log-likelihood at the fit.
	LogLik float64
	// LRT is the likelihood ratio against the common rate; LRTP its p-value (Self & Liang 1987).
	LRT, LRTP float64
}

// FitGammaPoisson maximises the negative binomial likelihood with exposure over the logarithms of mean and shape. There is
// an interior maximum only if sum (y-er)² - er > 0, r the pooled rate. Source: Lawless (1987), Can J Stat 15:209.
// It is undefined when nobody has exposure.
func FitGammaPoisson(d Rates) (fit GammaPoissonFit, ok bool) {
	if !d.valid() {
		return fit, false
	}
	fit.Pooled = d.Pooled()
	fit.Boundary, fit.LRTP = true, 1
	constant, score := 0.0, 0.0
	for i, e := range d.Exposure {
		y, mean := d.Events[i], e*fit.Pooled
		constant += xlogy(y, e) - lgamma(y+1)
		fit.LogLikPoisson += xlogy(y, fit.Pooled) - mean
		score += (y-mean)*(y-mean) - mean
	}
	fit.LogLikPoisson += constant
	if score <= 0 {
		return fit, true
	}
	likelihood := func(t, s float64) curve { return gammaPoissonCurve(d, t, s) }
	if top, ok := (ridge{at: likelihood, x: math.Log(fit.Pooled), yLow: -5, yHigh: 20}).climb(); ok {
		fit.take(top, constant)
	}
	return fit, true
}

func (fit *GammaPoissonFit) take(top summit, constant float64) {
	fit.Boundary = false
	fit.Mean, fit.Shape = math.Exp(top.x), math.Exp(top.y)
	fit.Rate = fit.Shape / fit.Mean
	fit.SELogMean, fit.SELogShape = top.seX, top.seY
	fit.LogLik = top.value + constant
	fit.LRT = math.Max(0, 2*(fit.LogLik-fit.LogLikPoisson))
	fit.LRTP = boundaryP(fit.LRT)
}

// gammaPoissonCurve gives the log-likelihood and its derivatives at t = ln mean, s = ln shape.
func gammaPoissonCurve(d Rates, t, s float64) curve {
	r, a := math.Exp(t), math.Exp(s)
	c := curve{value: gammaPoissonLogLik(d, a, a/r)}
	var la, laa float64
	for i, e := range d.Exposure {
		y, m := d.Events[i], r*e
		sum := a + m
		c.gx += (y - m) * a / sum
		c.hxx -= (a + y) * a * m / (sum * sum)
		c.hxy += a * (y - m) * m / (sum * sum)
		la += digammaRise(a, y) - math.Log1p(m/a) + (m-y)/sum
		laa += trigamma(a+y) - trigamma(a) + 1/a - 2/sum + (a+y)/(sum*sum)
	}
	c.gy, c.hyy = a*la, a*a*laa+a*la
	return c
}

// pool is the plug-in posterior of every unit.
func (fit GammaPoissonFit) pool(d Rates) Pool {
	if fit.Boundary {
		return pointPool(fit.Pooled, len(d.Exposure))
	}
	prior := Gamma{fit.Shape, fit.Rate}
	median, _ := PoolOptions{}.scaleFor(d.Exposure)
	return Pool{
		Nodes: []HyperNode{{Weight: 1, Mean: fit.Mean, Strength: fit.Rate, Shrinkage: fit.Rate / (fit.Rate + median)}},
		parts: [][]Conjugate{prior.update(d)},
		prior: []Conjugate{prior},
	}
}
