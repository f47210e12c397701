package bridge

import (
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// chainSteps are the steps of the bridge: those of the cube's funnel that the data have. Where no visits are told in
// one of the periods, fewer than customers, or none by segment, closed deals stand in: the activity that every export of deals holds.
func (a *analyst) chainSteps() error {
	result := a.cube.Funnel.Result()
	if result == funnel.Visits { // nothing but activities was read
		result = funnel.Revenue
	}
	if !a.cube.Has(result) {
		return &Refusal{result + " is not among the data, so there is no change of it to explain",
			"add the export of the deals, or choose another chain with --funnel"}
	}
	for _, name := range a.cube.Funnel {
		if a.cube.Has(name) {
			a.chain = append(a.chain, name)
		}
	}
	if a.cube.Funnel.Activity() == funnel.Visits {
		a.closedForVisits()
	}
	if len(a.chain) < 2 {
		return &Refusal{"the data hold " + result + " alone, so its change has no parts",
			"add the files that hold the steps before it (" + strings.Join(a.cube.Funnel[:len(a.cube.Funnel)-1], ", ") + ")"}
	}
	return nil
}

func (a *analyst) closedForVisits() {
	if !a.cube.Has(funnel.Closed) || slices.Contains(a.cube.Funnel, funnel.Closed) {
		return
	}
	told, enough := a.cube.Has(funnel.Visits), true
	for _, w := range a.windows {
		told = told && a.cube.Total(w, a.cube.Step(funnel.Visits)).N > 0
		enough = enough && told && a.customers(w) <= a.cube.Total(w, a.cube.Step(funnel.Visits)).N
	}
	bySegment := enough && (!a.split() || a.segmented(funnel.Visits))
	if bySegment {
		return
	}
	switch {
	case told && !enough:
		a.say("closed-for-visits", "one of the periods has more customers than visits, so visits are not what they come from: closed deals stand in for them and the win rate for the conversion")
	case told:
		a.say("closed-for-visits", "visits do not tell the %s, so closed deals stand in for them and the win rate for the conversion", strings.Join(a.cube.SegmentBy, " and "))
	case a.cube.Has(funnel.Visits):
		a.say("closed-for-visits", "one of the periods has no visits, so closed deals stand in for them and the win rate for the conversion")
	}
	a.chain = slices.DeleteFunc(a.chain, func(s string) bool { return s == funnel.Visits })
	a.chain = append([]string{funnel.Closed}, a.chain...)
}

func (a *analyst) customers(w funnel.Window) int64 {
	if !a.cube.Has(funnel.Customers) {
		return 0
	}
	return a.cube.Total(w, a.cube.Step(funnel.Customers)).N
}

func (a *analyst) split() bool { return len(a.cube.SegmentBy) > 0 }

// segmented tells whether any segment has the step at all.
func (a *analyst) segmented(step string) bool {
	i := a.cube.Step(step)
	for s := range a.cube.Segments {
		for rep := range a.cube.Reps {
			for _, w := range a.windows {
				if t := a.cube.SumSegment(rep, w, s, i); t.N > 0 || t.Sum != 0 {
					return true
				}
			}
		}
	}
	return false
}

// driverNames are the first step and the rates between the others, the mix behind the first where segments are told.
func (a *analyst) driverNames() []string {
	out := []string{a.chain[0]}
	if a.split() {
		out = append(out, MixLine)
	}
	for i := 1; i < len(a.chain); i++ {
		out = append(out, rateName(a.chain[i-1], a.chain[i]))
	}
	return out
}

// rateName names the quotient of two steps.
func rateName(from, to string) string {
	switch {
	case from == funnel.Visits && to == funnel.Customers:
		return "conversion"
	case from == funnel.Closed && to == funnel.Customers:
		return "win_rate"
	case from == funnel.Customers && to == funnel.Revenue:
		return "deal_size"
	}
	return to + "_per_" + strings.TrimSuffix(from, "s")
}
