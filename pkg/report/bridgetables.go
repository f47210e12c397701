package report

import (
	"fmt"
	"math"
	"slices"

	"github.com/salescoach/salescoach/pkg/bridge"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/render"
)

func driverTable(r bridge.Result) render.Table {
	t := render.Table{
		Caption: fmt.Sprintf("The change of %s, driver by driver", r.Metric),
		Columns: []render.Column{
			{Name: "driver"}, {Name: r.From.Period, Kind: render.KindNumber}, {Name: r.To.Period, Kind: render.KindNumber},
			{Name: "change of " + r.Metric + " [90 %]", Unit: r.Unit, Kind: render.KindInterval}, {Name: ""},
		},
	}
	for _, p := range telling(r) {
		before, after := driverFigures(r, p.Driver)
		t.Rows = append(t.Rows, []render.Cell{render.Text(driverWords(p.Driver)), before, after, partCell(p), render.Text(partMark(p))})
	}
	whole := bridge.Part{Contribution: r.Change, Low: r.Low, High: r.High, Real: r.Real}
	t.Footer = []render.Cell{render.Text(r.Metric), render.Money(r.From.Value), render.Money(r.To.Value), partCell(whole), render.Text(partMark(whole))}
	return t
}

// telling are the drivers without the win rate of a ledger, in which every deal is won and none can be lost.
func telling(r bridge.Result) []bridge.Part {
	if r.Funnel[0] != funnel.Closed || shareWon(r.From) < 1 || shareWon(r.To) < 1 {
		return r.Drivers
	}
	return slices.DeleteFunc(slices.Clone(r.Drivers), func(p bridge.Part) bool { return p.Driver == "win_rate" && p.Contribution == 0 })
}

func shareWon(s bridge.Side) float64 {
	return s.Steps[funnel.Customers] / math.Max(1, s.Steps[funnel.Closed])
}

func partCell(p bridge.Part) render.Cell {
	if p.Low == nil {
		return render.Money(p.Contribution)
	}
	return render.Interval(render.Money(p.Contribution), render.Money(*p.Low), render.Money(*p.High))
}

// partMark is ~ for what could be noise, ? for what nobody knows, and nothing for what is real or did not change.
func partMark(p bridge.Part) string {
	switch {
	case p.Contribution == 0:
		return ""
	case p.Real == nil:
		return "?"
	case *p.Real:
		return ""
	}
	return "~"
}

// driverFigures are the team's figures of a driver: the first step, or the quotient of the steps that it stands for.
func driverFigures(r bridge.Result, driver string) (before, after render.Cell) {
	nth := -1
	rates := 0
	for _, p := range r.Drivers {
		switch p.Driver {
		case r.Funnel[0], bridge.MixLine, bridge.JoinedLine, bridge.LeftLine, bridge.UnsplitLine:
		default:
			rates++
			if p.Driver == driver {
				nth = rates
			}
		}
	}
	switch {
	case driver == r.Funnel[0]:
		return stepCell(r.From, driver), stepCell(r.To, driver)
	case nth > 0 && nth < len(r.Funnel):
		return quotientCell(r, r.From, nth), quotientCell(r, r.To, nth)
	}
	return render.Text(""), render.Text("")
}

func stepCell(s bridge.Side, step string) render.Cell { return render.Money(s.Steps[step]) }

func quotientCell(r bridge.Result, s bridge.Side, k int) render.Cell {
	whole := s.Steps[r.Funnel[k-1]]
	if whole == 0 {
		return render.Unknown()
	}
	v := s.Steps[r.Funnel[k]] / whole
	if k == len(r.Funnel)-1 && !r.Counted {
		return render.Money(v)
	}
	return render.Percent(v, 1)
}

// accountColumns are the columns that reps, teams and segments share: one a line of the team's bridge.
func accountColumns(r bridge.Result) []render.Column {
	out := []render.Column{
		{Name: r.From.Period, Kind: render.KindNumber}, {Name: r.To.Period, Kind: render.KindNumber}, {Name: "change", Kind: render.KindNumber},
	}
	for _, p := range telling(r) {
		out = append(out, render.Column{Name: driverWords(p.Driver), Kind: render.KindNumber})
	}
	return out
}

func accountCells(r bridge.Result, a bridge.Account) []render.Cell {
	out := []render.Cell{render.Money(a.From), render.Money(a.To), render.Money(a.Change)}
	for _, p := range telling(r) {
		out = append(out, lineCell(a, p.Driver))
	}
	return out
}

// lineCell is one driver of an account, marked where it could be noise; empty where the account has no such line.
func lineCell(a bridge.Account, driver string) render.Cell {
	for _, p := range a.Drivers {
		if p.Driver != driver {
			continue
		}
		c := render.Money(p.Contribution)
		if mark := partMark(p); mark != "" {
			c.Text = mark + " " + c.Text
			c.Tone = render.ToneUncertain
		}
		return c
	}
	return render.Text("")
}

func repBridgeTable(r bridge.Result) render.Table {
	t := render.Table{
		Caption: "By rep: what each driver did to " + r.Metric,
		Columns: append([]render.Column{{Name: "rep"}, {Name: "n " + driverWords(r.Funnel[0]), Kind: render.KindText, Align: render.Right}}, accountColumns(r)...),
		Empty:   "nobody has records in these periods",
	}
	for _, p := range r.Reps {
		n := fmt.Sprintf("%s, %s", render.FormatMoney(p.Before[r.Funnel[0]]), render.FormatMoney(p.After[r.Funnel[0]]))
		t.Rows = append(t.Rows, append([]render.Cell{render.Text(p.Rep), render.Text(n)}, accountCells(r, p.Account)...))
	}
	t.Footer = append([]render.Cell{render.Text("all"), render.Text("")}, accountCells(r, wholeAccount(r))...)
	return t
}

func wholeAccount(r bridge.Result) bridge.Account {
	return bridge.Account{From: r.From.Value, To: r.To.Value, Change: r.Change, Drivers: r.Drivers}
}

func teamBridgeTable(r bridge.Result) render.Table {
	t := render.Table{
		Caption: "By team",
		Columns: append([]render.Column{{Name: "team"}}, accountColumns(r)...),
	}
	for _, p := range r.Teams {
		name := p.Team
		if name == "" {
			name = "(no team)"
		}
		t.Rows = append(t.Rows, append([]render.Cell{render.Text(name)}, accountCells(r, p.Account)...))
	}
	return t
}

func bridgeNotes(r bridge.Result, src Source) render.Notes {
	notes := render.Notes{
		methodNote(r),
		fmt.Sprintf("[90 %%]: what chance alone does to a part (delta method: %s as Poisson counts, wins as binomial, deal sizes by their scatter). ~ the interval covers 0: could be noise. ? not known.", driverWords(r.Funnel[0])),
		fmt.Sprintf("n: %s in %s and in %s. A part says where the change sits, not what caused it.", driverWords(r.Funnel[0]), r.From.Period, r.To.Period),
	}
	if r.Funnel[0] == "visits" && r.Lag == nil {
		notes = append(notes, "Customers of a period partly come from visits before it: fewer visits now can show as lower conversion later.")
	}
	return append(notes, src.Sentence())
}

func methodNote(r bridge.Result) string {
	if r.Method == "shapley" {
		return "Method: Shapley (the mean over all orders in which the factors may have changed), rep by rep; the parts add up to the change (Sun 1998; Ang, Liu and Chew 2003)."
	}
	return "Method: LMDI (logarithmic mean Divisia index), rep by rep; the parts add up to the change (Ang 2005)."
}
