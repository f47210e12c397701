package stats

import (
	"math"
)

// STLSeasons is a decomposition of a series into seasons, trend and remainder, which add up to it.
type STLSeasons struct {
	Seasonal, Trend, Remainder []float64
	// Index is, of a periodic decomposition, the one pattern that repeats: one amount a season.
	Index []float64
}

// STLOptions sets a decomposition.
type STLOptions struct {
	// Period is the length of a cycle, 12 for months.
	Period int
	// Window is the number of cycles over which a season may change, odd and at least 7; 0 keeps the seasons fixed.
	Window int
}

// DecomposeSTL splits a series by loess: seasons (degree 0 over Window cycles) and trend (degree 1), two inner
// rounds. There is no robustness round: its results do not settle and differ between implementations.
// Every point is smoothed, none interpolated. The trend window is the next odd number from 1.5 Period/(1-1.5/Window),
// the low-pass window the next odd number from Period.
// Source: Cleveland, Cleveland, McRae & Terpenning (1990), J Official Statistics 6:3.
// It errs for a period below two and for two cycles or fewer.
func DecomposeSTL(x []float64, opt STLOptions) (STLSeasons, error) {
	if opt.Period < 2 || len(x) <= 2*opt.Period || !allFinite(x) {
		return STLSeasons{}, errShortSeries
	}
	periodic := opt.Window <= 0
	if periodic {
		opt.Window = 10*len(x) + 1
	}
	s := newSTL(x, opt)
	for range 2 {
		s.round()
	}
	out := STLSeasons{Seasonal: s.seasonal, Trend: s.trend}
	if periodic {
		out.fixSeasons(opt.Period)
	}
	for i, v := range x {
		out.Remainder = append(out.Remainder, v-out.Seasonal[i]-out.Trend[i])
	}
	return out, nil
}

// fixSeasons replaces every season by its mean over the cycles.
func (d *STLSeasons) fixSeasons(period int) {
	for season := range period {
		d.Index = append(d.Index, meanOf(everyNth(d.Seasonal, season, period)))
	}
	for i := range d.Seasonal {
		d.Seasonal[i] = d.Index[i%period]
	}
}

type stl struct {
	x, seasonal, trend              []float64
	period                          int
	seasonWin, trendWin, lowPassWin int
}

func newSTL(x []float64, opt STLOptions) *stl {
	p := float64(opt.Period)
	window := max(3, nextOdd(opt.Window))
	return &stl{
		x: x, period: opt.Period,
		seasonal: make([]float64, len(x)), trend: make([]float64, len(x)),
		seasonWin:  window,
		trendWin:   max(3, nextOdd(int(math.Ceil(1.5*p/(1-1.5/float64(window)))))),
		lowPassWin: max(3, nextOdd(opt.Period)),
	}
}

func nextOdd(n int) int { return n + 1 - n%2 }

// round is one pass of the inner loop.
func (s *stl) round() {
	detrended := make([]float64, len(s.x))
	for i, v := range s.x {
		detrended[i] = v - s.trend[i]
	}
	cycles := s.cycleSubseries(detrended)
	low := rollingMean(rollingMean(rollingMean(cycles, s.period), s.period), 3)
	low = loess{window: s.lowPassWin, degree: 1}.smooth(low)
	rest := make([]float64, len(s.x))
	for i := range s.x {
		s.seasonal[i] = cycles[s.period+i] - low[i]
		rest[i] = s.x[i] - s.seasonal[i]
	}
	s.trend = loess{window: s.trendWin, degree: 1}.smooth(rest)
}

// cycleSubseries smooths the values of each season over the cycles, one cycle further at both ends.
func (s *stl) cycleSubseries(x []float64) []float64 {
	out := make([]float64, len(x)+2*s.period)
	l := loess{window: s.seasonWin}
	for season := range s.period {
		own := everyNth(x, season, s.period)
		smoothed := l.extended(own)
		for k, v := range smoothed {
			out[k*s.period+season] = v
		}
	}
	return out
}

func rollingMean(x []float64, window int) []float64 {
	out := make([]float64, len(x)-window+1)
	for i := range out {
		out[i] = Sum(x[i:i+window]) / float64(window)
	}
	return out
}

// loess is local regression with tricube weights over the nearest window points.
type loess struct{ window, degree int }

// smooth evaluates the fit at every point.
func (l loess) smooth(x []float64) []float64 {
	out := make([]float64, len(x))
	for i := range x {
		out[i] = l.at(x, i, l.left(i, len(x)))
	}
	return out
}

// extended evaluates it one point before and one after as well.
func (l loess) extended(x []float64) []float64 {
	out := append([]float64{l.at(x, -1, 0)}, l.smooth(x)...)
	return append(out, l.at(x, len(x), max(0, len(x)-l.window)))
}

// left is the first point of the window around point i of n.
func (l loess) left(i, n int) int {
	return max(0, min(i-(l.window+1)/2+1, n-l.window))
}

// at fits the points of the window that starts at left, and evaluates at position i. A window longer than the series
// widens the weights.
func (l loess) at(x []float64, i, left int) float64 {
	right := min(left+l.window, len(x)) - 1
	reach := max(i-left, right-i)
	if l.window > len(x) {
		reach += (l.window - len(x)) / 2
	}
	w := tricube(i, left, right, float64(reach))
	if l.degree > 0 {
		tilt(w, float64(i-left), float64(len(x)-1))
	}
	return dot(w, x[left:right+1])
}

// tricube gives the weights of the points left to right, which add up to one.
func tricube(i, left, right int, reach float64) []float64 {
	w := make([]float64, right-left+1)
	total := 0.0
	for j := range w {
		r := math.Abs(float64(left+j-i)) / max(reach, 1e-300)
		switch {
		case r <= 0.001:
			w[j] = 1
		case r <= 0.999:
			c := 1 - r*r*r
			w[j] = c * c * c
		}
		total += w[j]
	}
	for j := range w {
		w[j] /= total
	}
	return w
}

// tilt turns local means into local lines, unless the weighted points lie too close together for a slope.
func tilt(w []float64, at, span float64) {
	center, spread := 0.0, 0.0
	for j, v := range w {
		center += v * float64(j)
	}
	for j, v := range w {
		spread += v * (float64(j) - center) * (float64(j) - center)
	}
	if math.Sqrt(spread) <= 0.001*span {
		return
	}
	for j := range w {
		w[j] *= (at-center)/spread*(float64(j)-center) + 1
	}
}
