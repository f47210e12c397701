package goal

import (
	"errors"
	"math"
)

// CountingVisits is how many of the planned visits still count in a period: a visit with d days left wins within them with
// probability cumulative(d), against eventual for one with all the time in the world. planned and daysLeft go
// together, one entry a day or week of the plan. It errs where a share is not one.
func CountingVisits(planned, daysLeft []float64, cumulative func(days float64) float64, eventual float64) (float64, error) {
	if len(planned) != len(daysLeft) || !(eventual > 0 && eventual <= 1) {
		return 0, errors.New("the share of visits that end in a win is unknown")
	}
	total := 0.0
	for i, v := range planned {
		won := 0.0
		if daysLeft[i] >= 0 {
			won = cumulative(daysLeft[i])
		}
		if !(v >= 0) || !(won >= 0) || math.IsInf(v, 0) {
			return 0, errors.New("planned visits are numbers from zero up")
		}
		total += v * math.Min(1, won/eventual)
	}
	return total, nil
}
