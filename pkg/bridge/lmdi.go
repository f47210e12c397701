package bridge

import "math"

// LogMean is the logarithmic mean of two positive numbers, L(a,b) = (a-b)/ln(a/b), L(a,a) = a. It is 0 where either
// is 0. Source: Ang (2004), Energy Policy 32:1131.
func LogMean(a, b float64) float64 {
	if a <= 0 || b <= 0 {
		return 0
	}
	l := logRatio(a, b)
	if l == 0 {
		return a
	}
	return (a - b) / l
}

// logRatio is ln(a/b) for positive numbers, exact also where they are nearly equal.
func logRatio(a, b float64) float64 {
	if d := (a - b) / b; math.Abs(d) < 0.5 {
		return math.Log1p(d)
	}
	if r := a / b; r > 0 && !math.IsInf(r, 0) {
		return math.Log(r)
	}
	return math.Log(a) - math.Log(b)
}

// lmdi is the additive LMDI-I split of one unit: C_k = L(V1,V0) ln(x_k1/x_k0). Where the value comes from zero or falls
// to zero, the whole change goes to the factors that were or became zero, in equal parts: the limit of the formula.
// Tiny numbers instead of zeros converge far too slowly.
// Source: Ang (2005), Energy Policy 33:867; zeros: Ang, Zhang & Choi (1998), Energy 23:489; Wood & Lenzen (2006).
func lmdi(u Unit) []float64 {
	out := make([]float64, len(u.Before))
	switch {
	case u.From == 0 && u.To == 0:
	case u.From == 0:
		shareOverZeros(out, u.Before, u.To)
	case u.To == 0:
		shareOverZeros(out, u.After, -u.From)
	default:
		l := LogMean(u.To, u.From)
		for k := range out {
			out[k] = l * logRatio(u.After[k], u.Before[k])
		}
	}
	return out
}

func shareOverZeros(out, factors []float64, change float64) {
	zeros := 0.0
	for _, x := range factors {
		if x == 0 {
			zeros++
		}
	}
	for k, x := range factors {
		if x == 0 {
			out[k] = change / zeros
		}
	}
}

// Ratios is the multiplicative twin of a split by LMDI: D_k = exp(C_k/L(V1,V0)) over the totals V; the ratios multiply
// to To/From. It is not ok for another method, where a total is not above zero and where a change could not be split.
// Source: Ang & Liu (2001), Energy 26:537.
func (s Split) Ratios() (ratios []float64, ok bool) {
	l := LogMean(s.To, s.From)
	if s.Method != LMDI || l <= 0 || s.Rest != 0 {
		return nil, false
	}
	for _, c := range s.Totals {
		ratios = append(ratios, math.Exp(c/l))
	}
	return ratios, true
}
