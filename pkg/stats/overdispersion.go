package stats

import (
	"math"
	"slices"
)

// Overdispersion is the spread of z scores beyond what chance gives.
type Overdispersion struct {
	// PhiRaw is the mean z²; Phi the same after winsorising at WinsorLow and WinsorHigh. One means chance alone.
	PhiRaw, WinsorLow, WinsorHigh, Phi float64
	// Tau2 is the variance between units on the scale of the values, 0 where Phi shows no excess.
	Tau2 float64
}

// winsorShare is the share of z scores pulled in at each end.
const winsorShare = 0.1

// Overdisperse estimates the spread between units from their scores and standard errors: z is winsorised at its 10 % and
// 90 % quantiles, phi = mean z², and with w = 1/s²
//
//	tau² = max(0, (K phi - (K-1)) / (sum w - sum w²/sum w))
//
// Source: Spiegelhalter (2005), Stat Med 24:1185; the additive form after DerSimonian & Laird (1986).
// It is undefined without scores.
func Overdisperse(zs, ses []float64) (o Overdispersion, ok bool) {
	if len(zs) == 0 || len(zs) != len(ses) {
		return o, false
	}
	o.WinsorLow, _ = Quantile(zs, winsorShare)
	o.WinsorHigh, _ = Quantile(zs, 1-winsorShare)
	o.PhiRaw = meanSquare(zs)
	pulled := slices.Clone(zs)
	for i, z := range pulled {
		pulled[i] = math.Min(o.WinsorHigh, math.Max(o.WinsorLow, z))
	}
	o.Phi = meanSquare(pulled)
	weights, squares := make([]float64, len(ses)), make([]float64, len(ses))
	for i, s := range ses {
		weights[i] = 1 / (s * s)
		squares[i] = weights[i] * weights[i]
	}
	k, sum := float64(len(zs)), Sum(weights)
	if excess, room := k*o.Phi-(k-1), sum-Sum(squares)/sum; excess > 0 && room > 0 {
		o.Tau2 = excess / room
	}
	return o, true
}

func meanSquare(xs []float64) float64 {
	squares := make([]float64, len(xs))
	for i, x := range xs {
		squares[i] = x * x
	}
	mean, _ := Mean(squares)
	return mean
}

// ArcsineFunnel is the variance-stabilised twin of the funnel of proportions: values asin(sqrt(y/n)), standard error
// 1/(2 sqrt n). Units without trials have score 0 and do not count.
type ArcsineFunnel struct {
	Z, Additive []float64
	Spread      Overdispersion
}

// FunnelArcsine computes it against a target proportion. It is undefined when nobody has trials.
func FunnelArcsine(d Proportions, target float64) (f ArcsineFunnel, ok bool) {
	if !d.valid() || !(target >= 0 && target <= 1) {
		return f, false
	}
	var zs, ses []float64
	for i, n := range d.Trials {
		z := 0.0
		if n > 0 {
			z = (math.Asin(math.Sqrt(d.Successes[i]/n)) - math.Asin(math.Sqrt(target))) * 2 * math.Sqrt(n)
			zs, ses = append(zs, z), append(ses, 1/(2*math.Sqrt(n)))
		}
		f.Z = append(f.Z, z)
	}
	f.Spread, _ = Overdisperse(zs, ses)
	for i, n := range d.Trials {
		additive := 0.0
		if n > 0 {
			s := 1 / (2 * math.Sqrt(n))
			additive = f.Z[i] * s / math.Sqrt(s*s+f.Spread.Tau2)
		}
		f.Additive = append(f.Additive, additive)
	}
	return f, true
}
