package tier

import (
	"strconv"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// tenureBands are the months in the job that a rate is expected to differ
// between.
var tenureBands = []struct {
	from int
	name string
}{{0, "0-2 months"}, {3, "3-5 months"}, {6, "6-11 months"}, {12, longServing}}

const longServing = "12 months and more"

// exposure is each rep's working days for a step: ramped up by the usual shares,
// or by what the data themselves show of new hires.
func (f *fitter) exposure(step string) []float64 {
	key := "days of " + step
	if v, ok := f.exact[key]; ok {
		return v
	}
	out := make([]float64, len(f.cube.Reps))
	for rep := range out {
		out[rep] = f.days.total(rep)
	}
	if f.opts.ByTenure {
		if learned, ok := f.learned(step); ok {
			out = learned
		}
	}
	f.exact[key] = out
	return out
}

// learned are the days at full activity that would give the records expected
// at each rep's tenure: a Poisson regression of the counts on bands of tenure
// with the days as exposure. ok is false where the bands of new hires hold
// fewer than two people: then tenure and person cannot be told apart.
func (f *fitter) learned(step string) (days []float64, ok bool) {
	raw := newWorkdays(f.cube, f.window, nil)
	rows, people := f.tenureRows(step, raw)
	if !told(people) {
		return nil, false
	}
	model := stats.NewExposureModel(rows, []stats.Factor{{Name: "tenure", Baseline: longServing}})
	fit, err := stats.FitGLM(stats.Poisson, model.Data)
	if err != nil {
		return nil, false
	}
	return f.expectedDays(model.Ratios(fit.Fitted, Level)), true
}

// told tells whether tenure and person can be told apart: several people in
// every band of new hires, and somebody else.
func told(people map[string]map[int]bool) bool {
	for band, who := range people {
		if band != longServing && len(who) < 2 {
			return false
		}
	}
	return len(people) > 1
}

// tenureTold is told for the records of a step.
func (f *fitter) tenureTold(step string) bool {
	_, people := f.tenureRows(step, newWorkdays(f.cube, f.window, nil))
	return told(people)
}

func (f *fitter) tenureRows(step string, raw workdays) (rows []stats.ExposureRow, people map[string]map[int]bool) {
	people = map[string]map[int]bool{}
	for rep, r := range f.cube.Reps {
		if r.Unassigned {
			continue
		}
		for p := range f.window.Len() {
			days := raw.days[rep][p]
			if days <= 0 {
				continue
			}
			band := bandOf(f.cube, rep, f.window.Lo+p)
			if people[band] == nil {
				people[band] = map[int]bool{}
			}
			people[band][rep] = true
			rows = append(rows, stats.ExposureRow{Unit: strconv.Itoa(rep), Exposure: days, Events: f.count(rep, p, step), Levels: []string{band}})
		}
	}
	return rows, people
}

// bandOf is a rep's tenure in the middle of a period; unknown is long.
func bandOf(c *funnel.Cube, rep, period int) string {
	start := c.Reps[rep].Start
	if start == nil {
		return longServing
	}
	p := c.Periods[period]
	months, name := monthsSince(*start, p.First+(p.Last-p.First)/2), ""
	for _, b := range tenureBands {
		if months >= b.from {
			name = b.name
		}
	}
	return name
}

// expectedDays are the days at the rate of all that give the expected records.
func (f *fitter) expectedDays(units []stats.UnitRatio) []float64 {
	days := make([]float64, len(f.cube.Reps))
	var events, exposure []float64
	for _, u := range units {
		events, exposure = append(events, u.Observed), append(exposure, u.Exposure)
	}
	pooled := stats.Sum(events) / stats.Sum(exposure)
	for _, u := range units {
		rep, _ := strconv.Atoi(u.Unit) // written by tenureRows
		if pooled > 0 {
			days[rep] = u.Expected / pooled
		}
	}
	return days
}
