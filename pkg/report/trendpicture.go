package report

import (
	"fmt"
	"math"
	"slices"

	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/render"
	"github.com/salescoach/salescoach/pkg/trend"
)

// trendPictures draws the control chart of the team or of the one rep, or all reps as small multiples; then the
// control chart of everybody.
func trendPictures(r trend.Result, src Source) (chart.Picture, []NamedPicture) {
	var judged []trend.Series
	more := []NamedPicture{{"trend-" + fileWord(r.Metric) + "-team", controlPicture(r, r.Series[0], src)}}
	for _, s := range r.Series[1:] {
		if s.Judged {
			judged = append(judged, s)
			more = append(more, NamedPicture{"trend-" + fileWord(r.Metric) + "-" + fileWord(*s.Rep), controlPicture(r, s, src)})
		}
	}
	switch len(judged) {
	case 0:
		return more[0].Picture, more[1:]
	case 1:
		return more[1].Picture, more[:1]
	}
	return multiplesPicture(r, judged, src), more
}

func trendUnit(r trend.Result) chart.Unit {
	switch {
	case r.Kind == trend.Sum || r.Kind == trend.Mean:
		return chart.Unit{Kind: chart.Money, Sign: currencySign(r.Unit)}
	case r.Kind == trend.Rate && (r.Series[0].Mean == nil || *r.Series[0].Mean <= 1.5):
		return chart.Unit{Kind: chart.Percent}
	}
	return chart.Unit{}
}

func orGap(vs []*float64) []float64 {
	out := make([]float64, len(vs))
	for i, v := range vs {
		out[i] = orNaN(v)
	}
	return out
}

// controlPicture is one series with its limits, which step where days or n differ.
func controlPicture(r trend.Result, s trend.Series, src Source) chart.Picture {
	p := chart.Control{
		Caption: chart.Caption{
			Title:    trendTitle(r, s),
			Subtitle: directionSentence(r, s) + " " + ringsSentence(r, s),
			Foot:     limitsNote(r, []trend.Series{s}) + " " + src.Sentence(),
		},
		Unit: trendUnit(r), Periods: s.Periods, Values: orGap(s.Values),
	}
	p.Segments = limitSegments(s.Points)
	for i, pt := range s.Points {
		if pt.Signal != "" && pt.Value != nil {
			p.Signals = append(p.Signals, chart.ControlSignal{At: i, Word: signalWord(s, pt), Tone: sideTone(pt.Signal)})
		}
	}
	for _, c := range s.Changes {
		p.Changes = append(p.Changes, chart.Mark{At: slices.Index(s.Periods, c.Period), Label: "change: " + c.Period})
	}
	if s.Coached != nil {
		p.Changes = append(p.Changes, chart.Mark{At: slices.Index(s.Periods, *s.Coached), Label: "coaching starts"})
	}
	if m := runningMark(s); m != nil {
		p.Changes = append(p.Changes, *m)
	}
	slices.SortStableFunc(p.Changes, func(a, b chart.Mark) int { return a.At - b.At })
	if s.Reached != nil {
		p.Target = &chart.Level{Value: *r.Target, Label: "target"}
	}
	return p
}

// runningMark is the rule before a period that is not over; nil where there is none.
func runningMark(s trend.Series) *chart.Mark {
	for i, p := range s.Points {
		if p.State == trend.Running {
			return &chart.Mark{At: i, Label: "not over"}
		}
	}
	return nil
}

// limitSegments joins neighbouring periods of equal limits.
func limitSegments(points []trend.Point) []chart.ControlSegment {
	var out []chart.ControlSegment
	for i, p := range points {
		if p.Center == nil {
			continue
		}
		g := chart.ControlSegment{From: i, To: i, Center: *p.Center, Lower: *p.Lower, Upper: *p.Upper}
		if n := len(out) - 1; n >= 0 && out[n].To == i-1 && out[n].Center == g.Center && out[n].Lower == g.Lower && out[n].Upper == g.Upper {
			out[n].To = i
			continue
		}
		out = append(out, g)
	}
	return out
}

// signalWord stands beside a point beyond the limits; of a run, only the last point is named.
func signalWord(s trend.Series, p trend.Point) string {
	for _, g := range s.Signals {
		if g.Pattern == trend.Beyond && g.To == p.Period {
			return p.Period
		}
	}
	for _, g := range s.Signals {
		if g.Pattern == trend.Run && g.To == p.Period {
			return fmt.Sprintf("%d on one side", g.Periods)
		}
	}
	return ""
}

func sideTone(s trend.Side) chart.Tone {
	if s == trend.Low {
		return chart.Low
	}
	return chart.High
}

// trendTitle says what is seen.
func trendTitle(r trend.Result, s trend.Series) string {
	what := fmt.Sprintf("%s of %s by %s", capital(trendWords(r)), nameOf(s), r.By)
	switch {
	case s.Direction.Verdict == trend.Rising || s.Direction.Verdict == trend.Falling:
		return what + ": " + string(s.Direction.Verdict)
	case len(s.Signals) > 0:
		return what + ": " + count(len(s.Signals), "signal", "signals") + ", no trend"
	case s.Limits.Reason != "" && s.Direction.Verdict == trend.Unknown:
		return what + ": not enough data"
	case s.Limits.Reason != "":
		return what + ": no trend shown"
	}
	return what + ": nothing but noise"
}

func ringsSentence(r trend.Result, s trend.Series) string {
	if s.Limits.Reason != "" {
		return "No limits: " + s.Limits.Reason + "."
	}
	text := "Ringed: a signal; everything else is noise."
	if len(s.Signals) == 0 {
		text = noSignal(r, s)
	}
	if len(s.Changes) > 0 {
		text += " Vertical rules: where another level fits better."
	}
	return text
}

// multiplesPicture shows each rep against all others.
func multiplesPicture(r trend.Result, reps []trend.Series, src Source) chart.Picture {
	p := chart.SmallMultiples{
		Caption: chart.Caption{
			Title:    multiplesTitle(r, reps),
			Subtitle: repsSentence(r, reps) + runningWords(r.Series[0]),
			Foot:     directionNote(r) + " " + src.Sentence(),
		},
		Unit: trendUnit(r), Periods: reps[0].Periods,
	}
	for _, s := range reps {
		panel := chart.Series{Name: *s.Rep, Values: finished(s)}
		if s.Direction.Verdict == trend.Falling {
			panel.Tone = chart.Low
		}
		if s.Coached != nil {
			panel.Mark = &chart.Mark{At: slices.Index(s.Periods, *s.Coached), Label: "coaching starts"}
		}
		p.Reps = append(p.Reps, panel)
	}
	if r.Per != "" {
		p.Team, p.TeamIs = finished(r.Series[0]), "the team"
	} else {
		p.Team = medianLine(reps)
	}
	if reps[0].Reached != nil {
		p.Target = &chart.Level{Value: *r.Target, Label: "target"}
	}
	return p
}

// finished leaves a running period out: in a small panel its low value would look like a fall.
func finished(s trend.Series) []float64 {
	out := orGap(s.Values)
	for i, p := range s.Points {
		if p.State == trend.Running {
			out[i] = math.NaN()
		}
	}
	return out
}

func runningWords(team trend.Series) string {
	if m := runningMark(team); m != nil {
		return " " + team.Periods[m.At] + " is not over and left out."
	}
	return ""
}

func multiplesTitle(r trend.Result, reps []trend.Series) string {
	var names []string
	for _, s := range reps {
		if s.Direction.Verdict == trend.Rising || s.Direction.Verdict == trend.Falling {
			names = append(names, *s.Rep+" "+string(s.Direction.Verdict))
		}
	}
	what := fmt.Sprintf("%s per %s, each rep against the others", capital(trendWords(r)), r.By)
	switch {
	case len(names) == 0:
		return what + ": no trend shows"
	case len(names) <= 2:
		return what + ": " + bothNames(names)
	}
	return what + fmt.Sprintf(": %d with a trend", len(names))
}

func bothNames(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return words[0] + " and " + words[1]
}

// medianLine is the median rep of each period.
func medianLine(reps []trend.Series) []float64 {
	out := make([]float64, len(reps[0].Values))
	for i := range out {
		var vs []float64
		for _, s := range reps {
			if v := s.Values[i]; v != nil && s.Points[i].State != trend.Running {
				vs = append(vs, *v)
			}
		}
		out[i] = medianValue(vs)
	}
	return out
}

func medianValue(vs []float64) float64 {
	n := len(vs)
	if n == 0 {
		return math.NaN()
	}
	slices.Sort(vs)
	return render.RoundFigure((vs[(n-1)/2] + vs[n/2]) / 2)
}
