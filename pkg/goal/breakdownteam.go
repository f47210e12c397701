package goal

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// prediction tells the chances of plans of any size.
type prediction struct {
	target float64
	sigma  float64
	total  float64 // sum of the weights
	people []person
	seen   map[int]float64 // chances by visits
}

// person is a rep with an outlook.
type person struct {
	index             int // in the cube
	outlook           Outlook
	weight            float64
	counting, carried float64
}

// predict fills the chances.
func (p *planner) predict() {
	goal := p.Steps[len(p.Steps)-1].exact
	p.VisitsFor = []VisitsFor{}
	p.ratesOfReps()
	if p.Planned == nil || goal == nil || !p.past.known || !(p.past.mean > 0) || p.absurd() {
		return
	}
	t := p.schedule()
	market := p.market(t)
	p.Market = &market
	pr := prediction{target: *goal, seen: map[int]float64{}, sigma: math.Hypot(market.SD, p.past.cv/math.Sqrt(math.Max(p.past.team.wins, 1)))}
	if p.kind(len(p.steps)-1) == funnel.Counted {
		pr.target -= 0.5
	}
	pr.people, pr.total = p.people(t)
	p.lagOf(t, pr)
	chance, realistic := pr.odds(p.planned(pr))
	p.Chance, p.Realistic = &chance, &realistic
	for _, q := range []float64{0.5, 0.8, 0.9} {
		p.VisitsFor = append(p.VisitsFor, VisitsFor{q, pr.visits(q, *p.Planned)})
	}
	p.need()
	p.partChances(pr)
}

// beyondTelling is the ratio of planned to past activity from which on not even a chance is told.
const beyondTelling = 20

// absurd plans have nothing to do with the past.
func (p *planner) absurd() bool {
	return float64(*p.Planned) > beyondTelling*math.Max(p.Steps[0].Comparable, 10)
}

// ratesOfReps shows the shrunken conversion of everybody.
func (p *planner) ratesOfReps() {
	for i := range p.Reps {
		p.Reps[i].N = p.past.reps[i].activity
		if p.past.known && p.past.win > 0 {
			m := p.past.rates[i]
			in := stats.CredibleInterval(m, 0.9)
			p.Reps[i].Rate = &Estimate{m.Mean(), in.Low, in.High}
		}
	}
}

// people are the reps who take part or whose earlier visits still bring something.
func (p *planner) people(t timing) (out []person, total float64) {
	for i := range p.Reps {
		o, err := p.outlook(i)
		if err != nil {
			continue
		}
		who := person{index: i, outlook: o, weight: p.weights[i], carried: p.carried(t, i)}
		if who.weight > 0 {
			who.counting = p.counting(t, i)
		}
		out, total = append(out, who), total+who.weight
	}
	return out, total
}

// outlook is what a rep's visits bring. A chain that starts at its wins has a certain rate.
func (p *planner) outlook(rep int) (Outlook, error) {
	a, b := 1e7, 1e-3
	if p.past.win > 0 {
		a, b = betaOf(p.past.rates[rep])
	}
	return NewOutlook(a, b, p.past.deal(p.past.reps[rep]), p.past.cv)
}

// planned is the counting activity of the plan as it was shared out.
func (p *planner) planned(pr prediction) []int {
	out := make([]int, len(pr.people))
	for i, who := range pr.people {
		out[i] = who.effective(float64(*p.Reps[who.index].Activity))
	}
	return out
}

func (w person) effective(visits float64) int {
	return int(math.Round(visits*w.counting + w.carried))
}

// scaled is the counting activity of a plan of another size, shared out alike.
func (pr prediction) scaled(visits int) []int {
	out := make([]int, len(pr.people))
	for i, who := range pr.people {
		share := 0.0
		if pr.total > 0 {
			share = who.weight / pr.total
		}
		out[i] = who.effective(float64(visits) * share)
	}
	return out
}

// odds are the chance of reaching the target, and the largest target reached with a chance of 80 %.
func (pr prediction) odds(visits []int) (chance, realistic float64) {
	t := pr.team(visits)
	return t.Chance(pr.target), t.TargetFor(0.8)
}

// team adds the reps up: exactly, or of many of them as a normal sum.
func (pr prediction) team(visits []int) crowd {
	var members []Member
	for i, who := range pr.people {
		if visits[i] > 0 {
			members = append(members, Member{who.outlook, visits[i]})
		}
	}
	if len(members) > exactTeam {
		return newNormalTeam(members, pr.sigma)
	}
	t, err := NewTeam(members, pr.sigma)
	if err != nil { // the scatter of the market is beyond what a team takes
		return newNormalTeam(members, pr.sigma)
	}
	return t
}

// visits is the smallest plan with at least a chance; nil where not even 20 times the plan have it. The search goes by
// interpolation, every second step by halves, since each look costs a convolution.
func (pr prediction) visits(chance float64, planned int) *int {
	limit := 20 * max(planned, 50)
	low, high := -1, max(planned, 1)
	for pr.at(high) < chance {
		if high == limit {
			return nil
		}
		low, high = high, min(2*high, limit)
	}
	for step := 0; high-low > 1; step++ {
		n := low + (high-low)/2
		if a, b := pr.at(max(low, 0)), pr.at(high); step%2 == 0 && b > a {
			n = low + int(math.Ceil((chance-a)/(b-a)*float64(high-low)))
		}
		n = max(low+1, min(high-1, n))
		if pr.at(n) >= chance {
			high = n
		} else {
			low = n
		}
	}
	return &high
}

// at is the chance of a plan of so many visits, computed once.
func (pr prediction) at(visits int) float64 {
	c, known := pr.seen[visits]
	if !known {
		c = pr.team(pr.scaled(visits)).Chance(pr.target)
		pr.seen[visits] = c
	}
	return c
}

// lagOf states the timing of the plan.
func (p *planner) lagOf(t timing, pr prediction) {
	if t.closing == nil {
		return
	}
	lag := Lag{MedianDays: float64(t.after(0.5))}
	planned := 0.0
	for _, who := range pr.people {
		n := float64(*p.Reps[who.index].Activity)
		planned += n
		lag.Counting += n * who.counting
		lag.Carried += who.carried
	}
	if planned > 0 {
		lag.Counting /= planned
	}
	p.Lag = &lag
}

// need is the activity that the goal takes on average at the base's rates, with the interval that comes of not knowing
// rate and deal size well: see [Break].
func (p *planner) need() {
	base, last := p.Steps[0].Base, p.Steps[len(p.Steps)-1]
	if !(base > 0) || !(last.Base > 0) || last.exact == nil {
		return
	}
	team := History{
		Name: "the team", Target: *last.exact, Visits: p.past.team.activity, Wins: p.past.team.wins,
		MeanDeal: p.past.mean, SDDeal: p.past.cv * p.past.mean, Planned: -1,
	}
	c, err := Break([]History{team}, Prior{Alpha: 0.5, Beta: 0.5, SizeWeight: 1e-6}, 0.9)
	if err != nil {
		return
	}
	n := c.Reps[0]
	visits := *last.exact / (last.Base / base)
	p.Needed = &Estimate{visits, visits * n.Low / n.Visits, visits * n.High / n.Visits}
	p.point()
}

// point says what one more point of conversion is worth.
func (p *planner) point() {
	wins, activity := p.Steps[p.past.win], p.Steps[0]
	if p.past.win == 0 || wins.exact == nil || activity.exact == nil {
		return
	}
	if v, ok := PointOfConversion(*wins.exact, *wins.exact / *activity.exact, 0.01); ok {
		p.Point = &v
	}
}

// partChances tell how likely each rep makes the own part, and what it brings on average.
func (p *planner) partChances(pr prediction) {
	for i, who := range pr.people {
		r := &p.Reps[who.index]
		if *r.Activity == 0 {
			continue
		}
		visits := pr.people[i].effective(float64(*r.Activity))
		mean, _ := who.outlook.Revenue(visits)
		target := pr.target * float64(*r.Activity) / float64(*p.Planned)
		r.Expected = &mean
		if one, err := NewTeam([]Member{{who.outlook, visits}}, pr.sigma); err == nil {
			chance := one.Chance(target)
			r.Chance = &chance
		}
	}
}
