package stats

import (
	"hash/fnv"
	"math"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"sync"
)

// simulate ranks by drawing from each unit's own posterior. Above ExactRankLimit units the hyperparameters are known so
// well that their common uncertainty, which links the units, is left out.
func (r *Ranking) simulate(p Pool, opt RankOptions) bool {
	k := p.Len()
	draw := make([]drawer, k)
	for i := range draw {
		table, ok := newQuantileTable(p.Unit(i))
		if !ok {
			return r.integrate(p, coarseSDs, opt) // points are ranked without simulation
		}
		draw[i].table = table
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

// rankCounts counts how often each unit takes each rank, unit by rank. Units are drawn and rows are sorted several at a
// time; as counts are whole, the result does not depend on how many.
func rankCounts(draw []drawer, draws int) []uint32 {
	k := len(draw)
	workers := min(runtime.GOMAXPROCS(0), 4)
	counts := make([][]uint32, workers)
	for w := range counts {
		counts[w] = make([]uint32, k*k)
	}
	keys := make([]uint64, drawBlock*k)
	for done := 0; done < draws; done += drawBlock {
		rows := min(drawBlock, draws-done)
		eachOf(workers, k, func(_, i int) {
			for row := range rows {
				keys[row*k+i] = draw[i].key(i, k)
			}
		})
		eachOf(workers, rows, func(w, row int) { tally(keys[row*k:(row+1)*k], counts[w]) })
	}
	for _, more := range counts[1:] {
		for i, n := range more {
			counts[0][i] += n
		}
	}
	return counts[0]
}

// eachOf runs f for 0 … n-1, shared out among workers in runs of neighbours.
func eachOf(workers, n int, f func(worker, i int)) {
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w * n / workers; i < (w+1)*n/workers; i++ {
				f(w, i)
			}
		})
	}
	wait.Wait()
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
