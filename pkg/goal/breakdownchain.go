package goal

import (
	"fmt"
	"math"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// planner builds a breakdown step by step.
type planner struct {
	Breakdown
	cube *funnel.Cube
	o    BreakdownOptions
	// steps are the chain's indices in the cube.
	steps []int
	base  funnel.Window
	past  past
	// weights share the activity out; days is the capacity in the target period, worked that in the base.
	weights, days []float64
}

func newPlanner(c *funnel.Cube, o BreakdownOptions) (*planner, error) {
	p := &planner{cube: c, o: o}
	if len(c.Funnel) < 2 {
		return nil, &Refusal{
			fmt.Sprintf("the files give %s and nothing that comes of it, so there is no chain to break a goal down along", strings.Join(c.Funnel, ", ")),
			"add the export of the deals, which gives customers and revenue",
		}
	}
	for _, name := range c.Funnel {
		p.steps = append(p.steps, c.Step(name))
	}
	for _, aim := range o.Aims {
		if p.indexOf(aim.Step) < 0 {
			return nil, &AimError{aim.Step, "is no step of the chain " + c.Funnel.String(), "its steps are " + strings.Join(c.Funnel, ", ")}
		}
	}
	if o.For.First <= o.Base.Last {
		return nil, &Mistake{o.For.Label + " does not come after the base " + o.Base.Label, "the period planned for follows the one it is compared with"}
	}
	w, ok := c.Between(o.Base)
	if !ok {
		return nil, &Refusal{fmt.Sprintf("the base %s has no records", o.Base.Label), fmt.Sprintf("the data go from %s to %s", c.FirstDay, c.AsOf)}
	}
	p.base = w
	p.Funnel, p.Goal, p.Allocate = c.Funnel, c.Funnel.Result(), o.Allocate
	p.Base, p.For = spanOf(o.Base), spanOf(o.For)
	p.past = p.lookBack()
	p.History = p.past.span
	p.AllWon = p.Funnel[0] == funnel.Closed && p.Funnel[p.past.win] == funnel.Customers && p.past.team.wins == p.past.team.activity
	return p, nil
}

func spanOf(p calendar.Period) Span { return Span{p.Label, p.First, p.Last, p.WorkingDays()} }

func (p *planner) indexOf(step string) int {
	for i, name := range p.cube.Funnel {
		if name == step {
			return i
		}
	}
	return -1
}

func (p *planner) kind(i int) funnel.Kind { return p.cube.Steps[p.steps[i]].Kind }

// chain fills steps and rates.
func (p *planner) chain() error {
	factor := p.lengthFactor()
	for i, name := range p.cube.Funnel {
		base := p.cube.Total(p.base, p.steps[i]).Value(p.kind(i))
		p.Steps = append(p.Steps, StepGoal{
			Step: name, Unit: p.cube.Steps[p.steps[i]].Unit, Base: base, Comparable: base * factor, Counted: p.kind(i) == funnel.Counted,
		})
	}
	for i := range p.Steps[1:] {
		p.Rates = append(p.Rates, RateGoal{
			From: p.Steps[i].Step, To: p.Steps[i+1].Step, Assumed: true,
			Base: quotient(p.Steps[i+1].Base, p.Steps[i].Base),
		})
	}
	if err := p.aim(); err != nil {
		return err
	}
	p.derive()
	p.imply()
	p.finish()
	return nil
}

// lengthFactor makes the base comparable with a target period of another length, by working days. A base of which the
// data cover only a part is as long as that part.
func (p *planner) lengthFactor() float64 {
	covered := calendar.WorkingDays(max(p.o.Base.First, p.cube.FirstDay), min(p.o.Base.Last, p.cube.AsOf))
	whole := p.Base.WorkingDays
	late := calendar.WorkingDays(p.o.Base.First, p.cube.FirstDay-1) > 5
	early := p.cube.AsOf < p.o.Base.Last && calendar.WorkingDays(p.cube.AsOf+1, p.o.Base.Last) > 5
	switch {
	case covered > 0 && (late || early):
		p.say("partial-base", "the data cover %d of the %d working days of the base %s (they go from %s to %s); %s has %d, and the base is scaled to that",
			covered, whole, p.Base.Period, p.cube.FirstDay, p.cube.AsOf, p.For.Period, p.For.WorkingDays)
		return float64(p.For.WorkingDays) / float64(covered)
	case p.o.Base.Unit == p.o.For.Unit && p.o.Base.Unit != 0, p.Base.WorkingDays == p.For.WorkingDays, whole == 0:
		return 1
	}
	p.say("lengths", "%s has %s and %s has %d: the base is scaled by %.3g to be comparable",
		p.Base.Period, workingDays(whole), p.For.Period, p.For.WorkingDays, float64(p.For.WorkingDays)/float64(whole))
	return float64(p.For.WorkingDays) / float64(whole)
}

func (p *planner) say(code, format string, args ...any) {
	p.Warnings = append(p.Warnings, funnel.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}

func workingDays(n int) string {
	if n == 1 {
		return "1 working day"
	}
	return fmt.Sprintf("%d working days", n)
}

// quotient is nil where it is undefined or not above zero: such a rate carries nothing.
func quotient(a, b float64) *float64 {
	if !(b > 0) || !(a > 0) || math.IsInf(a/b, 0) {
		return nil
	}
	v := a / b
	return &v
}

// aim sets the targets that were given.
func (p *planner) aim() error {
	for _, aim := range p.o.Aims {
		s := &p.Steps[p.indexOf(aim.Step)]
		v := s.Comparable
		switch {
		case aim.Target != nil:
			v = *aim.Target
		case !(s.Comparable > 0):
			return &Refusal{
				fmt.Sprintf("%s of the base %s is %s, so a change of it in percent means nothing", aim.Step, p.Base.Period, amount(s.Base)),
				"set an absolute goal, like " + aim.Step + "=1.2M, or choose another --base",
			}
		default:
			v *= 1 + *aim.Change
		}
		s.exact, s.Goal = &v, true
	}
	return nil
}

// derive fills the other targets at the base's rates: from the nearest goal towards the result, else towards the activity.
func (p *planner) derive() {
	for i := len(p.Steps) - 2; i >= 0; i-- {
		if s := &p.Steps[i]; s.exact == nil && p.Steps[i+1].exact != nil && p.Rates[i].Base != nil {
			s.exact = quotient(*p.Steps[i+1].exact, *p.Rates[i].Base)
		}
	}
	for i := 1; i < len(p.Steps); i++ {
		if s := &p.Steps[i]; s.exact == nil && p.Steps[i-1].exact != nil && p.Rates[i-1].Base != nil {
			v := *p.Steps[i-1].exact * *p.Rates[i-1].Base
			s.exact = &v
		}
	}
}

// imply takes each rate from the targets on its two sides. A rate is held where one side was derived through it.
func (p *planner) imply() {
	for i := range p.Rates {
		r := &p.Rates[i]
		from, to := p.Steps[i], p.Steps[i+1]
		if from.exact == nil || to.exact == nil {
			continue
		}
		r.Assumed = r.Base != nil && (!from.Goal || p.goalless(i+1))
		if r.Assumed {
			r.Implied, r.Ratio = r.Base, new(float64)
			*r.Ratio = 1
			continue
		}
		r.Implied = quotient(*to.exact, *from.exact)
		if r.Implied != nil && r.Base != nil {
			r.Ratio = quotient(*r.Implied, *r.Base)
		}
	}
}

// goalless tells that no step from i on has a goal: they were derived towards the result.
func (p *planner) goalless(i int) bool {
	for _, s := range p.Steps[i:] {
		if s.Goal {
			return false
		}
	}
	return true
}

// finish rounds counts up to whole ones and states the changes.
func (p *planner) finish() {
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.exact == nil {
			continue
		}
		target := *s.exact
		if s.Counted {
			target = wholeUp(target)
		}
		s.Target = &target
		if s.Comparable > 0 {
			change := *s.exact/s.Comparable - 1
			s.Change = &change
		}
	}
}

// wholeUp rounds up, but for the rounding of the arithmetic before it.
func wholeUp(v float64) float64 { return math.Ceil(v - 1e-9*math.Max(1, v)) }
