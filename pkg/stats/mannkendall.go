package stats

import (
	"math"
	"slices"
)

// z975 is the normal quantile behind 95 % limits, at the six decimals printed in the sources of these tests.
const z975 = 1.959964

// MonotoneTest is the Mann-Kendall test for a trend of any shape.
type MonotoneTest struct {
	// S is the number of rising pairs less the number of falling ones.
	S int
	// VarS is its variance without a trend, corrected for ties.
	VarS float64
	// Z is S, one step nearer to zero, over its standard deviation; 0 where VarS is 0.
	Z float64
	// P is the two-sided p-value.
	P float64
}

// MannKendall tests a series in time order for a monotone trend:
// S = sum_{i<j} sign(x_j - x_i), Var S = (n(n-1)(2n+5) - sum t(t-1)(2t+5))/18 over groups of t ties.
// Source: Mann (1945), Econometrica 13:245; Kendall (1975). It is not ok below three values.
// A constant series gives S = 0 and P = 1.
func MannKendall(x []float64) (test MonotoneTest, ok bool) {
	if len(x) < 3 || !allFinite(x) {
		return MonotoneTest{}, false
	}
	s, v := kendallScore(x)
	return newMonotoneTest(s, v), true
}

func newMonotoneTest(s int, variance float64) MonotoneTest {
	t := MonotoneTest{S: s, VarS: variance, P: 1}
	if variance > 0 && s != 0 {
		t.Z = (float64(s) - float64(sign(float64(s)))) / math.Sqrt(variance)
		t.P = normalTwoSided(t.Z)
	}
	return t
}

func kendallScore(x []float64) (int, float64) {
	s := 0
	for i, a := range x {
		for _, b := range x[i+1:] {
			s += sign(b - a)
		}
	}
	n := float64(len(x))
	v := n * (n - 1) * (2*n + 5)
	for _, t := range tieGroups(x) {
		v -= t * (t - 1) * (2*t + 5)
	}
	return s, v / 18
}

// tieGroups gives the sizes of the groups of equal values.
func tieGroups(x []float64) []float64 {
	s := slices.Clone(x)
	slices.Sort(s)
	var out []float64
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] == s[i] {
			j++
		}
		out = append(out, float64(j-i))
		i = j
	}
	return out
}

// TauB is Kendall's rank correlation of the series with time, S over the number of pairs corrected for ties.
// It is not ok for a constant series.
func TauB(x []float64) (tau float64, ok bool) {
	if len(x) < 2 || !allFinite(x) {
		return 0, false
	}
	s, _ := kendallScore(x)
	n := float64(len(x))
	pairs, tied := n*(n-1)/2, 0.0
	for _, t := range tieGroups(x) {
		tied += t * (t - 1) / 2
	}
	if pairs-tied <= 0 {
		return 0, false
	}
	return float64(s) / math.Sqrt(pairs*(pairs-tied)), true
}

// HamedRao is the Mann-Kendall test with its variance inflated for autocorrelation: times
// 1 + 2/(n(n-1)(n-2)) sum_k (n-k)(n-k-1)(n-k-2) rho_k over the lags whose rho_k, the autocorrelation of the ranks of
// the series less its Theil-Sen line, passes 1.96/sqrt(n). The factor is never below 1: negative autocorrelation
// of a seasonal series would shrink the variance instead; test such a series by SeasonalMannKendall.
// Source: Hamed & Rao (1998), J Hydrology 204:182. It is not ok below three values.
func HamedRao(x []float64) (test MonotoneTest, factor float64, ok bool) {
	plain, ok := MannKendall(x)
	if !ok {
		return MonotoneTest{}, 0, false
	}
	sen, _ := TheilSen(x)
	residual := make([]float64, len(x))
	for i, v := range x {
		residual[i] = v - sen.Slope*float64(i+1)
	}
	factor = math.Max(1, rankInflation(averageRanks(residual)))
	return newMonotoneTest(plain.S, plain.VarS*factor), factor, true
}

func rankInflation(ranks []float64) float64 {
	n := float64(len(ranks))
	centered, square := centre(ranks)
	if constantSeries(square, ranks) {
		return 1
	}
	sum := 0.0
	for lag := 1; lag < len(ranks); lag++ {
		rho := dot(centered[:len(ranks)-lag], centered[lag:]) / square
		if math.Abs(rho) > z975/math.Sqrt(n) {
			left := n - float64(lag)
			sum += left * (left - 1) * (left - 2) * rho
		}
	}
	return 1 + 2*sum/(n*(n-1)*(n-2))
}

// averageRanks ranks from 1 upwards; ties share the mean of their ranks.
func averageRanks(x []float64) []float64 {
	order := indices(0, len(x))
	slices.SortStableFunc(order, func(a, b int) int { return sign(x[a] - x[b]) })
	ranks := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			ranks[k] = float64(i+j+1) / 2
		}
		i = j
	}
	return ranks
}
