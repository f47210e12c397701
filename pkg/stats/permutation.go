package stats

import (
	"math"
	"slices"
)

// maxAssignments is how many ways of splitting the values are tried; beyond it the exact test is not computed.
const maxAssignments = 20_000_000

// PermutationTest is the exact two-sided test of a difference of means: the share of all ways to split the values into
// samples of these sizes whose difference is at least as large in absolute value.
// Source: Fisher (1935); Pitman (1937), JRSS Suppl 4:119.
// It is undefined when a sample is empty, and not computed beyond twenty million ways.
func PermutationTest(a, b []float64) (p float64, ok bool) {
	if len(a) == 0 || len(b) == 0 || math.Exp(lchoose(float64(len(a)+len(b)), float64(len(a)))) > maxAssignments+0.5 {
		return 0, false
	}
	s := splitter{all: slices.Concat(a, b), size: len(a)}
	s.centre = Sum(s.all) * float64(len(a)) / float64(len(s.all))
	s.least = math.Abs(Sum(a)-s.centre) * (1 - 1e-10)
	s.least -= 1e-12 * math.Abs(s.centre)
	s.walk(0, 0, 0)
	return float64(s.extreme) / float64(s.total), true
}

// splitter enumerates the subsets of a given size. The difference of means grows with the distance of the subset's sum
// from its expectation, so only sums are compared.
type splitter struct {
	all            []float64
	size           int
	centre, least  float64
	extreme, total int
}

func (s *splitter) walk(from, taken int, sum float64) {
	if taken == s.size {
		s.total++
		if math.Abs(sum-s.centre) >= s.least {
			s.extreme++
		}
		return
	}
	for i := from; i <= len(s.all)-(s.size-taken); i++ {
		s.walk(i+1, taken+1, sum+s.all[i])
	}
}
