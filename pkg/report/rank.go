package report

import (
	"fmt"
	"slices"

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

// Rank words the tiers of the reps. Where only names a rep, the tables and
// data show that one; what is said of the team and the pictures stay whole.
func Rank(r tier.Result, only string, src Source) Output {
	all := r
	if only != "" {
		r.Reps = slices.DeleteFunc(slices.Clone(r.Reps), func(rep tier.Rep) bool { return rep.Rep != only })
	}
	out := Output{
		JSON: struct {
			Envelope
			tier.Result
		}{src.envelope("rank", r.Warnings), r},
		Rows: rankRows(r),
	}
	d := &out.Document
	d.Title = "Tiers by " + metricWords(r.Measures[0].Name) + periodWords(r)
	for _, s := range rankSentences(all) {
		d.Add(render.Paragraph(s))
	}
	unranked := 0
	for _, rep := range r.Reps {
		if !rep.Ranked {
			unranked++
		}
	}
	if unranked < len(r.Reps) {
		d.Add(rankTable(r))
	}
	if hasPatterns(all) {
		d.Add(patternTable(r))
	}
	if r.Compared != nil {
		d.Add(movementTable(r))
	}
	switch {
	case len(all.Reps) == 1:
		d.Add(soloTable(r))
	case unranked > 0:
		d.Add(unrankedTable(r))
	}
	d.Add(rankNotes(r, src))
	out.Picture = rankPicture(all, src)
	if hasPatterns(all) {
		out.More = append(out.More, NamedPicture{"map", mapPicture(all, src)})
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
	if len(r.Reps) < 2 {
		return false
	}
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

// sideBySide are the measures that a page has room for: the ranked one with
// activity and conversion, or with the objective where no activity is told.
// CSV and JSON have all.
func sideBySide(r tier.Result) []tier.Metric {
	converts := slices.ContainsFunc(r.Measures, func(m tier.Metric) bool { return m.Name == tier.Conversion })
	switch {
	case converts && len(r.Measures) > 3:
		return slices.Delete(slices.Clone(r.Measures), 1, 2)
	case !converts && len(r.Measures) > 2:
		return r.Measures[:2]
	}
	return r.Measures
}

// rankTable sets the measures side by side, the ranked one first.
func rankTable(r tier.Result) render.Table {
	t := render.Table{
		Caption: fmt.Sprintf("%s ranked by %s; estimates with 90 %% intervals", count(r.Ranked, "rep", "reps"), metricWords(r.Metric)),
		Columns: []render.Column{{Name: "rank", Kind: render.KindInterval}, {Name: "rep"}},
	}
	teams := hasTeams(r)
	if teams {
		t.Columns = append(t.Columns, render.Column{Name: "team"})
	}
	t.Columns = append(t.Columns, render.Column{Name: "tier"}, render.Column{Name: "p", Kind: render.KindPercent})
	counted := map[string]bool{}
	for i, m := range sideBySide(r) {
		t.Columns = append(t.Columns, render.Column{Name: columnWords(m), Kind: render.KindInterval})
		if i == 0 {
			t.Columns = append(t.Columns, render.Column{Name: "raw", Kind: render.KindNumber})
		}
		if !counted[m.Counts] {
			t.Columns = append(t.Columns, render.Column{Name: "n", Kind: render.KindCount})
		}
		counted[m.Counts] = true
	}
	for _, rep := range r.Reps {
		if rep.Ranked {
			t.Rows = append(t.Rows, rankCells(r, rep, teams))
		}
	}
	return t
}

func rankCells(r tier.Result, rep tier.Rep, teams bool) []render.Cell {
	row := []render.Cell{rankCell(rep), render.Text(rep.Rep)}
	if teams {
		row = append(row, render.Text(rep.Team))
	}
	row = append(row, tierCell(rep), probabilityCell(rep.Chance()))
	counted := map[string]bool{}
	for i, m := range sideBySide(r) {
		v := rep.Measures[m.Name]
		row = append(row, measureCell(m, v))
		if i == 0 {
			row = append(row, render.Maybe(v.Value, cellOf(m)))
		}
		if !counted[m.Counts] {
			row = append(row, render.Count(int64(v.N)))
		}
		counted[m.Counts] = true
	}
	return row
}

func rankCell(rep tier.Rep) render.Cell {
	return render.Interval(render.Count(int64(*rep.Rank)), render.Count(int64(*rep.RankLow)), render.Count(int64(*rep.RankHigh)))
}

// measureCell writes an estimate with its interval.
func measureCell(m tier.Metric, v tier.Measure) render.Cell {
	show := cellOf(m)
	return render.Interval(render.Maybe(v.Estimate, show), render.Maybe(v.Low, show), render.Maybe(v.High, show))
}

// cellOf is how figures of a metric are written, in as many decimals as its
// typical value can use.
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
	}
	decimals := 1
	switch {
	case m.Typical != nil && *m.Typical >= 20:
		decimals = 0
	case m.Typical != nil && *m.Typical < 2:
		decimals = 2
	}
	return func(v float64) render.Cell { return render.Number(v, decimals) }
}

// patternTable lists the reps of whom something clear can be said.
func patternTable(r tier.Result) render.Table {
	t := render.Table{
		Caption: "Where to look in the 1:1: activity beside conversion",
		Columns: []render.Column{{Name: "rep"}, {Name: "pattern"},
			{Name: "P(activity below)", Kind: render.KindPercent}, {Name: "P(conversion below)", Kind: render.KindPercent}},
		Empty: "no rep lies clearly apart from the typical one in either",
	}
	for _, rep := range r.Reps {
		if p := rep.Pattern; p.Words != "" && p.Words != tier.NothingClear {
			t.Rows = append(t.Rows, []render.Cell{render.Text(rep.Rep), render.Text(p.Words),
				render.Maybe(p.Activity, probabilityCell), render.Maybe(p.Conversion, probabilityCell)})
		}
	}
	return t
}

// probabilityCell writes a probability, which is never quite 0 or 1.
func probabilityCell(p float64) render.Cell {
	switch {
	case p < 0.01:
		return render.Cell{Text: "<1 %", Kind: render.KindPercent}
	case p > 0.99:
		return render.Cell{Text: ">99 %", Kind: render.KindPercent}
	}
	return render.Percent(p, 0)
}

// movementTable compares with the earlier period.
func movementTable(r tier.Result) render.Table {
	t := render.Table{
		Caption: fmt.Sprintf("Movement of %s since %s", metricWords(r.Metric), *r.Compared),
		Columns: []render.Column{{Name: "rep"}, {Name: "rank then", Kind: render.KindCount}, {Name: "rank now", Kind: render.KindCount},
			{Name: "change", Kind: render.KindPercent}, {Name: "against the team", Kind: render.KindPercent}, {Name: ""}},
	}
	for _, rep := range r.Reps {
		m := rep.Movement
		if m == nil || m.RankBefore == nil && rep.Rank == nil {
			continue
		}
		t.Rows = append(t.Rows, []render.Cell{render.Text(rep.Rep), rankOrNone(m.RankBefore), rankOrNone(rep.Rank),
			render.Maybe(m.Change, movementCell), render.Maybe(m.AgainstTeam, movementCell), render.Text(moveMark(m))})
	}
	return t
}

func movementCell(v float64) render.Cell { return render.Change(v, 0) }

func rankOrNone(rank *int) render.Cell {
	if rank == nil {
		return render.Unknown()
	}
	return render.Count(int64(*rank))
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
	t := render.Table{Caption: "Not ranked", Columns: []render.Column{{Name: "rep"}}}
	teams, first := hasTeams(r), r.Measures[0]
	if teams {
		t.Columns = append(t.Columns, render.Column{Name: "team"})
	}
	t.Columns = append(t.Columns, render.Column{Name: "why"},
		render.Column{Name: "raw " + columnWords(first), Kind: render.KindNumber}, render.Column{Name: "n", Kind: render.KindCount})
	for _, rep := range r.Reps {
		if rep.Ranked {
			continue
		}
		m, row := rep.Measures[first.Name], []render.Cell{render.Text(rep.Rep)}
		if teams {
			row = append(row, render.Text(rep.Team))
		}
		t.Rows = append(t.Rows, append(row, render.Text(rep.Reason), render.Maybe(m.Value, cellOf(first)), render.Count(int64(m.N))))
	}
	return t
}

// soloTable shows the figures of a rep who is alone.
func soloTable(r tier.Result) render.Table {
	rep := r.Reps[0]
	t := render.Table{Caption: rep.Rep, Columns: []render.Column{{Name: "measure"},
		{Name: "raw", Kind: render.KindNumber}, {Name: "90 %", Kind: render.KindInterval}, {Name: "n", Kind: render.KindCount}}}
	for _, m := range r.Measures {
		v := rep.Measures[m.Name]
		t.Rows = append(t.Rows, []render.Cell{render.Text(columnWords(m)), render.Maybe(v.Value, cellOf(m)),
			measureCell(m, v), render.Count(int64(v.N))})
	}
	return t
}
