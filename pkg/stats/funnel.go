package stats

import "math"

// Verdict says where a value lies in a funnel.
type Verdict string

// The verdicts: inside both limits, or beyond the 95 % or the 99.8 % limit.
const (
	Inside  Verdict = "inside"
	High95  Verdict = "high_95"
	Low95   Verdict = "low_95"
	High998 Verdict = "high_99.8"
	Low998  Verdict = "low_99.8"
)

// funnelZ95 and funnelZ998 are the normal quantiles of the two pairs of limits.
var funnelZ95, funnelZ998 = twoSidedZ(0.95), twoSidedZ(0.998)

func verdict(z float64) Verdict {
	switch {
	case z > funnelZ998:
		return High998
	case z < -funnelZ998:
		return Low998
	case z > funnelZ95:
		return High95
	case z < -funnelZ95:
		return Low95
	}
	return Inside
}

// FunnelPoint is one unit in a funnel plot.
type FunnelPoint struct {
	// OK is false for a unit without trials or expectation; all else is zero then.
	OK bool
	// Value is the unit's proportion or ratio; SE the standard error of the target for its size.
	Value, SE float64
	// Exact95 and Exact998 are exact limits, interpolated between counts, and may lie slightly outside the scale for tiny
	// units; Normal95 and Normal998 are target ± z SE.
	Exact95, Exact998, Normal95, Normal998 Interval
	// Z is the normal score and Verdict what it says; below about ten expected events trust MidP instead.
	Z       float64
	Verdict Verdict
	// MidP is the exact two-sided mid-p value of the target; AdjustedMidP the same after Benjamini-Hochberg.
	MidP, AdjustedMidP float64
	// Additive is the score after allowing for the spread between units, tau²: with it, "outside" means unusual among these
	// units, no longer different from the target. AdditiveVerdict and the limits go with it.
	Additive                float64
	AdditiveVerdict         Verdict
	Additive95, Additive998 Interval
	// Multiplicative is Z over sqrt(phi) where phi exceeds one; Stabilised is 2 (sqrt O - sqrt E), for ratios only.
	Multiplicative, Stabilised float64
}

// Funnel is a funnel plot in numbers.
type Funnel struct {
	Target float64
	Points []FunnelPoint
	Spread Overdispersion
}

// FunnelOfProportions compares each unit's proportion with the pooled one, or with a target of the caller's where that
// lies between 0 and 1. Limits: with r the smallest count whose cumulative binomial probability reaches p, the limit is
// (r - (F(r)-p)/(F(r)-F(r-1)))/n.
// Source: Spiegelhalter (2005), Stat Med 24:1185. It is undefined when nobody has trials or all trials agree.
func FunnelOfProportions(d Proportions, target float64) (f Funnel, ok bool) {
	if !d.valid() {
		return f, false
	}
	if f.Target = target; !(target > 0 && target < 1) {
		f.Target = d.Pooled()
	}
	if !(f.Target > 0 && f.Target < 1) {
		return Funnel{}, false
	}
	for i, n := range d.Trials {
		count := binomialCount{n, f.Target}
		f.Points = append(f.Points, f.point(count, n, d.Successes[i], math.Sqrt(f.Target*(1-f.Target)/n)))
	}
	f.finish()
	return f, true
}

// FunnelOfRatios compares observed with expected counts: the ratio with target 1, exact Poisson limits, SE 1/sqrt(E).
// Source as FunnelOfProportions. It is undefined when nobody has an expectation.
func FunnelOfRatios(observed, expected []float64) (f Funnel, ok bool) {
	if !(Rates{observed, expected}).valid() {
		return f, false
	}
	f.Target = 1
	for i, e := range expected {
		point := f.point(poissonCount{e}, e, observed[i], 1/math.Sqrt(e))
		point.Stabilised = 2 * (math.Sqrt(observed[i]) - math.Sqrt(e))
		f.Points = append(f.Points, point)
	}
	f.finish()
	return f, true
}

// countDistribution is the null distribution of a unit's count.
type countDistribution interface {
	cdf(k float64) float64
	upper(k float64) float64 // P(X > k)
	pmf(k float64) float64
	mean() float64
}

func (f Funnel) point(null countDistribution, size, count, se float64) FunnelPoint {
	if !(size > 0) {
		return FunnelPoint{}
	}
	p := FunnelPoint{OK: true, Value: count / size, SE: se}
	p.Z = (p.Value - f.Target) / se
	p.Verdict = verdict(p.Z)
	p.MidP = midP(null, count)
	exact := func(tail float64) Interval {
		return Interval{interpolated(null, tail) / size, interpolated(null, 1-tail) / size}
	}
	p.Exact95, p.Exact998 = exact(0.025), exact(0.001)
	p.Normal95, p.Normal998 = f.around(se, funnelZ95), f.around(se, funnelZ998)
	return p
}

func (f Funnel) around(se, z float64) Interval { return Interval{f.Target - z*se, f.Target + z*se} }

// finish adds what needs all units: adjusted p-values and the spread between units.
func (f *Funnel) finish() {
	var ps, zs, ses []float64
	for _, p := range f.Points {
		if p.OK {
			ps, zs, ses = append(ps, p.MidP), append(zs, p.Z), append(ses, p.SE)
		}
	}
	adjusted := BenjaminiHochberg(ps)
	f.Spread, _ = Overdisperse(zs, ses)
	for i := range f.Points {
		p := &f.Points[i]
		if !p.OK {
			continue
		}
		p.AdjustedMidP, adjusted = adjusted[0], adjusted[1:]
		p.Multiplicative = p.Z / math.Sqrt(math.Max(1, f.Spread.Phi))
		wide := math.Sqrt(p.SE*p.SE + f.Spread.Tau2)
		p.Additive = (p.Value - f.Target) / wide
		p.AdditiveVerdict = verdict(p.Additive)
		p.Additive95, p.Additive998 = f.around(wide, funnelZ95), f.around(wide, funnelZ998)
	}
}
