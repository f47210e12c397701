package goal

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// leastCounting is the share of visits whose customers still come in time below which visits no longer help.
const leastCounting = 0.05

// activity is the first step of the chain a working day: so far, and needed from now on.
func (t *tracker) activity(rep int, s Standing) Activity {
	a := Activity{Step: t.cube.Funnel.Activity()}
	step := t.cube.Step(a.Step)
	first, today, last := t.o.Period.First, min(t.o.Period.Last, t.cube.AsOf), t.o.Period.Last
	if step < 0 {
		return a
	}
	made := t.value(rep, t.window, step)
	a.Made = ratio(made, t.days(rep, first, today))
	days := t.days(rep, max(first, t.cube.AsOf+1), last)
	if s.Goal == nil || !(days > 0) {
		return a
	}
	missing := *s.Goal - s.Done
	if missing <= 0 {
		a.Needed = new(float64)
		return a
	}
	if a.Step == t.Step {
		a.Needed = ratio(missing, days)
		return a
	}
	each := t.worth(rep, step)
	if each == nil {
		return a
	}
	counting, coming := t.counting(), t.coming(rep, step)
	if counting < leastCounting {
		return a
	}
	needed := math.Max(0, missing / *each - coming) / counting / days
	a.Needed = &needed
	return a
}

// worth is the result of an activity over the year before the as-of day: the rep's own from 30 activities on, else
// everybody's.
func (t *tracker) worth(rep, step int) *float64 {
	c := t.cube
	w := funnel.Window{Lo: t.window.Hi, Hi: t.window.Hi}
	for w.Lo > 0 && c.Periods[w.Lo-1].First >= c.FirstDay-7 && c.Periods[w.Lo-1].First+historyDays > c.AsOf {
		w.Lo--
	}
	if rep != everybody && t.value(rep, w, step) >= 30 {
		return quotient(t.value(rep, w, t.step), t.value(rep, w, step))
	}
	return quotient(t.value(everybody, w, t.step), t.value(everybody, w, step))
}

// counting is the share of the activity from now on whose customers still come in the period.
func (t *tracker) counting() float64 {
	if t.lag == nil {
		return 1
	}
	from := max(t.o.Period.First, t.cube.AsOf+1)
	return t.lag.mean(from, t.o.Period.Last, from, t.o.Period.Last)
}

// coming is what the activity so far still brings in the period, in activities.
func (t *tracker) coming(rep, step int) float64 {
	if t.lag == nil {
		return 0
	}
	from, sum := max(t.o.Period.First, t.cube.AsOf+1), 0.0
	for i, p := range t.cube.Periods {
		last := min(p.Last, t.cube.AsOf)
		if first := max(p.First, t.cube.FirstDay); first <= last && int(from-last) <= len(t.lag) {
			sum += t.lag.mean(first, last, from, t.o.Period.Last) * t.value(rep, funnel.Window{Lo: i, Hi: i + 1}, step)
		}
	}
	return sum
}

// warn says what the figures rest on.
func (t *tracker) warn() {
	if !t.Seasonal {
		t.say("no-season", "less than two full years before %s: seasons are not counted in", t.Period.Period)
	}
	if t.Team.Forecast == nil {
		t.say("no-forecast", "nothing before %s and too little in it to carry on to its end: no forecast", t.cube.AsOf+1)
	} else if t.Team.Chance == nil {
		t.say("no-chance", "a chance needs two stretches that show how much they differ, and there is %d", t.Team.N)
	}
	if t.Remaining == 0 {
		t.say("over", "no working day of %s is left at %s: the forecast is what is done", t.Period.Period, t.cube.AsOf)
	}
	if t.lag != nil && t.Remaining > 0 && t.Team.Goal != nil && t.Step != t.cube.Funnel.Activity() && t.counting() < leastCounting && t.Team.Done < *t.Team.Goal {
		t.say("too-late", "visits made from now on hardly close before %s: only deals already open can still make the goal", t.o.Period.Last)
	}
}
