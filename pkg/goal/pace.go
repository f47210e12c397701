package goal

import (
	"fmt"
	"math"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// PaceOptions say what is to be followed.
type PaceOptions struct {
	// Aim is the team's goal; nil takes the quotas.
	Aim *Aim
	// Period is the one that runs at the as-of day, or has run.
	Period calendar.Period
}

// Activity is how often reps act a working day: so far, and from now on if the goal is to be made.
type Activity struct {
	Step string `json:"step"`
	// Made is the activity a working day so far, nil before the first one.
	Made *float64 `json:"made"`
	// Needed is that from now on; nil where no activity can still make the goal in time, or none is left to make.
	Needed *float64 `json:"needed"`
}

// Standing is how the team or a rep stands against a goal.
type Standing struct {
	Rep  string `json:"rep"`
	Team string `json:"team"`
	// Goal is nil where none is set; then so is all that depends on it.
	Goal *float64 `json:"goal"`
	Done float64  `json:"done"`
	// Expected is the goal's part by now, by working days and season.
	Expected *float64 `json:"expected"`
	// Attainment is Done over Goal, Ahead is Done over Expected.
	Attainment *float64 `json:"attainment"`
	Ahead      *float64 `json:"ahead"`
	// Forecast is the end of the period, with its 90 % interval; nil without a past.
	Forecast *float64 `json:"forecast"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
	Chance   *float64 `json:"chance"`
	// N is the number of stretches the forecast rests on.
	N int `json:"n"`
	// NeededADay is what is missing a remaining working day, 0 where nothing is.
	NeededADay *float64 `json:"needed_a_day"`
	Activity   Activity `json:"activity"`
}

// Progress is a running period against its goal.
type Progress struct {
	Period Span `json:"period"`
	// Step is followed, in Unit.
	Step    string `json:"step"`
	Unit    string `json:"unit"`
	Counted bool   `json:"-"`
	// Elapsed and Remaining are working days up to the as-of day and after it.
	Elapsed   int `json:"elapsed"`
	Remaining int `json:"remaining"`
	// From is quotas or goal.
	From string `json:"goal_from"`
	// Seasonal says that the months' seasons are counted in.
	Seasonal bool       `json:"seasonal"`
	Team     Standing   `json:"team"`
	Reps     []Standing `json:"reps"`
	// Unassigned is the part of Done that no rep owns.
	Unassigned float64          `json:"unassigned"`
	Warnings   []funnel.Warning `json:"-"`
}

// tracker builds a progress.
type tracker struct {
	Progress
	cube   *funnel.Cube
	o      PaceOptions
	window funnel.Window
	step   int
	season []float64 // by month of the year, nil without
	lag    closing
}

// Track follows a period against its goal. The expected part is that of the working days gone, times the months' seasons
// where two full years tell them; the forecast adds the mean level of the six months before and of the period so far
// to what is done. It returns a [Refusal] where the period has not begun or no quota falls into it, and a [Mistake] where
// there are no quotas at all.
func Track(c *funnel.Cube, o PaceOptions) (Progress, error) {
	t := &tracker{cube: c, o: o}
	if err := t.find(); err != nil {
		return Progress{}, err
	}
	goals, team, err := t.goals()
	if err != nil {
		return Progress{}, err
	}
	t.seasons()
	if t.cube.Ages != nil && c.Has(funnel.Visits) {
		t.lag = closingOf(c.Ages)
	}
	t.Team = t.stand(everybody, team)
	t.Team.Rep = ""
	t.Reps = []Standing{}
	for rep, r := range c.Reps {
		if r.Unassigned {
			t.Unassigned = t.done(rep)
			continue
		}
		if s := t.stand(rep, goals[rep]); s.Goal != nil || s.Done != 0 || t.active(rep) {
			t.Reps = append(t.Reps, s)
		}
	}
	t.warn()
	return t.Progress, nil
}

// everybody stands for the team, the unassigned included.
const everybody = -1

func (t *tracker) find() error {
	c, p := t.cube, t.o.Period
	if p.First > c.AsOf {
		return &Refusal{fmt.Sprintf("%s has not begun at the as-of day %s", p.Label, c.AsOf), "salescoach breakdown plans a period to come; --as-of moves the day"}
	}
	w, ok := c.Between(p)
	if !ok {
		return &Refusal{fmt.Sprintf("%s has no records", p.Label), fmt.Sprintf("the data go from %s to %s", c.FirstDay, c.AsOf)}
	}
	t.window, t.Period = w, spanOf(p)
	name := funnel.Revenue
	t.From = "quotas"
	if t.o.Aim != nil {
		name, t.From = t.o.Aim.Step, "goal"
	}
	if t.step = c.Step(name); t.step < 0 {
		return &Refusal{fmt.Sprintf("the files do not give %s", name), "a goal can be set for any step that they give: see salescoach cube"}
	}
	s := c.Steps[t.step]
	t.Step, t.Unit, t.Counted = s.Name, s.Unit, s.Kind == funnel.Counted
	t.Elapsed = calendar.WorkingDays(p.First, min(p.Last, c.AsOf))
	t.Remaining = calendar.WorkingDays(max(p.First, c.AsOf+1), p.Last)
	return nil
}

// goals are the reps' goals and the team's: the quotas of the period, or the goal that was set, shared out by capacity.
func (t *tracker) goals() (reps []*float64, team *float64, err error) {
	reps = make([]*float64, len(t.cube.Reps))
	if t.o.Aim == nil {
		return t.quotas(reps)
	}
	if t.o.Aim.Target == nil {
		return nil, nil, &AimError{t.o.Aim.Step, "needs an absolute goal here", "like --goal revenue=1.2M; salescoach breakdown takes changes in percent"}
	}
	weights := make([]float64, len(reps))
	for rep, r := range t.cube.Reps {
		if !r.Unassigned && t.active(rep) {
			weights[rep] = t.days(rep, t.o.Period.First, t.o.Period.Last)
			if r.Share > 0 {
				weights[rep] *= r.Share
			}
		}
	}
	parts, err := Quotas(*t.o.Aim.Target, weights)
	if err != nil {
		return reps, t.o.Aim.Target, nil // nobody to share it out to: the team's goal stands
	}
	for rep := range reps {
		if weights[rep] > 0 {
			reps[rep] = &parts[rep]
		}
	}
	return reps, t.o.Aim.Target, nil
}

// active tells whether a rep works in the period, as far as the files tell: one whom no roster lists is taken to have
// left after half a year without a record.
func (t *tracker) active(rep int) bool {
	r := t.cube.Reps[rep]
	switch {
	case t.days(rep, t.o.Period.First, t.o.Period.Last) == 0:
		return false
	case r.Start != nil:
		return true
	}
	return r.Last != nil && (r.InRoster || *r.Last >= t.o.Period.First-183)
}

func (t *tracker) quotas(reps []*float64) ([]*float64, *float64, error) {
	q := t.cube.Step(funnel.Quota)
	if q < 0 {
		return nil, nil, &Mistake{t.o.Period.Label + " has no goal: no file holds quotas", "set one, like --goal revenue=1.2M, or add the quotas"}
	}
	var silent []string
	total := 0.0
	for rep, r := range t.cube.Reps {
		tally := t.cube.Sum(rep, t.window, q)
		v := tally.Sum.Float()
		if tally.N == 0 || !(v > 0) {
			continue
		}
		reps[rep], total = &v, total+v
		if r.Last == nil && r.Start == nil && !r.Unassigned {
			silent = append(silent, fmt.Sprintf("%s (%s)", r.Name, amount(v)))
		}
	}
	if total == 0 {
		return nil, nil, &Refusal{"no quota falls into " + t.o.Period.Label, "set a goal, like --goal revenue=1.2M, or choose another --period"}
	}
	if len(silent) > 0 {
		t.say("quota-without-records", "a quota and no record: %s; one that adds up the quotas of a team counts twice in the goal", strings.Join(silent, ", "))
	}
	if last := t.cube.Periods[t.window.Hi-1].Last; last < t.o.Period.Last {
		t.say("short-quotas", "the quotas reach only to %s: the goal of %s is that part", last, t.o.Period.Label)
	}
	return reps, &total, nil
}

func (t *tracker) say(code, format string, args ...any) {
	t.Warnings = append(t.Warnings, funnel.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}

func (t *tracker) done(rep int) float64 { return t.value(rep, t.window, t.step) }

// value is a step of a rep or of everybody over a window.
func (t *tracker) value(rep int, w funnel.Window, step int) float64 {
	if rep == everybody {
		return t.cube.Total(w, step).Value(t.cube.Steps[step].Kind)
	}
	return t.cube.Sum(rep, w, step).Value(t.cube.Steps[step].Kind)
}

// stand puts a rep or everybody against a goal.
func (t *tracker) stand(rep int, goal *float64) Standing {
	s := Standing{Goal: goal, Done: t.done(rep)}
	if rep != everybody {
		s.Rep, s.Team = t.cube.Reps[rep].Name, t.cube.Reps[rep].Team
	}
	t.forecast(rep, &s)
	s.Activity = t.activity(rep, s)
	if goal == nil {
		return s
	}
	past := t.index(rep, t.o.Period.First, min(t.o.Period.Last, t.cube.AsOf))
	left := t.index(rep, max(t.o.Period.First, t.cube.AsOf+1), t.o.Period.Last)
	if past+left > 0 {
		expected := *goal * past / (past + left)
		s.Expected = &expected
		s.Ahead = ratio(s.Done, expected)
	}
	s.Attainment = ratio(s.Done, *goal)
	if days := t.days(rep, max(t.o.Period.First, t.cube.AsOf+1), t.o.Period.Last); days > 0 {
		needed := math.Max(0, *goal-s.Done) / days
		s.NeededADay = &needed
	}
	return s
}

// ratio is nil where it is undefined.
func ratio(a, b float64) *float64 {
	if !(b > 0) || math.IsInf(a/b, 0) || math.IsNaN(a/b) {
		return nil
	}
	v := a / b
	return &v
}
