package stats

import (
	"errors"
	"math"
)

// CountTrendFit is a log-linear trend of counts; the second coefficient is the slope a period.
type CountTrendFit struct {
	GLMFit
	// PercentPerPeriod is 100 (exp(slope) - 1).
	PercentPerPeriod float64
	// P is the two-sided p-value of the slope, Student's t on the residual degrees of freedom.
	P float64
}

// CountTrend fits ln E(y_t) = ln e_t + a + b t, t = 1, ..., n, by quasi-Poisson regression, so that counts that vary
// more than Poisson ones widen the interval. A period above 1 adds a + c sin(2 pi t/period) + d cos(2 pi t/period).
// A nil exposure means 1 throughout; periods without exposure are left out.
// Source: Wedderburn (1974); McCullagh & Nelder (1989), chapter 6.
// It errs as FitGLM does, and where no residual degree of freedom is left.
func CountTrend(counts, exposure []float64, period int) (CountTrendFit, error) {
	data, err := trendDesign(counts, exposure, period)
	if err != nil {
		return CountTrendFit{}, err
	}
	fit, err := FitGLM(QuasiPoisson, data)
	if err != nil {
		return CountTrendFit{}, err
	}
	if fit.ResidualDF < 1 {
		return CountTrendFit{}, errors.New("too few periods for a trend and its spread")
	}
	out := CountTrendFit{GLMFit: fit, PercentPerPeriod: 100 * math.Expm1(fit.Coef[1]), P: 1}
	switch {
	case fit.SE[1] > 0:
		out.P = studentTwoSided(fit.Coef[1]/fit.SE[1], float64(fit.ResidualDF))
	case math.Abs(fit.Coef[1]) > 1e-9:
		out.P = 0
	}
	return out, nil
}

func trendDesign(counts, exposure []float64, period int) (GLM, error) {
	if exposure != nil && len(exposure) != len(counts) {
		return GLM{}, errors.New("a trend needs one exposure a period")
	}
	var data GLM
	for i, y := range counts {
		e := 1.0
		if exposure != nil {
			e = exposure[i]
		}
		if e == 0 && y == 0 {
			continue
		}
		if !(e > 0) {
			return GLM{}, errors.New("a period has counts and no exposure")
		}
		data.X = append(data.X, trendRow(i+1, period))
		data.Y = append(data.Y, y)
		data.Offset = append(data.Offset, math.Log(e))
	}
	return data, nil
}

func trendRow(t, period int) []float64 {
	row := []float64{1, float64(t)}
	angle := 2 * math.Pi * float64(t) / float64(max(period, 1))
	if period > 2 { // with a period of two the sine is zero throughout
		row = append(row, math.Sin(angle))
	}
	if period > 1 {
		row = append(row, math.Cos(angle))
	}
	return row
}

// PercentInterval is the interval of PercentPerPeriod at the given confidence, 0.9 say; not ok outside 0 to 1.
func (f CountTrendFit) PercentInterval(level float64) (low, high float64, ok bool) {
	if !(level > 0 && level < 1) {
		return 0, 0, false
	}
	half := twoSidedT(level, float64(f.ResidualDF)) * f.SE[1]
	return 100 * math.Expm1(f.Coef[1]-half), 100 * math.Expm1(f.Coef[1]+half), true
}
