package stats

import (
	"cmp"
	"slices"
)

// histogram is a list of values, ascending, with how often each occurs. Counts of a team are mostly small and repeat, so a sum
// over units is a much shorter sum over values; it does not depend on the order of the units either.
type histogram struct{ value, times []float64 }

func histogramOf(x []float64) histogram {
	sorted := slices.Clone(x)
	slices.Sort(sorted)
	var t histogram
	for i, v := range sorted {
		if i == 0 || v != sorted[i-1] {
			t.value, t.times = append(t.value, v), append(t.times, 0)
		}
		t.times[len(t.times)-1]++
	}
	return t
}

// lnRising is the sum of ln Gamma(a+x) - ln Gamma(a) over all values x.
func (t histogram) lnRising(a float64) float64 {
	sum := 0.0
	if a < fewDigits {
		base := lgamma(a)
		for i, v := range t.value {
			if v != 0 {
				sum += t.times[i] * (lgamma(a+v) - base)
			}
		}
		return sum
	}
	for i, v := range t.value {
		sum += t.times[i] * lnRising(a, v)
	}
	return sum
}

// exposures are the units of one exposure each: how many they are and how many events they have.
type exposures struct{ exposure, units, events []float64 }

func exposuresOf(d Rates) exposures {
	t := histogramOf(d.Exposure)
	out := exposures{t.value, t.times, make([]float64, len(t.value))}
	order := make([]int, len(d.Events))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { // sums in an order of their own
		return cmp.Compare(d.Events[i], d.Events[j])
	})
	for _, i := range order {
		k, _ := slices.BinarySearch(t.value, d.Exposure[i])
		out.events[k] += d.Events[i]
	}
	return out
}
