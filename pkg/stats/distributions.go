package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// normalQuantile is the standard normal quantile.
func normalQuantile(p float64) float64 { return distuv.UnitNormal.Quantile(p) }

// normalCDF is the standard normal distribution function.
func normalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// normalTwoSided is P(|Z| >= |z|).
func normalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// twoSidedZ is the z with P(|Z| < z) = level.
func twoSidedZ(level float64) float64 { return -normalQuantile((1 - level) / 2) }

// studentTwoSided is P(|T| >= |t|) for df degrees of freedom.
func studentTwoSided(t, df float64) float64 {
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// twoSidedT is the t with P(|T| < t) = level.
func twoSidedT(level, df float64) float64 {
	x := betaQuantile(df/2, 0.5, 1-level)
	return math.Sqrt(df * (1 - x) / x)
}

// chiSquareUpper is P(X >= x) for df degrees of freedom.
func chiSquareUpper(x, df float64) float64 {
	if df <= 0 || x <= 0 {
		return 1
	}
	return mathext.GammaIncRegComp(df/2, x/2)
}

// fUpper is P(F >= f) for d1 and d2 degrees of freedom.
func fUpper(f, d1, d2 float64) float64 {
	if f <= 0 {
		return 1
	}
	return mathext.RegIncBeta(d2/2, d1/2, d2/(d2+d1*f))
}

// betaQuantile inverts the regularised incomplete beta function. The library's inverse is polished by Newton steps, because
// its accuracy fades in the tails.
func betaQuantile(a, b, p float64) float64 {
	if p <= 0 || p >= 1 {
		return math.Max(0, math.Min(1, p))
	}
	constant := lbeta(a, b)
	return polish(mathext.InvRegIncBeta(a, b, p), 1, func(x float64) float64 {
		density := math.Exp((a-1)*math.Log(x) + (b-1)*math.Log1p(-x) - constant)
		return (mathext.RegIncBeta(a, b, x) - p) / density
	})
}

// gammaQuantile inverts the regularised lower incomplete gamma function of the given shape, for rate one.
func gammaQuantile(shape, p float64) float64 {
	if p <= 0 {
		return 0
	}
	constant := lgamma(shape)
	logDensity := func(x float64) float64 { return (shape-1)*math.Log(x) - x - constant }
	if p > 0.5 {
		return polish(mathext.GammaIncRegCompInv(shape, 1-p), math.Inf(1), func(x float64) float64 {
			return (mathext.GammaIncReg(shape, x) - p) / math.Exp(logDensity(x))
		})
	}
	// The first term of the series is exact in the far tail, where the library's inverse is far off for small shapes.
	// Newton's method on ln F against ln x, which is concave, then does not overshoot.
	t := (math.Log(p) + lgamma(shape+1)) / shape
	if shape > 10 || t > math.Log(shape)-1 {
		t = math.Log(mathext.GammaIncRegInv(shape, p))
	}
	for range 20 {
		x := math.Exp(t)
		below := mathext.GammaIncReg(shape, x)
		step := math.Log(below/p) * below / (x * math.Exp(logDensity(x)))
		if !finite(step) {
			break
		}
		t -= step
		if math.Abs(step) < 4*epsilon {
			break
		}
	}
	return math.Exp(t)
}

// polish takes Newton steps from x until they vanish, staying inside (0, most).
func polish(x, most float64, step func(x float64) float64) float64 {
	for range 8 {
		next := x - step(x)
		if !(next > 0 && next < most) {
			break
		}
		done := math.Abs(next-x) <= 4*epsilon*x
		x = next
		if done {
			break
		}
	}
	return x
}
