package stats

import "math"

// Family names the distribution of a regression's outcome, with its canonical link.
type Family int

const (
	// Poisson counts with the log link: V(mu) = mu.
	Poisson Family = iota
	// QuasiPoisson counts whose variance is Dispersion times that of Poisson; standard errors are widened.
	QuasiPoisson
	// Binomial successes out of Trials with the logit link: V(mu) = mu(1-mu/n).
	Binomial
	// QuasiBinomial successes whose variance is Dispersion times the binomial one.
	QuasiBinomial
)

func (f Family) quasi() bool    { return f == QuasiPoisson || f == QuasiBinomial }
func (f Family) binomial() bool { return f == Binomial || f == QuasiBinomial }

func (f Family) kernel() kernel {
	if f.binomial() {
		return binomialKernel{}
	}
	return poissonKernel{}
}

// A kernel is what the fitting loop asks of a family, for one row with m trials.
type kernel interface {
	start(y, m float64) float64                    // a first guess of the linear predictor
	mean(eta, m float64) (mu, slope, vari float64) // mean, its derivative, the variance
	deviance(y, mu, m float64) float64
	logLik(y, mu, m float64) float64
}

type poissonKernel struct{}

func (poissonKernel) start(y, _ float64) float64 { return math.Log(y + 0.1) }

func (poissonKernel) mean(eta, _ float64) (mu, slope, vari float64) {
	mu = math.Exp(eta)
	return mu, mu, mu
}

func (poissonKernel) deviance(y, mu, _ float64) float64 {
	return 2 * (xlogxy(y, mu) - (y - mu))
}

func (poissonKernel) logLik(y, mu, _ float64) float64 { return poissonLogPMF(y, mu) }

type binomialKernel struct{}

func (binomialKernel) start(y, m float64) float64 {
	return math.Log((y + 0.5) / (m - y + 0.5))
}

func (binomialKernel) mean(eta, m float64) (mu, slope, vari float64) {
	p := 1 / (1 + math.Exp(-eta))
	q := 1 / (1 + math.Exp(eta))
	return m * p, m * p * q, m * p * q
}

func (binomialKernel) deviance(y, mu, m float64) float64 {
	return 2 * (xlogxy(y, mu) + xlogxy(m-y, m-mu))
}

func (binomialKernel) logLik(y, mu, m float64) float64 {
	return lchoose(m, y) + xlogy(y, mu/m) + xlogy(m-y, 1-mu/m)
}

// negbinKernel has V(mu) = mu + mu^2/theta and the log link, with theta given.
type negbinKernel struct{ theta float64 }

func (negbinKernel) start(y, _ float64) float64 { return math.Log(y + 0.1) }

func (k negbinKernel) mean(eta, _ float64) (mu, slope, vari float64) {
	mu = math.Exp(eta)
	return mu, mu, mu + mu*mu/k.theta
}

func (k negbinKernel) deviance(y, mu, _ float64) float64 {
	return 2 * (xlogxy(y, mu) - (y+k.theta)*math.Log((y+k.theta)/(mu+k.theta)))
}

func (k negbinKernel) logLik(y, mu, _ float64) float64 {
	return lgamma(k.theta+y) - lgamma(k.theta) - lgamma(y+1) +
		k.theta*math.Log(k.theta/(k.theta+mu)) + xlogy(y, mu/(k.theta+mu))
}

// xlogxy is x ln(x/y) with 0 ln 0 = 0.
func xlogxy(x, y float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log(x/y)
}

// xlogy is x ln y with 0 ln 0 = 0.
func xlogy(x, y float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log(y)
}

func poissonLogPMF(y, mu float64) float64 {
	return xlogy(y, mu) - mu - lgamma(y+1)
}

func lchoose(n, k float64) float64 {
	return lgamma(n+1) - lgamma(k+1) - lgamma(n-k+1)
}

func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}
