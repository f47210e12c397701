package stats

import (
	"errors"
	"math"
)

// RateChart is a control chart of a rate: three-sigma limits as the plain p or u chart has them, and Laney's, which
// are SigmaZ times as wide and hold where counts vary more than binomial or Poisson ones do.
type RateChart struct {
	// Center is the pooled rate: all events over all trials or exposure.
	Center float64
	// Rates are the periods' own rates.
	Rates []float64
	// Lower and Upper are the plain limits. They are not cut off at 0 or 1, where no rate can pass them anyway.
	Lower, Upper []float64
	// SigmaZ is the mean moving range of the standardised rates over 1.128: 1 where chance alone is at work.
	SigmaZ float64
	// LaneyLower and LaneyUpper are the limits to use.
	LaneyLower, LaneyUpper []float64
}

// LaneyP charts successes out of trials: sigma_i = sqrt(p(1-p)/n_i), limits p +- 3 sigma_i sigma_z.
// Periods without trials must be left out. Source: Laney (2002), Quality Engineering 14:531.
// It errs below three periods and where nothing, or everything, succeeded.
func LaneyP(successes, trials []float64) (RateChart, error) {
	p, err := pooledRate(successes, trials)
	if err != nil {
		return RateChart{}, err
	}
	if p > 1 {
		return RateChart{}, errors.New("more successes than trials")
	}
	if p == 1 {
		return RateChart{}, errors.New("every trial succeeded: there is no spread to chart")
	}
	return laney(successes, trials, rateShape{center: p, variance: p * (1 - p)}), nil
}

// LaneyU charts events an exposure: sigma_i = sqrt(u/e_i), limits u +- 3 sigma_i sigma_z.
// Periods without exposure must be left out. Source and errors as for LaneyP.
func LaneyU(events, exposure []float64) (RateChart, error) {
	u, err := pooledRate(events, exposure)
	if err != nil {
		return RateChart{}, err
	}
	return laney(events, exposure, rateShape{center: u, variance: u}), nil
}

func pooledRate(events, exposure []float64) (float64, error) {
	if len(events) != len(exposure) || len(events) < 3 {
		return 0, errors.New("a control chart needs at least three periods")
	}
	for i := range events {
		if !(events[i] >= 0) || !(exposure[i] > 0) {
			return 0, errors.New("a period without exposure has no rate: leave it out")
		}
	}
	rate := Sum(events) / Sum(exposure)
	if !(rate > 0) || math.IsInf(rate, 0) {
		return 0, errors.New("no events in any period: there is no spread to chart")
	}
	return rate, nil
}

type rateShape struct{ center, variance float64 }

func laney(events, exposure []float64, shape rateShape) RateChart {
	chart := RateChart{Center: shape.center}
	z := make([]float64, len(events))
	sigma := make([]float64, len(events))
	for i := range events {
		chart.Rates = append(chart.Rates, events[i]/exposure[i])
		sigma[i] = math.Sqrt(shape.variance / exposure[i])
		z[i] = (chart.Rates[i] - shape.center) / sigma[i]
	}
	chart.SigmaZ = meanOf(movingRanges(z)) / 1.128
	chart.Lower, chart.Upper = shape.limits(sigma, 3)
	chart.LaneyLower, chart.LaneyUpper = shape.limits(sigma, 3*chart.SigmaZ)
	return chart
}

func (s rateShape) limits(sigma []float64, times float64) (lower, upper []float64) {
	for _, sd := range sigma {
		lower = append(lower, s.center-times*sd)
		upper = append(upper, s.center+times*sd)
	}
	return lower, upper
}

// Outside lists the points (0-based) beyond the plain limits.
func (c RateChart) Outside() []int { return outside(c.Rates, c.Lower, c.Upper) }

// LaneyOutside lists the points (0-based) beyond Laney's limits.
func (c RateChart) LaneyOutside() []int { return outside(c.Rates, c.LaneyLower, c.LaneyUpper) }

func outside(x, lower, upper []float64) []int {
	var out []int
	for i, v := range x {
		slack := 1e-12 * math.Abs(v)
		if v < lower[i]-slack || v > upper[i]+slack {
			out = append(out, i)
		}
	}
	return out
}
