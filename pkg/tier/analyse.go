package tier

import (
	"fmt"
	"strings"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// analyst ranks one window.
type analyst struct {
	*fitter
	Result
	main   *model
	models []*model
	rows   []int // reps of the cube in the result, in the cube's order
}

// Analyse ranks the reps of a cube in a metric over a window. The error is a
// [Refusal] where the cube has no such metric.
func Analyse(c *funnel.Cube, o Options) (Result, error) {
	m, err := resolve(c, o.Metric)
	if err != nil {
		return Result{}, withHint(c, err)
	}
	if err := checkMix(c, m, o); err != nil {
		return Result{}, err
	}
	a := &analyst{fitter: newFitter(c, o.Window, o)}
	a.run(m)
	if o.Before.Len() > 0 {
		before := &analyst{fitter: newFitter(c, o.Before, o)}
		before.run(m)
		a.move(before)
	}
	a.sort()
	a.warn()
	return a.Result, nil
}

// checkMix refuses an adjustment that the metric has no use for.
func checkMix(c *funnel.Cube, m metric, o Options) error {
	if o.ByTenure && (m.shape == size || m.shape == reached) {
		return refuse("counts, revenue, conversion and win-rate can", "%s cannot be compared at the same tenure", m.name)
	}
	if !o.ByMix {
		return nil
	}
	if m.shape != quotient && m.shape != size {
		return refuse("deal-size, win-rate and conversion can be compared at the same mix", "%s does not depend on the mix of deals that a rep is given", m.name)
	}
	if len(c.Segments) == 0 {
		return refuse("name a column of the deals", "no file has the column %s", strings.Join(c.SegmentBy, ", "))
	}
	step := m.from
	if m.shape == size {
		step = m.top
	}
	if !segmented(c, o.Window, step) {
		return refuse("salescoach check lists the columns of each file", "%s cannot be compared at the same mix: the %s of the period do not tell %s",
			m.name, plain(step), strings.Join(c.SegmentBy, ", "))
	}
	return nil
}

func (a *analyst) run(m metric) {
	a.Metric = m.name
	a.Period, a.First, a.Last = span(a.cube, a.window)
	a.main = a.fit(m)
	a.models = append([]*model{a.main}, a.beside(m)...)
	a.Heterogeneity, a.Mix = a.main.test, a.main.mix
	a.Adjusted = []string{}
	if a.opts.ByMix {
		a.Adjusted = append(a.Adjusted, a.cube.SegmentBy...)
	}
	if a.opts.ByTenure {
		a.Adjusted = append(a.Adjusted, "tenure")
	}
	a.addTotals()
	a.addReps()
	a.rank()
	a.addPatterns()
	a.addPipeline()
}

// beside are the metrics shown beside the ranked one: objective, activity and
// conversion.
func (a *analyst) beside(main metric) []*model {
	var out []*model
	names := []string{a.cube.Objective(), activity(a.cube), Conversion}
	if activity(a.cube) == funnel.Closed {
		names = []string{a.cube.Objective(), WinRate, DealSize}
	}
	plain := *a.fitter
	plain.opts.ByMix = false
	seen := map[string]bool{main.name: true}
	for _, name := range names {
		m, err := resolve(a.cube, name)
		if err != nil || seen[m.name] || name == "" {
			continue
		}
		seen[m.name] = true
		if fitted := plain.fit(m); !fitted.trivial() {
			out = append(out, fitted)
		}
	}
	return out
}

// trivial tells a quotient that is 1 by construction: orders that are all won.
func (m *model) trivial() bool {
	return m.shape == quotient && m.describe.Team != nil && *m.describe.Team == 1 && m.describe.Kind == "share"
}

func (a *analyst) addTotals() {
	a.Totals, a.Unassigned = map[string]float64{}, map[string]float64{}
	for i, s := range a.cube.Steps {
		a.Totals[s.Name] = a.cube.Total(a.window, i).Value(s.Kind)
		a.Unassigned[s.Name] = 0
		for rep, r := range a.cube.Reps {
			if r.Unassigned {
				a.Unassigned[s.Name] += a.cube.Sum(rep, a.window, i).Value(s.Kind)
			}
		}
	}
	for _, m := range a.models {
		a.Measures = append(a.Measures, m.describe)
	}
}

func (a *analyst) addReps() {
	a.Reps = []Rep{}
	places := make([][]int, len(a.models))
	for i, m := range a.models {
		places[i] = m.places()
	}
	for rep, r := range a.cube.Reps {
		if r.Unassigned {
			continue
		}
		out := Rep{Rep: r.Name, Team: r.Team, Days: a.days.total(rep), NewHire: a.days.hired[rep],
			Measures: map[string]Measure{}, Steps: map[string]float64{}}
		for i, m := range a.models {
			out.Measures[m.name] = m.measure(rep, places[i][rep])
		}
		for i, s := range a.cube.Steps {
			out.Steps[s.Name] = a.cube.Sum(rep, a.window, i).Value(s.Kind)
		}
		out.Reason, out.Needed = a.main.data[rep].reason, a.main.data[rep].needed
		if out.Reason == "" && (!a.main.ok || places[0][rep] < 0) {
			out.Reason = a.main.reason()
		}
		a.rows, a.Reps = append(a.rows, rep), append(a.Reps, out)
	}
}

// reason says why nothing could be fitted.
func (m *model) reason() string {
	if m.why != "" {
		return m.why
	}
	return "too little data to estimate " + m.name
}

// rank fills in what is known of the ranks of the reps with enough data.
func (a *analyst) rank() {
	places := a.main.places()
	var at, row []int
	var ids []string
	for i, rep := range a.rows {
		if a.Reps[i].Reason == "" && places[rep] >= 0 {
			at, row, ids = append(at, places[rep]), append(row, i), append(ids, a.Reps[i].Rep)
		}
	}
	if len(at) == 1 {
		a.Reps[row[0]].Reason = "the only rep with enough data: there is nobody to compare with"
	}
	if len(at) < 2 {
		a.Heterogeneity.Verdict = TooLittle
		if !a.main.ok || len(at) == 0 {
			a.Heterogeneity.P = nil
		}
		return
	}
	ranking, ok := stats.Rank(a.main.pool.Select(at), stats.RankOptions{IDs: ids, Seed: a.opts.Seed, Level: Level, Confidence: Confidence})
	if !ok {
		for _, i := range row {
			a.Reps[i].Reason = "the ranks cannot be computed from these data"
		}
		return
	}
	a.place(ranking, row)
}

// place writes the ranking into the rows.
func (a *analyst) place(ranking stats.Ranking, row []int) {
	order := byExpected(ranking)
	a.Ranked = len(row)
	var wrong []float64
	for k, unit := range ranking.Units {
		r := &a.Reps[row[k]]
		rank, low, high := order[k], unit.Low, unit.High
		r.Ranked, r.Rank, r.RankLow, r.RankHigh = true, &rank, &low, &high
		r.PTop, r.PMediocre, r.PPoor = chance(unit.Top), chance(unit.Middle), chance(unit.Bottom)
		tier := probable(unit)
		r.Tier = &tier
		r.Confident = r.Chance() >= Confidence
		if r.Confident {
			a.Confident++
		}
		wrong = append(wrong, 1-r.Chance())
	}
	misplaced := stats.Sum(wrong)
	a.Misplaced = &misplaced
}

func chance(p float64) *float64 {
	p = min(1, max(0, p))
	return &p
}

// grain is the difference of probabilities that counts as none.
const grain = 1e-9

// probable is the most probable tier; the milder one where two are alike.
func probable(u stats.UnitRank) string {
	switch {
	case u.Middle > u.Top-grain && u.Middle > u.Bottom-grain:
		return Mediocre
	case u.Top > u.Bottom-grain:
		return Top
	}
	return Poor
}

// byExpected ranks by the expected rank; equal ones share a rank.
func byExpected(r stats.Ranking) []int {
	out := make([]int, len(r.Units))
	for k, u := range r.Units {
		out[k] = 1
		for _, other := range r.Units {
			if other.Expected < u.Expected-1e-7 {
				out[k]++
			}
		}
	}
	return out
}

func (a *analyst) say(code, format string, args ...any) {
	a.Warnings = append(a.Warnings, funnel.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}
