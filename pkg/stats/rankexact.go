package stats

// From these chances on a comparison at some value is taken as decided, and below these weights a unit is left out at a node:
// fine and coarse, as the panels.
const (
	fineDoubt   = 1e-12
	coarseDoubt = 1e-7
)

// rankIntegral accumulates the rank distributions of independent units:
//
//	P(R_k = r) = integral f_k(x) PoisBin(r-1; {1 - F_j(x)}, j != k) dx
//
// At each node the number of units above x has the Poisson-binomial distribution of all units, by the forward recursion;
// taking unit k out again is one division of polynomials, run from the end at which it is stable.
type rankIntegral struct {
	*sweep
	// pmf holds rank by unit: pmf[r*K+k].
	pmf  []float64
	pair []float64 // pair[k*K+j] = P(k > j); nil when not asked for

	doubt  float64
	above  []float64 // P(unit > x)
	count  []float64 // distribution of the number of open units above x
	open   []int     // units whose comparison with x is open
	low    []peeled  // room for the lists of units to take out
	high   []peeled
	offset int // units certainly above x
}

func newRankIntegral(units []exponential, sds float64, pairwise bool) *rankIntegral {
	k := len(units)
	r := &rankIntegral{sweep: newSweep(units, sds), pmf: make([]float64, k*k)}
	if r.doubt = fineDoubt; sds > fineSDs {
		r.doubt = coarseDoubt
	}
	r.above = make([]float64, k)
	r.count = make([]float64, k+1)
	r.low, r.high = make([]peeled, 0, k), make([]peeled, 0, k)
	if pairwise {
		r.pair = make([]float64, k*k)
	}
	return r
}

// run integrates over the whole line.
func (r *rankIntegral) run() {
	for r.next() {
		for node := range panelNodes {
			r.compareAt(node)
			r.addRanks(node)
			if r.pair != nil {
				r.addPairs(node)
			}
		}
	}
}

// compareAt finds each unit's chance to be above the node, and the distribution of how many are.
func (r *rankIntegral) compareAt(node int) {
	for k := range r.units {
		r.above[k] = 1
		if r.units[k].low < r.start {
			r.above[k] = 0
		}
	}
	for _, k := range r.active {
		r.above[k] = 1 - r.below[k][node]
	}
	r.open, r.offset = r.open[:0], 0
	r.count[0] = 1
	for k, p := range r.above {
		switch {
		case p >= 1-r.doubt:
			r.offset++
		case p > r.doubt:
			r.extend(p)
			r.open = append(r.open, k)
		}
	}
}

// extend multiplies the distribution of the count by (1-p) + p z.
func (r *rankIntegral) extend(p float64) {
	n := len(r.open)
	c := r.count[:n+2]
	q := 1 - p
	c[n+1] = p * c[n]
	for i := n; i > 0; i-- {
		c[i] = q*c[i] + p*c[i-1]
	}
	c[0] *= q
}

// addRanks adds the node's share to the rank distributions of the units that have density there.
func (r *rankIntegral) addRanks(node int) {
	w := unitPanel.weight[node]
	low, high := r.split(node)
	r.peelForward(low)
	r.peelBackward(high)
	for _, k := range r.active {
		load := w * r.density[k][node]
		if p := r.above[k]; p > r.doubt && p < 1-r.doubt || load < r.doubt {
			continue
		}
		r.addSettled(k, load)
	}
}

// peeled is a unit being taken out of the count: its chance on the side the division runs from, the factor of the division,
// its weight and the last coefficient of the quotient.
type peeled struct {
	chance, factor, load, left float64
	unit                       int
}

// split picks the open units with weight at the node: those more likely below x, and those more likely above.
func (r *rankIntegral) split(node int) (low, high []peeled) {
	low, high = r.low[:0], r.high[:0]
	for _, k := range r.open {
		load, p := unitPanel.weight[node]*r.density[k][node], r.above[k]
		switch {
		case load < r.doubt:
		case p <= 0.5:
			low = append(low, peeled{p, 1 / (1 - p), load, 0, k})
		default:
			high = append(high, peeled{1 - p, 1 / p, load, 0, k})
		}
	}
	return low, high
}

// peelForward takes each unit out of the count from the lowest coefficient on; stable for chances up to 1/2.
func (r *rankIntegral) peelForward(units []peeled) {
	for rank := range r.open {
		r.peel(units, r.count[rank], rank)
	}
}

// peelBackward takes each unit out from the highest coefficient down; stable for the others.
func (r *rankIntegral) peelBackward(units []peeled) {
	for rank := len(r.open) - 1; rank >= 0; rank-- {
		r.peel(units, r.count[rank+1], rank)
	}
}

// peel does one step of the division for all units and adds their weighted coefficients to the rank.
func (r *rankIntegral) peel(units []peeled, coefficient float64, rank int) {
	size := len(r.units)
	row := r.pmf[(rank+r.offset)*size : (rank+r.offset+1)*size]
	for i := range units {
		u := &units[i]
		u.left = (coefficient - u.chance*u.left) * u.factor
		row[u.unit] += u.load * u.left
	}
}

// addSettled adds a unit that lies in its own far tail: it does not take part in the open count.
func (r *rankIntegral) addSettled(k int, load float64) {
	offset := r.offset
	if r.above[k] >= 1-r.doubt {
		offset--
	}
	for i := 0; i <= len(r.open); i++ {
		r.pmf[(i+offset)*len(r.units)+k] += load * r.count[i]
	}
}

func (r *rankIntegral) addPairs(node int) {
	size := len(r.units)
	for _, k := range r.active {
		load := unitPanel.weight[node] * r.density[k][node]
		row := r.pair[k*size : (k+1)*size]
		for j := range row {
			row[j] += load * (1 - r.above[j])
		}
	}
}
