package stats

import (
	"math"
)

// Proportions are successes out of trials, unit by unit.
type Proportions struct{ Successes, Trials []float64 }

func (d Proportions) valid() bool {
	if len(d.Successes) != len(d.Trials) || len(d.Trials) == 0 {
		return false
	}
	for i, n := range d.Trials {
		if !(n >= 0 && d.Successes[i] >= 0 && d.Successes[i] <= n) || math.IsInf(n, 0) {
			return false
		}
	}
	return Sum(d.Trials) > 0
}

// Pooled is all successes over all trials.
func (d Proportions) Pooled() float64 { return Sum(d.Successes) / Sum(d.Trials) }

// PoolProportions estimates each unit's proportion together with the others': y ~ Binomial(n, p), p ~ Beta(mu M, (1-mu) M),
// with mu uniform on (0, 1) and M/(M+m0) uniform on (0, 1), m0 = opt.Scale, both integrated out by default.
// Source: Christiansen & Morris (1997), JASA 92:618; plug-in: Efron & Morris (1975), JASA 70:311.
// A unit without trials gets the population's distribution. It is undefined (ok = false) when nobody has trials, or where
// successes exceed trials.
func PoolProportions(d Proportions, opt PoolOptions) (pool Pool, ok bool) {
	if !d.valid() {
		return Pool{}, false
	}
	if opt.Pooling == PlugIn {
		fit, ok := FitBetaBinomial(d)
		return fit.pool(d), ok
	}
	scale, ok := opt.scaleFor(d.Trials)
	if !ok {
		return Pool{}, false
	}
	return integrate(newProportionPopulation(d, scale), opt.Pooling == StrengthIntegrated), true
}

// proportionPopulation is a beta distribution of proportions; its location is the logit of the mean.
type proportionPopulation struct {
	Proportions
	scale                      float64
	successes, failures, total histogram
}

func newProportionPopulation(d Proportions, scale float64) *proportionPopulation {
	failures := make([]float64, len(d.Trials))
	for i, n := range d.Trials {
		failures[i] = n - d.Successes[i]
	}
	return &proportionPopulation{d, scale, histogramOf(d.Successes), histogramOf(failures), histogramOf(d.Trials)}
}

func (p *proportionPopulation) logLik(location, shrinkage float64) float64 {
	m := p.scale * shrinkage / (1 - shrinkage)
	mu, rest := expit(location), expit(-location)
	a, b := mu*m, rest*m
	return p.successes.lnRising(a) + p.failures.lnRising(b) - p.total.lnRising(a+b)
}

func (p *proportionPopulation) logPrior(location float64) float64 {
	return math.Log(expit(location)) + math.Log(expit(-location))
}

func (p *proportionPopulation) start() (location, sd float64) {
	y, n := Sum(p.Successes), Sum(p.Trials)
	return math.Log((y + 0.5) / (n - y + 0.5)), math.Sqrt(1/(y+0.5) + 1/(n-y+0.5))
}

func (p *proportionPopulation) units() int { return len(p.Trials) }

func (p *proportionPopulation) at(location, shrinkage float64) (HyperNode, Conjugate, []Conjugate) {
	m := p.scale * shrinkage / (1 - shrinkage)
	prior := Beta{m * expit(location), m * expit(-location)}
	node := HyperNode{Mean: expit(location), Strength: m, Shrinkage: shrinkage}
	return node, prior, prior.update(p.Proportions)
}

// update gives the posterior of every unit.
func (d Beta) update(data Proportions) []Conjugate {
	out := make([]Conjugate, len(data.Trials))
	for i, n := range data.Trials {
		out[i] = Beta{d.A + data.Successes[i], d.B + n - data.Successes[i]}
	}
	return out
}

// betaBinomialLogLik is sum ln B(a+y, b+n-y) - ln B(a, b), without the binomial coefficients.
func betaBinomialLogLik(d Proportions, a, b float64) float64 {
	sum := 0.0
	for i, n := range d.Trials {
		y := d.Successes[i]
		sum += lnRising(a, y) + lnRising(b, n-y) - lnRising(a+b, n)
	}
	return sum
}

// expit is the inverse of the logit.
func expit(t float64) float64 { return 1 / (1 + math.Exp(-t)) }
