package stats

import (
	"math"
	"slices"
)

// Breaks is a partition of values into classes of neighbours.
type Breaks struct {
	// Class is each value's class, 1 the lowest; Sizes are the classes' numbers of values.
	Class, Sizes []int
	// WithinSS is the sum of squares within classes; GoodnessOfFit is 1 - WithinSS/total (1 where all values are equal).
	WithinSS, GoodnessOfFit float64
}

// NaturalBreaks is the exact partition into k classes with the smallest sum of squares within them, by dynamic programming.
// It always finds classes, even in pure noise, and knows nothing of how much data stands behind a value: a contrast to
// Rank, not a way to make tiers. Source: Fisher (1958), JASA 53:789; Jenks (1967).
// It is undefined with fewer values than classes.
func NaturalBreaks(xs []float64, k int) (b Breaks, ok bool) {
	if k < 1 || len(xs) < k || !finite(xs...) {
		return b, false
	}
	sorted := slices.Sorted(slices.Values(xs))
	p := newPartition(sorted)
	starts, within := p.best(k)
	b.WithinSS, b.Class, b.Sizes = within, make([]int, len(xs)), make([]int, k)
	order := ascending(xs)
	class := 0
	for i := range sorted {
		for class+1 < k && i >= starts[class+1] {
			class++
		}
		b.Class[order[i]] = class + 1
		b.Sizes[class]++
	}
	b.GoodnessOfFit = 1
	if total := p.squares(0, len(xs)); total > 0 {
		b.GoodnessOfFit = 1 - within/total
	}
	return b, true
}

// partition holds cumulative sums of values, centred to keep digits.
type partition struct{ sum, square []float64 }

func newPartition(sorted []float64) partition {
	mean, _ := Mean(sorted)
	p := partition{sum: []float64{0}, square: []float64{0}}
	for i, x := range sorted {
		p.sum = append(p.sum, p.sum[i]+(x-mean))
		p.square = append(p.square, p.square[i]+(x-mean)*(x-mean))
	}
	return p
}

// squares is the sum of squares around their mean of the values from i up to but without j.
func (p partition) squares(i, j int) float64 {
	s := p.sum[j] - p.sum[i]
	return math.Max(0, p.square[j]-p.square[i]-s*s/float64(j-i))
}

// best gives where each of the k classes starts, and the sum of squares within them.
func (p partition) best(k int) (starts []int, within float64) {
	n := len(p.sum) - 1
	cost := make([]float64, n+1)
	for j := 1; j <= n; j++ {
		cost[j] = p.squares(0, j)
	}
	from := [][]int{make([]int, n+1)}
	for class := 1; class < k; class++ {
		next, at := make([]float64, n+1), make([]int, n+1)
		for j := class + 1; j <= n; j++ {
			next[j] = math.Inf(1)
			for i := class; i < j; i++ {
				if c := cost[i] + p.squares(i, j); c < next[j] {
					next[j], at[j] = c, i
				}
			}
		}
		cost, from = next, append(from, at)
	}
	starts = make([]int, k)
	for class, end := k-1, n; class > 0; class-- {
		starts[class] = from[class][end]
		end = starts[class]
	}
	return starts, cost[n]
}
