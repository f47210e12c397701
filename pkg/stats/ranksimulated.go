package stats

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"sort"
	"strconv"
)

// simulate ranks by drawing from each unit's own posterior. Above ExactRankLimit units the hyperparameters are known so
// well that their common uncertainty, which links the units, is left out.
func (r *Ranking) simulate(p Pool, opt RankOptions) bool {
	k := p.Len()
	draw := make([]drawer, k)
	for i := range draw {
		table, ok := newQuantileTable(p.Unit(i))
		if !ok {
			return r.integrate(p, opt) // points are ranked without simulation
		}
		draw[i] = drawer{table: table}
		draw[i].stream.Seed(opt.Seed, streamID(opt.IDs, i))
	}
	counts := rankCounts(draw, opt.Draws)
	pmf := make([]float64, k)
	for i := range k {
		for rank := range pmf {
			pmf[rank] = float64(counts[i*k+rank]) / float64(opt.Draws)
		}
		u := summariseRank(pmf, opt)
		u.PMF = nil
		r.Units = append(r.Units, u)
	}
	r.Draws = opt.Draws
	return true
}

// streamID is a hash of the unit's ID.
func streamID(ids []string, i int) uint64 {
	name := strconv.Itoa(i)
	if i < len(ids) {
		name = ids[i]
	}
	h := fnv.New64a()
	h.Write([]byte(name))
	return h.Sum64()
}

// drawer draws one unit's values from its own stream.
type drawer struct {
	table  *quantileTable
	stream rand.PCG
}

// rankCounts counts how often each unit takes each rank, unit by rank.
func rankCounts(draw []drawer, draws int) []uint32 {
	k := len(draw)
	counts := make([]uint32, k*k)
	values := make([]drawn, k)
	for range draws {
		for i := range draw {
			u := float64(draw[i].stream.Uint64()>>11+1) * (1.0 / (1<<53 + 1))
			values[i] = drawn{draw[i].table.at(u), int32(i)}
		}
		sortDescending(values)
		for rank, v := range values {
			counts[int(v.unit)*k+rank]++
		}
	}
	return counts
}

// drawn is one value on the smooth scale of its family.
type drawn struct {
	value float64
	unit  int32
}

// sortDescending sorts by value, ties by unit.
func sortDescending(values []drawn) {
	sort.Slice(values, func(i, j int) bool {
		if values[i].value != values[j].value {
			return values[i].value > values[j].value
		}
		return values[i].unit < values[j].unit
	})
}

// quantileTable is the inverse distribution function of a mixture on its smooth scale: knots with their probabilities and
// densities, a cubic between them, and a guide that finds the knots for a probability at once.
type quantileTable struct {
	t, p, slope []float64 // slope is dt/dp
	guide       []int32
}

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
	s := newSweep(units)
	table := &quantileTable{}
	for s.next() {
		for node := range panelNodes {
			table.knot(s, m.Weights, node)
		}
	}
	table.guideTo()
	return table, len(table.t) > 1
}

// knot adds the mixture's probability and density at a node; those without density are left out.
func (q *quantileTable) knot(s *sweep, weights []float64, node int) {
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
	if last := len(q.p) - 1; f > 0 && (last < 0 || p > q.p[last]) {
		q.t, q.p, q.slope = append(q.t, s.nodes.t[node]), append(q.p, p), append(q.slope, 1/f)
	}
}

func (q *quantileTable) guideTo() {
	q.guide = make([]int32, guideCells)
	at := 0
	for cell := range q.guide {
		for at+2 < len(q.p) && q.p[at+1] <= float64(cell)/guideCells {
			at++
		}
		q.guide[cell] = int32(at)
	}
}

// at is the quantile at u, by the cubic with the right slopes at both knots where it is monotone, else by a line.
func (q *quantileTable) at(u float64) float64 {
	i := int(q.guide[int(u*guideCells)])
	for i+2 < len(q.p) && q.p[i+1] <= u {
		i++
	}
	h, rise := q.p[i+1]-q.p[i], q.t[i+1]-q.t[i]
	x := math.Max(0, math.Min(1, (u-q.p[i])/h))
	a, b := q.slope[i]*h, q.slope[i+1]*h
	if a > 3*rise || b > 3*rise {
		return q.t[i] + x*rise
	}
	return q.t[i] + x*(a+x*(3*rise-2*a-b+x*(a+b-2*rise)))
}
