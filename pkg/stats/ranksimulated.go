package stats

import (
	"hash/fnv"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
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
		draw[i].stream.Seed(streamSeed(opt.Seed, opt.IDs, i))
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

// streamSeed makes the two words of a generator's seed from the common seed and the unit's ID. The words are scrambled,
// because generators started from similar states run alike.
func streamSeed(seed uint64, ids []string, i int) (high, low uint64) {
	name := strconv.Itoa(i)
	if i < len(ids) {
		name = ids[i]
	}
	h := fnv.New64a()
	h.Write([]byte(name))
	high = scramble(seed ^ scramble(h.Sum64()))
	return high, scramble(high)
}

// scramble is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// drawer draws one unit's values from its own stream.
type drawer struct {
	table  *quantileTable
	stream rand.PCG
}

// drawBlock is the number of draws made of one unit before the next, which keeps its table at hand.
const drawBlock = 64

// rankCounts counts how often each unit takes each rank, unit by rank.
func rankCounts(draw []drawer, draws int) []uint32 {
	k := len(draw)
	counts := make([]uint32, k*k)
	keys := make([]uint64, drawBlock*k)
	for done := 0; done < draws; done += drawBlock {
		rows := min(drawBlock, draws-done)
		for i := range draw {
			for row := range rows {
				keys[row*k+i] = draw[i].key(i, k)
			}
		}
		for row := range rows {
			tally(keys[row*k:(row+1)*k], counts)
		}
	}
	return counts
}

// key is a draw in the order of uint64, the largest value first, with the unit in its last digits; so that sorting needs
// no comparison function and ties go by unit.
func (d *drawer) key(unit, units int) uint64 {
	u := float64(d.stream.Uint64()>>11+1) * (1.0 / (1<<53 + 1))
	v := math.Float64bits(d.table.at(u))
	if v>>63 == 0 {
		v ^= 1<<63 - 1 // a positive value: the larger, the earlier
	}
	width := bits.Len(uint(units - 1))
	return v>>width<<width | uint64(unit)
}

// tally sorts one draw and counts the ranks.
func tally(keys []uint64, counts []uint32) {
	k := len(keys)
	unit := uint64(1)<<bits.Len(uint(k-1)) - 1
	slices.Sort(keys)
	for rank, key := range keys {
		counts[int(key&unit)*k+rank]++
	}
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
