package report

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/goal"
	"github.com/salescoach/salescoach/pkg/render"
)

// scaledColumn is the base in the length of the period planned for, which the changes are on.
const scaledColumn = "scaled to its days"

func chainTable(r goal.Breakdown) render.Table {
	t := render.Table{
		Caption: "The chain, from the result down",
		Columns: []render.Column{
			{Name: "step"}, {Name: r.Base.Period, Kind: render.KindNumber}, {Name: scaledColumn, Kind: render.KindNumber}, {Name: r.For.Period, Kind: render.KindNumber},
			{Name: "change", Kind: render.KindPercent}, {Name: ""},
		},
	}
	for i := len(r.Steps) - 1; i >= 0; i-- {
		s := r.Steps[i]
		how := "follows"
		if s.Goal {
			how = "goal"
		}
		t.Rows = append(t.Rows, []render.Cell{
			render.Text(goal.Noun(s.Step)), figureOf(s, &s.Base), figureOf(s, &s.Comparable), figureOf(s, s.Target),
			render.Maybe(s.Change, changeCell), render.Text(how),
		})
	}
	if result := r.Steps[len(r.Steps)-1]; result.Comparable == result.Base {
		drop(&t, scaledColumn)
	}
	return t
}

func figureOf(s goal.StepGoal, v *float64) render.Cell {
	return render.Maybe(v, func(x float64) render.Cell {
		return render.Cell{Text: stepFigure(s, x), Kind: render.KindNumber}
	})
}

func rateTable(r goal.Breakdown) render.Table {
	t := render.Table{
		Caption: "The rates between the steps",
		Columns: []render.Column{
			{Name: "rate"}, {Name: r.Base.Period, Kind: render.KindNumber}, {Name: "plan", Kind: render.KindNumber},
			{Name: "ratio", Kind: render.KindRatio}, {Name: ""}, {Name: "history supports [90 %]", Kind: render.KindInterval},
			{Name: "n", Kind: render.KindCount}, {Name: ""},
		},
	}
	for i := len(r.Rates) - 1; i >= 0; i-- {
		rate := r.Rates[i]
		if certain(r, rate) {
			continue
		}
		cell := rateCell(r.Steps[i], r.Steps[i+1])
		t.Rows = append(t.Rows, []render.Cell{
			render.Text(rateName(rate)), render.Maybe(rate.Base, cell), render.Maybe(rate.Implied, cell),
			render.Maybe(rate.Ratio, render.Ratio), render.Text(rateBasis(rate)), supportCell(rate, cell),
			render.Count(int64(rate.N)), render.Text(supportWord(rate)),
		})
	}
	return t
}

// rateCell writes a rate: a share of one count in another in percent, an amount as money.
func rateCell(from, to goal.StepGoal) func(float64) render.Cell {
	return func(v float64) render.Cell {
		switch {
		case from.Counted && to.Counted && v <= 1:
			return render.Percent(v, 1)
		case !to.Counted && v >= 100:
			return render.Money(v)
		}
		return render.Number(v, 2)
	}
}

func rateBasis(r goal.RateGoal) string {
	switch {
	case r.Implied == nil:
		return ""
	case r.Assumed:
		return "held (assumed)"
	}
	return "implied by the goals"
}

func supportCell(r goal.RateGoal, cell func(float64) render.Cell) render.Cell {
	if r.Low == nil {
		return render.Unknown()
	}
	low, high := cell(*r.Low), cell(*r.High)
	return render.Text(fmt.Sprintf("%s to %s", low.Text, high.Text))
}

func supportWord(r goal.RateGoal) string {
	switch {
	case r.Supported == nil:
		return ""
	case *r.Supported:
		return "within"
	case *r.Implied > *r.High:
		return "! above history"
	}
	return "! below history"
}

func breakdownReps(r goal.Breakdown) render.Table {
	activity := r.Funnel[0]
	t := render.Table{
		Caption: fmt.Sprintf("%s to make in %s by rep, shared out %s", capital(goal.Noun(activity)), r.For.Period, allocationWords(r.Allocate)),
		Columns: []render.Column{
			{Name: "rep"}, {Name: "team"}, {Name: activity, Kind: render.KindCount}, {Name: "in " + r.Base.Period, Kind: render.KindCount},
			{Name: "a day", Unit: "plan / base", Kind: render.KindRatio},
		},
	}
	objective := r.Steps[len(r.Steps)-2].Step != activity && !r.AllWon
	if objective {
		t.Columns = append(t.Columns, render.Column{Name: "conversion [90 %]", Kind: render.KindInterval}, render.Column{Name: "n", Kind: render.KindCount},
			render.Column{Name: "customers", Kind: render.KindNumber})
	}
	t.Columns = append(t.Columns, render.Column{Name: "part of the goal", Kind: render.KindNumber},
		render.Column{Name: "expected", Kind: render.KindNumber}, render.Column{Name: "chance", Kind: render.KindPercent}, render.Column{Name: ""})
	for _, p := range r.Reps {
		t.Rows = append(t.Rows, breakdownRepRow(r, p, objective))
	}
	t.Footer = breakdownFooter(r, objective)
	dropAlike(&t, "team")
	return t
}

func breakdownRepRow(r goal.Breakdown, p goal.RepPlan, objective bool) []render.Cell {
	result := r.Steps[len(r.Steps)-1]
	row := []render.Cell{render.Text(p.Rep), render.Text(p.Team), wholeOr(p.Activity), render.Count(int64(p.Base[r.Funnel[0]])),
		render.Maybe(p.Stretch, stretchCell)}
	if objective {
		row = append(row, conversionCell(p), render.Count(int64(p.N)), render.Maybe(p.Customers, oneDecimal))
	}
	part := partOfGoal(r, p)
	return append(row, figureOf(result, part), figureOf(result, p.Expected),
		render.Maybe(p.Chance, chanceCell), render.Text(p.Reason))
}

// partOfGoal is the rep's share of the result.
func partOfGoal(r goal.Breakdown, p goal.RepPlan) *float64 {
	result := r.Steps[len(r.Steps)-1]
	if result.Target == nil || p.Activity == nil || r.Planned == nil || *r.Planned == 0 {
		return nil
	}
	v := *result.Target * float64(*p.Activity) / float64(*r.Planned)
	return &v
}

func changeCell(v float64) render.Cell {
	return render.Cell{Text: changeText(v), Kind: render.KindPercent}
}

func oneDecimal(v float64) render.Cell { return render.Number(v, 1) }

func stretchCell(v float64) render.Cell {
	return render.Cell{Text: "x" + render.FormatNumber(v, 2), Kind: render.KindRatio}
}

func conversionCell(p goal.RepPlan) render.Cell {
	if p.Rate == nil || p.N == 0 && p.Reason != "" { // the team's rate is no figure of somebody who takes no part
		return render.Unknown()
	}
	return render.Interval(render.Percent(p.Rate.Value, 1), render.Percent(p.Rate.Low, 1), render.Percent(p.Rate.High, 1))
}

func wholeOr(v *int) render.Cell {
	if v == nil {
		return render.Unknown()
	}
	return render.Count(int64(*v))
}

func breakdownFooter(r goal.Breakdown, objective bool) []render.Cell {
	result := r.Steps[len(r.Steps)-1]
	row := []render.Cell{render.Text("all reps"), render.Text(""), wholeOr(r.Planned),
		render.Count(int64(r.Steps[0].Base - r.Unassigned[r.Funnel[0]])), render.Maybe(r.Stretch, stretchCell)}
	if objective {
		sum := 0.0
		for _, p := range r.Reps {
			if p.Customers != nil {
				sum += *p.Customers
			}
		}
		row = append(row, render.Text(""), render.Text(""), oneDecimal(sum))
	}
	var expected *float64
	for _, p := range r.Reps {
		if p.Expected != nil {
			if expected == nil {
				expected = new(float64)
			}
			*expected += *p.Expected
		}
	}
	return append(row, figureOf(result, result.Target), figureOf(result, expected),
		render.Maybe(r.Chance, chanceCell), render.Text(""))
}

func allocationWords(a goal.Allocation) string {
	switch a {
	case goal.Equally:
		return "equally"
	case goal.ByHistory:
		return "as in the base"
	}
	return "by working days"
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

func breakdownNotes(r goal.Breakdown, src Source) render.Notes {
	notes := render.Notes{
		fmt.Sprintf("rates: held means as in %s; what history supports is the 90 %% interval over %s to %s.", r.Base.Period, r.History.First, r.History.Last),
	}
	if r.Chance != nil {
		notes = append(notes, fmt.Sprintf("chance: conversions shrunken towards the team and their uncertainty, the scatter of single deals, and a market that moves everybody by %s (%s). Rates are those of %s to %s.",
			render.FormatPercent(r.Market.SD, 0), marketBasis(r.Market), r.History.First, r.History.Last),
			"expected: what the part brings on average at the rep's own shrunken rates; chance: that of making the own part.")
	}
	return append(notes, src.Sentence())
}

func marketBasis(m *goal.Market) string {
	if m.Blocks == 0 {
		return "assumed: the history is too short to show it"
	}
	return "from " + count(m.Blocks, "past stretch", "past stretches")
}
