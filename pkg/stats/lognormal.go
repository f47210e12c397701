package stats

import "math"

// LogNormalFit is a pooled fit of skewed amounts: ln x = Mean + u + e, u ~ N(0, Tau2) for each unit, e ~ N(0, Sigma2).
type LogNormalFit struct {
	Mean, SEMean, Tau2, Sigma2 float64
	// N and LogMean are each unit's number of amounts and own mean of ln x (0 without amounts).
	N       []int
	LogMean []float64
	// Shrunk is each unit's pooled mean of ln x, SD its standard deviation given the hyperparameters.
	Shrunk, SD []float64
}

// FitLogNormal is restricted maximum likelihood of the one-way random-effects model on logarithms, a one-dimensional
// profile in lambda = tau²/sigma²: with w = n/(1+n lambda), minimise
//
//	(N-1) ln sigma² + sum ln(1+n lambda) + ln sum w,  sigma² = (SSW + sum w (xbar-mean)²)/(N-1)
//
// A unit's pooled mean is mean + n tau²/(n tau²+sigma²)(xbar-mean), with variance tau² sigma²/(n tau²+sigma²).
// Source: Harville (1977), JASA 72:320; Searle, Casella & McCulloch (1992), chapter 3.
// It is undefined where an amount is not positive, nobody has two amounts, or no unit's amounts vary.
func FitLogNormal(amounts [][]float64) (fit LogNormalFit, ok bool) {
	o, ok := newOneWay(amounts)
	if !ok || !(o.within > 0) {
		return fit, false
	}
	lambda := o.bestRatio()
	at := o.profile(lambda)
	fit = LogNormalFit{Mean: at.mean, SEMean: math.Sqrt(at.sigma2 / at.weight), Tau2: lambda * at.sigma2, Sigma2: at.sigma2}
	for i, n := range o.n {
		fit.N, fit.LogMean = append(fit.N, int(n)), append(fit.LogMean, o.mean[i])
		own := n * lambda / (1 + n*lambda)
		fit.Shrunk = append(fit.Shrunk, fit.Mean+own*(o.mean[i]-fit.Mean))
		fit.SD = append(fit.SD, math.Sqrt(fit.Tau2/(1+n*lambda)))
	}
	return fit, true
}

// GeometricMean and ArithmeticMean of unit i on the scale of the amounts: exp(m) and exp(m + sigma²/2).
func (fit LogNormalFit) GeometricMean(i int) float64 { return math.Exp(fit.Shrunk[i]) }

// ArithmeticMean is described with GeometricMean.
func (fit LogNormalFit) ArithmeticMean(i int) float64 { return math.Exp(fit.Shrunk[i] + fit.Sigma2/2) }

// Estimates are each unit's own mean of ln x with the standard error sqrt(Sigma2/n), infinite without amounts.
func (fit LogNormalFit) Estimates() Estimates {
	d := Estimates{Mean: fit.LogMean}
	for _, n := range fit.N {
		d.SE = append(d.SE, math.Sqrt(fit.Sigma2/float64(n)))
	}
	return d
}

// PoolAmounts estimates each unit's mean logarithm together with the others', the variance within units taken as common
// and known from the fit; see PoolMeans. It is undefined where FitLogNormal is.
func PoolAmounts(amounts [][]float64, opt PoolOptions) (pool Pool, fit LogNormalFit, ok bool) {
	fit, ok = FitLogNormal(amounts)
	if !ok {
		return Pool{}, fit, false
	}
	pool, ok = PoolMeans(fit.Estimates(), opt)
	return pool, fit, ok
}

// oneWay are the sufficient statistics of logarithms in groups.
type oneWay struct {
	n, mean []float64
	within  float64 // sum of squares within groups
	total   float64 // number of amounts
}

func newOneWay(amounts [][]float64) (o oneWay, ok bool) {
	for _, group := range amounts {
		logs, ok := Logs(group)
		if !ok {
			return o, false
		}
		mean, _ := Mean(logs)
		v, _ := Variance(logs)
		o.n, o.mean = append(o.n, float64(len(logs))), append(o.mean, mean)
		o.within += v * math.Max(0, float64(len(logs)-1))
		o.total += float64(len(logs))
	}
	return o, o.total > 1
}

// profiled is the profile of the restricted likelihood at one ratio.
type profiled struct{ mean, weight, sigma2, deviance float64 }

func (o oneWay) profile(lambda float64) (p profiled) {
	weights := make([]float64, len(o.n))
	logs := 0.0
	for i, n := range o.n {
		weights[i] = n / (1 + n*lambda)
		logs += math.Log1p(n * lambda)
	}
	p.mean, p.weight = weightedMean(o.mean, weights), Sum(weights)
	squares := o.within
	for i, w := range weights {
		squares += w * (o.mean[i] - p.mean) * (o.mean[i] - p.mean)
	}
	p.sigma2 = squares / (o.total - 1)
	p.deviance = (o.total-1)*math.Log(p.sigma2) + logs + math.Log(p.weight)
	return p
}

// bestRatio scans ln lambda and narrows the best place by golden sections; 0 where no variance between units fits best.
func (o oneWay) bestRatio() float64 {
	const low, high, steps = -14.0, 8.0, 110
	deviance := func(l float64) float64 { return o.profile(math.Exp(l)).deviance }
	best, at := o.profile(0).deviance, math.Inf(-1)
	for i := range steps + 1 {
		l := low + (high-low)*float64(i)/steps
		if d := deviance(l); d < best-1e-12*math.Abs(best) {
			best, at = d, l
		}
	}
	if math.IsInf(at, -1) {
		return 0
	}
	width := (high - low) / steps
	return math.Exp(goldenSection(deviance, at-width, at+width))
}

// goldenSection finds the minimum of a function with a single one between low and high.
func goldenSection(f func(float64) float64, low, high float64) float64 {
	const share = 0.6180339887498949
	a, b := high-share*(high-low), low+share*(high-low)
	fa, fb := f(a), f(b)
	for range 70 {
		if fa <= fb {
			high, b, fb = b, a, fa
			a = high - share*(high-low)
			fa = f(a)
		} else {
			low, a, fa = a, b, fb
			b = low + share*(high-low)
			fb = f(b)
		}
	}
	return (low + high) / 2
}
