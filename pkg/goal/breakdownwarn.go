package goal

import (
	"fmt"
	"math"
	"strings"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// warn says what a reader must know before acting on the plan.
func (p *planner) warn() {
	p.warnUndefined()
	p.warnStretch()
	p.warnSupport()
	p.warnPeople()
	p.warnChance()
}

// warnUndefined says why targets are missing.
func (p *planner) warnUndefined() {
	for i, r := range p.Rates {
		if r.Base != nil {
			continue
		}
		from, to := p.Steps[i], p.Steps[i+1]
		p.say("no-rate", "%s and %s in the base %s give no rate, so a goal cannot be carried from one to the other",
			sumOrCount(from), sumOrCount(to), p.Base.Period)
	}
	if p.o.For.Contains(p.cube.AsOf) && p.cube.AsOf < p.o.For.Last {
		p.say("running", "%s has begun at %s, and the plan is one from its first day: salescoach pace follows what is done", p.For.Period, p.cube.AsOf)
	}
	if last := p.Steps[len(p.Steps)-1]; last.Goal && last.exact != nil && *last.exact < last.Comparable {
		p.say("below-base", "the goal of %s for %s lies below the base: %s against %s", p.Goal, p.For.Period, amount(*last.exact), amount(last.Comparable))
	}
}

// sumOrCount is what the base holds of a step: 3 visits, or revenue of 1,200.
func sumOrCount(s StepGoal) string {
	if s.Counted {
		return Quantity(amount(s.Base), s.Step)
	}
	return s.Step + " of " + amount(s.Base)
}

// amount writes a figure into a sentence: whole from a hundred on, with commas between the thousands.
func amount(v float64) string {
	if math.Abs(v) < 100 {
		return fmt.Sprintf("%.4g", v)
	}
	s := fmt.Sprintf("%.0f", v)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// warnStretch warns of plans far beyond the past.
func (p *planner) warnStretch() {
	var planned, worked float64
	for i, r := range p.Reps {
		if r.Activity != nil && r.Days > 0 {
			planned += r.Days
		}
		worked += p.worked(i)
	}
	base := p.Steps[0].Base - p.Unassigned[p.Funnel[0]]
	if p.Planned == nil || !(planned > 0) || !(worked > 0) {
		return
	}
	ratio, ok := Extrapolation(float64(*p.Planned)/planned, base/worked)
	if !ok {
		return
	}
	p.Stretch = &ratio
	if ratio > MaxExtrapolation {
		p.say("extrapolation", "the plan asks for %.2g times the %s a day of the base: nothing in the past tells whether conversion would hold", ratio, Noun(p.Funnel[0]))
	}
	var far []string
	for _, r := range p.Reps {
		if r.Stretch != nil && *r.Stretch > MaxExtrapolation {
			far = append(far, fmt.Sprintf("%s (x%.2g)", r.Rep, *r.Stretch))
		}
	}
	if len(far) > 0 {
		p.say("extrapolation-reps", "more than %g times the own %s a day of the base: %s", MaxExtrapolation, Noun(p.Funnel[0]), strings.Join(far, ", "))
	}
}

// warnSupport flags rates that history does not carry.
func (p *planner) warnSupport() {
	for _, r := range p.Rates {
		if r.Supported == nil || *r.Supported {
			continue
		}
		side := "above"
		if *r.Implied < *r.Low {
			side = "below"
		}
		what := fmt.Sprintf("%s per %s of %s, %s the %s to %s that the history supports",
			Noun(r.To), strings.TrimSuffix(Noun(r.From), "s"), amount(*r.Implied), side, amount(*r.Low), amount(*r.High))
		if r.Assumed {
			p.say("rate-unusual", "%s gives %s: the base is no usual period to plan from", p.Base.Period, what)
			continue
		}
		p.say("rate-unsupported", "the goals imply %s", what)
	}
}

// warnPeople says who gets nothing, and what nobody owns.
func (p *planner) warnPeople() {
	var out []string
	for _, r := range p.Reps {
		if r.Reason != "" {
			out = append(out, r.Rep+" ("+r.Reason+")")
		}
	}
	if len(out) > 0 {
		p.say("left-out", "without a part of the plan: %s", strings.Join(out, ", "))
	}
	i := len(p.Funnel) - 1
	if own := p.Unassigned[p.Funnel[i]]; own > 0 {
		p.say("unassigned", "%s of the base's %s %s belongs to nobody: it counts in the totals, and its part of the goal is shared out among the reps",
			amount(own), amount(p.Steps[i].Base), p.Goal)
	}
}

// warnChance says why there is no chance, or what it rests on.
func (p *planner) warnChance() {
	switch {
	case p.Chance != nil || p.past.team.activity == 0 || p.past.team.wins == 0:
	case p.Planned != nil && p.absurd():
		p.say("no-chance", "the plan asks for more than %d times the %s of the base: no chance can be told so far from the past", beyondTelling, Noun(p.Funnel[0]))
		return
	case !(p.past.mean > 0):
		p.say("no-chance", "the %s of the history have no size above zero, so no chance can be told", Noun(p.Funnel[p.past.win]))
		return
	case p.past.team.wins > p.past.team.activity:
		p.say("no-chance", "the history has more %s than %s, so %s are not what they come from and no chance can be told; without them the chain starts at closed deals",
			Noun(p.Funnel[p.past.win]), Noun(p.Funnel[0]), Noun(p.Funnel[0]))
		return
	}
	switch {
	case p.Chance == nil:
		p.say("no-chance", "the history from %s to %s has %s and %s, too little to tell a chance",
			p.History.First, p.History.Last, Quantity(amount(p.past.team.activity), p.Funnel[0]), Quantity(amount(p.past.team.wins), p.Funnel[p.past.win]))
	case p.past.team.wins < 10:
		p.say("few-customers", "the history has only %s: the chance is rough, about 10 would make it a usable one", Quantity(amount(p.past.team.wins), p.Funnel[p.past.win]))
	}
	if p.Chance == nil || p.cube.Funnel.Activity() != funnel.Visits {
		return
	}
	if p.Lag == nil {
		p.say("no-lag", "the files do not say when deals were created, so every visit counts in the period in which it is made")
	}
}
