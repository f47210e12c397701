package stats

import (
	"runtime"
	"sync"
)

// rankTable holds rank distributions, unit by rank, and the pairwise chances, unit by unit.
type rankTable struct{ pmf, pair []float64 }

func newRankTable(k int, pairwise bool) rankTable {
	t := rankTable{pmf: make([]float64, k*k)}
	if pairwise {
		t.pair = make([]float64, k*k)
	}
	return t
}

func (t rankTable) add(part rankTable, weight float64) {
	for i, v := range part.pmf {
		t.pmf[i] += weight * v
	}
	for i := range t.pair {
		t.pair[i] += weight * part.pair[i]
	}
}

// rankNodes ranks the pool at each of its nodes, several at a time; the results come in the order of the nodes.
func rankNodes(p Pool, sds float64, pairwise bool) (parts []rankTable, ok bool) {
	parts = make([]rankTable, len(p.parts))
	fine := make([]bool, len(p.parts))
	var wait sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(p.parts))
	for w := range workers {
		wait.Go(func() {
			for h := w; h < len(p.parts); h += workers {
				parts[h], fine[h] = rankNode(p.parts[h], sds, pairwise)
			}
		})
	}
	wait.Wait()
	ok = true
	for _, f := range fine {
		ok = ok && f
	}
	return parts, ok
}

// rankNode ranks independent units: all with densities on one scale, or all points.
func rankNode(units []Conjugate, sds float64, pairwise bool) (rankTable, bool) {
	smooth := make([]exponential, 0, len(units))
	for _, u := range units {
		if e, ok := u.exponential(); ok {
			smooth = append(smooth, e)
		}
	}
	if len(smooth) == 0 {
		return rankPoints(units, pairwise), true
	}
	if len(smooth) < len(units) {
		return rankTable{}, false
	}
	for i := range smooth {
		if smooth[i].scale != smooth[0].scale {
			return rankTable{}, false
		}
	}
	r := newRankIntegral(smooth, sds, pairwise)
	r.run()
	return r.table(), true
}

// table turns the accumulated integrals round, unit by rank, and makes each distribution add up to one.
func (r *rankIntegral) table() rankTable {
	size := len(r.units)
	t := newRankTable(size, false)
	for k := range size {
		row := t.pmf[k*size : (k+1)*size]
		for rank := range row {
			row[rank] = max(0, r.pmf[rank*size+k])
		}
		total := Sum(row)
		for rank := range row {
			row[rank] /= total
		}
		if r.pair != nil {
			r.pair[k*size+k] = 0.5
		}
	}
	t.pair = r.pair
	return t
}

// rankPoints ranks values taken as known; equal ones share their ranks evenly.
func rankPoints(units []Conjugate, pairwise bool) rankTable {
	size := len(units)
	t := newRankTable(size, pairwise)
	for k, u := range units {
		above, same := 0, 0
		for j, other := range units {
			switch half := halfStep(other.Mean(), u.Mean()); half {
			case 1:
				above++
			case 0.5:
				same++
			}
			if pairwise {
				t.pair[k*size+j] = halfStep(u.Mean(), other.Mean())
			}
		}
		for i := range same {
			t.pmf[k*size+above+i] = 1 / float64(same)
		}
	}
	return t
}
