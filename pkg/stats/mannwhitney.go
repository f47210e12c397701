package stats

import (
	"math"
	"slices"
)

// RankSum is the result of a Mann-Whitney test of two samples.
type RankSum struct {
	// U counts the pairs in which the first sample is larger, ties as half.
	U float64
	// Superiority is U over the number of pairs: the chance that a value of the first sample beats one of the second.
	Superiority float64
	// ExactP is the exact two-sided p-value; there is none (HasExact false) with ties, or with 50 values or more.
	ExactP   float64
	HasExact bool
	// NormalP is the normal approximation with tie and continuity correction; none when all values are equal.
	NormalP   float64
	HasNormal bool
}

// MannWhitney tests whether one sample tends to be larger. Source: Mann & Whitney (1947), Ann Math Stat 18:50.
// It is undefined when a sample is empty.
func MannWhitney(a, b []float64) (r RankSum, ok bool) {
	if len(a) == 0 || len(b) == 0 {
		return r, false
	}
	r.U = pairsWon(a, b)
	pairs := float64(len(a)) * float64(len(b))
	r.Superiority = r.U / pairs
	ties := tieCubes(slices.Concat(a, b))
	if ties == 0 && len(a) < exactRanks && len(b) < exactRanks {
		r.ExactP, r.HasExact = exactRankSum(rankSumCounts(len(a), len(b)), r.U), true
	}
	n := float64(len(a) + len(b))
	variance := pairs / 12 * (n + 1 - ties/(n*(n-1)))
	if variance > 0 {
		d := math.Max(0, math.Abs(r.U-pairs/2)-0.5)
		r.NormalP, r.HasNormal = math.Min(1, normalTwoSided(d/math.Sqrt(variance))), true
	}
	return r, true
}

// pairsWon counts pairs with a > b, and half of those with a = b.
func pairsWon(a, b []float64) float64 {
	sorted := slices.Sorted(slices.Values(b))
	won := 0.0
	for _, x := range a {
		below, _ := slices.BinarySearch(sorted, x)
		equal := 0
		for below+equal < len(sorted) && sorted[below+equal] == x {
			equal++
		}
		won += float64(below) + float64(equal)/2
	}
	return won
}

// tieCubes is sum (t³-t) over the groups of t equal values.
func tieCubes(xs []float64) float64 {
	slices.Sort(xs)
	sum, run := 0.0, 1.0
	for i := 1; i <= len(xs); i++ {
		if i < len(xs) && xs[i] == xs[i-1] {
			run++
			continue
		}
		sum += run*run*run - run
		run = 1
	}
	return sum
}

func exactRankSum(pmf []float64, u float64) float64 {
	at := int(u)
	if at > (len(pmf)-1)/2 {
		at = len(pmf) - 1 - at // the distribution is symmetric
	}
	return math.Min(1, 2*Sum(pmf[:at+1]))
}
