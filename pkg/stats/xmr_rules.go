package stats

import (
	"math"
	"slices"
)

// XmRRules says which patterns count as a signal beside a point beyond the limits. Every further rule raises the
// false alarms: on 24 stable points 8 % with TwoRules, 16 % with all four.
type XmRRules struct {
	// Shift is the length of a run strictly on one side of the centre; 0 turns the rule off.
	Shift int
	// Trend is the number of points in a row that rise or fall strictly; 0 turns the rule off.
	Trend int
	// TwoOfThree looks for two of three successive points beyond two thirds of the way to the same limit.
	TwoOfThree bool
	// SameSide asks of TwoOfThree that all three points lie on that side of the centre.
	SameSide bool
}

// TwoRules is the default: a point beyond the limits, or a run of eight on one side.
var TwoRules = XmRRules{Shift: 8}

// XmRSignals lists the points (0-based) that take part in each pattern, in time order.
type XmRSignals struct {
	Beyond, Shift, Trend, TwoOfThree []int
}

// Any says that there is at least one signal.
func (s XmRSignals) Any() bool {
	return len(s.Beyond)+len(s.Shift)+len(s.Trend)+len(s.TwoOfThree) > 0
}

// Signals reads the values, in time order, against the chart.
func (c XmRChart) Signals(values []float64, rules XmRRules) XmRSignals {
	sides := make([]int, len(values))
	zones := make([]int, len(values))
	third := 2.0 / 3
	for i, x := range values {
		sides[i] = c.side(x, 0)
		zones[i] = c.side(x, third)
	}
	s := XmRSignals{Beyond: c.beyond(values)}
	s.Shift = runs(sides, rules.Shift)
	s.Trend = trendRuns(values, rules.Trend)
	if rules.TwoOfThree {
		s.TwoOfThree = twoOfThree(zones, sides, rules.SameSide)
	}
	return s
}

// side is 1 or -1 where x is strictly beyond the given share of the way from the centre to a limit, else 0.
// A hair of slack keeps rounding from making signals out of a constant series.
func (c XmRChart) side(x, share float64) int {
	slack := 1e-12 * math.Max(math.Abs(x), math.Abs(c.Center))
	switch {
	case x > c.Center+share*(c.Upper-c.Center)+slack:
		return 1
	case x < c.Center-share*(c.Center-c.Lower)-slack:
		return -1
	}
	return 0
}

func (c XmRChart) beyond(values []float64) []int {
	var out []int
	for i, x := range values {
		if c.side(x, 1) != 0 {
			out = append(out, i)
		}
	}
	return out
}

// runs lists the points of every run of at least k equal non-zero marks.
func runs(marks []int, k int) []int {
	var out []int
	for start := 0; start < len(marks); {
		end := start + 1
		for end < len(marks) && marks[end] == marks[start] {
			end++
		}
		if k > 0 && marks[start] != 0 && end-start >= k {
			out = append(out, indices(start, end)...)
		}
		start = end
	}
	return out
}

// trendRuns lists the points of every strict rise or fall of at least k points, that is k-1 steps.
func trendRuns(values []float64, k int) []int {
	if k < 2 || len(values) < k {
		return nil
	}
	steps := make([]int, len(values)-1)
	for i := range steps {
		steps[i] = sign(values[i+1] - values[i])
	}
	points := map[int]bool{}
	for _, i := range runs(steps, k-1) {
		points[i], points[i+1] = true, true
	}
	return sortedIndices(points)
}

// twoOfThree lists the points in the outer third that are two of three in a row on one side.
func twoOfThree(zones, sides []int, sameSide bool) []int {
	points := map[int]bool{}
	for i := 0; i+2 < len(zones); i++ {
		for _, side := range []int{1, -1} {
			if count(zones[i:i+3], side) < 2 || sameSide && count(sides[i:i+3], side) < 3 {
				continue
			}
			for j := i; j < i+3; j++ {
				if zones[j] == side {
					points[j] = true
				}
			}
		}
	}
	return sortedIndices(points)
}

func count(marks []int, mark int) int {
	n := 0
	for _, m := range marks {
		if m == mark {
			n++
		}
	}
	return n
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

func indices(from, to int) []int {
	out := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

func sortedIndices(set map[int]bool) []int {
	var out []int
	for i := range set {
		out = append(out, i)
	}
	slices.Sort(out)
	return out
}
