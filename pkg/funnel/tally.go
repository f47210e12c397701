package funnel

import "math"

// Money is an exact amount in 1/10,000 of the currency's unit, so that sums
// do not depend on the order in which rows are read.
type Money int64

// MoneyUnit is one unit of currency.
const MoneyUnit Money = 10_000

// Float is the amount in units of currency.
func (m Money) Float() float64 { return float64(m) / float64(MoneyUnit) }

// Tally holds the sufficient statistics of the records of one rep, period and
// step. The floats come from exact integer sums, so equal sets of records
// give equal tallies in whatever order they were read.
type Tally struct {
	// N counts the records.
	N int64
	// Known counts the records that carry an amount; a won deal without one
	// is a customer with unknown revenue.
	Known int64
	// Sum is the sum of the known amounts.
	Sum Money
	// SumSq is the sum of the squared known amounts, in squared units.
	SumSq float64
	// Positive counts the amounts above zero; SumLog and SumLogSq are the sums
	// of their natural logarithms and of those squared.
	Positive         int64
	SumLog, SumLogSq float64
}

// Plus is the tally of both sets of records together.
func (t Tally) Plus(o Tally) Tally {
	return Tally{
		N: t.N + o.N, Known: t.Known + o.Known, Sum: t.Sum + o.Sum, SumSq: t.SumSq + o.SumSq,
		Positive: t.Positive + o.Positive, SumLog: t.SumLog + o.SumLog, SumLogSq: t.SumLogSq + o.SumLogSq,
	}
}

// Value is the count of a counted step and the sum of a summed one.
func (t Tally) Value(k Kind) float64 {
	if k == Summed {
		return t.Sum.Float()
	}
	return float64(t.N)
}

// Mean is the mean known amount; ok is false where there is none.
func (t Tally) Mean() (mean float64, ok bool) {
	if t.Known == 0 {
		return 0, false
	}
	return t.Sum.Float() / float64(t.Known), true
}

// Variance is the sample variance (n-1) of the known amounts; ok is false
// below two amounts.
func (t Tally) Variance() (variance float64, ok bool) {
	return sampleVariance(t.Known, t.Sum.Float(), t.SumSq)
}

// LogMean is the mean natural logarithm of the positive amounts.
func (t Tally) LogMean() (mean float64, ok bool) {
	if t.Positive == 0 {
		return 0, false
	}
	return t.SumLog / float64(t.Positive), true
}

// LogVariance is the sample variance (n-1) of the logarithms of the positive
// amounts; ok is false below two of them.
func (t Tally) LogVariance() (variance float64, ok bool) {
	return sampleVariance(t.Positive, t.SumLog, t.SumLogSq)
}

func sampleVariance(n int64, sum, sumSq float64) (float64, bool) {
	if n < 2 {
		return 0, false
	}
	k := float64(n)
	return math.Max(0, (sumSq-sum*sum/k)/(k-1)), true
}
