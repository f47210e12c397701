package skill

import (
	"cmp"
	"slices"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// Cell says who sees a skill how.
type Cell string

// The cells of the gap analysis. Below and above are against the required
// level.
const (
	// AgreedStrength: both see it at or above the required level.
	AgreedStrength Cell = "agreed_strength"
	// BlindSpot: the rep sees it at or above, the manager below.
	BlindSpot Cell = "blind_spot"
	// HiddenStrength: the manager sees it at or above, the rep below.
	HiddenStrength Cell = "hidden_strength"
	// KnownGap: both see it below.
	KnownGap Cell = "known_gap"
	// Unrated: one of the three levels was not given.
	Unrated Cell = "unrated"
)

var cellWords = map[Cell]string{
	AgreedStrength: "agreed strength",
	BlindSpot:      "blind spot",
	HiddenStrength: "hidden strength",
	KnownGap:       "known gap",
	Unrated:        "not fully rated",
}

// Words is the cell as people read it.
func (c Cell) Words() string { return cellWords[c] }

// Gap is one skill of one rep. Levels are on the scale of the assessment; a
// level that was not given is nil.
type Gap struct {
	Skill     string   `json:"skill"`
	Dimension string   `json:"dimension"`
	Self      *float64 `json:"self"`
	Manager   *float64 `json:"manager"`
	Required  *float64 `json:"required"`
	// Gap is required minus manager: what is missing, positive where
	// something is. The manager's rating is used, not the rep's own.
	Gap *float64 `json:"gap"`
	// Low and High are the 90 % limits of the gap from the error of a single
	// rating; nil where too few pairs of ratings show that error.
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	// Cell is by the ratings as given; CellAdjusted after the rep's general
	// leniency, shrunken towards the team's, is taken off the self rating.
	Cell         Cell    `json:"cell"`
	CellAdjusted Cell    `json:"cell_adjusted"`
	Weight       float64 `json:"weight"`
	// Raters is how many managers' ratings the manager level is the mean of.
	Raters int           `json:"raters"`
	Date   *calendar.Day `json:"date"`
}

// Clear tells whether the gap is larger than the error of a single rating
// explains: the whole interval lies above zero.
func (g Gap) Clear() bool { return g.Low != nil && *g.Low > 0 }

// priority is the weighted size of the gap; skills without one come last.
func (g Gap) priority() float64 {
	if g.Gap == nil {
		return -1e9
	}
	return *g.Gap * g.Weight
}

// RepGaps is the gap analysis of one rep, the widest weighted gap first.
type RepGaps struct {
	Rep    string `json:"rep"`
	Skills []Gap  `json:"skills"`
	// Star is the mean of each Sales Star dimension that was assessed, in the
	// order of the star.
	Star []Spoke `json:"star"`
	// Leniency is the rep's mean of self minus manager, and LeniencyShrunk the
	// same shrunken towards the team's; nil without a pair of ratings.
	Leniency       *float64 `json:"leniency"`
	LeniencyShrunk *float64 `json:"leniency_shrunk"`
	Pairs          int      `json:"n"`
}

// Result is the gap analysis of a team.
type Result struct {
	Reps      []RepGaps `json:"reps"`
	Skills    []Summary `json:"skills"`
	Agreement Agreement `json:"agreement"`
	// ScaleMin and ScaleMax are the lowest and highest level seen, at least 1
	// and 5 where the levels fit that scale.
	ScaleMin float64          `json:"scale_min"`
	ScaleMax float64          `json:"scale_max"`
	Warnings []funnel.Warning `json:"-"`
}

// Options selects what to analyse.
type Options struct {
	// Rep restricts the output to one rep; the team still sets the error of a
	// rating and the leniency.
	Rep string
}

// Analyse compares self, manager and required levels. Of several assessments
// of a rep and skill the latest counts; several managers' ratings of that day
// are averaged. Reps are sorted by name, skills within a rep by weighted gap.
func Analyse(assessments []funnel.Assessment, o Options) Result {
	latest := latestOf(assessments)
	res := Result{Agreement: agreement(latest)}
	res.ScaleMin, res.ScaleMax = scale(latest)
	for _, group := range chunkBy(latest, func(a rated) string { return a.Rep }) {
		res.Reps = append(res.Reps, repGaps(group, res.Agreement))
	}
	res.Agreement.shrink(res.Reps)
	for i := range res.Reps {
		res.Reps[i].classify(res.Agreement)
	}
	res.Skills = summaries(latest)
	res.Warnings = res.Agreement.warnings()
	if o.Rep != "" {
		res.Reps = slices.DeleteFunc(res.Reps, func(r RepGaps) bool { return r.Rep != o.Rep })
	}
	return res
}

// rated is the assessment that counts for a rep and skill.
type rated struct {
	funnel.Assessment
	raters int
}

func (a rated) pair() (difference float64, ok bool) {
	if a.Self == nil || a.Manager == nil {
		return 0, false
	}
	return *a.Self - *a.Manager, true
}

// latestOf keeps the latest assessment of each rep and skill, sorted by both.
func latestOf(all []funnel.Assessment) []rated {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b funnel.Assessment) int {
		return cmp.Or(cmp.Compare(a.Rep, b.Rep), cmp.Compare(a.Skill, b.Skill),
			cmp.Compare(dayOf(a.Date), dayOf(b.Date)), cmp.Compare(a.Rater, b.Rater),
			compareLevel(a.Manager, b.Manager), compareLevel(a.Self, b.Self))
	})
	var out []rated
	for _, group := range chunkBy(sorted, func(a funnel.Assessment) [2]string { return [2]string{a.Rep, a.Skill} }) {
		last := dayOf(group[len(group)-1].Date)
		first := slices.IndexFunc(group, func(a funnel.Assessment) bool { return dayOf(a.Date) == last })
		out = append(out, average(group[first:]))
	}
	return out
}

// average joins the ratings of one day into one.
func average(same []funnel.Assessment) rated {
	out := rated{Assessment: same[0]}
	out.Self = meanLevel(same, func(a funnel.Assessment) *float64 { return a.Self })
	out.Manager = meanLevel(same, func(a funnel.Assessment) *float64 { return a.Manager })
	out.Required = meanLevel(same, func(a funnel.Assessment) *float64 { return a.Required })
	for _, a := range same {
		if a.Manager != nil {
			out.raters++
		}
	}
	return out
}

func meanLevel(of []funnel.Assessment, level func(funnel.Assessment) *float64) *float64 {
	var sum, n float64
	for _, a := range of {
		if v := level(a); v != nil {
			sum, n = sum+*v, n+1
		}
	}
	if n == 0 {
		return nil
	}
	mean := sum / n
	return &mean
}

func repGaps(group []rated, team Agreement) RepGaps {
	out := RepGaps{Rep: group[0].Rep, Star: star(group)}
	var sum float64
	for _, a := range group {
		if d, ok := a.pair(); ok {
			sum, out.Pairs = sum+d, out.Pairs+1
		}
		out.Skills = append(out.Skills, gapOf(a, team))
	}
	if out.Pairs > 0 {
		mean := sum / float64(out.Pairs)
		out.Leniency = &mean
	}
	slices.SortStableFunc(out.Skills, func(a, b Gap) int { return cmp.Compare(b.priority(), a.priority()) })
	return out
}

func gapOf(a rated, team Agreement) Gap {
	g := Gap{Skill: a.Skill, Dimension: a.Dimension, Self: a.Self, Manager: a.Manager,
		Required: a.Required, Weight: a.Weight, Raters: a.raters, Date: a.Date}
	if a.Manager == nil || a.Required == nil {
		return g
	}
	gap := *a.Required - *a.Manager
	g.Gap = &gap
	if half, ok := team.halfWidth(a.raters); ok {
		low, high := gap-half, gap+half
		g.Low, g.High = &low, &high
	}
	return g
}

// classify fills the cells, which need the shrunken leniency.
func (r *RepGaps) classify(team Agreement) {
	lenient := team.Bias
	if r.LeniencyShrunk != nil {
		lenient = r.LeniencyShrunk
	}
	for i := range r.Skills {
		g := &r.Skills[i]
		g.Cell, g.CellAdjusted = Unrated, Unrated
		if g.Self == nil || g.Gap == nil {
			continue
		}
		g.Cell = cellOf(*g.Self, *g.Manager, *g.Required)
		g.CellAdjusted = g.Cell
		if lenient != nil {
			g.CellAdjusted = cellOf(*g.Self-*lenient, *g.Manager, *g.Required)
		}
	}
}

func cellOf(self, manager, required float64) Cell {
	switch {
	case self >= required && manager >= required:
		return AgreedStrength
	case self >= required:
		return BlindSpot
	case manager >= required:
		return HiddenStrength
	}
	return KnownGap
}

// chunkBy cuts a slice into runs of equal keys.
func chunkBy[T any, K comparable](all []T, key func(T) K) [][]T {
	var out [][]T
	for start := 0; start < len(all); {
		end := start + 1
		for end < len(all) && key(all[end]) == key(all[start]) {
			end++
		}
		out = append(out, all[start:end])
		start = end
	}
	return out
}

func dayOf(d *calendar.Day) calendar.Day {
	if d == nil {
		return -1 << 30
	}
	return *d
}

func compareLevel(a, b *float64) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(*a, *b)
}

// scale is the range of the axis: 1 to 5 where all levels fit, else as seen.
func scale(all []rated) (low, high float64) {
	low, high = 1, 5
	for _, a := range all {
		for _, v := range []*float64{a.Self, a.Manager, a.Required} {
			if v != nil {
				low, high = min(low, *v), max(high, *v)
			}
		}
	}
	return low, high
}
