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
	// shortUnit is the share of a full period below which a stretch is added to the one before it: the level of a few
	// days means nothing.
	shortUnit = 0.5
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
// one as far as it has run. A short last stretch joins the one before it.
func (t *tracker) units(rep int) (before, own []unit) {
	c := t.cube
	for i := max(0, t.window.Lo-lookback); i < t.window.Hi; i++ {
		p := c.Periods[i]
		last := min(p.Last, c.AsOf)
		if p.First < c.FirstDay-7 || last < p.First {
			continue
		}
		u := unit{t.value(rep, funnel.Window{Lo: i, Hi: i + 1}, t.step), t.index(rep, p.First, last)}
		switch full := t.index(rep, p.First, p.Last); {
		case u.index == 0 && u.value == 0:
		case u.index < shortUnit*full && len(own) > 0:
			own[len(own)-1] = own[len(own)-1].plus(u)
		case u.index < shortUnit*full && len(before) > 0:
			before[len(before)-1] = before[len(before)-1].plus(u)
		case i < t.window.Lo:
			before = append(before, u)
		default:
			own = append(own, u)
		}
	}
	return before, own
}

func (u unit) plus(o unit) unit { return unit{u.value + o.value, u.index + o.index} }

// left are the indices of what remains, one a period of the cube's length.
func (t *tracker) left(rep int) []float64 {
	var out []float64
	grain := t.cube.Periods[t.window.Lo].Unit
	from := max(t.o.Period.First, t.cube.AsOf+1)
	for _, p := range t.cube.Calendar.Span(from, t.o.Period.Last, grain) {
		if v := t.index(rep, max(p.First, from), min(p.Last, t.o.Period.Last)); v > 0 {
			out = append(out, v)
		}
	}
	return out
}

// forecast carries the level on to the end of the period. The periods before it enter as if they were part of it, with
// their sum added to the goal.
func (t *tracker) forecast(rep int, s *Standing) {
	before, own := t.units(rep)
	var done, index []float64
	earlier := 0.0
	for _, u := range append(before, own...) {
		done, index, earlier = append(done, u.value), append(index, u.index), earlier+u.value
	}
	earlier -= s.Done
	target := earlier
	if s.Goal != nil {
		target += *s.Goal
	}
	left := t.left(rep)
	p, err := Follow(target, done, append(index, left...))
	if err != nil {
		t.ended(s, len(left))
		return
	}
	s.N = p.DF + 1
	forecast := p.Forecast - earlier
	s.Forecast = &forecast
	if low, high, ok := p.Interval(0.9); ok {
		low, high = t.floor(low-earlier, s.Done), high-earlier
		s.Low, s.High = &low, &high
	}
	if chance, ok := p.Chance(); ok && s.Goal != nil {
		if t.notBelow() && s.Done >= *s.Goal {
			chance = 1
		}
		s.Chance = &chance
	}
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

// ended states a period without anything left, or a rep without a past.
func (t *tracker) ended(s *Standing, left int) {
	if left > 0 {
		return
	}
	done := s.Done
	s.Forecast, s.Low, s.High = &done, &done, &done
	if s.Goal != nil {
		chance := oneWhere(s.Done >= *s.Goal)
		s.Chance = &chance
	}
}

func oneWhere(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
