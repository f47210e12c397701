package golden

import (
	"math"

	"github.com/salescoach/salescoach/pkg/stats"
	"gonum.org/v1/gonum/mathext"
)

// populationOf recovers the beta distribution that was the prior of these posteriors, when it was fitted to their data by
// maximum likelihood: at the maximum, the prior's expectations of ln x and ln(1-x) equal their means over the posteriors.
// Counts are whole, so that the fractions of the posteriors' parameters are those of the prior.
func populationOf(alpha, beta []float64) (prior stats.Beta, ok bool) {
	wantA, wantB, k := 0.0, 0.0, float64(len(alpha))
	for i := range alpha {
		sum := mathext.Digamma(alpha[i] + beta[i])
		wantA += (mathext.Digamma(alpha[i]) - sum) / k
		wantB += (mathext.Digamma(beta[i]) - sum) / k
	}
	a, b := momentBeta(alpha, beta)
	for range 200 {
		trigamma := mathext.Zeta(2, a+b)
		fa := mathext.Digamma(a) - mathext.Digamma(a+b) - wantA
		fb := mathext.Digamma(b) - mathext.Digamma(a+b) - wantB
		jaa, jbb, jab := mathext.Zeta(2, a)-trigamma, mathext.Zeta(2, b)-trigamma, -trigamma
		det := jaa*jbb - jab*jab
		da, db := (jbb*fa-jab*fb)/det, (jaa*fb-jab*fa)/det
		limit := math.Max(1, 2*math.Max(math.Abs(da)/a, math.Abs(db)/b))
		a, b = a-da/limit, b-db/limit
		if math.Abs(da) < 1e-9*a && math.Abs(db) < 1e-9*b {
			return stats.Beta{A: snap(a, alpha), B: snap(b, beta)}, true
		}
	}
	return stats.Beta{}, false
}

// momentBeta has the mean and the variance of the mixture of all posteriors.
func momentBeta(alpha, beta []float64) (a, b float64) {
	mean, square, k := 0.0, 0.0, float64(len(alpha))
	for i := range alpha {
		d := stats.Beta{A: alpha[i], B: beta[i]}
		mean += d.Mean() / k
		square += (d.SD()*d.SD() + d.Mean()*d.Mean()) / k
	}
	strength := mean*(1-mean)/(square-mean*mean) - 1
	return mean * strength, (1 - mean) * strength
}

// snap gives x the fraction that all the posteriors' parameters share, if they do.
func snap(x float64, parameters []float64) float64 {
	for _, p := range parameters {
		if d := p - parameters[0]; math.Abs(d-math.Round(d)) > 1e-5 {
			return x
		}
	}
	fraction := parameters[0] - math.Floor(parameters[0])
	return math.Round(x-fraction) + fraction
}

// addThirds adds each unit's chance to lie in the upper and in the lower third of the population.
func addThirds(out map[string]any, alpha, beta []float64) {
	prior, ok := populationOf(alpha, beta)
	if !ok {
		return
	}
	top, bottom := prior.Quantile(2.0/3), prior.Quantile(1.0/3)
	above, below := make([]float64, len(alpha)), make([]float64, len(alpha))
	for i := range alpha {
		d := stats.Beta{A: alpha[i], B: beta[i]}
		above[i], below[i] = 1-d.CDF(top), d.CDF(bottom)
	}
	out["prob_above_population_top_third"], out["prob_below_population_bottom_third"] = above, below
}
