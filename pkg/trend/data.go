package trend

import (
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// partialShare is the share of a period's working days below which it does not count: what happened in half a month
// says little of a month.
const partialShare = 0.75

// data is a series as the statistics take it. All slices but used are as long as the points.
type data struct {
	*analysis
	points []Point
	// y is the numerator, e what it is held against: working days for counts, the denominator for rates and means, one
	// for sums; times the season's index where there is one.
	y, e []float64
	// scale turns y/e back into the unit of the values.
	scale []float64
	// used lists the points that make limits and direction.
	used []int
	// base lists the places in used that the limits come from.
	base []int
}

func (a *analysis) data(rep int) *data {
	n := a.window.Len()
	d := &data{analysis: a, points: make([]Point, n), y: make([]float64, n), e: make([]float64, n), scale: make([]float64, n)}
	for i := range d.points {
		d.fill(rep, i)
		if d.points[i].State != Complete {
			continue
		}
		if b := a.opts.Baseline; b == nil || b.Lo <= a.window.Lo+i && a.window.Lo+i < b.Hi {
			d.base = append(d.base, len(d.used))
		}
		d.used = append(d.used, i)
	}
	return d
}

// fill tallies one period.
func (d *data) fill(rep, i int) {
	period := d.window.Lo + i
	w := funnel.Window{Lo: period, Hi: period + 1}
	p := d.cube.Periods[period]
	days, full := d.days(rep, w)
	t := d.tally(rep, w, d.metric.Step)
	d.y[i], d.e[i], d.scale[i] = float64(t.N), days, days
	n := float64(t.N)
	switch d.metric.Kind {
	case Sum:
		d.y[i], d.e[i], d.scale[i] = t.Sum.Float(), 1, 1
	case Rate:
		n = float64(d.tally(rep, w, d.metric.Per).N)
		d.e[i], d.scale[i] = n, 1
	case Mean:
		n = d.amounts(rep, w, t)
		d.y[i], d.e[i], d.scale[i] = t.Sum.Float(), n, 1
	}
	if d.season.Adjusted {
		d.e[i] *= d.season.Index[i]
		d.scale[i] *= d.season.Index[i]
	}
	d.points[i] = Point{Period: p.Label, N: n, Days: days, State: d.state(p, days, full)}
	if d.lacks(rep, period) {
		d.points[i].State = Missing
	}
	d.value(i)
}

// lacks tells whether a figure of the metric is unknown in a period, of the rep or, for the team, of anybody.
func (d *data) lacks(rep, period int) bool {
	for _, name := range []string{d.metric.Step, d.metric.Per} {
		step := d.cube.Step(name)
		if rep == team && d.cube.LacksWithin(funnel.Window{Lo: period, Hi: period + 1}, step) || rep != team && d.cube.Lacks(rep, period, step) {
			return true
		}
	}
	return false
}

// amounts is the number that a mean divides by: the deals with a known amount where the mean is the deal size.
func (d *data) amounts(rep int, w funnel.Window, t funnel.Tally) float64 {
	if d.metric.Per == funnel.Customers && d.metric.Step == funnel.Revenue {
		return float64(t.Known)
	}
	return float64(d.tally(rep, w, d.metric.Per).N)
}

// value writes the point's value; a rate without a denominator has none, nor has a time outside of the job.
func (d *data) value(i int) {
	p := &d.points[i]
	v := d.y[i]
	switch {
	case p.State == Missing:
		return
	case p.State == Absent && p.N == 0 && v == 0:
		return
	case d.metric.Per != "" && p.N == 0:
		if p.State == Complete {
			p.State = Empty
		}
		return
	case d.metric.Per != "":
		v /= p.N
	}
	p.Value = &v
}

// days are the working days of a rep or the team in a period, and those of the whole period.
func (d *data) days(rep int, w funnel.Window) (days, full float64) {
	p := d.cube.Periods[w.Lo]
	full = float64(p.WorkingDays())
	if rep == team {
		first, last := max(p.First, d.cube.FirstDay), min(p.Last, d.cube.AsOf)
		return float64(calendar.WorkingDays(first, last)), full
	}
	if s := d.cube.Reps[rep].Share; s > 0 {
		full *= s
	}
	return d.cube.Days(rep, w), full
}

func (d *data) state(p calendar.Period, days, full float64) State {
	switch {
	case days <= 0:
		return Absent
	case calendar.WorkingDays(d.cube.AsOf+1, p.Last) > 0:
		return Running
	case days < partialShare*full:
		return Partial
	}
	return Complete
}

// levels are y/e of the used points, the series that is judged.
func (d *data) levels() []float64 {
	out := make([]float64, len(d.used))
	for k, i := range d.used {
		out[k] = d.y[i] / d.e[i]
	}
	return out
}

// pick gives the used points' values of a slice.
func (d *data) pick(of []float64) []float64 {
	out := make([]float64, len(d.used))
	for k, i := range d.used {
		out[k] = of[i]
	}
	return out
}

// typical is the mean scale: it writes a level as the value of an ordinary period.
func (d *data) typical() float64 {
	if len(d.used) == 0 {
		return 1
	}
	sum := 0.0
	for _, i := range d.used {
		sum += d.scale[i]
	}
	return sum / float64(len(d.used))
}
