package stats

import (
	"slices"

	"gonum.org/v1/gonum/integrate/quad"
)

// panelNodes is the number of Gauss-Legendre nodes in one panel of the composite rules.
const panelNodes = 16

// panel is the Gauss-Legendre rule on [0, 1] with the matrix that integrates from 0 up to each node: for the polynomial
// through the values f at the nodes, the integral to node i is sum_j upTo[i][j] f[j].
type panel struct {
	at, weight [panelNodes]float64
	upTo       [panelNodes][panelNodes]float64
}

var unitPanel = newPanel()

// newPanel expands each Lagrange polynomial in Legendre polynomials, whose integral from -1 to x is
// (P(n+1)(x) - P(n-1)(x))/(2n+1).
func newPanel() *panel {
	var x, w [panelNodes]float64
	quad.Legendre{}.FixedLocations(x[:], w[:], -1, 1)
	if x[0] > x[1] { // ascending nodes, weights being symmetric
		slices.Reverse(x[:])
	}
	p := &panel{}
	var values [panelNodes][panelNodes + 1]float64
	for i := range x {
		values[i] = legendre(x[i])
		p.at[i], p.weight[i] = (x[i]+1)/2, w[i]/2
	}
	for i := range x {
		for j := range x {
			sum := x[i] + 1 // degree 0
			for n := 1; n < panelNodes; n++ {
				sum += values[j][n] * (values[i][n+1] - values[i][n-1])
			}
			p.upTo[i][j] = w[j] * sum / 4
		}
	}
	return p
}

// legendre gives P0 … Pn at x by the three-term recurrence.
func legendre(x float64) (p [panelNodes + 1]float64) {
	p[0], p[1] = 1, x
	for n := 1; n < panelNodes; n++ {
		k := float64(n)
		p[n+1] = ((2*k+1)*x*p[n] - k*p[n-1]) / (k + 1)
	}
	return p
}

// tailBreaks divide the probabilities so that quantile functions are smooth within each part.
var tailBreaks = []float64{0, 1e-12, 1e-10, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 0.005, 0.02, 0.07, 0.2, 0.35, 0.5}

// ProbGreater is P(a > b) for independent a and b, ties counting half: the integral of b's distribution function over
// a's quantiles, by composite Gauss-Legendre quadrature with an error near 1e-9.
func ProbGreater(a, b Posterior) float64 {
	pa, isPoint := a.(Point)
	if pb, both := b.(Point); isPoint && both {
		return halfStep(pa.Value, pb.Value)
	}
	if isPoint {
		return b.CDF(pa.Value)
	}
	total := 0.0
	for i := 1; i < len(tailBreaks); i++ {
		width := tailBreaks[i] - tailBreaks[i-1]
		for j, at := range unitPanel.at {
			u := tailBreaks[i-1] + width*at
			total += width * unitPanel.weight[j] * (b.CDF(a.Quantile(u)) + b.CDF(a.Quantile(1-u)))
		}
	}
	return clampProbability(total)
}

// halfStep is 1, 1/2 or 0 as a is above, at or below b.
func halfStep(a, b float64) float64 {
	switch {
	case a > b:
		return 1
	case a < b:
		return 0
	}
	return 0.5
}
