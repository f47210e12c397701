package stats

import "math"

// PoolMeans estimates each unit's mean together with the others': y ~ N(theta, se²), theta ~ N(mu, tau²), with mu uniform
// and s0²/(s0²+tau²) uniform on (0, 1), 1/s0² = opt.Scale (by default the median precision), both integrated out.
// Source: Christiansen & Morris (1997); DuMouchel (1994) for the normal case. PlugIn uses REML.
// An infinite standard error marks a unit without data, which gets the population's distribution.
// It is undefined (ok = false) when a standard error is not positive, or nobody has data.
func PoolMeans(d Estimates, opt PoolOptions) (pool Pool, ok bool) {
	kept, ok := d.informative()
	if !ok {
		return Pool{}, false
	}
	precision := make([]float64, len(kept.SE))
	for i, se := range kept.SE {
		precision[i] = 1 / (se * se)
	}
	scale, _ := opt.scaleFor(precision)
	p := &meanPopulation{Estimates: d, kept: kept, variance: 1 / scale}
	if opt.Pooling == PlugIn {
		return p.plugIn(), true
	}
	return integrate(p, opt.Pooling == StrengthIntegrated), true
}

// meanPopulation is a normal distribution of means.
type meanPopulation struct {
	Estimates
	kept     Estimates
	variance float64
}

func (p *meanPopulation) logLik(location, shrinkage float64) float64 {
	tau2 := p.variance * (1 - shrinkage) / shrinkage
	sum := 0.0
	for i, se := range p.kept.SE {
		v, miss := se*se+tau2, p.kept.Mean[i]-location
		sum -= (math.Log(v) + miss*miss/v) / 2
	}
	return sum
}

func (p *meanPopulation) logPrior(float64) float64 { return 0 }

func (p *meanPopulation) start() (location, sd float64) {
	at := p.kept.weigh(p.variance)
	return at.mean, math.Sqrt(1 / at.sum)
}

func (p *meanPopulation) units() int { return len(p.kept.Mean) }

func (p *meanPopulation) at(location, shrinkage float64) (HyperNode, Conjugate, []Conjugate) {
	tau2 := p.variance * (1 - shrinkage) / shrinkage
	prior := Normal{location, math.Sqrt(tau2)}
	node := HyperNode{Mean: location, Strength: 1 / tau2, Shrinkage: shrinkage}
	return node, prior, prior.update(p.Estimates)
}

// update gives the posterior of every unit.
func (d Normal) update(data Estimates) []Conjugate {
	out := make([]Conjugate, len(data.Mean))
	for i, se := range data.SE {
		if math.IsInf(se, 1) {
			out[i] = d
			continue
		}
		own := d.Sigma * d.Sigma / (d.Sigma*d.Sigma + se*se)
		out[i] = Normal{own*data.Mean[i] + (1-own)*d.Mu, math.Sqrt(own) * se}
	}
	return out
}

func (p *meanPopulation) plugIn() Pool {
	fit, _ := FitNormal(p.Estimates, REML)
	if fit.Tau2 <= 0 {
		return pointPool(fit.Mean, len(p.Mean))
	}
	prior := Normal{fit.Mean, math.Sqrt(fit.Tau2)}
	shrinkage := p.variance / (p.variance + fit.Tau2)
	return Pool{
		Nodes: []HyperNode{{Weight: 1, Mean: fit.Mean, Strength: 1 / fit.Tau2, Shrinkage: shrinkage}},
		parts: [][]Conjugate{prior.update(p.Estimates)},
		prior: []Conjugate{prior},
	}
}
