package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/goal"
	"github.com/salescoach/salescoach/pkg/render"
)

// paceRow is one standing as CSV; the team's row has no rep.
type paceRow struct {
	Rep        string   `csv:"rep"`
	Team       string   `csv:"team"`
	Period     string   `csv:"period"`
	Step       string   `csv:"step"`
	Goal       *float64 `csv:"goal"`
	Done       float64  `csv:"done"`
	Expected   *float64 `csv:"expected"`
	Attainment *float64 `csv:"attainment"`
	Forecast   *float64 `csv:"forecast"`
	Low        *float64 `csv:"low"`
	High       *float64 `csv:"high"`
	Chance     *float64 `csv:"chance"`
	Needed     *float64 `csv:"needed_a_day"`
	Made       *float64 `csv:"activity_a_day"`
	Activity   *float64 `csv:"activity_needed_a_day"`
}

// Pace words a running period against its goal.
func Pace(r goal.Progress, src Source) Output {
	out := Output{
		JSON: struct {
			Envelope
			goal.Progress
		}{src.envelope("pace", r.Warnings), r},
		Rows:    paceRows(r),
		Picture: pacePicture(r, src),
	}
	d := &out.Document
	d.Title = fmt.Sprintf("Pace of %s in %s, as of %s", r.Step, r.Period.Period, asOfWord(src))
	d.Add(render.Paragraph(paceSentence(r)))
	if s := neededSentence(r); s != "" {
		d.Add(render.Paragraph(s))
	}
	d.Add(paceTable(r), paceNotes(r, src))
	return out
}

func asOfWord(src Source) string {
	if src.AsOf == nil {
		return "the last record"
	}
	return src.AsOf.String()
}

func paceRows(r goal.Progress) []paceRow {
	rows := []paceRow{}
	for _, s := range append([]goal.Standing{r.Team}, r.Reps...) {
		rows = append(rows, paceRow{s.Rep, s.Team, r.Period.Period, r.Step, s.Goal, s.Done, s.Expected, s.Attainment,
			s.Forecast, s.Low, s.High, s.Chance, s.NeededADay, s.Activity.Made, s.Activity.Needed})
	}
	return rows
}

// paceFigure writes a value of the step followed.
func paceFigure(r goal.Progress, v float64) string {
	return stepFigure(goal.StepGoal{Unit: r.Unit, Counted: r.Counted}, v)
}

func paceSentence(r goal.Progress) string {
	t := r.Team
	s := fmt.Sprintf("After %d of %s, %s is %s", r.Elapsed, count(r.Elapsed+r.Remaining, "working day", "working days"), r.Step, paceFigure(r, t.Done))
	if t.Goal != nil {
		s += fmt.Sprintf(", %s of the goal of %s", render.FormatPercent(orNaN(t.Attainment), 0), paceFigure(r, *t.Goal))
	}
	if t.Expected != nil && r.Remaining > 0 {
		s += fmt.Sprintf("; %s was to be expected by now", paceFigure(r, *t.Expected))
	}
	s += "."
	switch {
	case t.Forecast == nil:
		s += " There is too little to carry on to the end of the period."
	case r.Remaining == 0:
		s += " The period is over."
	case t.Low != nil:
		s += fmt.Sprintf(" The forecast for the end is %s, 90 %% between %s and %s", paceFigure(r, *t.Forecast), paceFigure(r, *t.Low), paceFigure(r, *t.High))
	default:
		s += fmt.Sprintf(" The forecast for the end is %s; one stretch does not show how sure that is", paceFigure(r, *t.Forecast))
	}
	if r.Remaining > 0 && t.Chance != nil {
		s += fmt.Sprintf("; the chance of making the goal is %s", odds(*t.Chance))
	}
	return strings.TrimSuffix(s, ".") + "."
}

// neededSentence says what is left to do.
func neededSentence(r goal.Progress) string {
	t := r.Team
	switch {
	case t.Goal == nil || r.Remaining == 0:
		return ""
	case t.Done >= *t.Goal:
		return "The goal is made."
	}
	s := fmt.Sprintf("What is missing is %s a working day for %s", perDay(r, orNaN(t.NeededADay)), count(r.Remaining, "day", "days"))
	a := t.Activity
	switch {
	case a.Step == "" || a.Step == r.Step:
	case a.Needed == nil && slices.ContainsFunc(r.Warnings, func(w funnel.Warning) bool { return w.Code == "too-late" }):
		s += fmt.Sprintf("; %s made from now on hardly close in time", goal.Noun(a.Step))
	case a.Needed == nil:
	case *a.Needed == 0:
		s += fmt.Sprintf("; the %s made so far are likely to be enough for it", goal.Noun(a.Step))
	case a.Made != nil:
		s += fmt.Sprintf("; for an even chance that takes about %s %s a day against %s so far",
			render.FormatNumber(*a.Needed, 1), goal.Noun(a.Step), render.FormatNumber(*a.Made, 1))
		if a.Step == funnel.Visits {
			s += ", as far as their customers still come in time"
		}
	}
	return s + "."
}

func perDay(r goal.Progress, v float64) string {
	if r.Counted {
		return render.FormatNumber(v, 1)
	}
	return paceFigure(r, v)
}

func paceTable(r goal.Progress) render.Table {
	t := render.Table{
		Caption: paceCaption(r),
		Columns: []render.Column{
			{Name: "rep"}, {Name: "team"}, {Name: "goal", Kind: render.KindNumber}, {Name: "done", Kind: render.KindNumber},
			{Name: "of goal", Kind: render.KindPercent}, {Name: "expected by now", Kind: render.KindNumber},
			{Name: "forecast [90 %]", Kind: render.KindInterval}, {Name: "chance", Kind: render.KindPercent}, {Name: "n", Kind: render.KindCount},
			{Name: "missing a day", Kind: render.KindNumber},
			{Name: goal.Noun(r.Team.Activity.Step) + " a day", Kind: render.KindNumber}, {Name: "needed", Kind: render.KindNumber},
		},
	}
	for _, s := range r.Reps {
		t.Rows = append(t.Rows, paceCells(r, s, s.Rep))
	}
	t.Footer = paceCells(r, r.Team, "all, with what nobody owns")
	if r.Unassigned == 0 {
		t.Footer[0] = render.Text("all")
	}
	dropAlike(&t, "team")
	if r.Remaining == 0 {
		for _, name := range []string{"expected by now", "forecast [90 %]", "chance", "n", "missing a day", "needed"} {
			drop(&t, name)
		}
	}
	return t
}

// paceCaption promises a forecast where there is something left to forecast.
func paceCaption(r goal.Progress) string {
	if r.Remaining == 0 {
		return "Done by rep"
	}
	return "Done and forecast by rep"
}

func paceCells(r goal.Progress, s goal.Standing, name string) []render.Cell {
	money := func(v float64) render.Cell { return render.Cell{Text: paceFigure(r, v), Kind: render.KindNumber} }
	plain := func(v float64) render.Cell { return render.Number(v, 0) }
	forecast := render.Maybe(s.Forecast, money)
	if s.Low != nil && r.Remaining > 0 {
		forecast = render.Interval(forecast, plain(*s.Low), plain(*s.High))
	}
	return []render.Cell{
		render.Text(name), render.Text(s.Team), render.Maybe(s.Goal, money), money(s.Done),
		render.Maybe(s.Attainment, func(v float64) render.Cell { return render.Percent(v, 0) }), render.Maybe(s.Expected, money),
		forecast, render.Maybe(s.Chance, chanceCell), render.Count(int64(s.N)),
		render.Maybe(s.NeededADay, func(v float64) render.Cell { return render.Cell{Text: perDay(r, v), Kind: render.KindNumber} }),
		render.Maybe(s.Activity.Made, oneDecimal), render.Maybe(s.Activity.Needed, oneDecimal),
	}
}

func chanceCell(v float64) render.Cell { return render.Cell{Text: odds(v), Kind: render.KindPercent} }

func paceNotes(r goal.Progress, src Source) render.Notes {
	season := "seasons are not counted in, since there are less than two full years before"
	if r.Seasonal {
		season = "the months' seasons are counted in"
	}
	from := "goal: the quotas of the period"
	if r.From == "goal" {
		from = "goal: as set, shared out by working days (part time counted)"
	}
	if r.Remaining == 0 {
		return render.Notes{from + ".", src.Sentence()}
	}
	return render.Notes{
		from + "; expected by now: its part for the working days gone; " + season + ".",
		"forecast: what is done plus the mean level of the months before and so far, per working day (n stretches), for the days left; 90 % interval and chance by Student's t.",
		"needed: " + goal.Noun(r.Team.Activity.Step) + " a working day from now on, for a forecast that meets the goal: those so far, and what the gap takes at the year's result each.",
		src.Sentence(),
	}
}

// pacePicture shows the team above its reps, each as a share of the own goal.
func pacePicture(r goal.Progress, src Source) chart.Picture {
	p := chart.Bullets{
		Caption: chart.Caption{
			Title:    paceTitle(r),
			Subtitle: fmt.Sprintf("%s in %s as a share of each goal, after %d of %d working days.", capital(r.Step), r.Period.Period, r.Elapsed, r.Elapsed+r.Remaining),
			Foot:     paceFoot(r) + src.Sentence(),
		},
		Unit: unitOf(goal.StepGoal{Unit: r.Unit, Counted: r.Counted}), OfGoal: true,
	}
	p.Rows = append(p.Rows, bullet(r, r.Team, "Team"))
	for _, s := range r.Reps {
		if s.Goal != nil {
			p.Rows = append(p.Rows, bullet(r, s, s.Rep))
		}
	}
	return p
}

func paceTitle(r goal.Progress) string {
	t := r.Team
	if t.Goal == nil || t.Chance == nil {
		return fmt.Sprintf("%s in %s: %s done", capital(r.Step), r.Period.Period, paceFigure(r, t.Done))
	}
	if r.Remaining == 0 {
		return fmt.Sprintf("%s of %s: %s of the goal", capital(r.Step), r.Period.Period, render.FormatPercent(orNaN(t.Attainment), 0))
	}
	return fmt.Sprintf("%s of %s: %s to make the goal", capital(r.Step), r.Period.Period, aChance(*t.Chance))
}

// noteOf is what a bar says of its goal: the chance of making it, or whether it was made.
func noteOf(r goal.Progress, chance float64) string {
	switch {
	case r.Remaining > 0:
		return "chance " + odds(chance)
	case chance == 1:
		return "made"
	}
	return "missed"
}

func paceFoot(r goal.Progress) string {
	if r.Remaining == 0 {
		return ""
	}
	return "Forecast: done plus the usual level for the working days left, 90 % interval. "
}

func bullet(r goal.Progress, s goal.Standing, name string) chart.Bullet {
	b := chart.Bullet{
		Name: name, Done: s.Done, Expected: orNaN(s.Expected), Forecast: orNaN(s.Forecast),
		Low: orNaN(s.Low), High: orNaN(s.High), Goal: orNaN(s.Goal),
	}
	if r.Remaining == 0 {
		b.Expected, b.Forecast, b.Low, b.High = math.NaN(), math.NaN(), math.NaN(), math.NaN()
	}
	if s.Chance == nil {
		return b
	}
	b.Note = noteOf(r, *s.Chance)
	switch {
	case *s.Chance < 0.2:
		b.Tone = chart.Low
	case *s.Chance >= 0.8:
		b.Tone = chart.High
	}
	return b
}
