package trend

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// warn says what a reader must know before believing the series.
func (a *analysis) warn() {
	for _, p := range a.result.Series[0].Points {
		if p.State == Running {
			a.say("running-period", "%s is not over on %s: it is shown and kept out of limits, signals and direction", p.Period, a.cube.AsOf)
		}
		if p.State == Partial {
			a.say("partial-period", "the data begin in %s on %s: that period is shown and kept out of limits, signals and direction", p.Period, a.cube.FirstDay)
		}
	}
	a.warnSilence()
	if a.metric.Kind == Rate && a.metric.Per == funnel.Visits {
		a.say("lag", "%s of a %s come partly from %s of the ones before: a change of %s shows late, and not at once in full",
			noun(a.metric.Step), a.result.By, noun(a.metric.Per), a.metric.Name)
	}
}

// busy is the mean number of records a period from which a period without any is no accident.
const busy = 5

// warnSilence says where everybody's records end before the data do: a file that ends early looks like a collapse.
func (a *analysis) warnSilence() {
	points := a.result.Series[0].Points
	last := len(points)
	for last > 0 && (points[last-1].State == Running || a.silent(a.window.Lo+last-1)) {
		last--
	}
	seen := a.tally(team, funnel.Window{Lo: a.window.Lo, Hi: a.window.Lo + last}, a.metric.Step).N
	for i := last; i < len(points); i++ {
		if seen >= busy*int64(last) && last > 0 && points[i].State == Complete && a.silent(a.window.Lo+i) {
			a.say("silent-end", "no %s of anybody after %s, though the data go on to %s: does the file end early? --to cuts there",
				noun(a.metric.Step), points[last-1].Period, a.cube.AsOf)
			return
		}
	}
}

func (a *analysis) silent(period int) bool {
	return a.tally(team, funnel.Window{Lo: period, Hi: period + 1}, a.metric.Step).N == 0
}

// noun is what a step counts, in words.
func noun(step string) string {
	switch step {
	case funnel.Closed, funnel.Lost:
		return step + " deals"
	case funnel.Opened:
		return "deals opened"
	}
	return step
}

// complete says 1 complete period, or how many.
func complete(n int) string {
	if n == 1 {
		return "1 complete period"
	}
	return fmt.Sprintf("%d complete periods", n)
}
