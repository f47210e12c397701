package stats

import (
	"math"
	"slices"
)

// LogNormalMean is the mean of skewed positive amounts through their logarithms.
type LogNormalMean struct {
	// LogMean and LogSD describe ln x; GeometricMean is exp(LogMean), Mean is exp(LogMean + LogSD²/2).
	LogMean, LogSD, GeometricMean, Mean float64
	// Cox and ModifiedCox limit the mean, with normal and with Student quantiles.
	Cox, ModifiedCox Interval
}

// StudentInterval is the t interval of a mean, mean ± t s/sqrt(n). Source: Student (1908), Biometrika 6:1.
// It is undefined below two values.
func StudentInterval(xs []float64, level float64) (interval Interval, ok bool) {
	sd, ok := SD(xs)
	if !ok {
		return Interval{}, false
	}
	mean, _ := Mean(xs)
	n := float64(len(xs))
	half := twoSidedT(level, n-1) * sd / math.Sqrt(n)
	return Interval{mean - half, mean + half}, true
}

// CoxMean estimates the mean of lognormal amounts: exp(m + s²/2), with limits
// exp(m + s²/2 ± q sqrt(s²/n + s⁴/(2(n-1)))), q normal (Cox) or Student (modified).
// Source: Zhou & Gao (1997), Stat Med 16:783; Olsson (2005), J Stat Educ 13(1).
// It is undefined below two amounts, or when one is not positive.
func CoxMean(xs []float64, level float64) (m LogNormalMean, ok bool) {
	logs, ok := Logs(xs)
	if !ok || len(xs) < 2 {
		return m, false
	}
	m.LogMean, _ = Mean(logs)
	m.LogSD, _ = SD(logs)
	n, v := float64(len(xs)), m.LogSD*m.LogSD
	m.GeometricMean, m.Mean = math.Exp(m.LogMean), math.Exp(m.LogMean+v/2)
	se := math.Sqrt(v/n + v*v/(2*(n-1)))
	around := func(q float64) Interval {
		return Interval{math.Exp(m.LogMean + v/2 - q*se), math.Exp(m.LogMean + v/2 + q*se)}
	}
	m.Cox, m.ModifiedCox = around(twoSidedZ(level)), around(twoSidedT(level, n-1))
	return m, finite(m.Mean, m.ModifiedCox.High)
}

// Logs are the natural logarithms of amounts; ok is false when one is not positive and finite.
func Logs(xs []float64) (logs []float64, ok bool) {
	logs = make([]float64, len(xs))
	for i, x := range xs {
		if !(x > 0) || math.IsInf(x, 0) {
			return nil, false
		}
		logs[i] = math.Log(x)
	}
	return logs, true
}

// finite tells whether all numbers are numbers.
func finite(xs ...float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

// MedianInterval is a distribution-free interval of the median between two order statistics.
type MedianInterval struct {
	// K is the rank of the lower limit counted from below, and of the upper limit counted from above.
	K int
	Interval
	// Coverage is the exact probability of covering the median, at least the level asked for.
	Coverage float64
}

// OrderMedian is the order-statistic interval of the median: the largest k with P(Bin(n, 1/2) <= k-1) <= (1-level)/2.
// Source: Thompson (1936), Ann Math Stat 7:122. It is undefined where n is too small for the level (below 6 at 95 %).
func OrderMedian(xs []float64, level float64) (m MedianInterval, ok bool) {
	n := float64(len(xs))
	below := 0.0
	for k := 1; 2*k <= len(xs); k++ {
		next := below + math.Exp(binomialLogPMF(float64(k-1), n, 0.5))
		if next > (1-level)/2 {
			break
		}
		m.K, below = k, next
	}
	if m.K == 0 {
		return MedianInterval{}, false
	}
	sorted := slices.Sorted(slices.Values(xs))
	m.Interval = Interval{sorted[m.K-1], sorted[len(xs)-m.K]}
	m.Coverage = 1 - 2*below
	return m, true
}
