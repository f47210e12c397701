package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// BetaBinomialFit is the maximum-likelihood fit of a beta distribution of proportions.
type BetaBinomialFit struct {
	// Pooled is the common proportion; LogLikBinomial the log-likelihood of it being everybody's.
	Pooled, LogLikBinomial float64
	// Boundary says that the units scatter no more than chance would have them: infinite agreement fits best, and all that
	// follows but LRT and LRTP is zero.
	Boundary bool
	// A and B are the beta parameters, Mean = A/(A+B), Strength = A+B, Rho = 1/(Strength+1) the intraclass correlation.
	A, B, Mean, Strength, Rho float64
	// SELogitMean and SELogStrength are the standard errors on the scales of the fit.
	SELogitMean, SELogStrength float64
	// LogLik is the log-likelihood at the fit, binomial coefficients included.
	LogLik float64
	// LRT is the likelihood ratio against the common proportion; LRTP its p-value (Self & Liang 1987).
	LRT, LRTP float64
}

// FitBetaBinomial maximises sum ln B(mu M + y, (1-mu) M + n - y) - ln B(mu M, (1-mu) M) over logit mu and ln M.
// There is an interior maximum only if Tarone's numerator is positive. Source: Griffiths (1973), Biometrics 29:637.
// It is undefined when nobody has trials.
func FitBetaBinomial(d Proportions) (fit BetaBinomialFit, ok bool) {
	if !d.valid() {
		return fit, false
	}
	coefficients := 0.0
	fit.Pooled = d.Pooled()
	for i, n := range d.Trials {
		y := d.Successes[i]
		coefficients += lchoose(n, y)
		fit.LogLikBinomial += xlogy(y, fit.Pooled) + xlog1my(n-y, fit.Pooled)
	}
	fit.LogLikBinomial += coefficients
	fit.Boundary, fit.LRTP = true, 1
	if score, ok := taroneScore(d); !ok || score <= 0 {
		return fit, true
	}
	likelihood := func(t, s float64) curve { return betaBinomialCurve(d, t, s) }
	start := math.Log(fit.Pooled / (1 - fit.Pooled))
	if top, ok := (ridge{at: likelihood, x: start, yLow: -3, yHigh: 20}).climb(); ok {
		fit.take(top, coefficients)
	}
	return fit, true
}

func (fit *BetaBinomialFit) take(top summit, coefficients float64) {
	fit.Boundary = false
	fit.Mean, fit.Strength = expit(top.x), math.Exp(top.y)
	fit.A, fit.B = fit.Mean*fit.Strength, expit(-top.x)*fit.Strength
	fit.Rho = 1 / (fit.Strength + 1)
	fit.SELogitMean, fit.SELogStrength = top.seX, top.seY
	fit.LogLik = top.value + coefficients
	fit.LRT = math.Max(0, 2*(fit.LogLik-fit.LogLikBinomial))
	fit.LRTP = boundaryP(fit.LRT)
}

// betaBinomialCurve gives the log-likelihood and its derivatives at t = logit mu, s = ln M.
func betaBinomialCurve(d Proportions, t, s float64) curve {
	mu, rest, m := expit(t), expit(-t), math.Exp(s)
	a, b := mu*m, rest*m
	var la, lb, laa, lbb, lm, lmm float64
	for i, n := range d.Trials {
		y := d.Successes[i]
		la += digammaRise(a, y)
		lb += digammaRise(b, n-y)
		lm += digammaRise(m, n)
		laa += trigamma(a+y) - trigamma(a)
		lbb += trigamma(b+n-y) - trigamma(b)
		lmm += trigamma(m+n) - trigamma(m)
	}
	la, lb, laa, lbb = la-lm, lb-lm, laa-lmm, lbb-lmm
	lab := -lmm
	slope := m * mu * rest // da/dt = -db/dt
	return curve{
		value: betaBinomialLogLik(d, a, b),
		gx:    slope * (la - lb),
		gy:    a*la + b*lb,
		hxx:   slope*slope*(laa-2*lab+lbb) + slope*(rest-mu)*(la-lb),
		hxy:   slope*(a*laa+(b-a)*lab-b*lbb) + slope*(la-lb),
		hyy:   a*a*laa + 2*a*b*lab + b*b*lbb + a*la + b*lb,
	}
}

// digammaRise is digamma(a+k) - digamma(a).
func digammaRise(a, k float64) float64 {
	if k == 0 {
		return 0
	}
	return mathext.Digamma(a+k) - mathext.Digamma(a)
}

// pool is the plug-in posterior of every unit.
func (fit BetaBinomialFit) pool(d Proportions) Pool {
	if fit.Boundary {
		return pointPool(fit.Pooled, len(d.Trials))
	}
	prior := Beta{fit.A, fit.B}
	median, _ := PoolOptions{}.scaleFor(d.Trials)
	return Pool{
		Nodes: []HyperNode{{Weight: 1, Mean: fit.Mean, Strength: fit.Strength, Shrinkage: fit.Strength / (fit.Strength + median)}},
		parts: [][]Conjugate{prior.update(d)},
		prior: []Conjugate{prior},
	}
}

// pointPool is the pool of units that are all taken to be the same.
func pointPool(value float64, units int) Pool {
	same := make([]Conjugate, units)
	for i := range same {
		same[i] = Point{value}
	}
	return Pool{
		Nodes: []HyperNode{{Weight: 1, Mean: value, Shrinkage: 1}},
		parts: [][]Conjugate{same},
		prior: []Conjugate{Point{value}},
	}
}
