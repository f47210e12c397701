package stats

import "math"

// Welch is the comparison of two means with unequal variances.
type Welch struct {
	// Difference is mean(a) - mean(b), T its ratio to the standard error, DF the Satterthwaite degrees of freedom.
	Difference, T, DF float64
	// P is the two-sided p-value; Interval limits the difference.
	P float64
	Interval
}

// WelchTest compares two means: t = d/sqrt(va+vb), v = s²/n, df = (va+vb)²/(va²/(na-1) + vb²/(nb-1)).
// Source: Welch (1947), Biometrika 34:28. It is undefined below two values a sample, or without any variation.
func WelchTest(a, b []float64, level float64) (w Welch, ok bool) {
	va, okA := Variance(a)
	vb, okB := Variance(b)
	if !okA || !okB || va+vb <= 0 {
		return w, false
	}
	na, nb := float64(len(a)), float64(len(b))
	va, vb = va/na, vb/nb
	meanA, _ := Mean(a)
	meanB, _ := Mean(b)
	se := math.Sqrt(va + vb)
	w.Difference = meanA - meanB
	w.T = w.Difference / se
	w.DF = (va + vb) * (va + vb) / (va*va/(na-1) + vb*vb/(nb-1))
	w.P = studentTwoSided(w.T, w.DF)
	half := twoSidedT(level, w.DF) * se
	w.Interval = Interval{w.Difference - half, w.Difference + half}
	return w, finite(w.T, half)
}

// EffectSize is the standardised difference of two means.
type EffectSize struct {
	// CohenD is the difference over the pooled standard deviation; HedgesG corrects its small-sample bias by 1-3/(4N-9).
	CohenD, HedgesG float64
}

// StandardisedDifference is the effect size of a against b. Source: Cohen (1969); Hedges (1981), J Educ Stat 6:107.
// It is undefined below two values a sample, or without variation.
func StandardisedDifference(a, b []float64) (e EffectSize, ok bool) {
	va, okA := Variance(a)
	vb, okB := Variance(b)
	na, nb := float64(len(a)), float64(len(b))
	pooled := ((na-1)*va + (nb-1)*vb) / (na + nb - 2)
	if !okA || !okB || !(pooled > 0) {
		return e, false
	}
	meanA, _ := Mean(a)
	meanB, _ := Mean(b)
	e.CohenD = (meanA - meanB) / math.Sqrt(pooled)
	e.HedgesG = e.CohenD * (1 - 3/(4*(na+nb)-9))
	return e, true
}
