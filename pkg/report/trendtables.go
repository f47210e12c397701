package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/goal"
	"github.com/salescoach/salescoach/pkg/render"
	"github.com/salescoach/salescoach/pkg/trend"
)

// periodTable lists the periods of one series.
func periodTable(r trend.Result, s trend.Series) render.Table {
	t := render.Table{
		Caption: fmt.Sprintf("%s of %s by %s", capital(trendWords(r)), nameOf(s), r.By),
		Columns: []render.Column{
			{Name: r.By}, {Name: trendWords(r), Kind: render.KindNumber}, {Name: nWord(r), Kind: render.KindCount},
			{Name: "center", Kind: render.KindNumber}, {Name: "lower", Kind: render.KindNumber}, {Name: "upper", Kind: render.KindNumber}, {Name: ""},
		},
	}
	figure := func(v *float64) render.Cell {
		return render.Maybe(v, func(x float64) render.Cell { return render.Cell{Text: trendFigure(r, x), Kind: render.KindNumber} })
	}
	for _, p := range s.Points {
		row := []render.Cell{render.Text(p.Period), figure(p.Value), nCell(r, p), figure(p.Center), figure(p.Lower), figure(p.Upper), markCell(p)}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// nWord heads the column of what a value rests on.
func nWord(r trend.Result) string {
	if r.Kind == trend.Count {
		return "working days"
	}
	return "n"
}

func nCell(r trend.Result, p trend.Point) render.Cell {
	if r.Kind == trend.Count {
		return render.Number(p.Days, decimalsOf(p.Days))
	}
	return render.Count(int64(p.N))
}

func decimalsOf(v float64) int {
	if v == float64(int64(v)) {
		return 0
	}
	return 1
}

// markCell says what the period is beside ordinary.
func markCell(p trend.Point) render.Cell {
	switch p.State {
	case trend.Running:
		return render.Text("running").WithTone(render.ToneUncertain)
	case trend.Partial:
		return render.Text("partial").WithTone(render.ToneUncertain)
	case trend.Absent:
		return render.Text("not there").WithTone(render.ToneUncertain)
	case trend.Missing:
		return render.Text("not told").WithTone(render.ToneUncertain)
	case trend.Empty:
		return render.Text("nothing to divide by").WithTone(render.ToneUncertain)
	}
	switch p.Signal {
	case trend.High:
		return render.Text("signal: high").WithTone(render.ToneTop)
	case trend.Low:
		return render.Text("signal: low").WithTone(render.TonePoor)
	}
	return render.Text("")
}

// trendReps has one row a rep.
func trendReps(r trend.Result, reps []trend.Series) render.Table {
	t := render.Table{
		Caption: capital(trendWords(r)) + " by rep",
		Columns: []render.Column{
			{Name: "rep"}, {Name: "last", Kind: render.KindNumber}, {Name: "mean", Kind: render.KindNumber}, {Name: "n", Kind: render.KindCount},
			{Name: r.By + "s", Kind: render.KindCount}, {Name: "change a " + r.By + " [90 %]", Kind: render.KindInterval}, {Name: "direction"}, {Name: "signals"},
		},
	}
	targeted := false
	for _, s := range reps {
		targeted = targeted || s.Reached != nil
	}
	if targeted {
		t.Columns = append(t.Columns, render.Column{Name: "on target", Kind: render.KindCount})
	}
	for _, s := range reps {
		t.Rows = append(t.Rows, trendRepRow(r, s))
	}
	return t
}

func trendRepRow(r trend.Result, s trend.Series) []render.Cell {
	figure := func(v *float64) render.Cell {
		return render.Maybe(v, func(x float64) render.Cell { return render.Cell{Text: trendFigure(r, x), Kind: render.KindNumber} })
	}
	row := []render.Cell{render.Text(nameOf(s)), figure(s.Last), figure(s.Mean), render.Count(int64(s.N)),
		render.Count(int64(s.Direction.Periods)), percentCell(s.Direction), verdictCell(s), render.Text(signalsText(s))}
	if !s.Judged {
		row[4] = render.Text("")
	}
	if s.Reached != nil {
		row = append(row, render.Text(fmt.Sprintf("%d of %d", *s.Reached, s.Direction.Periods)))
	}
	return row
}

func percentCell(d trend.Direction) render.Cell {
	if d.Growth == nil || d.Low == nil || d.High == nil {
		return render.Unknown()
	}
	return render.Interval(render.Change(*d.Growth, 1), render.Change(*d.Low, 1), render.Change(*d.High, 1))
}

func verdictCell(s trend.Series) render.Cell {
	switch s.Direction.Verdict {
	case trend.Rising:
		return render.Text("rising").WithTone(render.ToneTop)
	case trend.Falling:
		return render.Text("falling").WithTone(render.TonePoor)
	case trend.NotShown:
		return render.Text("~ no trend shown")
	}
	if !s.Judged {
		return render.Text("not judged").WithTone(render.ToneUncertain)
	}
	return render.Text("not enough data").WithTone(render.ToneUncertain)
}

func signalsText(s trend.Series) string {
	var parts []string
	for _, g := range s.Signals {
		parts = append(parts, signalWhen(g)+" "+string(g.Side))
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, ", ")
	case !s.Judged:
		return ""
	case s.Limits.Reason != "":
		return "no limits"
	}
	return "none"
}

// signalTable explains the signals of the reps.
func signalTable(r trend.Result) render.Table {
	t := render.Table{Caption: "What stands out by rep", Columns: []render.Column{{Name: "rep"}, {Name: "when"}, {Name: "what"}}}
	if len(r.Series) < 3 {
		return t
	}
	for _, s := range r.Series[1:] {
		t.Rows = append(t.Rows, standOut(r, s)...)
	}
	return t
}

// standOut lists what is to be said of a rep in the order in which it happened.
func standOut(r trend.Result, s trend.Series) [][]render.Cell {
	var rows [][]render.Cell
	add := func(when, what string) {
		rows = append(rows, []render.Cell{render.Text(nameOf(s)), render.Text(when), render.Text(what)})
	}
	for _, g := range s.Signals {
		add(signalWhen(g), g.Meaning)
	}
	for _, c := range s.Changes {
		add(c.Period, fmt.Sprintf("lasting change from %s to %s, %s", trendFigure(r, c.Before), trendFigure(r, c.After), changeRange(c)))
	}
	if s.Coached != nil {
		add(*s.Coached, "coaching began")
	}
	slices.SortStableFunc(rows, func(a, b []render.Cell) int { return strings.Compare(a[1].Text, b[1].Text) })
	return rows
}

func trendNotes(r trend.Result, src Source) render.Notes {
	notes := render.Notes{limitsNote(r, r.Series), directionNote(r)}
	if r.Season.Judged && r.Season.Adjusted {
		notes = append(notes, "season: STL of the team's logarithms, taken out because an F-test shows it (p < 0.01).")
	}
	return append(notes, src.Sentence())
}

// limitsNote says how the limits of the series shown were drawn.
func limitsNote(r trend.Result, shown []trend.Series) string {
	text := map[trend.Kind]string{
		trend.Count: "limits: XmR (mean of the values a working day +- 2.66 mean moving ranges), times the days of each period",
		trend.Sum:   "limits: XmR (mean +- 2.66 mean moving ranges)",
		trend.Mean:  fmt.Sprintf("limits: XmR of the logarithms (mean +- 2.66 mean moving ranges), wider the fewer %s a period has", goal.Noun(r.Per)),
		trend.Rate:  fmt.Sprintf("limits: Laney's, around the pooled rate, by the number of %s in each period", goal.Noun(r.Per)),
	}[r.Kind]
	text += "; a signal is a period beyond them, or eight in a row on one side."
	l := shown[0].Limits
	if l.Frozen {
		text += fmt.Sprintf(" They are frozen at %s to %s.", l.From, l.To)
	}
	if l.Provisional && l.Method != "" {
		text += " From fewer than twelve periods they are provisional."
	}
	switch n := residualSeries(shown); {
	case n > 0 && len(shown) == 1:
		text += " Neighbouring periods are alike (autocorrelation above 0.3): the limits follow the period before."
	case n > 0:
		text += fmt.Sprintf(" In %s neighbouring periods are alike (autocorrelation above 0.3): there the limits follow the period before.",
			count(n, "series", "series"))
	}
	return text
}

func residualSeries(shown []trend.Series) int {
	n := 0
	for _, s := range shown {
		if s.Limits.Residual {
			n++
		}
	}
	return n
}

func directionNote(r trend.Result) string {
	against := map[trend.Kind]string{
		trend.Count: "per working day", trend.Sum: "of the amounts",
		trend.Rate: "per " + strings.TrimSuffix(goal.Noun(r.Per), "s"), trend.Mean: "per " + strings.TrimSuffix(goal.Noun(r.Per), "s"),
	}[r.Kind]
	return fmt.Sprintf("direction: log-linear quasi-Poisson fit %s; rising or falling only where its 90 %% interval leaves zero out and the Mann-Kendall test (Hamed and Rao) agrees.", against)
}
