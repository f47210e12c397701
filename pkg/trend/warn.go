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
	if a.metric.Kind == Rate && a.metric.Per == funnel.Visits {
		a.say("lag", "%s of a %s come partly from %s of the ones before: a change of %s shows late, and not at once in full",
			noun(a.metric.Step), a.result.By, noun(a.metric.Per), a.metric.Name)
	}
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

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
