package stats

// certain is the probability from which on a comparison at some value is taken as decided, and the weight below which a
// unit is left out at a node.
const certain = 1e-12

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

	above  []float64 // P(unit > x)
	count  []float64 // distribution of the number of open units above x
	open   []int     // units whose comparison with x is open
	loads  []float64 // their weight, density times quadrature weight
	odds   []float64 // 1/(1-p), or 1/p
	left   []float64 // coefficients with the unit taken out
	low    []int     // room for the lists of units to take out
	high   []int
	offset int // units certainly above x
}

func newRankIntegral(units []exponential, pairwise bool) *rankIntegral {
	k := len(units)
	r := &rankIntegral{sweep: newSweep(units), pmf: make([]float64, k*k)}
	r.above = make([]float64, k)
	r.count = make([]float64, k+1)
	r.loads, r.odds, r.left = make([]float64, k), make([]float64, k), make([]float64, k)
	r.low, r.high = make([]int, 0, k), make([]int, 0, k)
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
		case p >= 1-certain:
			r.offset++
		case p > certain:
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
		if p := r.above[k]; p > certain && p < 1-certain || load < certain {
			continue
		}
		r.addSettled(k, load)
	}
}

// split picks the open units with weight at the node: those more likely below x, and those more likely above.
func (r *rankIntegral) split(node int) (low, high []int) {
	low, high = r.low[:0], r.high[:0]
	for _, k := range r.open {
		r.loads[k] = unitPanel.weight[node] * r.density[k][node]
		switch {
		case r.loads[k] < certain:
		case r.above[k] <= 0.5:
			low = append(low, k)
		default:
			high = append(high, k)
		}
	}
	return low, high
}

// peelForward takes each unit out of the count from the lowest coefficient on; stable for p <= 1/2.
func (r *rankIntegral) peelForward(units []int) {
	for _, k := range units {
		r.odds[k], r.left[k] = 1/(1-r.above[k]), 0
	}
	size := len(r.units)
	for rank := range r.open {
		c, row := r.count[rank], r.pmf[(rank+r.offset)*size:(rank+r.offset+1)*size]
		for _, k := range units {
			q := (c - r.above[k]*r.left[k]) * r.odds[k]
			r.left[k] = q
			row[k] += r.loads[k] * q
		}
	}
}

// peelBackward takes each unit out from the highest coefficient down; stable for p >= 1/2.
func (r *rankIntegral) peelBackward(units []int) {
	for _, k := range units {
		r.odds[k], r.left[k] = 1/r.above[k], 0
	}
	size := len(r.units)
	for rank := len(r.open) - 1; rank >= 0; rank-- {
		c, row := r.count[rank+1], r.pmf[(rank+r.offset)*size:(rank+r.offset+1)*size]
		for _, k := range units {
			q := (c - (1-r.above[k])*r.left[k]) * r.odds[k]
			r.left[k] = q
			row[k] += r.loads[k] * q
		}
	}
}

// addSettled adds a unit that lies in its own far tail: it does not take part in the open count.
func (r *rankIntegral) addSettled(k int, load float64) {
	offset := r.offset
	if r.above[k] >= 1-certain {
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
