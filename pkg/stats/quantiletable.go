package stats

import "math"

// quantileTable is the inverse distribution function of a mixture on its smooth scale: knots with their probabilities and
// densities, a cubic between them, and a guide that finds the knots for a probability at once.
type quantileTable struct {
	knots []knot
	guide [guideCells]int32
}

// knot is a point of the inverse distribution function; slope is dt/dp.
type knot struct{ p, t, slope float64 }

const guideCells = 128

// newQuantileTable sweeps over the mixture's parts together; not ok for points.
func newQuantileTable(m Mixture) (*quantileTable, bool) {
	units := make([]exponential, len(m.Parts))
	for i, part := range m.Parts {
		e, ok := part.exponential()
		if !ok {
			return nil, false
		}
		units[i] = e
	}
	s := newSweep(units, coarseSDs)
	table := &quantileTable{}
	for s.next() {
		for node := range panelNodes {
			table.add(s, m.Weights, node)
		}
	}
	table.guideTo()
	return table, len(table.knots) > 1
}

// add puts in the mixture's probability and density at a node; those without density are left out.
func (q *quantileTable) add(s *sweep, weights []float64, node int) {
	p, f := 0.0, 0.0
	for k := range s.units {
		if s.units[k].high <= s.start {
			p += weights[k]
		}
	}
	for _, k := range s.active {
		p += weights[k] * s.below[k][node]
		f += weights[k] * s.density[k][node] / s.wide
	}
	if last := len(q.knots) - 1; f > 0 && (last < 0 || p > q.knots[last].p) {
		q.knots = append(q.knots, knot{p, s.nodes.t[node], 1 / f})
	}
}

func (q *quantileTable) guideTo() {
	at := 0
	for cell := range q.guide {
		for at+2 < len(q.knots) && q.knots[at+1].p <= float64(cell)/guideCells {
			at++
		}
		q.guide[cell] = int32(at)
	}
}

// at is the quantile at u, by the cubic with the right slopes at both knots where it is monotone, else by a line.
func (q *quantileTable) at(u float64) float64 {
	i := int(q.guide[int(u*guideCells)])
	for i+2 < len(q.knots) && q.knots[i+1].p <= u {
		i++
	}
	from, to := &q.knots[i], &q.knots[i+1]
	h, rise := to.p-from.p, to.t-from.t
	x := math.Max(0, math.Min(1, (u-from.p)/h))
	a, b := from.slope*h, to.slope*h
	if a > 3*rise || b > 3*rise {
		return from.t + x*rise
	}
	return from.t + x*(a+x*(3*rise-2*a-b+x*(a+b-2*rise)))
}
