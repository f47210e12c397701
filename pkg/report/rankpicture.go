package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/render"
	"github.com/salescoach/salescoach/pkg/tier"
)

// rankPicture draws the intervals with the tiers: one panel a measure where
// there are few reps, the ranked measure alone else.
func rankPicture(r tier.Result, src Source) chart.Picture {
	p := chart.Caterpillar{Caption: chart.Caption{
		Title:    rankTitle(r),
		Subtitle: "Estimates shrunken towards the group with 90% intervals, best expected rank first. Small tick: the raw figure. A tier without ? is at least 80% sure.",
		Foot:     src.Sentence(),
	}}
	hidden := len(r.Reps)
	r.Reps = shownReps(r)
	if hidden -= len(r.Reps); hidden > 0 {
		p.Foot = count(hidden, "rep", "reps") + " without data not shown. " + p.Foot
	}
	for _, rep := range r.Reps {
		p.Rows = append(p.Rows, caterpillarRow(r, rep))
	}
	measures := r.Measures
	if len(measures) > 3 {
		measures = sideBySide(r)
	}
	for i, m := range measures {
		panel := rankPanel(r, m)
		if i > 0 {
			panel.Tones = sideTones(r)
		}
		p.Panels = append(p.Panels, panel)
	}
	return p
}

// shownReps are those of whom there is anything to draw.
func shownReps(r tier.Result) []tier.Rep {
	var out []tier.Rep
	for _, rep := range r.Reps {
		if rep.Ranked || rep.Measures[r.Metric].Estimate != nil {
			out = append(out, rep)
		}
	}
	return out
}

func caterpillarRow(r tier.Result, rep tier.Rep) chart.CaterpillarRow {
	row := chart.CaterpillarRow{Name: rep.Rep, Note: "n=" + render.FormatCount(int64(rep.Measures[r.Metric].N)), Tone: chart.Faint, Word: "not ranked"}
	if !rep.Ranked {
		return row
	}
	row.Word, row.Tone = tierWord(rep)+" "+strings.ReplaceAll(probabilityCell(rep.Chance()).Text, " ", ""), tierTone(rep)
	return row
}

func tierTone(rep tier.Rep) chart.Tone {
	if !rep.Confident {
		return chart.Neutral
	}
	switch tierOf(rep) {
	case tier.Top:
		return chart.High
	case tier.Poor:
		return chart.Low
	}
	return chart.Neutral
}

// sideTones leave the measures beside the ranked one unjudged.
func sideTones(r tier.Result) []chart.Tone {
	var tones []chart.Tone
	for _, rep := range r.Reps {
		if rep.Ranked {
			tones = append(tones, chart.Neutral)
		} else {
			tones = append(tones, chart.Faint)
		}
	}
	return tones
}

func rankPanel(r tier.Result, m tier.Metric) chart.CaterpillarPanel {
	panel := chart.CaterpillarPanel{Name: capital(columnWords(m)), Unit: unitOfMetric(m)}
	if m.Team != nil {
		panel.Team = &chart.Level{Value: *m.Team, Label: "team"}
	}
	for _, rep := range r.Reps {
		v := rep.Measures[m.Name]
		raw := orNaN(v.Value)
		panel.Cells = append(panel.Cells, chart.Interval{Estimate: orNaN(v.Estimate), Low: orNaN(v.Low), High: orNaN(v.High), Raw: raw})
	}
	return panel
}

func unitOfMetric(m tier.Metric) chart.Unit {
	switch m.Kind {
	case "share":
		return chart.Unit{Kind: chart.Percent}
	case "money":
		return chart.Unit{Kind: chart.Money}
	}
	return chart.Unit{Kind: chart.Count}
}

// rankTitle says what is seen.
func rankTitle(r tier.Result) string {
	what := metricWords(r.Metric)
	if len(r.Adjusted) > 0 {
		what += " given " + joinAnd(r.Adjusted)
	}
	switch r.Heterogeneity.Verdict {
	case tier.Luck:
		return fmt.Sprintf("The reps cannot be told apart by %s", what)
	case tier.TooLittle:
		return fmt.Sprintf("Not enough data to rank reps by %s", what)
	}
	var top, poor int
	for _, rep := range r.Reps {
		if rep.Confident && tierOf(rep) == tier.Top {
			top++
		}
		if rep.Confident && tierOf(rep) == tier.Poor {
			poor++
		}
	}
	if top+poor == 0 {
		return fmt.Sprintf("The reps differ in %s, but nobody is surely in the top or the bottom third", what)
	}
	return fmt.Sprintf("%s: %d surely in the top third, %d surely in the bottom third", capital(what), top, poor)
}

// mapPicture sets activity against conversion.
func mapPicture(r tier.Result, src Source) chart.Picture {
	x, y, ok := mapAxes(r)
	if !ok {
		return nil
	}
	p := chart.Map{
		Caption: chart.Caption{
			Title:    mapTitle(r),
			Subtitle: "Each rep by activity and conversion, shrunken estimates with 90% intervals. Coloured: clearly below or above the typical rep in one of the two.",
			Foot:     src.Sentence(),
		},
		X: mapAxis(x), Y: mapAxis(y),
		Quadrants: chart.Quadrants{LowLow: "few visits, low conversion", HighLow: "busy, but few customers: ability",
			LowHigh: "able, but few visits: activity", HighHigh: "busy and able"},
	}
	for _, rep := range r.Reps {
		a, c := rep.Measures[x.Name], rep.Measures[y.Name]
		p.Points = append(p.Points, chart.MapPoint{
			Name: rep.Rep, X: orNaN(a.Estimate), XLow: orNaN(a.Low), XHigh: orNaN(a.High),
			Y: orNaN(c.Estimate), YLow: orNaN(c.Low), YHigh: orNaN(c.High), Tone: patternTone(rep.Pattern.Words),
		})
	}
	return p
}

func mapAxis(m tier.Metric) chart.MapAxis {
	a := chart.MapAxis{Name: capital(columnWords(m)), Unit: unitOfMetric(m)}
	if m.Typical != nil && !math.IsNaN(*m.Typical) {
		a.Team = &chart.Level{Value: *m.Typical, Label: "typical"}
	}
	return a
}

// mapAxes finds activity and conversion among the measures.
func mapAxes(r tier.Result) (x, y tier.Metric, ok bool) {
	var haveX, haveY bool
	for _, m := range r.Measures {
		if m.Name == tier.Conversion {
			y, haveY = m, true
		}
	}
	for _, m := range r.Measures {
		if m.Kind == "count" && m.Name == y.Counts {
			x, haveX = m, true
		}
	}
	return x, y, haveX && haveY
}

func patternTone(words string) chart.Tone {
	switch words {
	case tier.LowActivity, tier.LowConversion, tier.BusyLowConversion, tier.LowBoth, tier.LowActivityHighConversion:
		return chart.Low
	case tier.HighActivity, tier.HighConversion, tier.HighBoth:
		return chart.High
	case tier.NoPattern:
		return chart.Faint
	}
	return chart.Neutral
}

func mapTitle(r tier.Result) string {
	var parts []string
	for _, words := range []string{tier.LowActivity, tier.BusyLowConversion, tier.LowConversion, tier.LowBoth} {
		for _, rep := range r.Reps {
			if rep.Pattern.Words == words && len(parts) < 2 {
				parts = append(parts, rep.Rep+": "+words)
			}
		}
	}
	if len(parts) == 0 {
		return "Activity and conversion: nobody clearly below in either"
	}
	return joinSemicolon(parts)
}

func joinSemicolon(parts []string) string {
	out := parts[0]
	for _, p := range parts[1:] {
		out += "; " + p
	}
	return out
}
