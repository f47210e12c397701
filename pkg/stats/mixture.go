package stats

import "math"

// Mixture is a posterior with its hyperparameters integrated out: a weighted mean of closed forms, one a node.
type Mixture struct {
	// Weights add up to one.
	Weights []float64
	Parts   []Conjugate
}

// CDF implements Posterior.
func (m Mixture) CDF(x float64) float64 {
	sum := 0.0
	for i, w := range m.Weights {
		sum += w * m.Parts[i].CDF(x)
	}
	return sum
}

// PDF implements Posterior.
func (m Mixture) PDF(x float64) float64 {
	sum := 0.0
	for i, w := range m.Weights {
		sum += w * m.Parts[i].PDF(x)
	}
	return sum
}

// Mean is the weighted mean of the parts' means.
func (m Mixture) Mean() float64 {
	sum := 0.0
	for i, w := range m.Weights {
		sum += w * m.Parts[i].Mean()
	}
	return sum
}

// SD is the square root of the mean variance of the parts plus the variance of their means.
func (m Mixture) SD() float64 {
	mean, sum := m.Mean(), 0.0
	for i, w := range m.Weights {
		d, s := m.Parts[i].Mean()-mean, m.Parts[i].SD()
		sum += w * (s*s + d*d)
	}
	return math.Sqrt(sum)
}

// Quantile solves CDF(x) = p by Newton's method on the smooth scale of the family, kept inside a bracket that starts from
// Cantelli's inequality.
func (m Mixture) Quantile(p float64) float64 {
	first, smooth := m.Parts[0].exponential()
	if len(m.Parts) == 1 || !smooth {
		return m.Parts[0].Quantile(p)
	}
	s, mean, sd := first.scale, m.Mean(), m.SD()
	low, high := s.of(mean-sd*math.Sqrt((1-p)/p)), s.of(mean+sd*math.Sqrt(p/(1-p)))
	t := math.Min(high, math.Max(low, s.of(mean)+normalQuantile(p)*sd*s.slope(mean)))
	for range 200 {
		x := s.value(t)
		miss := m.CDF(x) - p
		if miss > 0 {
			high = t
		} else {
			low = t
		}
		next := t - miss*s.slope(x)/m.PDF(x)
		if !(next > low && next < high) {
			next = (low + high) / 2
		}
		if math.Abs(next-t) <= 1e-10*math.Max(1e-3, math.Abs(t)) {
			return s.value(next)
		}
		t = next
	}
	return s.value(t)
}
