package report

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"github.com/salescoach/salescoach/pkg/bridge"
	"github.com/salescoach/salescoach/pkg/render"
)

// bridgeRow is one part of one change as CSV: the team's, then each team's, rep's and segment's.
type bridgeRow struct {
	Scope        string   `csv:"scope"`
	Name         string   `csv:"name"`
	Team         string   `csv:"team"`
	Metric       string   `csv:"metric"`
	From         string   `csv:"from"`
	To           string   `csv:"to"`
	ValueFrom    float64  `csv:"value_from"`
	ValueTo      float64  `csv:"value_to"`
	Driver       string   `csv:"driver"`
	Contribution float64  `csv:"contribution"`
	Low          *float64 `csv:"low"`
	High         *float64 `csv:"high"`
	Real         *bool    `csv:"real"`
}

// Bridge words the change between two periods.
func Bridge(r bridge.Result, src Source) Output {
	out := Output{
		JSON: struct {
			Envelope
			bridge.Result
		}{src.envelope("bridge", r.Warnings), r},
		Rows: bridgeRows(r),
	}
	d := &out.Document
	d.Title = fmt.Sprintf("What changed %s from %s to %s", r.Metric, r.From.Period, r.To.Period)
	d.Add(render.Paragraph(bridgeSentence(r)))
	if s := workSentence(r); s != "" {
		d.Add(render.Paragraph(s))
	}
	if s := rateSentence(r); s != "" {
		d.Add(render.Paragraph(s))
	}
	if r.Lag != nil {
		d.Add(render.Paragraph(lagSentence(r)))
	}
	d.Add(driverTable(r))
	if len(r.Segments) > 0 {
		d.Add(segmentTable(r))
	}
	if len(r.Teams) > 0 {
		d.Add(teamBridgeTable(r))
	}
	d.Add(repBridgeTable(r), bridgeNotes(r, src))
	out.Picture = bridgePicture(r, src)
	return out
}

func bridgeRows(r bridge.Result) []bridgeRow {
	rows := []bridgeRow{}
	add := func(scope, name, team string, a bridge.Account) {
		for _, p := range a.Drivers {
			rows = append(rows, bridgeRow{scope, name, team, r.Metric, r.From.Period, r.To.Period, a.From, a.To,
				p.Driver, p.Contribution, p.Low, p.High, p.Real})
		}
	}
	add("all", "", "", bridge.Account{From: r.From.Value, To: r.To.Value, Drivers: r.Drivers})
	for _, t := range r.Teams {
		add("team", t.Team, t.Team, t.Account)
	}
	for _, p := range r.Reps {
		add("rep", p.Rep, p.Team, p.Account)
	}
	for _, s := range r.Segments {
		add("segment", s.Segment, "", s.Account)
	}
	return rows
}

// bridgeSentence says the change and what of it is more than noise.
func bridgeSentence(r bridge.Result) string {
	if r.From.Value == 0 && r.To.Value == 0 {
		return fmt.Sprintf("There is no %s in %s and none in %s, so there is nothing to explain.", r.Metric, r.From.Period, r.To.Period)
	}
	if len(r.Drivers) > 0 && r.Change == 0 && !anyContribution(r) {
		return fmt.Sprintf("%s is the same in both periods, %s, and so is everything behind it.", capital(r.Metric), bridgeAmount(r, r.From.Value))
	}
	s := changeSentence(r) + realSentence(r)
	if r.Real != nil && !*r.Real && r.Change != 0 && len(r.Drivers) > 0 {
		s += " Taken as a whole, a change of this size could be chance alone."
	}
	return s
}

func anyContribution(r bridge.Result) bool {
	for _, p := range r.Drivers {
		if p.Contribution != 0 {
			return true
		}
	}
	return false
}

func changeSentence(r bridge.Result) string {
	from, to := bridgeAmount(r, r.From.Value), bridgeAmount(r, r.To.Value)
	if r.Change == 0 {
		return fmt.Sprintf("%s is %s in both %s and %s", capital(r.Metric), from, r.From.Period, r.To.Period)
	}
	verb := "rose"
	if r.Change < 0 {
		verb = "fell"
	}
	s := fmt.Sprintf("%s %s by %s", capital(r.Metric), verb, bridgeAmount(r, math.Abs(r.Change)))
	if r.Relative != nil {
		s += " (" + render.FormatChange(*r.Relative, 1) + ")"
	}
	return s + fmt.Sprintf(" from %s in %s to %s in %s", from, r.From.Period, to, r.To.Period)
}

// realSentence names the parts that are more than noise, largest first.
func realSentence(r bridge.Result) string {
	var real, noise []bridge.Part
	for _, p := range r.Drivers {
		switch {
		case p.Contribution == 0:
		case p.Noise():
			noise = append(noise, p)
		default:
			real = append(real, p)
		}
	}
	if len(real) == 0 {
		return "; nothing in it stands out from noise."
	}
	sort.SliceStable(real, func(i, j int) bool {
		return math.Abs(real[i].Contribution) > math.Abs(real[j].Contribution)
	})
	var parts []string
	for _, p := range real {
		parts = append(parts, partWords(r, p))
	}
	s := "; " + joinAnd(parts)
	if len(noise) == 0 {
		return s + "."
	}
	var names []string
	for _, p := range noise {
		names = append(names, driverWords(p.Driver))
	}
	return s + "; the rest (" + joinAnd(names) + ") could be noise."
}

func partWords(r bridge.Result, p bridge.Part) string {
	name, verb := driverWords(p.Driver), "added"
	if p.Contribution < 0 {
		verb = "cost"
	}
	s := fmt.Sprintf("%s %s %s", name, verb, bridgeAmount(r, math.Abs(p.Contribution)))
	if p.Low == nil {
		return s + " (noise not known)"
	}
	return s + fmt.Sprintf(" [%s, %s]", render.FormatMoney(*p.Low), render.FormatMoney(*p.High))
}

// bridgeAmount writes a figure of the metric.
func bridgeAmount(r bridge.Result, v float64) string {
	text := render.FormatMoney(v)
	if r.Unit != "" {
		return r.Unit + " " + text
	}
	return text
}

var driverNames = map[string]string{
	"closed": "closed deals", "mix": "segment mix", "joined": "people who joined", "left": "people who left", "unsplit": "what cannot be split",
}

// driverWords is a driver as people call it.
func driverWords(driver string) string {
	if words, ok := driverNames[driver]; ok {
		return words
	}
	return strings.ReplaceAll(driver, "_", " ")
}

func joinAnd(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// workSentence tells a shorter period from less activity.
func workSentence(r bridge.Result) string {
	f, t := r.From, r.To
	if f.PerDay == nil || t.PerDay == nil {
		return ""
	}
	s := fmt.Sprintf("%s has %s, %s has %s.", f.Period, count(f.WorkingDays, "working day", "working days"), t.Period, count(t.WorkingDays, "working day", "working days"))
	if *f.PerDay == 0 {
		return s
	}
	return s + " " + activitySentence(r, *f.PerDay, *t.PerDay)
}

func activitySentence(r bridge.Result, before, after float64) string {
	activity := r.Funnel[0]
	perDay, total := after/before-1, r.To.Steps[activity]/r.From.Steps[activity]-1
	figures := fmt.Sprintf(" (%s to %s a day", perDayFigure(before), perDayFigure(after))
	if len(r.Reps) > 1 {
		figures += ", all reps together"
	}
	figures += ")"
	s := capital(driverWords(activity)) + " changed by " + render.FormatChange(total, 1)
	shorter := r.To.WorkingDays - r.From.WorkingDays
	if shorter == 0 {
		return s + figures + "."
	}
	s += " in all and by " + render.FormatChange(perDay, 1) + " per working day" + figures
	switch {
	case math.Abs(total-perDay) < math.Abs(total)/4: // the days explain little of it
	case shorter < 0 && total < 0:
		return s + ": part of the loss is the shorter period, not less activity."
	case shorter > 0 && total > 0:
		return s + ": part of the gain is the longer period, not more activity."
	}
	return s + "."
}

func perDayFigure(v float64) string {
	if v < 1 {
		return render.FormatNumber(v, 2)
	}
	return render.FormatNumber(v, 1)
}

// rateSentence says whether the overall rate or the mix behind it moved.
func rateSentence(r bridge.Result) string {
	k := r.Rate
	if k == nil || k.Before == k.After {
		return ""
	}
	name := driverWords(k.Rate)
	if len(k.Groups) == 1 {
		return fmt.Sprintf("%s went from %s to %s: %s points [%s, %s].", capital(name),
			render.FormatPercent(k.Before, 1), render.FormatPercent(k.After, 1), points(k.RateEffect), points(k.Low), points(k.High))
	}
	s := fmt.Sprintf("The overall %s went from %s to %s: %s points by the %s of each %s [%s, %s], %s by the mix.",
		name, render.FormatPercent(k.Before, 1), render.FormatPercent(k.After, 1), points(k.RateEffect), name, k.By, points(k.Low), points(k.High), points(k.MixEffect))
	return s + paradoxSentence(*k)
}

// paradoxSentence warns of an overall rate that moved against the rates it is made of.
func paradoxSentence(k bridge.RateAccount) string {
	name := driverWords(k.Rate)
	switch {
	case !k.Paradox:
		return ""
	case k.Low <= 0 && k.High >= 0:
		return fmt.Sprintf(" The signs differ (Simpson's paradox): the overall %s %s by the mix alone; what the %s of each %s did could be noise.",
			name, moved(k.After-k.Before), name, k.By)
	}
	return fmt.Sprintf(" Mind Simpson's paradox: the overall %s %s while the %s within each %s, taken together, %s; the overall figure misleads.",
		name, moved(k.After-k.Before), name, k.By, moved(k.RateEffect))
}

// lagSentence says whose conversion the delay between visit and customer flatters.
func lagSentence(r bridge.Result) string {
	basis := " in the median"
	if !r.Lag.Told {
		basis = ", say"
	}
	return fmt.Sprintf("Mind the delay: a win takes %s%s. Visits changed by %s within the periods, but by %s that long before them, so the conversion flatters %s. Compare longer periods, or the same quarter of two years.",
		count(int(r.Lag.Days), "day", "days"), basis, render.FormatChange(r.Lag.Within, 0), render.FormatChange(r.Lag.Behind, 0), r.Lag.Flatters)
}

func points(share float64) string { return signed(100 * share) }

func moved(v float64) string {
	if v < 0 {
		return "fell"
	}
	return "rose"
}
