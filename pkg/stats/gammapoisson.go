package stats

import "math"

// Rates are events with exposure, unit by unit.
type Rates struct{ Events, Exposure []float64 }

func (d Rates) valid() bool {
	if len(d.Events) != len(d.Exposure) || len(d.Exposure) == 0 {
		return false
	}
	for i, e := range d.Exposure {
		if !(e >= 0 && d.Events[i] >= 0) || math.IsInf(e+d.Events[i], 0) || e == 0 && d.Events[i] > 0 {
			return false
		}
	}
	return Sum(d.Exposure) > 0
}

// Pooled is all events over all exposure.
func (d Rates) Pooled() float64 { return Sum(d.Events) / Sum(d.Exposure) }

// PoolRates estimates each unit's rate together with the others': y ~ Poisson(e theta), theta ~ Gamma(r b, b), with a uniform
// prior on r and b/(b+e0) uniform on (0, 1), e0 = opt.Scale, both integrated out by default.
// Source: Christiansen & Morris (1997), JASA 92:618. Counts that cluster (days, campaigns) vary more than Poisson ones:
// divide events and exposure by the design effect first.
// It is undefined (ok = false) when nobody has exposure or somebody has events without any.
func PoolRates(d Rates, opt PoolOptions) (pool Pool, ok bool) {
	if !d.valid() {
		return Pool{}, false
	}
	if opt.Pooling == PlugIn {
		fit, ok := FitGammaPoisson(d)
		return fit.pool(d), ok
	}
	scale, ok := opt.scaleFor(d.Exposure)
	if !ok {
		return Pool{}, false
	}
	return integrate(&ratePopulation{d, scale, histogramOf(d.Events), exposuresOf(d)}, opt.Pooling == StrengthIntegrated), true
}

// ratePopulation is a gamma distribution of rates; its location is the logarithm of the mean.
type ratePopulation struct {
	Rates
	scale     float64
	events    histogram
	exposures exposures
}

func (p *ratePopulation) logLik(location, shrinkage float64) float64 {
	b := p.scale * shrinkage / (1 - shrinkage)
	a := math.Exp(location) * b
	sum := p.events.lnRising(a)
	for i, e := range p.exposures.exposure {
		sum -= p.exposures.units[i]*a*math.Log1p(e/b) + p.exposures.events[i]*math.Log(b+e)
	}
	return sum
}

// logPrior is that of a uniform mean on the scale of its logarithm.
func (p *ratePopulation) logPrior(location float64) float64 { return location }

func (p *ratePopulation) start() (location, sd float64) {
	y := Sum(p.Events) + 0.5
	return math.Log(y / Sum(p.Exposure)), math.Sqrt(1 / y)
}

func (p *ratePopulation) units() int { return len(p.Exposure) }

func (p *ratePopulation) at(location, shrinkage float64) (HyperNode, Conjugate, []Conjugate) {
	b := p.scale * shrinkage / (1 - shrinkage)
	prior := Gamma{math.Exp(location) * b, b}
	node := HyperNode{Mean: math.Exp(location), Strength: b, Shrinkage: shrinkage}
	return node, prior, prior.update(p.Rates)
}

// update gives the posterior of every unit.
func (d Gamma) update(data Rates) []Conjugate {
	out := make([]Conjugate, len(data.Exposure))
	for i, e := range data.Exposure {
		out[i] = Gamma{d.Shape + data.Events[i], d.Rate + e}
	}
	return out
}

// gammaPoissonLogLik is the negative binomial log-likelihood with size a and means e a/b, without the terms y ln e - ln y!.
func gammaPoissonLogLik(d Rates, a, b float64) float64 {
	sum := 0.0
	for i, e := range d.Exposure {
		y := d.Events[i]
		sum += lnRising(a, y) - a*math.Log1p(e/b) - y*math.Log(b+e)
	}
	return sum
}
