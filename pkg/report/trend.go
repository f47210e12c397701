package report

import (
	"fmt"
	"strings"

	"github.com/salescoach/salescoach/pkg/goal"
	"github.com/salescoach/salescoach/pkg/render"
	"github.com/salescoach/salescoach/pkg/trend"
)

// trendRow is one period of one series as CSV; the team's rep is empty.
type trendRow struct {
	Metric string   `csv:"metric"`
	Rep    string   `csv:"rep"`
	Period string   `csv:"period"`
	Value  *float64 `csv:"value"`
	N      float64  `csv:"n"`
	Days   float64  `csv:"days"`
	Center *float64 `csv:"center"`
	Lower  *float64 `csv:"lower"`
	Upper  *float64 `csv:"upper"`
	Signal string   `csv:"signal"`
	State  string   `csv:"state"`
}

// Trend words a metric over time.
func Trend(r trend.Result, src Source) Output {
	out := Output{
		JSON: struct {
			Envelope
			trend.Result
		}{src.envelope("trend", r.Warnings), r},
		Rows: trendRows(r),
	}
	d := &out.Document
	d.Title = capital(trendWords(r)) + " by " + r.By
	d.Add(render.Paragraph(trendSentence(r, r.Series[0])))
	if s := seasonSentence(r); s != "" {
		d.Add(render.Paragraph(s))
	}
	reps := r.Series[1:]
	if len(reps) > 1 {
		d.Add(render.Paragraph(repsSentence(r, reps)))
	}
	d.Add(periodTable(r, r.Series[0]))
	if len(reps) == 1 && reps[0].Judged {
		d.Add(render.Paragraph(trendSentence(r, reps[0])), periodTable(r, reps[0]))
	}
	if len(reps) > 0 {
		d.Add(trendReps(r, reps))
	}
	if t := signalTable(r); len(t.Rows) > 0 {
		d.Add(t)
	}
	d.Add(trendNotes(r, src))
	out.Picture, out.More = trendPictures(r, src)
	return out
}

func trendRows(r trend.Result) []trendRow {
	rows := []trendRow{}
	for _, s := range r.Series {
		for _, p := range s.Points {
			row := trendRow{Metric: s.Metric, Period: p.Period, Value: p.Value, N: p.N, Days: p.Days,
				Center: p.Center, Lower: p.Lower, Upper: p.Upper, Signal: string(p.Signal), State: string(p.State)}
			if s.Rep != nil {
				row.Rep = *s.Rep
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// trendWords is the metric in a sentence: closed deals, win rate, revenue per customer.
func trendWords(r trend.Result) string {
	switch {
	case strings.Contains(r.Metric, "/"):
		return goal.Noun(r.Step) + " per " + strings.TrimSuffix(goal.Noun(r.Per), "s")
	case r.Per == "":
		return goal.Noun(r.Metric)
	}
	return strings.ReplaceAll(r.Metric, "-", " ")
}

func nameOf(s trend.Series) string {
	if s.Rep == nil {
		return "the team"
	}
	return *s.Rep
}

// trendFigure writes a value of the metric.
func trendFigure(r trend.Result, v float64) string {
	switch r.Kind {
	case trend.Rate:
		if strings.HasPrefix(r.Metric, "closed/") || v > 1.5 {
			return render.FormatNumber(v, 2)
		}
		return render.FormatPercent(v, 1)
	case trend.Sum, trend.Mean:
		text := render.FormatNumber(v, 0)
		if r.Unit != "" {
			return r.Unit + " " + text
		}
		return text
	}
	if v < 20 && v != float64(int64(v)) {
		return render.FormatNumber(v, 1)
	}
	return render.FormatNumber(v, 0)
}

// trendSentence is what is to be said of one series: level, direction, signals, changes.
func trendSentence(r trend.Result, s trend.Series) string {
	parts := []string{levelSentence(r, s), directionSentence(r, s)}
	if v := limitsSentence(r, s); v != "" {
		parts = append(parts, v)
	}
	if v := trendChanges(r, s); v != "" {
		parts = append(parts, v)
	}
	if s.Coached != nil {
		parts = append(parts, "By the coaching log, coaching began in "+*s.Coached+".")
	}
	if s.Reached != nil {
		parts = append(parts, fmt.Sprintf("The target of %s was reached in %d of %s.",
			trendFigure(r, *r.Target), *s.Reached, count(s.Direction.Periods, "complete period", "complete periods")))
	}
	return strings.Join(parts, " ")
}

func levelSentence(r trend.Result, s trend.Series) string {
	what := capital(trendWords(r)) + " of " + nameOf(s)
	if s.Mean == nil {
		return what + ": no complete period yet."
	}
	if r.Per != "" {
		return fmt.Sprintf("%s: %s over %s (n = %s %s).", what, trendFigure(r, *s.Mean), periodCount(r, s.Direction.Periods),
			render.FormatNumber(s.N, 0), goal.Noun(r.Per))
	}
	return fmt.Sprintf("%s: %s a %s on average over %s.", what, trendFigure(r, *s.Mean), r.By, periodCount(r, s.Direction.Periods))
}

func periodCount(r trend.Result, n int) string {
	return count(n, "complete "+r.By, "complete "+r.By+"s")
}

func directionSentence(r trend.Result, s trend.Series) string {
	d := s.Direction
	switch d.Verdict {
	case trend.Unknown:
		return "Not enough data for a direction: " + d.Reason + "."
	case trend.NotShown:
		text := "No trend shown" + percentWords(r, d)
		if d.Reason != "" {
			text += " (" + d.Reason + ")"
		}
		return text + "."
	}
	return capital(string(d.Verdict)) + percentWords(r, d) + "."
}

func percentWords(r trend.Result, d trend.Direction) string {
	if d.Growth == nil || d.Low == nil || d.High == nil {
		return ""
	}
	return fmt.Sprintf(": %s a %s, 90 %% interval %s to %s", signedPercent(*d.Growth), r.By, signedPercent(*d.Low), signedPercent(*d.High))
}

func signedPercent(growth float64) string { return render.FormatChange(growth, 1) }

func limitsSentence(r trend.Result, s trend.Series) string {
	l := s.Limits
	switch {
	case l.Reason != "" && l.Reason == s.Direction.Reason:
		return ""
	case l.Reason != "":
		return "No limits: " + l.Reason + "."
	case len(s.Signals) == 0:
		return noSignal(r, s)
	}
	var parts []string
	for _, g := range s.Signals {
		parts = append(parts, signalWhen(g)+", "+g.Meaning)
	}
	return count(len(s.Signals), "signal", "signals") + ": " + strings.Join(parts, "; ") + "."
}

// noSignal says what a series without one shows: noise, around a level or around a slope.
func noSignal(r trend.Result, s trend.Series) string {
	if s.Direction.Verdict == trend.Rising || s.Direction.Verdict == trend.Falling {
		return fmt.Sprintf("No signal: no single %s stands out.", r.By)
	}
	return fmt.Sprintf("No signal: what moves from %s to %s is noise.", r.By, r.By)
}

func signalWhen(g trend.Signal) string {
	if g.From == g.To {
		return g.From
	}
	return g.From + " to " + g.To
}

func trendChanges(r trend.Result, s trend.Series) string {
	var parts []string
	for _, c := range s.Changes {
		parts = append(parts, fmt.Sprintf("from %s (%s) the level is %s instead of %s",
			c.Period, changeRange(c), trendFigure(r, c.After), trendFigure(r, c.Before)))
	}
	if len(parts) == 0 {
		return ""
	}
	return "A lasting change fits best: " + strings.Join(parts, "; ") + "."
}

func changeRange(c trend.Change) string {
	if c.From == c.To {
		return "no other period fits as well"
	}
	return "or any period from " + c.From + " to " + c.To
}

// seasonSentence says what was done about the calendar.
func seasonSentence(r trend.Result) string {
	s := r.Season
	switch {
	case s.Cycle == 0:
		return ""
	case !s.Judged && s.Periods >= s.Needed:
		return "Seasonality is not judged: that takes figures above zero in every period, without a gap. A seasonal high or low looks like any other signal here."
	case !s.Judged:
		return fmt.Sprintf("Seasonality is not judged: that takes %d complete %ss without a gap, and there are %d. A seasonal high or low looks like any other signal here.",
			s.Needed, r.By, s.Periods)
	case s.Adjusted:
		return "There is a season: limits, direction and changes are free of it, by the team's index for everybody."
	}
	return "No season shows, and none is taken out."
}

// repsSentence counts the verdicts and says how many luck alone would give.
func repsSentence(r trend.Result, reps []trend.Series) string {
	counts := map[trend.Verdict]int{}
	judged, signals := 0, 0
	for _, s := range reps {
		if !s.Judged {
			continue
		}
		judged++
		counts[s.Direction.Verdict]++
		if len(s.Signals) > 0 {
			signals++
		}
	}
	text := fmt.Sprintf("Of %s, %d rising, %d falling, %d without a trend shown, %d without enough data; %d with a signal.",
		count(judged, "rep", "reps"), counts[trend.Rising], counts[trend.Falling], counts[trend.NotShown], counts[trend.Unknown], signals)
	if judged >= 5 {
		text += fmt.Sprintf(" If nothing had changed for anybody, about %s of them would show a trend or a signal all the same.", aboutSo(r.ByLuck))
	}
	return text
}

// aboutSo is a small expected number in words.
func aboutSo(v float64) string { return render.FormatCount(int64(max(1, v+0.5))) }
