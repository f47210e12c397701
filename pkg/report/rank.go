package report

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/render"
	"github.com/salescoach/salescoach/pkg/tier"
)

// rankRow is one rep and measure as CSV.
type rankRow struct {
	Rep       string   `csv:"rep"`
	Team      string   `csv:"team"`
	Ranked    bool     `csv:"ranked"`
	Reason    string   `csv:"reason"`
	Rank      *int     `csv:"rank"`
	RankLow   *int     `csv:"rank_low"`
	RankHigh  *int     `csv:"rank_high"`
	Tier      string   `csv:"tier"`
	Confident bool     `csv:"confident"`
	PTop      *float64 `csv:"p_top"`
	PMediocre *float64 `csv:"p_mediocre"`
	PPoor     *float64 `csv:"p_poor"`
	Pattern   string   `csv:"pattern"`
	Measure   string   `csv:"measure"`
	N         float64  `csv:"n"`
	Value     *float64 `csv:"value"`
	Estimate  *float64 `csv:"estimate"`
	Low       *float64 `csv:"low"`
	High      *float64 `csv:"high"`
}

// Rank words the tiers of the reps.
func Rank(r tier.Result, src Source) Output {
	out := Output{
		JSON: struct {
			Envelope
			tier.Result
		}{src.envelope("rank", r.Warnings), r},
		Rows: rankRows(r),
	}
	d := &out.Document
	d.Title = "Tiers by " + metricWords(r.Measures[0].Name) + periodWords(r)
	for _, s := range rankSentences(r) {
		d.Add(render.Paragraph(s))
	}
	if r.Ranked > 0 {
		d.Add(rankTable(r))
	}
	if hasPatterns(r) || r.Compared != nil {
		d.Add(patternTable(r))
	}
	if r.Ranked < len(r.Reps) {
		d.Add(unrankedTable(r))
	}
	d.Add(rankNotes(r, src))
	out.Picture = rankPicture(r, src)
	if hasPatterns(r) {
		out.More = append(out.More, NamedPicture{"map", mapPicture(r, src)})
	}
	return out
}

func rankRows(r tier.Result) []rankRow {
	rows := []rankRow{}
	for _, rep := range r.Reps {
		for _, name := range measureNames(r, rep) {
			m := rep.Measures[name]
			rows = append(rows, rankRow{rep.Rep, rep.Team, rep.Ranked, rep.Reason, rep.Rank, rep.RankLow, rep.RankHigh,
				tierOf(rep), rep.Confident, rep.PTop, rep.PMediocre, rep.PPoor, rep.Pattern.Words,
				name, m.N, m.Value, m.Estimate, m.Low, m.High})
		}
	}
	return rows
}

// measureNames are the rep's measures in the order of the result.
func measureNames(r tier.Result, rep tier.Rep) []string {
	var names []string
	for _, m := range r.Measures {
		names = append(names, m.Name)
	}
	if _, ok := rep.Measures[tier.WinRateOpen]; ok {
		names = append(names, tier.WinRateOpen)
	}
	return names
}

func tierOf(rep tier.Rep) string {
	if rep.Tier == nil {
		return ""
	}
	return *rep.Tier
}

// tierWord is the tier as text shows it: with a question mark where it is not
// sure.
func tierWord(rep tier.Rep) string {
	if rep.Confident {
		return tierOf(rep)
	}
	return tierOf(rep) + " ?"
}

var tierTones = map[string]render.Tone{tier.Top: render.ToneTop, tier.Mediocre: render.ToneMediocre, tier.Poor: render.TonePoor}

func tierCell(rep tier.Rep) render.Cell {
	c := render.Text(tierWord(rep))
	if rep.Confident {
		return c.WithTone(tierTones[tierOf(rep)])
	}
	return c.WithTone(render.ToneUncertain)
}

func hasPatterns(r tier.Result) bool {
	for _, rep := range r.Reps {
		if rep.Pattern.Activity != nil && rep.Pattern.Conversion != nil {
			return true
		}
	}
	return false
}

func hasTeams(r tier.Result) bool {
	for _, rep := range r.Reps {
		if rep.Team != "" && rep.Team != r.Reps[0].Team {
			return true
		}
	}
	return false
}

// rankTable sets the measures side by side, the ranked one first.
func rankTable(r tier.Result) render.Table {
	t := render.Table{
		Caption: fmt.Sprintf("%s ranked by %s", count(r.Ranked, "rep", "reps"), metricWords(r.Measures[0].Name)),
		Columns: []render.Column{{Name: "rank [90 %]", Kind: render.KindInterval}, {Name: "rep"}},
	}
	teams := hasTeams(r)
	if teams {
		t.Columns = append(t.Columns, render.Column{Name: "team"})
	}
	t.Columns = append(t.Columns, render.Column{Name: "tier"}, render.Column{Name: "chance", Kind: render.KindPercent})
	for _, m := range r.Measures {
		t.Columns = append(t.Columns, measureColumns(m)...)
	}
	for _, rep := range r.Reps {
		if !rep.Ranked {
			continue
		}
		row := []render.Cell{rankCell(rep), render.Text(rep.Rep)}
		if teams {
			row = append(row, render.Text(rep.Team))
		}
		row = append(row, tierCell(rep), render.Percent(rep.Chance(), 0))
		t.Rows = append(t.Rows, append(row, measureCells(r, rep)...))
	}
	return t
}

func rankCell(rep tier.Rep) render.Cell {
	return render.Interval(render.Count(int64(*rep.Rank)), render.Count(int64(*rep.RankLow)), render.Count(int64(*rep.RankHigh)))
}

func measureColumns(m tier.Metric) []render.Column {
	return []render.Column{
		{Name: columnWords(m) + " [90 %]", Kind: render.KindInterval},
		{Name: "n", Kind: render.KindCount},
	}
}

func measureCells(r tier.Result, rep tier.Rep) []render.Cell {
	var cells []render.Cell
	for _, m := range r.Measures {
		v := rep.Measures[m.Name]
		cells = append(cells, measureCell(m, v), render.Count(int64(v.N)))
	}
	return cells
}

func measureCell(m tier.Metric, v tier.Measure) render.Cell {
	show := cellOf(m)
	return render.Interval(render.Maybe(v.Estimate, show), render.Maybe(v.Low, show), render.Maybe(v.High, show))
}

// cellOf is how figures of a metric are written.
func cellOf(m tier.Metric) func(float64) render.Cell {
	switch m.Kind {
	case "share":
		decimals := 1
		if m.Name == tier.Attainment {
			decimals = 0
		}
		return func(v float64) render.Cell { return render.Percent(v, decimals) }
	case "money":
		return render.Money
	case "ratio":
		return func(v float64) render.Cell { return render.Number(v, 2) }
	}
	return func(v float64) render.Cell { return render.Number(v, 1) }
}

func patternTable(r tier.Result) render.Table {
	t := render.Table{Caption: "Activity beside conversion: where to look in the 1:1", Columns: []render.Column{{Name: "rep"}}}
	if hasPatterns(r) {
		t.Columns = append(t.Columns, render.Column{Name: "pattern"},
			render.Column{Name: "P(activity below)", Kind: render.KindPercent}, render.Column{Name: "P(conversion below)", Kind: render.KindPercent})
	} else {
		t.Caption = "Movement"
	}
	if r.Compared != nil {
		t.Columns = append(t.Columns, render.Column{Name: "rank in " + *r.Compared, Kind: render.KindCount},
			render.Column{Name: "change", Kind: render.KindPercent}, render.Column{Name: ""})
	}
	for _, rep := range r.Reps {
		if row := patternRow(r, rep); row != nil {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func patternRow(r tier.Result, rep tier.Rep) []render.Cell {
	row := []render.Cell{render.Text(rep.Rep)}
	percent := func(v float64) render.Cell { return render.Percent(v, 0) }
	if hasPatterns(r) {
		words := rep.Pattern.Words
		if words == "" {
			words = "too little data"
		}
		if rep.Pattern.Activity == nil && rep.Pattern.Conversion == nil {
			return nil
		}
		row = append(row, render.Text(words), render.Maybe(rep.Pattern.Activity, percent), render.Maybe(rep.Pattern.Conversion, percent))
	}
	if m := rep.Movement; m != nil {
		before := render.Unknown()
		if m.RankBefore != nil {
			before = render.Count(int64(*m.RankBefore))
		}
		row = append(row, before, render.Maybe(m.Change, func(v float64) render.Cell { return render.Change(v, 0) }), render.Text(moveMark(m)))
	}
	return row
}

func moveMark(m *tier.Movement) string {
	switch m.Verdict {
	case tier.Luck:
		return "~"
	case tier.Real:
		return "real"
	}
	return m.Verdict
}

func unrankedTable(r tier.Result) render.Table {
	t := render.Table{
		Caption: "Not ranked",
		Columns: []render.Column{{Name: "rep"}, {Name: "team"}, {Name: "why"},
			{Name: "raw " + columnWords(r.Measures[0]), Kind: render.KindNumber}, {Name: "n", Kind: render.KindCount}},
	}
	for _, rep := range r.Reps {
		if rep.Ranked {
			continue
		}
		m := rep.Measures[r.Measures[0].Name]
		t.Rows = append(t.Rows, []render.Cell{render.Text(rep.Rep), render.Text(rep.Team), render.Text(rep.Reason),
			render.Maybe(m.Value, cellOf(r.Measures[0])), render.Count(int64(m.N))})
	}
	return t
}
