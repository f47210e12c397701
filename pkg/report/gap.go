package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/render"
	"github.com/salescoach/salescoach/pkg/skill"
)

// gapRow is a line of the gap analysis as CSV.
type gapRow struct {
	Rep          string   `csv:"rep"`
	Skill        string   `csv:"skill"`
	Dimension    string   `csv:"dimension"`
	Self         *float64 `csv:"self"`
	Manager      *float64 `csv:"manager"`
	Required     *float64 `csv:"required"`
	Gap          *float64 `csv:"gap"`
	Low          *float64 `csv:"gap_low"`
	High         *float64 `csv:"gap_high"`
	Cell         string   `csv:"cell"`
	CellAdjusted string   `csv:"cell_adjusted"`
}

// Gap words the gap analysis.
func Gap(r skill.Result, src Source) Output {
	out := Output{
		JSON: struct {
			Envelope
			skill.Result
		}{src.envelope("gap", r.Warnings), r},
		Rows: gapRows(r),
	}
	d := &out.Document
	d.Title = "Skill gaps: self, manager and required level"
	d.Add(render.Paragraph(gapSentence(r)))
	for _, rep := range r.Reps {
		d.Add(gapTable(rep))
		if len(rep.Star) > 0 {
			d.Add(starTable(rep))
		}
	}
	if len(r.Reps) > 1 {
		d.Add(skillTable(r))
	}
	d.Add(gapNotes(r, src))
	out.Picture, out.More = gapPictures(r, src)
	return out
}

func gapRows(r skill.Result) []gapRow {
	rows := []gapRow{}
	for _, rep := range r.Reps {
		for _, g := range rep.Skills {
			rows = append(rows, gapRow{rep.Rep, g.Skill, g.Dimension, g.Self, g.Manager, g.Required,
				g.Gap, g.Low, g.High, string(g.Cell), string(g.CellAdjusted)})
		}
	}
	return rows
}

// gapSentence says how far ratings can be trusted before any gap is shown.
func gapSentence(r skill.Result) string {
	a := r.Agreement
	if a.RatingError == nil || a.Pairs == 0 {
		return fmt.Sprintf("%s assessed. Too few pairs of self and manager ratings to say how far a single rating can be trusted.",
			count(len(r.Reps), "rep", "reps"))
	}
	return fmt.Sprintf("%s assessed. Over %s, reps rate themselves %s than their managers do by %s on average; a single rating errs by about %s, so only gaps marked * are clear.",
		count(len(r.Reps), "rep", "reps"), count(a.Pairs, "pair of ratings", "pairs of ratings"),
		higherOrLower(*a.Bias), render.FormatNumber(abs(*a.Bias), 1), render.FormatNumber(*a.RatingError, 1))
}

func higherOrLower(bias float64) string {
	if bias < 0 {
		return "lower"
	}
	return "higher"
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}

func level(v *float64) render.Cell {
	return render.Maybe(v, func(x float64) render.Cell { return render.Number(x, 1) })
}

func gapTable(rep skill.RepGaps) render.Table {
	t := render.Table{
		Caption: rep.Rep + ": widest gap first",
		Columns: []render.Column{
			{Name: "skill"}, {Name: "dimension"}, {Name: "self", Kind: render.KindNumber},
			{Name: "manager", Kind: render.KindNumber}, {Name: "required", Kind: render.KindNumber},
			{Name: "gap [90 %]", Kind: render.KindInterval}, {Name: ""}, {Name: "seen as"},
		},
	}
	for _, g := range rep.Skills {
		mark := ""
		if g.Clear() {
			mark = "*"
		}
		t.Rows = append(t.Rows, []render.Cell{
			render.Text(g.Skill), render.Text(g.Dimension), level(g.Self), level(g.Manager), level(g.Required),
			gapCell(g), render.Text(mark), render.Text(seenAs(g)),
		})
	}
	return t
}

func gapCell(g skill.Gap) render.Cell {
	if g.Low == nil {
		return level(g.Gap)
	}
	return render.Interval(level(g.Gap), level(g.Low), level(g.High))
}

// seenAs names the cell; where the rep's general leniency explains it, that
// is said.
func seenAs(g skill.Gap) string {
	if g.CellAdjusted == g.Cell {
		return g.Cell.Words()
	}
	return g.Cell.Words() + " (" + g.CellAdjusted.Words() + " after leniency)"
}

func starTable(rep skill.RepGaps) render.Table {
	t := render.Table{
		Caption: rep.Rep + ": Sales Star",
		Columns: []render.Column{
			{Name: "dimension"}, {Name: "n skills", Kind: render.KindCount}, {Name: "self", Kind: render.KindNumber},
			{Name: "manager", Kind: render.KindNumber}, {Name: "required", Kind: render.KindNumber},
			{Name: "gap", Kind: render.KindNumber},
		},
	}
	for _, s := range rep.Star {
		t.Rows = append(t.Rows, []render.Cell{
			render.Text(s.Dimension), render.Count(int64(s.Skills)), level(s.Self), level(s.Manager), level(s.Required), level(s.Gap),
		})
	}
	return t
}

func skillTable(r skill.Result) render.Table {
	t := render.Table{
		Caption: "The team's skills, what is missing most first",
		Columns: []render.Column{
			{Name: "skill"}, {Name: "dimension"}, {Name: "n rated", Kind: render.KindCount},
			{Name: "below required", Kind: render.KindCount}, {Name: "mean gap", Kind: render.KindNumber},
			{Name: "blind spots", Kind: render.KindCount},
		},
	}
	for _, s := range r.Skills {
		t.Rows = append(t.Rows, []render.Cell{
			render.Text(s.Skill), render.Text(s.Dimension), render.Count(int64(s.Rated)), render.Count(int64(s.Below)),
			level(s.MeanGap), render.Count(int64(s.BlindSpots)),
		})
	}
	return t
}

func gapNotes(r skill.Result, src Source) render.Notes {
	notes := render.Notes{
		"gap: required minus manager; positive is missing. * the whole 90 % interval is above zero.",
		"blind spot: the rep sees the skill at the required level, the manager below; known gap: both below; hidden strength: the manager at or above, the rep below.",
	}
	if r.Agreement.RatingError != nil {
		notes = append(notes, "interval: from the error of a single rating, the standard deviation of self minus manager over the square root of 2.")
	}
	return append(notes, src.Sentence())
}

// gapPictures draws a dumbbell of one rep, or of the team's means; then each
// rep's dumbbell and star.
func gapPictures(r skill.Result, src Source) (chart.Picture, []NamedPicture) {
	var more []NamedPicture
	for _, rep := range r.Reps {
		more = append(more, NamedPicture{"gap-" + fileWord(rep.Rep), gapDumbbell(r, rep, src)})
		if len(rep.Star) == len(skill.Dimensions()) {
			more = append(more, NamedPicture{"star-" + fileWord(rep.Rep), starPicture(r, rep, src)})
		}
	}
	if len(more) == 0 {
		return nil, nil
	}
	if len(r.Reps) == 1 {
		return more[0].Picture, more[1:]
	}
	return teamDumbbell(r, src), more
}

// fileWord is a name as part of a file name: lower case, words joined by
// dashes, letters of any script kept.
func fileWord(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return strings.ContainsRune(` '’".,;:/\()[]{}|*?<>&%$#!@+=~`+"`", r) || r < ' '
	})
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "-")
}
