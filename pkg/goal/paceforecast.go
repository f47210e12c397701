package goal

import (
	"math"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// unit is a stretch of time with its result and its index: working days at work, times the season.
type unit struct{ value, index float64 }

const (
	// lookback is the number of periods before the running one that tell level and scatter.
	lookback = 6
	// monthDays makes an index of about 1 a month; only ratios matter.
	monthDays = 21.0
)

// days are the working days of a rep in a stretch, part-time ones as a whole; everybody's are the calendar's.
func (t *tracker) days(rep int, first, last calendar.Day) float64 {
	if rep == everybody {
		return float64(calendar.WorkingDays(first, last))
	}
	r := t.cube.Reps[rep]
	if r.Start != nil {
		first = max(first, *r.Start)
	}
	if r.End != nil {
		last = min(last, *r.End)
	}
	return float64(calendar.WorkingDays(first, last))
}

// index weighs a stretch by working days and season.
func (t *tracker) index(rep int, first, last calendar.Day) float64 {
	if last < first {
		return 0
	}
	if t.season == nil {
		return t.days(rep, first, last) / monthDays
	}
	sum := 0.0
	for _, m := range t.cube.Calendar.Span(first, last, calendar.Month) {
		_, month, _ := m.First.YMD()
		sum += t.season[month-1] * t.days(rep, max(first, m.First), min(last, m.Last)) / monthDays
	}
	return sum
}

// seasons takes the months' indices from the team's result a working day, where the cube is cut into months and has two
// full years before the running period.
func (t *tracker) seasons() {
	var x []float64
	first := 0
	c := t.cube
	for i := range t.window.Lo {
		p := c.Periods[i]
		if p.Unit != calendar.Month || p.First < c.FirstDay-7 {
			continue
		}
		if len(x) == 0 {
			_, first, _ = p.First.YMD()
		}
		x = append(x, t.value(everybody, funnel.Window{Lo: i, Hi: i + 1}, t.step)/float64(p.WorkingDays()))
	}
	d, err := stats.DecomposeClassical(x, 12, stats.Multiplicative)
	if err != nil {
		return
	}
	season := make([]float64, 12)
	for i, v := range d.Index {
		if season[(first-1+i)%12] = v; !(v > 0) {
			return
		}
	}
	t.season, t.Seasonal = season, true
}

// units are the stretches that tell level and scatter: whole periods before the running one, then those of the running
// one as far as it has run.
func (t *tracker) units(rep int) []unit {
	var out []unit
	c := t.cube
	for i := max(0, t.window.Lo-lookback); i < t.window.Hi; i++ {
		p := c.Periods[i]
		last := min(p.Last, c.AsOf)
		if p.First < c.FirstDay-7 || last < p.First {
			continue
		}
		if v := t.index(rep, p.First, last); v > 0 {
			out = append(out, unit{t.value(rep, funnel.Window{Lo: i, Hi: i + 1}, t.step), v})
		}
	}
	return out
}

// forecast carries the level on to the end of the period.
func (t *tracker) forecast(rep int, s *Standing) {
	units := t.units(rep)
	left := t.index(rep, max(t.o.Period.First, t.cube.AsOf+1), t.o.Period.Last)
	s.N = len(units)
	if left > 0 && len(units) == 0 {
		return
	}
	r := carryOn(units, left, t.Counted)
	forecast := s.Done + r.mean
	s.Forecast = &forecast
	if !r.known {
		return
	}
	half := r.quantile(0.95)
	low, high := t.floor(forecast-half, s.Done), forecast+half
	s.Low, s.High = &low, &high
	if s.Goal == nil {
		return
	}
	chance := r.atLeast(*s.Goal - s.Done)
	if t.notBelow() && s.Done >= *s.Goal {
		chance = 1
	}
	s.Chance = &chance
}

// floor keeps a forecast from falling below what is done, where nothing ever takes away.
func (t *tracker) floor(v, done float64) float64 {
	if t.notBelow() {
		return math.Max(v, done)
	}
	return v
}

// notBelow says that what is done stays done: counts do, and sums as long as the last year saw no negative amounts.
func (t *tracker) notBelow() bool {
	if t.Counted {
		return true
	}
	for rep := range t.cube.Reps {
		for i := range t.cube.Periods {
			if tally := t.cube.At(rep, i, t.step); tally.Known > tally.Positive && tally.Sum < 0 {
				return false
			}
		}
	}
	return true
}

func oneWhere(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
