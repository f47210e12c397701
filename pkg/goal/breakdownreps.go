package goal

import (
	"math"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// presence is the part of the target period in which a rep works.
func (p *planner) presence(rep int) (first, last calendar.Day) {
	r := p.cube.Reps[rep]
	first, last = p.o.For.First, p.o.For.Last
	if r.Start != nil {
		first = max(first, *r.Start)
	}
	if r.End != nil {
		last = min(last, *r.End)
	}
	return first, last
}

// absence says why a rep gets no part of the plan; it is empty for one who does.
func (p *planner) absence(rep int) string {
	r := p.cube.Reps[rep]
	first, last := p.presence(rep)
	switch {
	case r.End != nil && *r.End < p.o.For.First:
		return "left on " + r.End.String()
	case r.Start != nil && *r.Start > p.o.For.Last:
		return "starts on " + r.Start.String()
	case calendar.WorkingDays(first, last) == 0:
		return "no working day in " + p.For.Period
	case r.Last == nil && r.Start == nil:
		return "no record, and no start date in the roster"
	case r.Last != nil && *r.Last < p.o.Base.First && !r.InRoster:
		return "no record since " + r.Last.String()
	}
	return ""
}

// capacity is the working days of a rep in a stretch, at full time and full activity: a new hire's days count by the
// ramp, by months since the start.
func (p *planner) capacity(rep int, first, last calendar.Day) (days float64, ramped bool) {
	r := p.cube.Reps[rep]
	for d := first; d <= last; d++ {
		if calendar.WorkingDays(d, d) == 0 {
			continue
		}
		worth := 1.0
		if r.Start != nil && d >= *r.Start {
			if month := monthsBetween(*r.Start, d); month < len(p.o.Ramp) {
				worth, ramped = p.o.Ramp[month], true
			}
		}
		days += worth
	}
	if r.Share > 0 {
		days *= r.Share
	}
	return days, ramped
}

// monthsBetween counts whole months.
func monthsBetween(from, to calendar.Day) int {
	y1, m1, d1 := from.YMD()
	y2, m2, d2 := to.YMD()
	months := 12*(y2-y1) + m2 - m1
	if d2 < d1 {
		months--
	}
	return max(months, 0)
}

// worked is the capacity that a rep had in the base period.
func (p *planner) worked(rep int) float64 {
	r := p.cube.Reps[rep]
	first, last := max(p.o.Base.First, p.cube.FirstDay), min(p.o.Base.Last, p.cube.AsOf)
	if r.Start != nil {
		first = max(first, *r.Start)
	}
	if r.End != nil {
		last = min(last, *r.End)
	}
	days, _ := p.capacity(rep, first, last)
	return days
}

// allocate shares the activity out and lists every rep.
func (p *planner) allocate() {
	var ramped []string
	p.Reps, p.Unassigned = []RepPlan{}, map[string]float64{}
	for rep, r := range p.cube.Reps {
		base := map[string]float64{}
		for i, name := range p.cube.Funnel {
			base[name] = p.cube.Sum(rep, p.base, p.steps[i]).Value(p.kind(i))
		}
		plan := RepPlan{Rep: r.Name, Team: r.Team, Base: base}
		if r.Unassigned {
			p.Unassigned = base
			p.weights, p.days = append(p.weights, 0), append(p.days, 0)
			continue
		}
		first, last := p.presence(rep)
		days, ramp := p.capacity(rep, first, last)
		if plan.Reason = p.absence(rep); plan.Reason != "" {
			days = 0
		} else if ramp {
			ramped = append(ramped, r.Name)
		}
		plan.Days = days
		p.weights, p.days = append(p.weights, p.weight(plan)), append(p.days, days)
		p.Reps = append(p.Reps, plan)
	}
	if len(ramped) > 0 && p.o.Allocate == ByCapacity {
		p.say("ramp", "%s: new, and counted with the ramp of a new hire", strings.Join(ramped, ", "))
	}
	p.share()
}

func (p *planner) weight(plan RepPlan) float64 {
	switch {
	case plan.Reason != "":
		return 0
	case p.o.Allocate == Equally:
		return 1
	case p.o.Allocate == ByHistory:
		return plan.Base[p.cube.Funnel.Activity()]
	}
	return plan.Days
}

// share gives out the activity planned in whole numbers, and the other steps along with it.
func (p *planner) share() {
	if p.Steps[0].Target == nil || *p.Steps[0].Target > 1e9 {
		return
	}
	total := int(wholeUp(*p.Steps[0].Target))
	parts, err := Apportion(total, p.weights)
	if err != nil {
		p.say("nobody", "no rep can take a part of the plan: %s", err)
		return
	}
	p.Planned = &total
	for i := range p.Reps {
		r := &p.Reps[i]
		n := parts[i]
		r.Activity = &n
		part := float64(n) / math.Max(float64(total), 1)
		r.Visits, r.Customers, r.Revenue = p.part(funnel.Visits, part), p.part(funnel.Customers, part), p.part(funnel.Revenue, part)
		if p.cube.Funnel.Activity() == funnel.Visits {
			v := float64(n)
			r.Visits = &v
		}
		if worked := p.worked(i); worked > 0 && r.Days > 0 {
			if ratio, ok := Extrapolation(float64(n)/r.Days, r.Base[p.cube.Funnel.Activity()]/worked); ok {
				r.Stretch = &ratio
			}
		}
	}
}

// part is a share of a step's target, of the whole one for counts, so that the parts add up to what people are told.
func (p *planner) part(step string, share float64) *float64 {
	i := p.indexOf(step)
	if i < 0 || p.Steps[i].Target == nil {
		return nil
	}
	v := *p.Steps[i].Target * share
	return &v
}
