package stats

import "math"

// Homogeneity is a test of whether units differ at all.
type Homogeneity struct {
	ChiSquare float64
	// DF is the number of units with data, less one. With none, P is 1.
	DF int
	// P is the chance of at least this much scatter when all units are the same.
	P float64
}

// HomogeneityOfProportions is Pearson's test: sum (y-np)²/(np(1-p)) on K-1 degrees of freedom, p the pooled proportion.
// Source: Pearson (1900), Phil Mag 50:157. It is undefined when nobody has trials; where all trials agree, P is 1.
func HomogeneityOfProportions(d Proportions) (h Homogeneity, ok bool) {
	if !d.valid() {
		return h, false
	}
	p := d.Pooled()
	terms := make([]float64, 0, len(d.Trials))
	for i, n := range d.Trials {
		if n > 0 && p > 0 && p < 1 {
			miss := d.Successes[i] - n*p
			terms = append(terms, miss*miss/(n*p*(1-p)))
		}
	}
	return homogeneity(terms, positives(d.Trials)), true
}

// HomogeneityOfRates is the same for counts with exposure: sum (y-er)²/(er), r the pooled rate.
// It is undefined when nobody has exposure.
func HomogeneityOfRates(d Rates) (h Homogeneity, ok bool) {
	if !d.valid() {
		return h, false
	}
	r := d.Pooled()
	terms := make([]float64, 0, len(d.Exposure))
	for i, e := range d.Exposure {
		if e > 0 && r > 0 {
			miss := d.Events[i] - e*r
			terms = append(terms, miss*miss/(e*r))
		}
	}
	return homogeneity(terms, positives(d.Exposure)), true
}

func homogeneity(terms []float64, units int) Homogeneity {
	h := Homogeneity{ChiSquare: Sum(terms), DF: max(0, units-1), P: 1}
	if h.DF > 0 {
		h.P = chiSquareUpper(h.ChiSquare, float64(h.DF))
	}
	return h
}

func positives(xs []float64) int {
	n := 0
	for _, x := range xs {
		if x > 0 {
			n++
		}
	}
	return n
}

// TaroneZ tests proportions for more scatter than the binomial's: (sum (y-np)²/(p(1-p)) - sum n)/sqrt(2 sum n(n-1)).
// Its numerator is the score at infinite agreement: where it is not positive, the likelihood has no interior maximum.
// Source: Tarone (1979), Biometrika 66:585. It is undefined where all trials agree, or no unit has two.
func TaroneZ(d Proportions) (z float64, ok bool) {
	numerator, ok := taroneScore(d)
	spread := 0.0
	for _, n := range d.Trials {
		spread += n * (n - 1)
	}
	if !ok || !(spread > 0) {
		return 0, false
	}
	return numerator / math.Sqrt(2*spread), true
}

func taroneScore(d Proportions) (score float64, ok bool) {
	if !d.valid() {
		return 0, false
	}
	p := d.Pooled()
	if !(p > 0 && p < 1) {
		return 0, false
	}
	terms := make([]float64, 0, 2*len(d.Trials))
	for i, n := range d.Trials {
		miss := d.Successes[i] - n*p
		terms = append(terms, miss*miss/(p*(1-p)), -n)
	}
	return Sum(terms), true
}

// boundaryP is the p-value of a likelihood ratio for a variance that cannot be negative: half chi-square(1), half a point
// at zero. Source: Self & Liang (1987), JASA 82:605.
func boundaryP(ratio float64) float64 {
	if ratio <= 0 {
		return 1
	}
	return 0.5 * chiSquareUpper(ratio, 1)
}
