package report

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/goal"
	"github.com/salescoach/salescoach/pkg/render"
)

// breakdownPicture is the chain as the model's figure: from the business result down to the goal that reps act on.
func breakdownPicture(r goal.Breakdown, src Source) chart.Picture {
	p := chart.Cascade{Caption: chart.Caption{
		Title:    breakdownTitle(r),
		Subtitle: fmt.Sprintf("From the business result down to what reps can act on: %s against the target for %s.", r.Base.Period, r.For.Period),
		Foot:     fmt.Sprintf("Held rates are those of %s. %s", r.Base.Period, src.Sentence()),
	}}
	for i := len(r.Steps) - 1; i >= 0; i-- {
		s := r.Steps[i]
		p.Levels = append(p.Levels, chart.CascadeLevel{
			Role: roleOf(i, len(r.Steps)), Name: goal.Noun(s.Step), Unit: unitOf(s),
			Base: s.Comparable, Target: orNaN(s.Target), Change: s.Change,
		})
		if i > 0 {
			rate := r.Rates[i-1]
			p.Rates = append(p.Rates, chart.CascadeRate{
				Name: rateName(rate), Unit: rateUnit(r.Steps[i-1], s, rate), Base: orNaN(rate.Base), Implied: orNaN(rate.Implied), Note: rateNote(rate),
			})
		}
	}
	return p
}

func breakdownTitle(r goal.Breakdown) string {
	activity, result := r.Steps[0], r.Steps[len(r.Steps)-1]
	if activity.Target == nil || result.Target == nil {
		return fmt.Sprintf("The goal for %s cannot be carried down to %s", r.For.Period, goal.Noun(r.Funnel[0]))
	}
	s := fmt.Sprintf("%s for %s takes %s", stepChange(result), r.For.Period, goal.Quantity(render.FormatNumber(*activity.Target, 0), r.Funnel[0]))
	if activity.Goal || r.Chance != nil {
		s = fmt.Sprintf("%s for %s on %s", stepChange(result), r.For.Period, goal.Quantity(render.FormatNumber(*activity.Target, 0), r.Funnel[0]))
	}
	if r.Chance != nil {
		s += ": " + aChance(*r.Chance)
	}
	return s
}

// stepChange is a step with its change: revenue +10 %.
func stepChange(s goal.StepGoal) string {
	if s.Change == nil {
		return capital(s.Step) + " of " + stepFigure(s, *s.Target)
	}
	return capital(s.Step) + " " + changeText(*s.Change)
}

// roleOf names a level in the model's words.
func roleOf(i, n int) string {
	switch i {
	case n - 1:
		return "business result"
	case 0:
		return "sales goal"
	}
	return "business objective"
}

func unitOf(s goal.StepGoal) chart.Unit {
	if s.Counted {
		return chart.Unit{Kind: chart.Count}
	}
	return chart.Unit{Kind: chart.Money, Sign: currencySign(s.Unit)}
}

// currencySign writes a currency before its numbers.
func currencySign(code string) string {
	switch code {
	case "":
		return ""
	case "USD":
		return "$"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	}
	return code + " "
}

func rateUnit(from, to goal.StepGoal, r goal.RateGoal) chart.Unit {
	if from.Counted && to.Counted && (r.Base == nil || *r.Base <= 1) {
		return chart.Unit{Kind: chart.Percent}
	}
	return unitOf(to)
}

func rateNote(r goal.RateGoal) string {
	switch {
	case r.Implied == nil:
		return "the base gives none"
	case r.Assumed:
		return "held: assumed to stay as it was"
	case r.Supported != nil && !*r.Supported:
		return "implied by the goals, outside what history supports"
	}
	return "implied by the goals"
}
