package stats

import "math"

// exactRanks is the sample size from which the null distributions of rank tests are taken as normal.
const exactRanks = 50

// signedRankCounts is the null distribution of the signed-rank statistic of n values: P(V = v), v = 0 … n(n+1)/2, the
// coefficients of prod (1+x^i)/2. Source: Wilcoxon (1945), Biometrics Bull 1:80.
func signedRankCounts(n int) []float64 {
	pmf := make([]float64, n*(n+1)/2+1)
	pmf[0] = 1
	top := 0
	for i := 1; i <= n; i++ {
		top += i
		for v := top; v >= 0; v-- {
			pmf[v] /= 2
			if v >= i {
				pmf[v] += pmf[v-i] / 2
			}
		}
	}
	return pmf
}

// rankSumCounts is the null distribution of the Mann-Whitney statistic without ties: P(U = u), u = 0 … mn, the Gaussian
// binomial coefficient over choose(m+n, n), built up one value at a time: of i+j values, the largest is from the first
// sample with probability i/(i+j) and then beats all j. Source: Mann & Whitney (1947), Ann Math Stat 18:50.
func rankSumCounts(m, n int) []float64 {
	rows := make([][]float64, n+1)
	for j := range rows {
		rows[j] = []float64{1}
	}
	for i := 1; i <= m; i++ {
		for j := 1; j <= n; j++ {
			rows[j] = mixRankSums(rows[j], rows[j-1], i, j)
		}
	}
	return rows[n]
}

// mixRankSums gives the distribution for i and j values from those for i-1 and j, and for i and j-1.
func mixRankSums(fewerFirst, fewerSecond []float64, i, j int) []float64 {
	out := make([]float64, i*j+1)
	first := float64(i) / float64(i+j)
	for u, q := range fewerFirst {
		out[u+j] += first * q
	}
	for u, q := range fewerSecond {
		out[u] += (1 - first) * q
	}
	return out
}

// signedRankQuantile is the p quantile of the signed-rank statistic of n values.
func signedRankQuantile(n int, p float64) int {
	if n < exactRanks {
		return discreteQuantile(signedRankCounts(n), p)
	}
	k := float64(n)
	return normalCount(k*(k+1)/4, math.Sqrt(k*(k+1)*(2*k+1)/24), p)
}

// rankSumQuantile is the p quantile of the Mann-Whitney statistic of m and n values.
func rankSumQuantile(m, n int, p float64) int {
	if m < exactRanks && n < exactRanks {
		return discreteQuantile(rankSumCounts(m, n), p)
	}
	a, b := float64(m), float64(n)
	return normalCount(a*b/2, math.Sqrt(a*b*(a+b+1)/12), p)
}

func normalCount(mean, sd, p float64) int {
	return max(0, int(math.Round(mean+normalQuantile(p)*sd)))
}
