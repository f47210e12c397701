package goal

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// remaining is what is still to come: its mean and standard error, on df degrees of freedom.
type remaining struct {
	mean, se float64
	df       int
	known    bool // the scatter is
}

// carryOn predicts the result of the time left from that of past stretches, whose variance grows with their length:
// level = sum y/sum d, v = sum (y - level d)²/d/(n-1), mean = level R, se² = v (R + R²/sum d), for stretches of result y
// and index d and an index R of the time left; Student's t with n-1 degrees of freedom. Counts scatter at least as
// Poisson ones. For whole months it is [Follow]; that takes the rest of a month to scatter like a small month would, and
// a few days are less sure than that. Source: Royall (1970), Biometrika 57:377.
func carryOn(done []unit, left float64, counted bool) remaining {
	if left == 0 {
		return remaining{known: true}
	}
	sum, length := 0.0, 0.0
	for _, u := range done {
		sum, length = sum+u.value, length+u.index
	}
	level := sum / length
	r := remaining{mean: level * left, df: len(done) - 1, known: len(done) > 1}
	if !r.known {
		return r
	}
	squares := 0.0
	for _, u := range done {
		miss := u.value - level*u.index
		squares += miss * miss / u.index
	}
	v := squares / float64(r.df)
	if counted {
		v = math.Max(v, level)
	}
	r.se = math.Sqrt(v * (left + left*left/length))
	return r
}

func (r remaining) student() distuv.StudentsT {
	return distuv.StudentsT{Sigma: 1, Nu: float64(r.df)}
}

// quantile is how far above the mean what comes stays with a probability.
func (r remaining) quantile(p float64) float64 {
	if r.se == 0 {
		return 0
	}
	return r.se * r.student().Quantile(p)
}

// atLeast is the chance that what comes is at least so much.
func (r remaining) atLeast(missing float64) float64 {
	if r.se == 0 {
		return oneWhere(r.mean >= missing)
	}
	return r.student().Survival((missing - r.mean) / r.se)
}
