package stats

import "math"

// Select is the pool of some of its units, in the order given, with the hyperparameters as all units show them: so that
// units with little data can inform the group without being ranked.
func (p Pool) Select(units []int) Pool {
	out := p
	out.parts = make([][]Conjugate, len(p.parts))
	for h, part := range p.parts {
		for _, i := range units {
			out.parts[h] = append(out.parts[h], part[i])
		}
	}
	if p.ranks != nil {
		ranks := p.ranks.Select(units)
		out.ranks = &ranks
	}
	return out
}

// balance makes a table of rank chances doubly stochastic again: every unit has a rank and every rank a unit. Quadrature
// keeps this to its own error, which grows where posteriors pile up at the end of the scale.
// Source: Sinkhorn & Knopp (1967), Pacific J Math 21:343.
func (t rankTable) balance(units int) {
	const rounds, enough = 40, 1e-12
	for range rounds {
		worst := 0.0
		for rank := range units {
			worst = math.Max(worst, math.Abs(rescale(t.pmf[rank:], units, units)-1))
		}
		for k := range units {
			rescale(t.pmf[k*units:], 1, units)
		}
		if worst < enough {
			return
		}
	}
}

// rescale divides n numbers, a stride apart, by their sum and gives that.
func rescale(xs []float64, stride, n int) float64 {
	sum := 0.0
	for i := range n {
		sum += xs[i*stride]
	}
	for i := range n {
		if sum > 0 {
			xs[i*stride] /= sum
		}
	}
	return sum
}
