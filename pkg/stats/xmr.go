package stats

import "math"

// XmRLimits names how the limits of an individuals chart are drawn.
type XmRLimits int

const (
	// XmRMean is the usual chart: mean +- 2.66 mean moving range.
	XmRMean XmRLimits = iota
	// XmRScreened drops, once, the moving ranges above 3.268 times their mean before taking it again.
	XmRScreened
	// XmRMedian is median +- 3.145 median moving range: for a baseline with outliers.
	XmRMedian
)

// Scaling factors of moving ranges of two points: 3/d2, D4, and 3/d4 for the median (Wheeler).
const (
	xmrMeanFactor   = 2.66
	xmrMedianFactor = 3.145
	xmrRangeFactor  = 3.268
)

// XmRChart is an individuals chart: the centre line and the natural process limits, in the unit of the values.
type XmRChart struct {
	// Center is the mean or the median of the baseline.
	Center float64
	// MovingRange is the mean (screened, median) of |x_t - x_{t-1}|.
	MovingRange float64
	// Lower and Upper are the limits that a stable process rarely leaves.
	Lower, Upper float64
	// RangeUpper is the limit of a single moving range.
	RangeUpper float64
}

// NewXmR draws the limits from a baseline in time order; at least 12 points, better 20, make them steady.
// It is not ok below three points or where a value is not finite. Limits from the standard deviation are not
// offered: the signals themselves inflate it.
// Source: Wheeler (2000), Understanding Variation; Wheeler & Chambers (1992).
func NewXmR(baseline []float64, limits XmRLimits) (chart XmRChart, ok bool) {
	if len(baseline) < 3 || !allFinite(baseline) {
		return XmRChart{}, false
	}
	ranges := movingRanges(baseline)
	chart = XmRChart{Center: meanOf(baseline), MovingRange: meanOf(ranges)}
	chart.RangeUpper = xmrRangeFactor * chart.MovingRange
	factor := xmrMeanFactor
	switch limits {
	case XmRScreened:
		chart.MovingRange = meanOf(screen(ranges, chart.RangeUpper))
	case XmRMedian:
		factor = xmrMedianFactor
		chart.Center, chart.MovingRange = medianOf(baseline), medianOf(ranges)
	}
	chart.Lower = chart.Center - factor*chart.MovingRange
	chart.Upper = chart.Center + factor*chart.MovingRange
	return chart, true
}

func movingRanges(x []float64) []float64 {
	out := make([]float64, len(x)-1)
	for i := range out {
		out[i] = math.Abs(x[i+1] - x[i])
	}
	return out
}

// screen keeps the ranges up to the limit; equal ranges all stay, rounding or not.
func screen(ranges []float64, limit float64) []float64 {
	var kept []float64
	for _, r := range ranges {
		if r <= limit {
			kept = append(kept, r)
		}
	}
	return kept
}
