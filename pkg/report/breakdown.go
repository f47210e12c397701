package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/goal"
	"github.com/salescoach/salescoach/pkg/render"
)

// breakdownRow is one rep's part of the plan as CSV.
type breakdownRow struct {
	Rep       string   `csv:"rep"`
	Team      string   `csv:"team"`
	Period    string   `csv:"period"`
	Activity  *int     `csv:"activity"`
	Visits    *float64 `csv:"visits"`
	Customers *float64 `csv:"customers"`
	Revenue   *float64 `csv:"revenue"`
	Days      float64  `csv:"days"`
	Expected  *float64 `csv:"expected"`
	Chance    *float64 `csv:"chance"`
	Stretch   *float64 `csv:"stretch"`
	Reason    string   `csv:"reason"`
}

// Breakdown words a goal broken down.
func Breakdown(r goal.Breakdown, src Source) Output {
	out := Output{
		JSON: struct {
			Envelope
			goal.Breakdown
		}{src.envelope("breakdown", r.Warnings), r},
		Rows: breakdownRows(r),
	}
	d := &out.Document
	d.Title = fmt.Sprintf("Goal breakdown for %s, from %s", r.For.Period, r.Base.Period)
	d.Add(render.Paragraph(chanceSentence(r)))
	if s := chainSentence(r); s != "" {
		d.Add(render.Paragraph(s))
	}
	d.Add(chainTable(r), rateTable(r), breakdownReps(r))
	d.Add(breakdownNotes(r, src))
	out.Picture = breakdownPicture(r, src)
	return out
}

func breakdownRows(r goal.Breakdown) []breakdownRow {
	rows := []breakdownRow{}
	for _, p := range r.Reps {
		rows = append(rows, breakdownRow{p.Rep, p.Team, r.For.Period, p.Activity, p.Visits, p.Customers, p.Revenue,
			p.Days, p.Expected, p.Chance, p.Stretch, p.Reason})
	}
	return rows
}

// stepFigure writes a value of a step: counts whole, sums as money.
func stepFigure(s goal.StepGoal, v float64) string {
	text := render.FormatNumber(v, 0)
	if !s.Counted && s.Unit != "" {
		return s.Unit + " " + text
	}
	return text
}

// chanceSentence is the headline: how likely the plan reaches the goal, and what a safer one takes.
func chanceSentence(r goal.Breakdown) string {
	result := r.Steps[len(r.Steps)-1]
	if result.Target == nil {
		return fmt.Sprintf("No target of %s follows from the goals: the base %s does not give the rates between the steps.", r.Goal, r.Base.Period)
	}
	target := fmt.Sprintf("%s of %s%s", r.Goal, stepFigure(result, *result.Target), changeWords(result.Change))
	switch {
	case r.Planned == nil:
		return fmt.Sprintf("The goal for %s is %s. How many %s it takes cannot be told.", r.For.Period, target, r.Funnel[0])
	case r.Chance == nil && moreThanAll(r.Rates[0], r.Steps[1]):
		return fmt.Sprintf("The goal for %s is %s. How many %s it takes cannot be told: %s has %s and only %s.", r.For.Period, target, goal.Noun(r.Funnel[0]),
			r.Base.Period, goal.Quantity(render.FormatNumber(r.Steps[1].Base, 0), r.Funnel[1]), goal.Quantity(render.FormatNumber(r.Steps[0].Base, 0), r.Funnel[0]))
	case r.Chance == nil:
		return fmt.Sprintf("The goal for %s is %s, from %s. The chance of reaching it cannot be told.",
			r.For.Period, target, planned(r))
	}
	s := fmt.Sprintf("With %s planned in %s, the chance of reaching %s is %s.",
		planned(r), r.For.Period, target, odds(*r.Chance))
	s += " " + visitsForSentence(r)
	if r.Realistic != nil && *r.Realistic > 0 {
		s += fmt.Sprintf(" The largest %s that this plan reaches with 80 %% is %s.", r.Goal, stepFigure(result, roundedDown(*r.Realistic)))
	}
	return s
}

// moreThanAll tells a share above one: customers who cannot all come from the visits that are told.
func moreThanAll(rate goal.RateGoal, to goal.StepGoal) bool {
	return to.Counted && rate.Base != nil && *rate.Base > 1
}

// planned is the activity of the plan: 1,291 visits.
func planned(r goal.Breakdown) string {
	return goal.Quantity(render.FormatCount(int64(*r.Planned)), r.Funnel[0])
}

func changeWords(change *float64) string {
	switch {
	case change == nil:
		return ""
	case math.Abs(*change) < 0.0005:
		return " (no change)"
	}
	return " (" + changeText(*change) + ")"
}

// odds writes a chance without false certainty.
func odds(p float64) string {
	switch {
	case p < 0.01:
		return "below 1 %"
	case p > 0.99:
		return "above 99 %"
	}
	return render.FormatPercent(p, 0)
}

// aChance is odds with its noun.
func aChance(p float64) string {
	if p < 0.01 || p > 0.99 {
		return "a chance " + odds(p)
	}
	return "a chance of " + odds(p)
}

// roundedDown keeps three digits of an amount, so that it does not promise more than was computed.
func roundedDown(v float64) float64 {
	unit := 1.0
	for v/unit >= 1000 {
		unit *= 10
	}
	return float64(int64(v/unit)) * unit
}

func visitsForSentence(r goal.Breakdown) string {
	var parts []string
	if last := len(r.VisitsFor) - 1; last >= 0 && r.VisitsFor[last].Visits != nil && *r.VisitsFor[last].Visits == 0 {
		return fmt.Sprintf("What is already under way is likely to be enough: a chance of %s takes no further %s.",
			render.FormatPercent(r.VisitsFor[last].Chance, 0), goal.Noun(r.Funnel[0]))
	}
	for _, v := range r.VisitsFor {
		chance := render.FormatPercent(v.Chance, 0)
		if v.Visits == nil {
			parts = append(parts, chance+" is out of reach of any number of "+goal.Noun(r.Funnel[0]))
			continue
		}
		parts = append(parts, fmt.Sprintf("a chance of %s takes %s", chance, render.FormatCount(int64(*v.Visits))))
	}
	if len(parts) == 0 {
		return ""
	}
	s := strings.Join(parts, ", ")
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// chainSentence says what the goals assume, and what conversion is worth.
func chainSentence(r goal.Breakdown) string {
	activity := goal.Noun(r.Funnel[0])
	parts := assumptions(r)
	switch {
	case r.AllWon:
		parts = append([]string{"The files hold no visits and no lost deal, so every closed deal counts as a customer."}, parts...)
	case r.Funnel[0] == funnel.Closed:
		parts = append([]string{"The files hold no visits, so the chain starts at closed deals."}, parts...)
	}
	if r.Needed != nil {
		parts = append(parts, fmt.Sprintf("In the long run the goal takes %s at the rates of %s (90 %% interval by what history tells of such rates: %s to %s).",
			goal.Quantity(render.FormatNumber(math.Ceil(r.Needed.Value-1e-6), 0), r.Funnel[0]), r.Base.Period, render.FormatNumber(r.Needed.Low, 0), render.FormatNumber(r.Needed.High, 0)))
	}
	if r.Point != nil && *r.Point >= 0.5 {
		parts = append(parts, fmt.Sprintf("One point of conversion is worth %s.", goal.Quantity(render.FormatNumber(*r.Point, 0), r.Funnel[0])))
	}
	if r.Lag != nil {
		parts = append(parts, fmt.Sprintf("A win takes %.0f days in the median: %s of the planned %s still bring their customers within %s, and those made before it bring as much as another %s.",
			r.Lag.MedianDays, render.FormatPercent(r.Lag.Counting, 0), activity, r.For.Period, render.FormatNumber(r.Lag.Carried, 0)))
	}
	return strings.Join(parts, " ")
}

// assumptions names the rates that the goals imply and those that are held.
func assumptions(r goal.Breakdown) []string {
	var held, implied, out []string
	for i := len(r.Rates) - 1; i >= 0; i-- {
		rate := r.Rates[i]
		switch {
		case rate.Implied == nil || certain(r, rate):
		case rate.Assumed:
			held = append(held, rateName(rate))
		case rate.Ratio != nil:
			implied = append(implied, fmt.Sprintf("%s %s", rateName(rate), render.FormatRatio(*rate.Ratio)))
		}
	}
	if len(implied) > 0 {
		out = append(out, "The goals together imply "+strings.Join(implied, " and ")+".")
	}
	if len(held) > 0 {
		out = append(out, "Assumed to stay as in "+r.Base.Period+": "+strings.Join(held, " and ")+".")
	}
	return out
}

// certain tells a win rate that nothing can be learnt from: that of a ledger, in which every deal is won.
func certain(r goal.Breakdown, rate goal.RateGoal) bool {
	return r.AllWon && rate.Assumed && rate.To == funnel.Customers
}

// rateName is a rate in words: revenue per customer.
func rateName(r goal.RateGoal) string {
	return goal.Noun(r.To) + " per " + strings.TrimSuffix(goal.Noun(r.From), "s")
}

// changeText writes a change, with a decimal only where it has one.
func changeText(v float64) string {
	if whole := v * 100; math.Abs(whole-math.Round(whole)) < 0.005 {
		return render.FormatChange(v, 0)
	}
	return render.FormatChange(v, 1)
}
