package trend

import (
	"errors"
	"fmt"
	"slices"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// ErrNoPeriods says that the window holds no period.
var ErrNoPeriods = errors.New("there are no periods to look at")

// analysis is what all series share.
type analysis struct {
	cube   *funnel.Cube
	opts   Options
	metric Metric
	window funnel.Window
	season Season
	result *Result
}

// Analyse follows a metric over the window for the team and its reps. It errs for a metric that the cube does not
// give ([MetricError]) and where there is no period.
func Analyse(c *funnel.Cube, opts Options) (Result, error) {
	m, err := FindMetric(c, opts.Metric)
	if err != nil {
		return Result{}, err
	}
	a := &analysis{cube: c, opts: opts, metric: m, window: hull(opts)}
	a.trim()
	if a.window.Len() <= 0 {
		return Result{}, ErrNoPeriods
	}
	a.result = &Result{
		Metric: m.Name, Kind: m.Kind, Step: m.Step, Per: m.Per, Unit: m.Unit,
		By: a.unit().String(), Target: opts.Target, Series: []Series{},
	}
	a.season = a.findSeason()
	a.result.Season = a.season
	a.result.Series = append(a.result.Series, a.series(team))
	for _, rep := range a.reps() {
		a.result.Series = append(a.result.Series, a.series(rep))
	}
	a.result.ByLuck = byLuck(a.result.Series[1:])
	a.warn()
	return *a.result, nil
}

// hull is the smallest window that holds the one looked at and the baseline.
func hull(opts Options) funnel.Window {
	w := opts.Window
	if b := opts.Baseline; b != nil {
		w = funnel.Window{Lo: min(w.Lo, b.Lo), Hi: max(w.Hi, b.Hi)}
	}
	return w
}

// trim drops the periods before the first one of the cube with a record of the metric: an export of visits may begin
// later than that of deals, and what was not recorded is not zero.
func (a *analysis) trim() {
	for p := range a.cube.Periods {
		w := funnel.Window{Lo: p, Hi: p + 1}
		if a.tally(team, w, a.metric.Step).N == 0 && (a.metric.Per == "" || a.tally(team, w, a.metric.Per).N == 0) {
			continue
		}
		if p < a.window.Hi {
			a.window.Lo = max(a.window.Lo, p)
		}
		return
	}
}

func (a *analysis) unit() calendar.Unit { return a.cube.Periods[a.window.Lo].Unit }

// How often a series in which nothing changes shows a direction, and for each period beyond the eighth a signal,
// measured on simulated Poisson series of 12 to 36 periods.
const (
	luckyDirection = 0.075
	luckySignal    = 0.006
)

// byLuck is the number of reps, of those judged, who would show a direction or a signal if nothing had changed.
func byLuck(reps []Series) float64 {
	sum := 0.0
	for _, s := range reps {
		if s.Direction.Verdict != Unknown {
			sum += luckyDirection
		}
		if s.Limits.Method != "" {
			sum += luckySignal * float64(max(0, s.Direction.Periods-runLength))
		}
	}
	return sum
}

// team stands for everybody in place of a rep's index.
const team = -1

// reps are the indices of the reps to follow: those asked for, or everybody with something to show. Rows without a rep
// come last, and only in the whole picture.
func (a *analysis) reps() []int {
	var out []int
	if a.opts.TeamOnly {
		return nil
	}
	for i, r := range a.cube.Reps {
		switch {
		case a.opts.Reps != nil && !slices.Contains(a.opts.Reps, r.Name):
		case r.Unassigned && a.tally(i, a.window, a.metric.Step).N == 0:
		default:
			out = append(out, i)
		}
	}
	return out
}

// tally sums a step over a window, for a rep or the team.
func (a *analysis) tally(rep int, w funnel.Window, step string) funnel.Tally {
	if rep == team {
		return a.cube.Total(w, a.cube.Step(step))
	}
	return a.cube.Sum(rep, w, a.cube.Step(step))
}

// series judges the metric of one rep or the team.
func (a *analysis) series(rep int) Series {
	s := Series{Metric: a.metric.Name, Judged: true, Signals: []Signal{}, Changes: []Change{}}
	d := a.data(rep)
	s.Points = d.points
	if rep != team {
		r := a.cube.Reps[rep]
		s.Rep, s.Judged = &r.Name, !r.Unassigned
		s.Coached = a.coached(r.Name)
	}
	for _, p := range s.Points {
		s.Periods, s.Values = append(s.Periods, p.Period), append(s.Values, p.Value)
	}
	a.sums(&s, d)
	if !s.Judged {
		s.Limits.Reason, s.Direction = unassignedReason, Direction{Verdict: Unknown, Reason: unassignedReason}
		return s
	}
	d.judge(&s)
	s.Reached = a.reached(s)
	return s
}

const unassignedReason = "rows without a rep are counted and not judged"

// sums fills the last and the mean value of the complete periods.
func (a *analysis) sums(s *Series, d *data) {
	y, e := 0.0, 0.0
	for _, i := range d.used {
		p := s.Points[i]
		s.Last = p.Value
		s.N += p.N
		y += d.y[i]
		e += a.weight(p)
	}
	if e > 0 {
		mean := y / e
		s.Mean = &mean
	}
}

// weight is what a period counts in the mean: its n for a rate, one for a count or sum.
func (a *analysis) weight(p Point) float64 {
	if a.metric.Per != "" {
		return p.N
	}
	return 1
}

// coached is the period in which the rep's first coaching in the window began.
func (a *analysis) coached(rep string) *string {
	var first *calendar.Day
	for _, p := range a.opts.Starts {
		if p.Rep == rep && (first == nil || p.Start < *first) {
			start := p.Start
			first = &start
		}
	}
	for p := a.window.Lo; first != nil && p < a.window.Hi; p++ {
		if a.cube.Periods[p].Contains(*first) {
			return &a.cube.Periods[p].Label
		}
	}
	return nil
}

// targeted tells whether the target is meant for a series.
func (a *analysis) targeted(rep *string) bool {
	return a.opts.Target != nil && (a.metric.Per != "" || (rep == nil) == a.opts.TeamOnly)
}

func (a *analysis) reached(s Series) *int {
	if !a.targeted(s.Rep) {
		return nil
	}
	n := 0
	for _, p := range s.Points {
		if p.State == Complete && p.Value != nil && *p.Value >= *a.opts.Target {
			n++
		}
	}
	return &n
}

func (a *analysis) say(code, format string, args ...any) {
	a.result.Warnings = append(a.result.Warnings, funnel.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}
