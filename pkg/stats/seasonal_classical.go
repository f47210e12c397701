package stats

import "errors"

// SeasonalKind says how a season acts on a series.
type SeasonalKind int

const (
	// Multiplicative seasons are shares of the level; their indices have mean 1.
	Multiplicative SeasonalKind = iota
	// Additive seasons are amounts; their indices have mean 0.
	Additive
)

// ClassicalSeasons is a classical decomposition of a series.
type ClassicalSeasons struct {
	// Index holds one index a season of the cycle, the season of the first value first.
	Index []float64
	// Trend is the centred moving average; Trend[i] belongs to value i+Lead. The first and last Lead values have none.
	Trend []float64
	// Lead is half a cycle.
	Lead int
}

var errShortSeries = errors.New("seasons need two full cycles of data")

// DecomposeClassical takes the trend by a centred moving average over one cycle (half weights at both ends where the
// cycle is even), averages the detrended values a season and centres the averages.
// Source: Kendall & Stuart (1983), vol. 3; the same as R's decompose.
// It errs below two full cycles, and for a multiplicative decomposition where the trend reaches zero.
func DecomposeClassical(x []float64, period int, kind SeasonalKind) (ClassicalSeasons, error) {
	if period < 2 || len(x) < 2*period || !allFinite(x) {
		return ClassicalSeasons{}, errShortSeries
	}
	c := ClassicalSeasons{Trend: movingAverage(x, period), Lead: period / 2}
	bySeason := make([][]float64, period)
	for i, level := range c.Trend {
		at := i + c.Lead
		v := x[at] - level
		if kind == Multiplicative {
			if !(level > 0) {
				return ClassicalSeasons{}, errors.New("seasons cannot be shares of a level of zero")
			}
			v = x[at] / level
		}
		bySeason[at%period] = append(bySeason[at%period], v)
	}
	return c, c.center(bySeason, kind)
}

func (c *ClassicalSeasons) center(bySeason [][]float64, kind SeasonalKind) error {
	for _, values := range bySeason {
		c.Index = append(c.Index, meanOf(values))
	}
	m := meanOf(c.Index)
	if kind == Multiplicative && !(m > 0) {
		return errors.New("seasons cannot be shares of a level of zero")
	}
	for i := range c.Index {
		if kind == Multiplicative {
			c.Index[i] /= m
		} else {
			c.Index[i] -= m
		}
	}
	return nil
}

// movingAverage averages over one cycle around each value that has half a cycle on both sides.
func movingAverage(x []float64, period int) []float64 {
	half := period / 2
	out := make([]float64, len(x)-2*half)
	for i := range out {
		window := x[i : i+2*half+1]
		total := Sum(window)
		if period%2 == 0 {
			total -= (window[0] + window[2*half]) / 2
		}
		out[i] = total / float64(period)
	}
	return out
}

// Deseasonalise takes the seasons out of a series that starts in season start (0-based) of the cycle.
// A multiplicative index that is not above zero leaves its values as they are.
func Deseasonalise(x, index []float64, start int, kind SeasonalKind) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = v
		if len(index) == 0 {
			continue
		}
		s := index[(start+i)%len(index)]
		switch {
		case kind == Additive:
			out[i] = v - s
		case s > 0:
			out[i] = v / s
		}
	}
	return out
}
