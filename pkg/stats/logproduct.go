package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// LogMoments gives mean and variance of the logarithm of a posterior's value: digamma(A) - digamma(A+B) and
// trigamma(A) - trigamma(A+B) for a proportion, digamma(shape) - ln(rate) and trigamma(shape) for a rate. A normal posterior
// is that of a logarithm already. It is undefined (ok = false) for a point that is not positive.
func (m Mixture) LogMoments() (mean, variance float64, ok bool) {
	for i, w := range m.Weights {
		part, _, fine := logMoments(m.Parts[i])
		if !fine {
			return 0, 0, false
		}
		mean += w * part
	}
	for i, w := range m.Weights {
		part, v, _ := logMoments(m.Parts[i])
		variance += w * (v + (part-mean)*(part-mean))
	}
	return mean, variance, len(m.Weights) > 0
}

func logMoments(c Conjugate) (mean, variance float64, ok bool) {
	switch d := c.(type) {
	case Beta:
		return mathext.Digamma(d.A) - mathext.Digamma(d.A+d.B), trigamma(d.A) - trigamma(d.A+d.B), true
	case Gamma:
		return mathext.Digamma(d.Shape) - math.Log(d.Rate), trigamma(d.Shape), true
	case Normal:
		return d.Mu, d.Sigma * d.Sigma, true
	}
	if !(c.Mean() > 0) {
		return 0, 0, false
	}
	return math.Log(c.Mean()), 0, true
}

// LogProduct is the pool of the logarithms of products, such as rate × proportion × amount: for each unit a normal posterior
// with the summed exact moments of the factors' logarithms. The factors are taken as independent, and what the
// hyperparameters leave open as each unit's own. Normal pools hold logarithms already.
// It is undefined without pools, when they differ in length or a factor can be no positive number.
func LogProduct(factors ...Pool) (pool Pool, ok bool) {
	if len(factors) == 0 {
		return Pool{}, false
	}
	units := make([]Conjugate, factors[0].Len())
	for i := range units {
		mean, variance := 0.0, 0.0
		for _, f := range factors {
			if f.Len() != len(units) {
				return Pool{}, false
			}
			m, v, ok := f.Unit(i).LogMoments()
			if !ok {
				return Pool{}, false
			}
			mean, variance = mean+m, variance+v
		}
		units[i] = Normal{mean, math.Sqrt(variance)}
		if variance == 0 {
			units[i] = Point{mean}
		}
	}
	return Independent(units), len(units) > 0
}
