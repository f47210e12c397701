package stats

import "math"

// Estimates are measured means with their standard errors, unit by unit. An infinite standard error marks a unit without
// data.
type Estimates struct{ Mean, SE []float64 }

// informative keeps the units with data; ok is false when a standard error is not positive, or nobody has data.
func (d Estimates) informative() (kept Estimates, ok bool) {
	if len(d.Mean) != len(d.SE) {
		return kept, false
	}
	for i, se := range d.SE {
		if math.IsInf(se, 1) {
			continue
		}
		if !(se > 0) || !finite(d.Mean[i]) {
			return kept, false
		}
		kept.Mean, kept.SE = append(kept.Mean, d.Mean[i]), append(kept.SE, se)
	}
	return kept, len(kept.Mean) > 0
}

// TauMethod names an estimator of the variance between units.
type TauMethod int

const (
	// REML is restricted maximum likelihood (Harville 1977).
	REML TauMethod = iota
	// DerSimonianLaird equates Cochran's Q to its expectation (1986, Control Clin Trials 7:177).
	DerSimonianLaird
	// PauleMandel equates the weighted sum of squares at tau² to K-1 (1982, J Res NBS 87:377).
	PauleMandel
)

// NormalFit is a random-effects fit: y ~ N(theta, se²), theta ~ N(Mean, Tau2).
type NormalFit struct {
	Tau2, Mean, SEMean float64
	// Q is Cochran's test of homogeneity, with the inverse variances as weights.
	Q Homogeneity
	// I2 is the share of the variance of a typical estimate that lies between units, in percent.
	I2 float64
	// Shrunk are the estimates of all units, (tau² y + se² mean)/(tau²+se²); ShrunkSE includes the uncertainty of the mean.
	Shrunk, ShrunkSE []float64
	// Prediction limits a further unit's true mean at 95 %: mean ± 1.96 sqrt(tau² + se²).
	Prediction Interval
}

// FitNormal fits the random-effects model by one of the estimators of tau². It is undefined when a standard error is not
// positive or nobody has data.
func FitNormal(d Estimates, method TauMethod) (fit NormalFit, ok bool) {
	kept, ok := d.informative()
	if !ok {
		return fit, false
	}
	fit.Tau2 = kept.tau2(method)
	at := kept.weigh(fit.Tau2)
	fit.Mean, fit.SEMean = at.mean, math.Sqrt(1/at.sum)
	fixed := kept.weigh(0)
	fit.Q = homogeneity([]float64{fixed.squares}, len(kept.Mean))
	fit.I2 = 100 * fit.Tau2 / (fit.Tau2 + fixed.typical(len(kept.Mean)))
	for i, se := range d.SE {
		y, e := fit.shrink(d.Mean[i], se*se)
		fit.Shrunk, fit.ShrunkSE = append(fit.Shrunk, y), append(fit.ShrunkSE, e)
	}
	half := twoSidedZ(0.95) * math.Sqrt(fit.Tau2+fit.SEMean*fit.SEMean)
	fit.Prediction = Interval{fit.Mean - half, fit.Mean + half}
	return fit, true
}

// shrink gives one unit's estimate and standard error, from its own mean and variance v.
func (fit NormalFit) shrink(y, v float64) (estimate, se float64) {
	if math.IsInf(v, 1) {
		return fit.Mean, math.Sqrt(fit.Tau2 + fit.SEMean*fit.SEMean)
	}
	own := fit.Tau2 / (fit.Tau2 + v)
	group := (1 - own) * fit.SEMean
	return own*y + (1-own)*fit.Mean, math.Sqrt(own*v + group*group)
}

// weighing are the sums of inverse-variance weighting at some tau².
type weighing struct {
	mean, sum, sumSquares float64
	squares               float64 // sum w (y-mean)²
	score                 float64 // twice the slope of the restricted log-likelihood in tau²
	logLik                float64 // restricted
}

func (d Estimates) weigh(tau2 float64) (s weighing) {
	weights := make([]float64, len(d.SE))
	for i, se := range d.SE {
		weights[i] = 1 / (se*se + tau2)
	}
	s.mean, s.sum = weightedMean(d.Mean, weights), Sum(weights)
	weightedSquares := 0.0
	for i, w := range weights {
		miss := d.Mean[i] - s.mean
		s.sumSquares += w * w
		s.squares += w * miss * miss
		weightedSquares += w * w * miss * miss
		s.logLik += math.Log(w) / 2
	}
	s.score = weightedSquares - s.sum + s.sumSquares/s.sum
	s.logLik -= (math.Log(s.sum) + s.squares) / 2
	return s
}

// typical is the variance of a typical estimate (Higgins & Thompson 2002, Stat Med 21:1539), from the weights at tau² = 0.
func (s weighing) typical(k int) float64 {
	if k < 2 {
		return 1 / s.sum
	}
	return float64(k-1) * s.sum / (s.sum*s.sum - s.sumSquares)
}

func (d Estimates) tau2(method TauMethod) float64 {
	k := len(d.Mean)
	if k < 2 {
		return 0
	}
	switch method {
	case DerSimonianLaird:
		fixed := d.weigh(0)
		return math.Max(0, (fixed.squares-float64(k-1))/(fixed.sum-fixed.sumSquares/fixed.sum))
	case PauleMandel:
		return d.rootTau2(func(s weighing) float64 { return s.squares - float64(k-1) }, 0, d.widest())
	}
	return d.remlTau2()
}

// widest is a tau² above every estimator.
func (d Estimates) widest() float64 {
	v, _ := Variance(d.Mean)
	return 10*v*float64(len(d.Mean)) + 1e-300
}

// rootTau2 finds where a falling function of tau² crosses zero, or low when it never is positive.
func (d Estimates) rootTau2(f func(weighing) float64, low, high float64) float64 {
	if f(d.weigh(low)) <= 0 {
		return low
	}
	for range 200 {
		mid := (low + high) / 2
		if f(d.weigh(mid)) > 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return (low + high) / 2
}

// remlTau2 looks over a grid for the highest restricted likelihood and finds the root of its slope beside it.
func (d Estimates) remlTau2() float64 {
	const steps = 120
	high := d.widest()
	grid := []float64{0}
	for i := range steps {
		grid = append(grid, high*math.Pow(10, -12*(1-float64(i+1)/steps)))
	}
	best, top := 0, math.Inf(-1)
	for i, t := range grid {
		if l := d.weigh(t).logLik; l > top {
			best, top = i, l
		}
	}
	score := func(s weighing) float64 { return s.score }
	return d.rootTau2(score, grid[max(0, best-1)], grid[min(len(grid)-1, best+1)])
}
