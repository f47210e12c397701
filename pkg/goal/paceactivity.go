package goal

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// leastCounting is the share of visits whose customers still come in time below which visits no longer help.
const leastCounting = 0.05

// activity is the first step of the chain a working day: so far, and needed from now on. What is needed moves the
// forecast onto the goal: the activity so far, and the gap between goal and forecast over what an activity is worth, as
// far as its customers still come in the period.
func (t *tracker) activity(rep int, s Standing) Activity {
	a := Activity{Step: t.cube.Funnel.Activity()}
	step := t.cube.Step(a.Step)
	first, today, last := t.o.Period.First, min(t.o.Period.Last, t.cube.AsOf), t.o.Period.Last
	if step < 0 {
		return a
	}
	a.Made = ratio(t.value(rep, t.window, step), t.days(rep, first, today))
	days := t.days(rep, max(first, t.cube.AsOf+1), last)
	switch {
	case s.Goal == nil || !(days > 0):
	case s.Done >= *s.Goal:
		a.Needed = new(float64)
	case a.Step == t.Step:
		a.Needed = ratio(*s.Goal-s.Done, days)
	case s.Forecast != nil:
		a.Needed = t.closeTheGap(a.Made, *s.Goal-*s.Forecast, days, t.worth(rep, step))
	}
	return a
}

// closeTheGap is nil where no activity closes it.
func (t *tracker) closeTheGap(made *float64, gap, days float64, each *float64) *float64 {
	counting := t.counting()
	if made == nil || each == nil || counting < leastCounting {
		return nil
	}
	needed := math.Max(0, *made + gap / *each / counting / days)
	return &needed
}

// worth is the result of an activity over the year before the as-of day: the rep's own from 30 activities on, else
// everybody's. It is not known where customers outnumber the activities, which then are not what they come from.
func (t *tracker) worth(rep, step int) *float64 {
	w := t.year()
	if t.outnumbered(w, step) {
		return nil
	}
	if rep != everybody && t.value(rep, w, step) >= 30 {
		return quotient(t.value(rep, w, t.step), t.value(rep, w, step))
	}
	return quotient(t.value(everybody, w, t.step), t.value(everybody, w, step))
}

// year are the periods of the year before the as-of day.
func (t *tracker) year() funnel.Window {
	c := t.cube
	w := funnel.Window{Lo: t.window.Hi, Hi: t.window.Hi}
	for w.Lo > 0 && c.Periods[w.Lo-1].First >= c.FirstDay-7 && c.Periods[w.Lo-1].First+historyDays > c.AsOf {
		w.Lo--
	}
	return w
}

// outnumbered says that there are more customers than activities.
func (t *tracker) outnumbered(w funnel.Window, step int) bool {
	won := t.cube.Step(funnel.Customers)
	return won >= 0 && t.value(everybody, w, won) > t.value(everybody, w, step)
}

// counting is the share of the activity from now on whose customers still come in the period.
func (t *tracker) counting() float64 {
	if t.lag == nil {
		return 1
	}
	from := max(t.o.Period.First, t.cube.AsOf+1)
	return t.lag.mean(from, t.o.Period.Last, from, t.o.Period.Last)
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
	t.warnActivity()
}

// warnActivity says why more activity is not asked for.
func (t *tracker) warnActivity() {
	if t.Remaining == 0 || t.Team.Goal == nil || !t.behind() {
		return
	}
	name := t.cube.Funnel.Activity()
	if step := t.cube.Step(name); step >= 0 && t.outnumbered(t.year(), step) {
		t.say("few-activities", "the last year has more customers than %s, so how many %s the goal takes cannot be told", Noun(name), Noun(name))
	}
	if t.lag != nil && t.Step != name && t.counting() < leastCounting {
		t.say("too-late", "visits made from now on hardly close before %s: only deals already open can still make the goal", t.o.Period.Last)
	}
}

// behind says that the team is not forecast to make its goal.
func (t *tracker) behind() bool {
	return t.Team.Done < *t.Team.Goal && (t.Team.Forecast == nil || *t.Team.Forecast < *t.Team.Goal)
}
