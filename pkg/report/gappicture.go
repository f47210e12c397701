package report

import (
	"fmt"
	"math"

	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/render"
	"github.com/salescoach/salescoach/pkg/skill"
)

const gapReading = "Sorted by the weighted gap between the required level and the manager's rating. One skill is coached at a time: the widest comes first."

func gapDumbbell(r skill.Result, rep skill.RepGaps, src Source) chart.Picture {
	p := chart.Dumbbell{
		Caption: chart.Caption{
			Title:    gapTitle(rep),
			Subtitle: gapReading,
			Foot:     gapFoot(r, src),
		},
		Low: r.ScaleMin, High: r.ScaleMax,
	}
	for _, g := range rep.Skills {
		p.Skills = append(p.Skills, chart.Skill{Name: g.Skill, Self: orNaN(g.Self), Manager: orNaN(g.Manager), Required: orNaN(g.Required),
			Note: gapNote(g), Tone: gapTone(g.Gap), Focus: g.Clear()})
	}
	return p
}

// gapNote says the gap and who sees it differently.
func gapNote(g skill.Gap) string {
	if g.Gap == nil {
		return ""
	}
	note := "gap " + render.FormatNumber(*g.Gap, 1)
	if g.Clear() {
		note += "*"
	}
	if g.Self != nil {
		note += " · self " + signed(*g.Self-*g.Manager) + " vs manager"
	}
	return note
}

func signed(v float64) string {
	s := render.FormatNumber(v, 1)
	if v >= 0.05 {
		s = "+" + s
	}
	return s
}

func gapTone(gap *float64) chart.Tone {
	if gap != nil && *gap > 0 {
		return chart.Low
	}
	return chart.Neutral
}

// gapTitle says what the picture shows first: the widest gap.
func gapTitle(rep skill.RepGaps) string {
	if len(rep.Skills) > 0 && rep.Skills[0].Gap != nil && *rep.Skills[0].Gap > 0 {
		g := rep.Skills[0]
		return fmt.Sprintf("%s: the widest gap is %s, %s below the required level", rep.Rep, g.Skill, render.FormatNumber(*g.Gap, 1))
	}
	return rep.Rep + ": no skill below the required level"
}

func gapFoot(r skill.Result, src Source) string {
	foot := fmt.Sprintf("Scale %s to %s.", trim(r.ScaleMin), trim(r.ScaleMax))
	if e := r.Agreement.RatingError; e != nil {
		foot += fmt.Sprintf(" A single rating errs by about %s.", render.FormatNumber(*e, 1))
	}
	return foot + " " + src.Sentence()
}

func trim(v float64) string {
	if v == math.Trunc(v) {
		return render.FormatNumber(v, 0)
	}
	return render.FormatNumber(v, 1)
}

// teamDumbbell shows the means over all reps.
func teamDumbbell(r skill.Result, src Source) chart.Picture {
	p := chart.Dumbbell{
		Caption: chart.Caption{
			Title:    "Skill gaps of the team: self, manager and required level",
			Subtitle: fmt.Sprintf("Means over %s, sorted by the weight times the mean of what is missing.", count(len(r.Reps), "rep", "reps")),
			Foot:     gapFoot(r, src),
		},
		Low: r.ScaleMin, High: r.ScaleMax,
	}
	for _, s := range r.Skills {
		p.Skills = append(p.Skills, chart.Skill{
			Name: s.Skill, Self: teamMean(r, s.Skill, selfLevel), Manager: teamMean(r, s.Skill, managerLevel),
			Required: teamMean(r, s.Skill, requiredLevel), Tone: gapTone(s.MeanGap), Note: teamNote(s),
		})
	}
	return p
}

func teamNote(s skill.Summary) string {
	if s.MeanGap == nil {
		return "not rated"
	}
	return fmt.Sprintf("mean gap %s · %d of %d below", render.FormatNumber(*s.MeanGap, 1), s.Below, s.Rated)
}

func selfLevel(g skill.Gap) *float64     { return g.Self }
func managerLevel(g skill.Gap) *float64  { return g.Manager }
func requiredLevel(g skill.Gap) *float64 { return g.Required }

func teamMean(r skill.Result, name string, of func(skill.Gap) *float64) float64 {
	var sum, n float64
	for _, rep := range r.Reps {
		for _, g := range rep.Skills {
			if v := of(g); g.Skill == name && v != nil {
				sum, n = sum+*v, n+1
			}
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return sum / n
}

func starPicture(r skill.Result, rep skill.RepGaps, src Source) chart.Picture {
	p := chart.Star{
		Caption: chart.Caption{
			Title:    "Sales Star: " + rep.Rep,
			Subtitle: "Left: five dimensions, outline = required. Right: the same numbers as bars, which are easier to compare.",
			Foot:     "Area is not meaningful: read each spoke. " + gapFoot(r, src),
		},
		Low: r.ScaleMin, High: r.ScaleMax,
	}
	for _, s := range rep.Star {
		p.Spokes = append(p.Spokes, chart.Spoke{Name: s.Dimension, Self: orNaN(s.Self), Manager: orNaN(s.Manager), Required: orNaN(s.Required), Tone: gapTone(s.Gap)})
	}
	return p
}

// orNaN is how the pictures take what is missing.
func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}
