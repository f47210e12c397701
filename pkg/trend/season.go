package trend

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/stats"
)

// seasonLevel is the p-value below which a season is taken out: without one, its noisy index would only make limits
// too narrow.
const seasonLevel = 0.01

func cycleOf(u calendar.Unit) int {
	switch u {
	case calendar.Week:
		return 52
	case calendar.Month:
		return 12
	case calendar.Quarter:
		return 4
	}
	return 0
}

// findSeason looks for a season in the team's series. It is judged on more than two full cycles of complete periods
// without a gap, all above zero, by an F-test of the seasonal part against the remainder of an STL decomposition of
// the logarithms (Cleveland et al. 1990); the trend costs two degrees of freedom a cycle.
func (a *analysis) findSeason() Season {
	s := Season{Cycle: cycleOf(a.unit()), Index: []float64{}}
	d := a.data(team)
	s.Periods = len(d.used)
	if s.Cycle == 0 {
		return s
	}
	s.Needed = 2*s.Cycle + 1
	logs, ok := d.logs()
	if !ok || len(logs) < s.Needed {
		return s
	}
	stl, err := stats.DecomposeSTL(logs, stats.STLOptions{Period: s.Cycle})
	if err != nil {
		return s
	}
	s.Judged, s.P = true, seasonP(stl, s.Cycle)
	if s.P == nil || *s.P >= seasonLevel {
		return s
	}
	s.Adjusted = true
	mean, _ := stats.Mean(stl.Index)
	for i := range d.points {
		k := ((i-d.used[0])%s.Cycle + s.Cycle) % s.Cycle
		s.Index = append(s.Index, math.Exp(stl.Index[k]-mean))
	}
	return s
}

// logs are the logarithms of the levels; not ok with a gap or a level that is not above zero.
func (d *data) logs() (out []float64, ok bool) {
	for k, v := range d.levels() {
		if !(v > 0) || d.used[k] != d.used[0]+k {
			return nil, false
		}
		out = append(out, math.Log(v))
	}
	return out, true
}

func seasonP(stl stats.STLSeasons, cycle int) *float64 {
	n := len(stl.Seasonal)
	d1, d2 := float64(cycle-1), float64(n-cycle-2*n/cycle)
	seasonal, ok := stats.Variance(stl.Seasonal)
	remainder, known := stats.Variance(stl.Remainder)
	if !ok || !known || d2 < 1 {
		return nil
	}
	p := 0.0
	switch {
	case seasonal <= 1e-20:
		p = 1
	case remainder > 0:
		p = distuv.F{D1: d1, D2: d2}.Survival(seasonal / d1 / (remainder / d2))
	}
	return &p
}
