package bridge

import (
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// tellRate splits the change of the overall rate from the first step to the second over segments, or over reps where
// there are none. Where the chain has no counted rate, or it is above one, there is nothing to split.
func (a *analyst) tellRate() {
	if a.kind(0) != funnel.Counted || a.kind(1) != funnel.Counted {
		return
	}
	by, groups := a.rateGroups()
	k, err := Kitagawa(groups)
	if err != nil {
		return
	}
	r := RateAccount{
		Rate: rateName(a.chain[0], a.chain[1]), By: by, Before: k.Before, After: k.After,
		RateEffect: k.RateEffect, Low: k.RateEffect - z90*k.RateSE, High: k.RateEffect + z90*k.RateSE,
		MixEffect: k.MixEffect, Paradox: k.Paradox(), Groups: []RateGroup{},
	}
	n0, n1, _, _ := pooled(groups)
	for i, g := range groups {
		r.Groups = append(r.Groups, RateGroup{
			Group: g.Name, Before: rateOf(g.SuccessesBefore, g.TrialsBefore), After: rateOf(g.SuccessesAfter, g.TrialsAfter),
			ShareBefore: share(g.TrialsBefore, n0), ShareAfter: share(g.TrialsAfter, n1), Rate: k.RateBySegment[i], Mix: k.CenteredMix[i],
		})
	}
	a.Rate = &r
}

// rateGroups are the segments, or the reps, that have any trial.
func (a *analyst) rateGroups() (by string, groups []RateSegment) {
	by, n := "rep", len(a.cube.Reps)
	name := func(e entry) (int, string) { return e.rep, a.cube.Reps[e.rep].Name }
	if a.split() {
		by, n = strings.Join(a.cube.SegmentBy, " / "), len(a.cube.Segments)+1
		name = func(e entry) (int, string) { return e.segment, a.segmentName(e.segment) }
	}
	groups = make([]RateSegment, n)
	for _, e := range a.entries {
		before, after := a.values(e, 0), a.values(e, 1)
		i, label := name(e)
		g := &groups[i]
		g.Name = label
		g.TrialsBefore, g.SuccessesBefore = g.TrialsBefore+before[0], g.SuccessesBefore+before[1]
		g.TrialsAfter, g.SuccessesAfter = g.TrialsAfter+after[0], g.SuccessesAfter+after[1]
	}
	return by, slices.DeleteFunc(groups, func(g RateSegment) bool { return g == RateSegment{Name: g.Name} })
}

func rateOf(successes, trials float64) *float64 {
	if trials == 0 {
		return nil
	}
	v := successes / trials
	return &v
}

// distinct sorts names and takes each once.
func distinct(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}
