package bridge

import "math/bits"

// shapley averages a factor's effect over all orders in which the factors may have changed:
// C_k = sum over sets S without k of |S|!(n-1-|S|)!/n! (V(S and k at their new values) - V(S at theirs)).
// It needs no logarithm, so zeros and negative values are like any others.
// Source: Sun (1998), Energy Economics 20:85; Ang, Liu & Chew (2003), Energy Policy 31:1561.
func shapley(u Unit) []float64 {
	n := len(u.Before)
	out := make([]float64, n)
	weights := orderWeights(n)
	for set := range 1 << n {
		for k := range out {
			if set>>k&1 == 0 {
				rest := mixedProduct(u, set, k)
				out[k] += weights[bits.OnesCount(uint(set))] * rest * (u.After[k] - u.Before[k])
			}
		}
	}
	return out
}

// orderWeights gives, for each size s of a set, s!(n-1-s)!/n!.
func orderWeights(n int) []float64 {
	w := make([]float64, n)
	w[0] = 1 / float64(n)
	for s := 1; s < n; s++ {
		w[s] = w[s-1] * float64(s) / float64(n-s)
	}
	return w
}

// mixedProduct multiplies the factors but one: those in the set at their new values, the others at their old.
func mixedProduct(u Unit, set, without int) float64 {
	p := 1.0
	for k := range u.Before {
		switch {
		case k == without:
		case set>>k&1 == 1:
			p *= u.After[k]
		default:
			p *= u.Before[k]
		}
	}
	return p
}

// sequential changes one factor after the other, in their order.
func sequential(u Unit) []float64 {
	out := make([]float64, len(u.Before))
	for k := range out {
		out[k] = mixedProduct(u, 1<<k-1, k) * (u.After[k] - u.Before[k])
	}
	return out
}
