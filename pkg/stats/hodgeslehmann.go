package stats

import "slices"

// HodgesLehmann is an estimate of location with its exact rank-test interval.
type HodgesLehmann struct {
	Estimate float64
	Interval
	// Exact is false where the sample is too small for the level; the interval is then the whole range of estimates.
	Exact bool
}

// maxPairs keeps the number of pairs, which grows with the square, in memory.
const maxPairs = 3000

// PseudoMedian is the median of all pairwise means (Walsh averages, each value with itself included) with the interval of
// the signed-rank test. Source: Hodges & Lehmann (1963), Ann Math Stat 34:598; Hollander & Wolfe, 3.2-3.3.
// It is undefined without values, and not computed for more than 3,000.
func PseudoMedian(xs []float64, level float64) (h HodgesLehmann, ok bool) {
	if len(xs) == 0 || len(xs) > maxPairs {
		return h, false
	}
	var walsh []float64
	for i := range xs {
		for j := i; j < len(xs); j++ {
			walsh = append(walsh, (xs[i]+xs[j])/2)
		}
	}
	return rankInterval(walsh, signedRankQuantile(len(xs), (1-level)/2)), true
}

// Shift is the median of all differences a-b with the interval of the rank-sum test; source as PseudoMedian, 4.2-4.3.
// It is undefined when a sample is empty, and not computed for more than 3,000 values in one.
func Shift(a, b []float64, level float64) (h HodgesLehmann, ok bool) {
	if len(a) == 0 || len(b) == 0 || max(len(a), len(b)) > maxPairs {
		return h, false
	}
	differences := make([]float64, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			differences = append(differences, x-y)
		}
	}
	return rankInterval(differences, rankSumQuantile(len(a), len(b), (1-level)/2)), true
}

// rankInterval reads the estimate and the limits from the sorted estimates: the q-th from each end, where q is the
// (1-level)/2 quantile of the test's null distribution.
func rankInterval(estimates []float64, q int) HodgesLehmann {
	slices.Sort(estimates)
	middle, _ := Median(estimates)
	h := HodgesLehmann{Estimate: middle, Exact: q > 0}
	at := min(max(q-1, 0), (len(estimates)-1)/2)
	h.Interval = Interval{estimates[at], estimates[len(estimates)-1-at]}
	return h
}

// discreteQuantile is the smallest k with P(X <= k) >= p, for probabilities of 0, 1, 2, …
func discreteQuantile(pmf []float64, p float64) int {
	sum := 0.0
	for k, q := range pmf {
		if sum += q; sum >= p-1e-13 {
			return k
		}
	}
	return len(pmf) - 1
}
