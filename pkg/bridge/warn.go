package bridge

import (
	"math"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// warn says what a reader must know before believing the bridge.
func (a *analyst) warn() {
	a.warnPeriods()
	a.warnGaps()
	a.warnUnsplit()
	a.warnAmounts()
	if a.noise.Split.Method == Shapley && a.opts.Method == Auto {
		a.say("shapley", "some %s is negative, where logarithms have no answer: the change is split by Shapley's method", a.Metric)
	}
}

func (a *analyst) warnPeriods() {
	for i, p := range []calendar.Period{a.opts.Base, a.opts.For} {
		s := []Side{a.From, a.To}[i]
		if missing := calendar.WorkingDays(p.First, p.Last) - s.WorkingDays; missing > 0 {
			a.say("incomplete-period", "%s is not complete: the data tell %s to %s, which leaves %d of its %d working days out",
				p.Label, s.First, s.Last, missing, missing+s.WorkingDays)
		}
		if s.Value == 0 && a.Change != 0 {
			a.say("no-result", "%s has no %s at all, so the whole change goes to the first link that is missing", p.Label, a.Metric)
		}
	}
}

// warnGaps says where a period lacks figures: the change is then partly that of what is told.
func (a *analyst) warnGaps() {
	for i, p := range []calendar.Period{a.opts.Base, a.opts.For} {
		for _, step := range a.chain {
			if w := a.windows[i]; a.cube.LacksWithin(w, a.cube.Step(step)) {
				a.say("missing-figures", "%s lacks %s that the data do not tell: part of the change is that they are missing", p.Label, step)
			}
		}
	}
}

func (a *analyst) warnUnsplit() {
	var who []string
	for i, u := range a.units {
		if u.Unsplit != "" && u.From != u.To {
			who = append(who, a.cube.Reps[a.entries[i].rep].Name)
		}
	}
	who = distinct(who)
	for _, name := range who {
		if name == funnel.UnassignedName {
			a.say("unassigned-unsplit", "rows without a rep stand in one period alone: they are a line of their own, no person")
		}
	}
	who = slices.DeleteFunc(who, func(s string) bool { return s == funnel.UnassignedName })
	if len(who) > 0 {
		a.say("unsplit", "%s of %s does not follow from %s in one of the periods (nothing of the one, some of the other): the change stays in one piece, on a line of its own",
			a.Metric, list(who), a.chain[0])
	}
}

func list(names []string) string {
	const most = 3
	text := names[0]
	for i, n := range names[1:] {
		if i+1 == most {
			return text + " and others"
		}
		text += ", " + n
	}
	return text
}

func (a *analyst) warnAmounts() {
	for k, name := range a.noise.Split.Drivers {
		if a.unknown[k] && a.Change != 0 {
			a.say("noise-unknown", "the data do not tell how single amounts scatter, so what chance does to %s is not known", strings.ReplaceAll(name, "_", " "))
		}
	}
	result := len(a.chain) - 1
	if a.kind(result) != funnel.Summed {
		return
	}
	var unknown int64
	for _, w := range a.windows {
		if t := a.cube.Total(w, a.cube.Step(a.chain[result])); t.Known > 0 {
			unknown += t.N - t.Known
		}
	}
	if unknown > 0 {
		a.say("unknown-amounts", "no amount for %d of the records behind the %s: counted as customers who bring none", unknown, a.Metric)
	}
	if math.Abs(a.Change) == 0 && a.From.Value == 0 {
		a.say("no-result", "neither period has any %s", a.Metric)
	}
}
