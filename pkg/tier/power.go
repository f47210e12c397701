package tier

import (
	"math"

	"github.com/salescoach/salescoach/pkg/stats"
)

// need says what n a rep it takes to see one a tenth below the others four
// times in five. Where reps cannot be told apart and even one who does half as
// much could go unseen, that is too little data and not luck. n gives the n
// that shows a ratio of rates.
func (m *model) need(n func(ratio float64) (float64, bool)) {
	if tenth, ok := n(0.9); ok {
		m.test.Needed = number(math.Ceil(tenth))
	}
	if half, ok := n(0.5); ok && m.test.Verdict == Luck && m.typicalN() < half {
		m.test.Verdict = TooLittle
	}
}

// typicalN is the median n of the units.
func (m *model) typicalN() float64 {
	var ns []float64
	for _, rep := range m.units {
		ns = append(ns, m.data[rep].n)
	}
	median, _ := stats.Median(ns)
	return median
}

// trials is the n of a share that differs from the pooled one by a ratio.
func trials(pooled float64) func(float64) (float64, bool) {
	return func(ratio float64) (float64, bool) {
		return stats.TwoProportionTrials(pooled, ratio*pooled, 0.05, 0.8)
	}
}

// records is the n of counts that scatter phi times as much as chance lets
// them: that of a rare event among many trials.
func records(phi float64) func(float64) (float64, bool) {
	const rare = 1e-5
	return func(ratio float64) (float64, bool) {
		n, ok := stats.TwoProportionTrials(rare, ratio*rare, 0.05, 0.8)
		return phi * rare * n, ok
	}
}
