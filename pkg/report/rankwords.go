package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/salescoach/salescoach/pkg/render"
	"github.com/salescoach/salescoach/pkg/tier"
)

var metricNames = map[string]string{
	tier.WinRate: "win rate", tier.DealSize: "deal size", tier.Attainment: "quota attainment",
	"closed": "closed deals", "lost": "lost deals", "opened": "opened deals",
}

// metricWords is a metric as people call it.
func metricWords(name string) string {
	if words, ok := metricNames[name]; ok {
		return words
	}
	if top, from, ok := strings.Cut(name, "/"); ok {
		return metricWords(top) + " per " + strings.TrimSuffix(metricWords(from), "s")
	}
	return name
}

// monthlyWords is a metric in a sentence: customers a month, deal size.
func monthlyWords(m tier.Metric) string {
	if m.PerMonth {
		return metricWords(m.Name) + " a month"
	}
	return metricWords(m.Name)
}

// columnWords is a metric as a column's name.
func columnWords(m tier.Metric) string {
	words := metricWords(m.Name)
	if m.PerMonth {
		words += "/month"
	}
	if m.Kind == "money" && m.Unit != "" {
		words += " " + m.Unit
	}
	return words
}

func periodWords(r tier.Result) string {
	if r.Period == "" {
		return ""
	}
	return fmt.Sprintf(", %s to %s", r.First, r.Last)
}

// rankSentences say first whether there is anything to rank.
func rankSentences(r tier.Result) []string {
	out := []string{differSentence(r)}
	if s := mixSentence(r); s != "" {
		out = append(out, s)
	}
	if s := tierSentence(r); s != "" {
		out = append(out, s)
	}
	if s := pipelineSentence(r); s != "" {
		out = append(out, s)
	}
	return out
}

func differSentence(r tier.Result) string {
	h, what := r.Heterogeneity, monthlyWords(r.Measures[0])
	given := ""
	if len(r.Adjusted) > 0 {
		given = " given " + joinAnd(r.Adjusted)
	}
	switch h.Verdict {
	case tier.TooLittle:
		return tooLittleSentence(r)
	case tier.Real:
		return fmt.Sprintf("The reps differ in %s%s: so much scatter would be luck with p %s.", what, given, pWords(h.P))
	}
	s := fmt.Sprintf("The reps cannot be told apart by %s%s: the differences are what luck alone gives (p = %s).", what, given, render.FormatNumber(orZero(h.P), 2))
	return s + neededWords(r)
}

func countsWords(step string) string {
	if step == "closed" {
		return "closed deals"
	}
	return step
}

func orZero(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}

// pWords writes a p-value as far as it means anything.
func pWords(p *float64) string {
	if p == nil {
		return "unknown"
	}
	if *p < 0.001 {
		return "< 0.001"
	}
	return "= " + render.FormatNumber(*p, 3)
}

func tooLittleSentence(r tier.Result) string {
	switch {
	case len(r.Reps) == 0:
		return "There is no rep to rank: no record names one."
	case len(r.Reps) == 1:
		return fmt.Sprintf("%s is the only rep here, and one rep cannot be ranked: there is nobody to compare with.", r.Reps[0].Rep)
	case r.Ranked < 2:
		return fmt.Sprintf("Not enough data to rank by %s: of %s fewer than two have enough; the list below says what would be.",
			metricWords(r.Metric), count(len(r.Reps), "rep", "reps"))
	}
	s := fmt.Sprintf("Not enough data to tell whether the reps differ in %s", metricWords(r.Metric))
	if more := neededWords(r); more != "" {
		return s + ": one who does half as much could go unseen." + more
	}
	return s + "."
}

// neededWords say how much data would show a small difference.
func neededWords(r tier.Result) string {
	h := r.Heterogeneity
	if h.Needed == nil || *h.Needed <= 0 {
		return ""
	}
	return fmt.Sprintf(" Seeing a rep a tenth below the others takes about %s %s each.", render.FormatCount(int64(*h.Needed)), countsWords(r.Measures[0].Counts))
}

// mixSentence says what is left of differences at the same mix.
func mixSentence(r tier.Result) string {
	m := r.Mix
	if m == nil || m.Alone.Statistic == nil || m.Given.Statistic == nil {
		return ""
	}
	by, what := joinAnd(m.By), metricWords(r.Metric)
	symbol := "chi-square"
	if strings.HasPrefix(m.Alone.Test, "F ") {
		symbol = "F"
	}
	s := fmt.Sprintf("Taken alone, %s differs between reps (%s %s, p %s); given %s, %s %s, p %s: ", what,
		symbol, render.FormatNumber(*m.Alone.Statistic, 1), pWords(m.Alone.P), by, symbol, render.FormatNumber(*m.Given.Statistic, 2), pTwo(m.Given.P))
	if m.Alone.Verdict != tier.Real {
		s = fmt.Sprintf("Taken alone, %s (%s %s, p %s); given %s, %s %s, p %s: ", what,
			symbol, render.FormatNumber(*m.Alone.Statistic, 1), pWords(m.Alone.P), by, symbol, render.FormatNumber(*m.Given.Statistic, 2), pTwo(m.Given.P))
	}
	switch {
	case m.Given.Verdict == tier.Real:
		return s + "part of the difference is the reps' own."
	case m.Alone.Verdict == tier.Real:
		return s + fmt.Sprintf("the differences vanish, they come from what each rep sells (the spread of reps falls from %s to %s on the log scale).",
			render.FormatNumber(m.SDAlone, 3), render.FormatNumber(m.SDGiven, 3))
	}
	return s + "no difference shows either way."
}

func pTwo(p *float64) string {
	if p != nil && *p >= 0.01 {
		return "= " + render.FormatNumber(*p, 2)
	}
	return pWords(p)
}

// tierSentence says how sure the tiers are.
func tierSentence(r tier.Result) string {
	if r.Ranked < 2 {
		return ""
	}
	verb := "are"
	if r.Confident == 1 {
		verb = "is"
	}
	s := fmt.Sprintf("%s of %s %s sure to 80 %%; about %s of the %d name the wrong third (? marks the unsure).",
		render.FormatCount(int64(r.Confident)), count(r.Ranked, "tier", "tiers"), verb, render.FormatNumber(orZero(r.Misplaced), 1), r.Ranked)
	if r.Confident == 0 {
		s = fmt.Sprintf("No tier is sure to 80 %%; about %s of the %d name the wrong third.", render.FormatNumber(orZero(r.Misplaced), 1), r.Ranked)
	}
	if n := len(r.Reps) - r.Ranked; n > 0 {
		s += fmt.Sprintf(" %s not ranked.", are(n))
	}
	return s
}

func are(n int) string {
	if n == 1 {
		return "1 rep is"
	}
	return render.FormatCount(int64(n)) + " reps are"
}

func pipelineSentence(r tier.Result) string {
	p := r.Pipeline
	if p == nil || p.ClosedOnly == nil {
		return ""
	}
	return fmt.Sprintf("Closed deals alone say %s won. With open deals counted as undecided instead of left out, %s [%s, %s] are won by day %s, and %s are still open then.",
		render.FormatPercent(*p.ClosedOnly, 1), render.FormatPercent(p.WithOpen, 1), render.FormatNumber(100*p.Low, 1), render.FormatNumber(100*p.High, 1),
		render.FormatNumber(math.Round(p.Days), 0), render.FormatPercent(p.StillOpen, 1))
}

func rankNotes(r tier.Result, src Source) render.Notes {
	notes := render.Notes{
		"estimate: shrunken towards the group, the more the less data; [ ] 90 % interval; n: what it rests on.",
		"tier: the most probable third of the ranked reps; p: how probable; ? below 80 %.",
	}
	for _, m := range r.Measures {
		if m.PerMonth {
			notes = append(notes, "/month: per 21.7 working days of the rep; part time, start, end and the ramp-up of new hires counted.")
			break
		}
	}
	if d := r.Heterogeneity.Dispersion; d != nil && *d > 1.05 {
		notes = append(notes, fmt.Sprintf("counts cluster in time: they scatter %s times as much as independent ones, and intervals are wider for it.", render.FormatNumber(*d, 1)))
	}
	if hasPatterns(r) {
		notes = append(notes, "pattern: a probability of at least 90 % of lying below (or above) the typical rep, and a tenth away from it; P(... below): that of lying below.")
	}
	if r.Compared != nil {
		notes = append(notes, fmt.Sprintf("change: of the estimate since %s; against the team: the middle rep's own change taken out; ~ could be luck.", *r.Compared))
	}
	return append(notes, src.Sentence())
}
