package stats

import "math"

// fewDigits is from where on the two logarithms of a rising factorial lose digits in their difference.
const fewDigits = 200

// lnRising is ln Gamma(a+k) - ln Gamma(a), the logarithm of the rising factorial a(a+1)…(a+k-1). For large a the two terms
// agree in most digits, so that Stirling's series is subtracted term by term (Abramowitz & Stegun 6.1.41).
func lnRising(a, k float64) float64 {
	if k == 0 {
		return 0
	}
	if a < fewDigits {
		return lgamma(a+k) - lgamma(a)
	}
	return (a-0.5)*math.Log1p(k/a) + k*math.Log(a+k) - k + stirlingRest(a+k) - stirlingRest(a)
}

// stirlingRest is ln Gamma(x) - ((x-1/2) ln x - x + ln(2 pi)/2) for large x.
func stirlingRest(x float64) float64 {
	y := 1 / (x * x)
	return (1.0/12 - y*(1.0/360-y*(1.0/1260-y/1680))) / x
}
