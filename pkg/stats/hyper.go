package stats

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
)

// population is a two-parameter distribution of units, seen through their data with the units integrated out. The
// location runs over the whole line: logit of a mean proportion, logarithm of a mean rate, or a mean.
type population interface {
	// logLik is the marginal log-likelihood up to a constant, at a location and a shrinkage in (0, 1).
	logLik(location, shrinkage float64) float64
	// logPrior is the log density of the prior of the location.
	logPrior(location float64) float64
	// start is a first guess of the location and of its uncertainty.
	start() (location, sd float64)
	// units is the number of units.
	units() int
	// at gives the prior and the posteriors of all units, at a node.
	at(location, shrinkage float64) (node HyperNode, prior Conjugate, units []Conjugate)
}

// negligible is the log-likelihood below the best at which a shrinkage is not looked at.
const negligible = 18

// resolution is the density of the nodes.
type resolution struct {
	shrinkage int     // Gauss-Legendre nodes over the plausible range of the shrinkage
	step      float64 // standard deviations between the nodes of the location; the trapezoidal rule is near exact
	reach     int     // nodes on either side
	lightest  float64 // weight relative to the heaviest below which a node is left out
}

var (
	fine   = resolution{16, 1, 5, 1e-8}
	coarse = resolution{10, 1.5, 2, 1e-5}
)

// The more units, the better the hyperparameters are known and the less each unit depends on them. Up to fewUnits the fine
// nodes serve for everything; up to ExactRankLimit ranks use the coarse ones, which moves no chance by more than 0.0003;
// above, the coarse ones serve for everything.
const fewUnits = 20

// integrate lays nodes over shrinkage (uniform prior) and location, weighs them by the posterior and drops the
// negligible ones. With fixLocation the location stays at its conditional mode. Source: the uniform shrinkage prior of
// Christiansen & Morris (1997), JASA 92:618; adaptive quadrature as Naylor & Smith (1982), Applied Stat 31:214.
func integrate(p population, fixLocation bool) Pool {
	if p.units() > ExactRankLimit {
		return integrateAt(p, fixLocation, coarse)
	}
	pool := integrateAt(p, fixLocation, fine)
	if p.units() > fewUnits {
		ranks := integrateAt(p, fixLocation, coarse)
		pool.ranks = &ranks
	}
	return pool
}

func integrateAt(p population, fixLocation bool, r resolution) Pool {
	s := searcher{population: p, fixed: fixLocation, resolution: r}
	s.location, s.sd = p.start()
	low, high := s.plausible()
	at, weight := make([]float64, s.shrinkage), make([]float64, s.shrinkage)
	quad.Legendre{}.FixedLocations(at, weight, low, high)
	var found []candidate
	for i := len(at) - 1; i >= 0; i-- {
		s.climb(at[i])
		found = append(found, s.spread(at[i], weight[i])...)
	}
	return collect(p, found, s.lightest)
}

// candidate is a node with its unnormalised log weight.
type candidate struct{ location, shrinkage, logWeight float64 }

// searcher follows the conditional mode of the location as the shrinkage changes.
type searcher struct {
	population
	resolution
	fixed        bool
	location, sd float64
}

// objective includes the prior of the location also where only its mode is used: without it there is no mode when nobody
// has a success.
func (s *searcher) objective(location, shrinkage float64) float64 {
	return s.logLik(location, shrinkage) + s.logPrior(location)
}

// climb moves to the mode of the location at a shrinkage, by Newton steps on differences. The nodes are laid around it,
// so that it need not be exact unless it is used alone.
func (s *searcher) climb(shrinkage float64) {
	rounds, enough := 12, 0.02
	if s.fixed {
		rounds, enough = 30, 1e-5
	}
	for range rounds {
		h := 0.1 * s.sd
		here := s.objective(s.location, shrinkage)
		up, down := s.objective(s.location+h, shrinkage), s.objective(s.location-h, shrinkage)
		slope, curvature := (up-down)/(2*h), (2*here-up-down)/(h*h)
		step := math.Copysign(s.sd, slope)
		if curvature > 0 {
			s.sd = math.Min(4*s.sd, math.Max(s.sd/4, 1/math.Sqrt(curvature)))
			step = math.Max(-3*s.sd, math.Min(3*s.sd, slope/curvature))
		}
		s.location += step
		if math.Abs(step) < enough*s.sd && curvature*s.sd*s.sd > 0.5 && curvature*s.sd*s.sd < 2 {
			return
		}
	}
}

// plausible brackets the shrinkages whose likelihood is not negligible beside the best one.
func (s *searcher) plausible() (low, high float64) {
	const steps, reach = 24, 9.0
	var at, fit [steps + 1]float64
	best := math.Inf(-1)
	for i := steps; i >= 0; i-- {
		at[i] = 1 / (1 + math.Exp(reach-2*reach*float64(i)/steps))
		s.climb(at[i])
		fit[i] = s.objective(s.location, at[i]) + math.Log(s.sd)
		best = math.Max(best, fit[i])
	}
	low, high = 0, 1
	for i := 0; i < steps && fit[i+1] < best-negligible; i++ {
		low = at[i]
	}
	for i := steps; i > 0 && fit[i-1] < best-negligible; i-- {
		high = at[i]
	}
	if !(low < high) { // a likelihood beyond what float64 holds
		return 0, 1
	}
	return low, high
}

// spread lays location nodes around the mode, or one on it.
func (s *searcher) spread(shrinkage, weight float64) []candidate {
	if s.fixed {
		v := s.objective(s.location, shrinkage)
		return []candidate{{s.location, shrinkage, v + math.Log(weight)}}
	}
	var out []candidate
	for i := -s.reach; i <= s.reach; i++ {
		t := s.location + float64(i)*s.step*s.sd
		v := s.objective(t, shrinkage)
		out = append(out, candidate{t, shrinkage, v + math.Log(weight*s.sd)})
	}
	return out
}

// collect turns the heavy candidates into a pool with normalised weights.
func collect(p population, found []candidate, lightest float64) Pool {
	best := math.Inf(-1)
	for _, c := range found {
		best = math.Max(best, c.logWeight)
	}
	var pool Pool
	total := 0.0
	for _, c := range found {
		w := math.Exp(c.logWeight - best)
		if !(w > lightest) {
			continue
		}
		node, prior, units := p.at(c.location, c.shrinkage)
		node.Weight = w
		total += w
		pool.Nodes = append(pool.Nodes, node)
		pool.prior = append(pool.prior, prior)
		pool.parts = append(pool.parts, units)
	}
	for i := range pool.Nodes {
		pool.Nodes[i].Weight /= total
	}
	return pool
}
