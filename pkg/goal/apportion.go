package goal

import (
	"errors"
	"math"
	"slices"

	"github.com/salescoach/salescoach/pkg/stats"
)

// Quotas gives each weight its exact share of the total: total w_i / sum w. It errs where no weight is above zero or
// one is negative or not finite.
func Quotas(total float64, weights []float64) ([]float64, error) {
	for _, w := range weights {
		if !(w >= 0) || math.IsInf(w, 0) {
			return nil, errors.New("a share cannot be negative or unknown")
		}
	}
	sum := stats.Sum(weights)
	if !(sum > 0) || math.IsInf(sum, 0) {
		return nil, errors.New("there is nobody to share the total out to")
	}
	out := make([]float64, len(weights))
	for i, w := range weights {
		out[i] = total * w / sum
	}
	return out, nil
}

// Apportion shares a whole number out in proportion to weights, in whole numbers that add up to it: everybody gets the
// floor of their quota, and what is left goes one each to the largest remainders, ties in input order.
// Source: Hamilton (1792); Balinski & Young (2001), Fair Representation. It errs as Quotas does, and for a negative
// total or one beyond exact arithmetic.
func Apportion(total int, weights []float64) ([]int, error) {
	if total < 0 || total > 1<<52 {
		return nil, errors.New("the total to share out must be a whole number from zero up")
	}
	quotas, err := Quotas(float64(total), weights)
	if err != nil {
		return nil, err
	}
	out, left := make([]int, len(quotas)), total
	for i, q := range quotas {
		out[i] = int(math.Floor(q))
		left -= out[i]
	}
	for _, i := range byRemainder(quotas)[:max(0, min(left, len(quotas)))] {
		out[i]++
	}
	return out, nil
}

// byRemainder orders the positions by falling remainder. Remainders are compared to nine digits, so that equal ones
// stay equal whatever the rounding of the platform.
func byRemainder(quotas []float64) []int {
	order := make([]int, len(quotas))
	remainder := make([]float64, len(quotas))
	for i, q := range quotas {
		order[i] = i
		remainder[i] = math.Round((q - math.Floor(q)) * 1e9)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case remainder[a] > remainder[b]:
			return -1
		case remainder[a] < remainder[b]:
			return 1
		}
		return a - b
	})
	return order
}
