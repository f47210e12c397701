package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// NegBinFit is a fitted negative binomial regression, V(mu) = mu + mu^2/Theta.
type NegBinFit struct {
	GLMFit
	// Theta is the size parameter, found by maximum likelihood together with the coefficients.
	Theta float64
	// ThetaSE is its standard error from the observed information.
	ThetaSE float64
	// IsPoisson says that the counts vary no more than Poisson ones do: the best Theta is infinite, Theta and
	// ThetaSE are 0, and the rest is the Poisson fit.
	IsPoisson bool
}

// FitNegBin fits a log-linear negative binomial regression with offset, alternating between the coefficients given
// theta (reweighted least squares) and theta given the means (Newton on ln theta). Standard errors of the
// coefficients are conditional on theta.
// Source: Lawless (1987), Canadian J Statistics 15:209; Venables & Ripley (2002), section 7.4.
// It errs as FitGLM does.
func FitNegBin(data GLM) (NegBinFit, error) {
	data.Trials = nil
	poisson, err := FitGLM(Poisson, data)
	if err != nil {
		return NegBinFit{}, err
	}
	if !overdispersed(data.Y, poisson.Fitted) {
		return NegBinFit{GLMFit: poisson, IsPoisson: true}, nil
	}
	return alternate(data, poisson)
}

// overdispersed is the sign of the likelihood's slope at 1/theta = 0: sum((y-mu)^2 - y) > 0 (Cameron & Trivedi 1998).
func overdispersed(y, mu []float64) bool {
	total := 0.0
	for i := range y {
		total += (y[i]-mu[i])*(y[i]-mu[i]) - y[i]
	}
	return total > 0
}

func alternate(data GLM, poisson GLMFit) (NegBinFit, error) {
	mu, theta := poisson.Fitted, 0.0
	var state *irls
	for range 200 {
		next, ok := thetaML(data.Y, mu, theta)
		if !ok {
			return NegBinFit{GLMFit: poisson, IsPoisson: true}, nil
		}
		state = &irls{data: data, kernel: negbinKernel{next}}
		if err := state.run(); err != nil {
			return NegBinFit{}, err
		}
		mu = state.fit(false).Fitted
		if math.Abs(next-theta) <= 1e-11*next {
			theta = next
			break
		}
		theta = next
	}
	_, info := thetaScore(data.Y, mu, theta)
	return NegBinFit{GLMFit: state.fit(false), Theta: theta, ThetaSE: 1 / math.Sqrt(info)}, nil
}

// thetaML finds the size of maximum likelihood given the means; false where it runs to infinity.
func thetaML(y, mu []float64, theta float64) (float64, bool) {
	if theta <= 0 {
		theta = momentTheta(y, mu)
	}
	for range 100 {
		score, info := thetaScore(y, mu, theta)
		// Newton on ln theta stays positive; where the curvature is the wrong way, a plain step of one.
		step := math.Copysign(1, score)
		if curvature := theta*theta*info - theta*score; curvature > 0 {
			step = math.Max(-1, math.Min(1, theta*score/curvature))
		}
		theta *= math.Exp(step)
		if theta > 1e8 || math.IsNaN(theta) {
			return 0, false
		}
		if math.Abs(step) < 1e-13 {
			break
		}
	}
	return theta, theta > 0
}

func momentTheta(y, mu []float64) float64 {
	excess, square := 0.0, 0.0
	for i := range y {
		excess += (y[i]-mu[i])*(y[i]-mu[i]) - mu[i]
		square += mu[i] * mu[i]
	}
	if excess <= 0 {
		return 10
	}
	return math.Max(1e-3, math.Min(1e4, square/excess))
}

// thetaScore is the first derivative of the log-likelihood in theta and minus the second.
func thetaScore(y, mu []float64, theta float64) (score, info float64) {
	d0, t0 := mathext.Digamma(theta), trigamma(theta)
	for i := range y {
		sum := theta + mu[i]
		score += mathext.Digamma(theta+y[i]) - d0 + math.Log(theta/sum) + 1 - (y[i]+theta)/sum
		info += t0 - trigamma(theta+y[i]) - 1/theta + 2/sum - (y[i]+theta)/(sum*sum)
	}
	return score, info
}

// trigamma is the second derivative of ln Gamma for x > 0: the recurrence up to x >= 10, then the asymptotic series
// (Abramowitz & Stegun 6.4.6 and 6.4.12).
func trigamma(x float64) float64 {
	sum := 0.0
	for ; x < 10; x++ {
		sum += 1 / (x * x)
	}
	y := 1 / (x * x)
	return sum + 1/x + y/2 + y/x*(1.0/6-y*(1.0/30-y*(1.0/42-y*(1.0/30-y*(5.0/66-y*691.0/2730)))))
}
