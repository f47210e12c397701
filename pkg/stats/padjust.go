package stats

import (
	"math"
	"sort"
)

// Bonferroni multiplies each p-value by their number: min(1, m p).
func Bonferroni(ps []float64) []float64 {
	out := make([]float64, len(ps))
	for i, p := range ps {
		out[i] = clampProbability(p * float64(len(ps)))
	}
	return out
}

// Holm is the step-down adjustment, the running maximum of (m-i+1) p(i); it controls the chance of any false claim under
// every dependence. Source: Holm (1979), Scand J Stat 6:65.
func Holm(ps []float64) []float64 {
	m := float64(len(ps))
	return adjust(ps, true, func(rank float64) float64 { return m - rank + 1 })
}

// Hochberg is the step-up twin of Holm, the running minimum from the top; valid for independent or positively dependent
// tests. Source: Hochberg (1988), Biometrika 75:800.
func Hochberg(ps []float64) []float64 {
	m := float64(len(ps))
	return adjust(ps, false, func(rank float64) float64 { return m - rank + 1 })
}

// BenjaminiHochberg adjusts for the false discovery rate: the running minimum from the top of m p(i)/i.
// Source: Benjamini & Hochberg (1995), JRSS-B 57:289.
func BenjaminiHochberg(ps []float64) []float64 {
	m := float64(len(ps))
	return adjust(ps, false, func(rank float64) float64 { return m / rank })
}

// BenjaminiYekutieli is BenjaminiHochberg times sum 1/i, valid under every dependence.
// Source: Benjamini & Yekutieli (2001), Ann Stat 29:1165.
func BenjaminiYekutieli(ps []float64) []float64 {
	m, harmonic := float64(len(ps)), 0.0
	for i := range ps {
		harmonic += 1 / float64(i+1)
	}
	return adjust(ps, false, func(rank float64) float64 { return harmonic * m / rank })
}

// adjust multiplies the p-value of each rank (1 is the smallest) and makes the result monotone, from the smallest up
// (stepDown) or from the largest down.
func adjust(ps []float64, stepDown bool, factor func(rank float64) float64) []float64 {
	order := ascending(ps)
	out := make([]float64, len(ps))
	running := 0.0
	if !stepDown {
		running = 1
	}
	for step := range order {
		rank := step
		if !stepDown {
			rank = len(order) - 1 - step
		}
		p := clampProbability(ps[order[rank]] * factor(float64(rank+1)))
		if stepDown {
			running = math.Max(running, p)
		} else {
			running = math.Min(running, p)
		}
		out[order[rank]] = running
	}
	return out
}

// ascending gives the positions of the values from the smallest to the largest, ties by position.
func ascending(xs []float64) []int {
	order := make([]int, len(xs))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return xs[order[i]] < xs[order[j]] })
	return order
}

func clampProbability(p float64) float64 {
	if !(p > 0) {
		return 0
	}
	return math.Min(1, p)
}
