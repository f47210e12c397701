package stats

import "math"

// TwoProportionPower is the chance that the two-sided test of equal proportions at level alpha tells p1 from p2 with n
// trials in each group: Phi((sqrt(n)|p1-p2| - z sqrt(2 p q)) / sqrt(p1 q1 + p2 q2)), p the mean; the opposite tail is
// ignored. Source: Fleiss, Levin & Paik (2003), chapter 4. It is undefined where both proportions are 0 or 1.
func TwoProportionPower(p1, p2, alpha, n float64) (power float64, ok bool) {
	if !validDesign(p1, p2, alpha) || !(n > 0) {
		return 0, false
	}
	pooled := (p1 + p2) / 2
	null := math.Sqrt(2 * pooled * (1 - pooled))
	alternative := math.Sqrt(p1*(1-p1) + p2*(1-p2))
	z := -normalQuantile(alpha / 2)
	if alternative == 0 {
		return 1, true
	}
	return normalCDF((math.Sqrt(n)*math.Abs(p1-p2) - z*null) / alternative), true
}

// TwoProportionTrials is the number of trials a group (not rounded) for which the test reaches the power:
// ((z(alpha/2) sqrt(2 p q) + z(power) sqrt(p1 q1 + p2 q2)) / (p1-p2))². It is undefined for equal proportions.
func TwoProportionTrials(p1, p2, alpha, power float64) (n float64, ok bool) {
	if !validDesign(p1, p2, alpha) || p1 == p2 || !(power > 0 && power < 1) {
		return 0, false
	}
	pooled := (p1 + p2) / 2
	need := -normalQuantile(alpha/2)*math.Sqrt(2*pooled*(1-pooled)) +
		normalQuantile(power)*math.Sqrt(p1*(1-p1)+p2*(1-p2))
	if need <= 0 {
		return 0, true
	}
	return need * need / ((p1 - p2) * (p1 - p2)), true
}

// SmallestDetectable is the smallest rise above p1 that n trials a group detect with the power; not ok where not even a
// proportion of 1 would do.
func SmallestDetectable(p1, alpha, power, n float64) (rise float64, ok bool) {
	reached := func(p2 float64) bool {
		got, ok := TwoProportionPower(p1, p2, alpha, n)
		return ok && got >= power
	}
	if !(p1 >= 0 && p1 < 1 && power > 0 && power < 1) || !reached(1) {
		return 0, false
	}
	low, high := p1, 1.0
	for range 100 {
		if mid := (low + high) / 2; reached(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high - p1, true
}

func validDesign(p1, p2, alpha float64) bool {
	return p1 >= 0 && p1 <= 1 && p2 >= 0 && p2 <= 1 && p1+p2 > 0 && p1+p2 < 2 && alpha > 0 && alpha < 1
}
