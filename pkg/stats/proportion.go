package stats

import "math"

// Interval is a closed range of plausible values at some level.
type Interval struct{ Low, High float64 }

// Contains tells whether x lies in the interval.
func (i Interval) Contains(x float64) bool { return i.Low <= x && x <= i.High }

func validProportion(x, n, level float64) bool {
	return n > 0 && x >= 0 && x <= n && !math.IsInf(n, 0) && level > 0 && level < 1
}

// Wilson is the score interval of a proportion, without continuity correction; the one for display:
// (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n).
// Source: Wilson (1927), JASA 22:209. It is undefined (ok = false) without trials.
func Wilson(x, n, level float64) (interval Interval, ok bool) {
	if !validProportion(x, n, level) {
		return Interval{}, false
	}
	z, p := twoSidedZ(level), x/n
	centre := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	return closeEnds(Interval{(centre - half) / scale, (centre + half) / scale}, x, n), true
}

// ClopperPearson is the exact interval of a proportion: its coverage is never below the level. The limits are
// Beta(x, n-x+1) and Beta(x+1, n-x) quantiles. Source: Clopper & Pearson (1934), Biometrika 26:404.
func ClopperPearson(x, n, level float64) (interval Interval, ok bool) {
	if !validProportion(x, n, level) {
		return Interval{}, false
	}
	tail := (1 - level) / 2
	low, high := 0.0, 1.0
	if x > 0 {
		low = betaQuantile(x, n-x+1, tail)
	}
	if x < n {
		high = betaQuantile(x+1, n-x, 1-tail)
	}
	return Interval{low, high}, true
}

// Jeffreys is the equal-tailed interval of Beta(x+1/2, n-x+1/2), with its end at 0 when x = 0 and at 1 when x = n.
// Source: Brown, Cai & DasGupta (2001), Stat Sci 16:101.
func Jeffreys(x, n, level float64) (interval Interval, ok bool) {
	if !validProportion(x, n, level) {
		return Interval{}, false
	}
	tail := (1 - level) / 2
	a, b := x+0.5, n-x+0.5
	return closeEnds(Interval{betaQuantile(a, b, tail), betaQuantile(a, b, 1-tail)}, x, n), true
}

// closeEnds puts the limit of an extreme count at the end of the scale.
func closeEnds(i Interval, x, n float64) Interval {
	if x == 0 {
		i.Low = 0
	}
	if x == n {
		i.High = 1
	}
	return i
}
