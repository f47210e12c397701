package goal

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/salescoach/salescoach/pkg/stats"
)

// Pace is a running period against its target.
type Pace struct {
	// ToDate is what has come in, Level the mean of an average month once the season is taken out.
	ToDate, Level float64
	// Forecast is the expected total at the end of the period.
	Forecast float64
	// SE is the standard error of the forecast, on DF degrees of freedom; nil below two months, when nothing tells how
	// much months differ.
	SE *float64
	DF int
	// Linear is the run rate that ignores the season, for contrast.
	Linear float64
	// Required is the deseasonalised level that the rest of the period needs, below zero where the target is passed; nil
	// at the end of the period.
	Required *float64

	target float64
}

// Follow forecasts a period that has run for len(done) of its len(index) months. index holds a seasonal index a month
// with mean 1 (all ones where there is no season): level = mean of m_j/s_j with variance v over n months,
// remaining = level S1 with variance v (S2 + S1^2/n), S1 and S2 the sums of the remaining indices and their squares;
// Student's t with n-1 degrees of freedom. Months with an index of zero tell nothing of the level.
// Source: prediction interval of a mean, Box & Tiao (1973). It errs without a month and where months and indices do not
// fit together.
func Follow(target float64, done, index []float64) (Pace, error) {
	if len(done) == 0 || len(done) > len(index) {
		return Pace{}, errors.New("a forecast needs at least one month done, and not more than the period has")
	}
	levels, err := deseasonalised(done, index)
	if err != nil {
		return Pace{}, err
	}
	p := Pace{ToDate: stats.Sum(done), Level: stats.Sum(levels) / float64(len(levels)), DF: len(levels) - 1, target: target}
	s1, s2 := 0.0, 0.0
	for _, s := range index[len(done):] {
		s1, s2 = s1+s, s2+s*s
	}
	p.Forecast = p.ToDate + p.Level*s1
	p.Linear = p.ToDate / float64(len(done)) * float64(len(index))
	if v, ok := stats.Variance(levels); ok || s2 == 0 { // at the end of the period nothing is left to vary
		se := math.Sqrt(v * (s2 + s1*s1/float64(len(levels))))
		p.SE = &se
	}
	if s1 > 0 {
		required := (target - p.ToDate) / s1
		p.Required = &required
	}
	return p, nil
}

func deseasonalised(done, index []float64) ([]float64, error) {
	var levels []float64
	for i, s := range index {
		if !(s >= 0) || math.IsInf(s, 0) {
			return nil, errors.New("a seasonal index is a number from zero up")
		}
		if i >= len(done) || s == 0 {
			continue
		}
		if math.IsNaN(done[i]) || math.IsInf(done[i], 0) {
			return nil, errors.New("a month's figure is not finite")
		}
		levels = append(levels, done[i]/s)
	}
	if len(levels) == 0 {
		return nil, errors.New("a forecast needs at least one month with a seasonal index above zero")
	}
	return levels, nil
}

// Interval holds the end of the period with the given confidence; not ok below two months.
func (p Pace) Interval(level float64) (low, high float64, ok bool) {
	if p.SE == nil || !(level > 0 && level < 1) {
		return 0, 0, false
	}
	if *p.SE == 0 {
		return p.Forecast, p.Forecast, true
	}
	half := *p.SE * p.student().Quantile((1+level)/2)
	return p.Forecast - half, p.Forecast + half, true
}

// Chance is the probability of ending at or above the target. It is not ok where the spread of months is unknown; where
// nothing is left to come, or months do not differ at all, it is 0 or 1.
func (p Pace) Chance() (chance float64, ok bool) {
	if p.SE == nil {
		return 0, false
	}
	if *p.SE == 0 {
		if p.Forecast >= p.target {
			return 1, true
		}
		return 0, true
	}
	return p.student().Survival((p.target - p.Forecast) / *p.SE), true
}

func (p Pace) student() distuv.StudentsT {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(p.DF)}
}
