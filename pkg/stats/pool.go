package stats

// Pool is what is known of a group of units together: their posteriors given shared hyperparameters, at each of a set of
// weighted nodes of these. Given a node the units are independent; over the nodes they are not.
type Pool struct {
	// Nodes are the hyperparameters with their posterior weights, which add up to one. A plug-in fit has one node.
	Nodes []HyperNode
	// parts holds the posteriors, node by unit.
	parts [][]Conjugate
	prior []Conjugate
	ranks *Pool // the same with fewer nodes, for ranking; nil where it is the pool itself
}

// HyperNode is one value of the hyperparameters.
type HyperNode struct {
	Weight float64
	// Mean is the mean over units: of proportions, rates or means.
	Mean float64
	// Strength says how much the units agree: the prior's trials, exposure or precision (1/tau²). Infinite agreement is
	// marked by Shrinkage 1, with Strength 0.
	Strength float64
	// Shrinkage is the weight of the group in the estimate of a typical unit, between 0 and 1.
	Shrinkage float64
}

// Independent is the pool of units that share nothing, or whose hyperparameters are taken as known.
func Independent(units []Conjugate) Pool {
	return Pool{Nodes: []HyperNode{{Weight: 1}}, parts: [][]Conjugate{units}}
}

// Len is the number of units.
func (p Pool) Len() int {
	if len(p.parts) == 0 {
		return 0
	}
	return len(p.parts[0])
}

// Unit is the posterior of unit i.
func (p Pool) Unit(i int) Mixture {
	m := Mixture{Weights: p.weights(), Parts: make([]Conjugate, len(p.parts))}
	for h, units := range p.parts {
		m.Parts[h] = units[i]
	}
	return m
}

// Prior is what is known of a further unit of the same population before its data; ok is false where the pool has no
// population, as with independent units.
func (p Pool) Prior() (prior Mixture, ok bool) {
	return Mixture{Weights: p.weights(), Parts: p.prior}, len(p.prior) > 0
}

// Shrinkage is the posterior mean weight of the group in a typical unit's estimate: 1 means that no differences are
// detectable, 0 that the units have nothing in common.
func (p Pool) Shrinkage() float64 {
	return p.expect(func(n HyperNode) float64 { return n.Shrinkage })
}

// GroupMean is the posterior mean of the mean over units.
func (p Pool) GroupMean() float64 { return p.expect(func(n HyperNode) float64 { return n.Mean }) }

func (p Pool) expect(f func(HyperNode) float64) float64 {
	terms := make([]float64, len(p.Nodes))
	for i, n := range p.Nodes {
		terms[i] = n.Weight * f(n)
	}
	return Sum(terms)
}

func (p Pool) weights() []float64 {
	out := make([]float64, len(p.Nodes))
	for i, n := range p.Nodes {
		out[i] = n.Weight
	}
	return out
}

// Pooling says what is done with the hyperparameters of a population.
type Pooling int

const (
	// Integrated takes every value of mean and strength with its posterior weight: the default. In small groups it is
	// the only one whose intervals cover what they promise.
	Integrated Pooling = iota
	// StrengthIntegrated integrates the strength alone, with the mean at its most probable value given the strength.
	StrengthIntegrated
	// PlugIn takes the maximum-likelihood fit as known. Right for hundreds of units; far too sure below fifty.
	PlugIn
)

// PoolOptions are the choices of a pooled estimate; the zero value is the default.
type PoolOptions struct {
	Pooling Pooling
	// Scale sets the prior of the strength M: M/(M+Scale) is uniform on (0, 1) (Christiansen & Morris 1997, JASA 92:618).
	// Zero means the median trials, exposure or precision of the units that have any.
	Scale float64
}

// scaleFor is the scale asked for, or the median of the positive sizes; ok is false where there is none.
func (o PoolOptions) scaleFor(sizes []float64) (scale float64, ok bool) {
	if o.Scale > 0 {
		return o.Scale, true
	}
	var positive []float64
	for _, s := range sizes {
		if s > 0 {
			positive = append(positive, s)
		}
	}
	return Median(positive)
}
