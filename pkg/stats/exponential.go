package stats

import "math"

// scale is the line on which a family of posteriors is smooth: proportions on the logit, rates on the logarithm.
type scale int

const (
	identityScale scale = iota
	logScale
	logitScale
)

// exponential is a conjugate posterior written for fast evaluation at t = scale(x): its log density in t is
//
//	beta    c0 + c1 ln x + c2 ln(1-x)
//	gamma   c0 + c1 t - c2 exp(t)
//	normal  c0 - ((t-c1) c2)²/2
//
// Outside [low, high] lies less than 1e-8 of its probability.
type exponential struct {
	scale      scale
	c0, c1, c2 float64
	low, high  float64
}

// remote is the exponent of the probability that is left out at each end: exp(-20) bounds it, and it is smaller by far.
const (
	remote   = 20
	farthest = 650 // exp of more is no float64
)

func (d Beta) exponential() (exponential, bool) {
	centre := math.Log(d.A) - math.Log(d.B)
	return exponential{
		scale: logitScale, c0: -lbeta(d.A, d.B), c1: d.A, c2: d.B,
		low:  math.Max(-farthest, centre-math.Hypot(fallBelow(d.A), riseAbove(d.B))),
		high: math.Min(farthest, centre+math.Hypot(riseAbove(d.A), fallBelow(d.B))),
	}, true
}

func (d Gamma) exponential() (exponential, bool) {
	centre := math.Log(d.Shape) - math.Log(d.Rate)
	return exponential{
		scale: logScale, c0: d.Shape*math.Log(d.Rate) - lgamma(d.Shape), c1: d.Shape, c2: d.Rate,
		low:  math.Max(-farthest, centre-fallBelow(d.Shape)),
		high: math.Min(farthest, centre+riseAbove(d.Shape)),
	}, true
}

// fallBelow is how far below its mean, on the logarithm, a gamma variable of this shape can reasonably lie: Chernoff's
// bound exp(-shape (r-1+exp(-r))) solved for r by Newton's method from above.
func fallBelow(shape float64) float64 {
	c := remote / shape
	r := math.Sqrt(2*c) + c
	for range 8 {
		r -= (r - 1 + math.Exp(-r) - c) / -math.Expm1(-r)
	}
	return r
}

// riseAbove is the same for the upper end: exp(-shape (exp(r)-1-r)).
func riseAbove(shape float64) float64 {
	c := remote / shape
	r := math.Min(math.Sqrt(2*c), 1+math.Log1p(c))
	for range 8 {
		r -= (math.Expm1(r) - r - c) / math.Expm1(r)
	}
	return r
}

func (d Normal) exponential() (exponential, bool) {
	return exponential{
		scale: identityScale, c0: -math.Log(d.Sigma * math.Sqrt(2*math.Pi)), c1: d.Mu, c2: 1 / d.Sigma,
		low: d.Mu - math.Sqrt(2*remote)*d.Sigma, high: d.Mu + math.Sqrt(2*remote)*d.Sigma,
	}, d.Sigma > 0
}

func (Point) exponential() (exponential, bool) { return exponential{}, false }

// shape gives the slope and the curvature of the log density at t.
func (e *exponential) shape(t float64) (slope, curvature float64) {
	switch e.scale {
	case logitScale:
		x := 1 / (1 + math.Exp(-t))
		return e.c1*(1-x) - e.c2*x, (e.c1 + e.c2) * x * (1 - x)
	case logScale:
		x := e.c2 * math.Exp(t)
		return e.c1 - x, x
	default:
		return (e.c1 - t) * e.c2 * e.c2, e.c2 * e.c2
	}
}

// nodes are the points of one panel with the two functions of t that the densities need.
type nodes struct{ t, u, v [panelNodes]float64 }

// place puts the nodes into [from, from+width].
func (n *nodes) place(s scale, from, width float64) {
	for i, at := range unitPanel.at {
		t := from + width*at
		n.t[i] = t
		switch s {
		case logitScale:
			n.u[i], n.v[i] = -math.Log1p(math.Exp(-t)), -math.Log1p(math.Exp(t))
		case logScale:
			n.u[i], n.v[i] = t, -math.Exp(t)
		}
	}
}

// density fills in the densities at the nodes.
func (e *exponential) density(n *nodes, out *[panelNodes]float64) {
	if e.scale == identityScale {
		for i, t := range n.t {
			z := (t - e.c1) * e.c2
			out[i] = math.Exp(e.c0 - z*z/2)
		}
		return
	}
	for i := range out {
		out[i] = math.Exp(e.c0 + e.c1*n.u[i] + e.c2*n.v[i])
	}
}

// value is the inverse of the scale: the x at t.
func (s scale) value(t float64) float64 {
	switch s {
	case logitScale:
		return 1 / (1 + math.Exp(-t))
	case logScale:
		return math.Exp(t)
	}
	return t
}

// of is the scale at x, cut where exp would be no float64.
func (s scale) of(x float64) float64 {
	t := x
	switch s {
	case logitScale:
		t = math.Log(math.Max(0, x)) - math.Log(math.Max(0, 1-x))
	case logScale:
		t = math.Log(math.Max(0, x))
	default:
		return t
	}
	return math.Max(-farthest, math.Min(farthest, t))
}

// slope is dt/dx.
func (s scale) slope(x float64) float64 {
	switch s {
	case logitScale:
		return 1 / (x * (1 - x))
	case logScale:
		return 1 / x
	}
	return 1
}
