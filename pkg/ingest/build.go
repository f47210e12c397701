package ingest

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// builder makes the cube out of all that was tallied.
type builder struct {
	*reader
	cube    *funnel.Cube
	persons []int       // by rep of the cube
	reps    map[int]int // by person
	toCube  []int       // by period of the grain

	dealRoom, firstRoom, visitRoom room
}

func (rd *reader) build() error {
	rd.census.settle()
	b := &builder{reader: rd}
	if err := b.lay(); err != nil {
		return err
	}
	if err := b.fill(); err != nil {
		return err
	}
	b.personnel()
	b.cube.Settle()
	rd.data.Cube = b.cube
	return nil
}

// lay makes the empty cube: reps, periods and steps.
func (b *builder) lay() error {
	b.persons, b.reps = b.census.order(&b.req), map[int]int{}
	if err := b.anybody(); err != nil {
		return err
	}
	var reps []funnel.Rep
	for i, p := range b.persons {
		rep := b.census.people[p].rep
		rep.Share = cmp.Or(rep.Share, 1)
		reps = append(reps, rep)
		b.reps[p] = i
	}
	periods := b.periods()
	steps := b.steps()
	if err := b.clash(steps); err != nil {
		return err
	}
	steps = append(steps, b.scoreSteps()...)
	chain, err := b.chain(steps)
	if err != nil {
		return err
	}
	if err := b.anything(periods); err != nil {
		return err
	}
	b.cube = funnel.New(chain, reps, periods, steps)
	b.cube.Calendar, b.cube.AsOf, b.cube.FirstDay = b.req.Calendar, b.asOf(), b.firstDay()
	b.mapPeriods()
	return nil
}

// asOf is the day that the request names, or the last day with a record.
func (b *builder) asOf() calendar.Day {
	switch {
	case b.req.AsOf != nil:
		return *b.req.AsOf
	case b.span.last != nil:
		return *b.span.last
	}
	return b.quotaSpan().lastOr(0)
}

func (b *builder) firstDay() calendar.Day {
	if b.span.first != nil {
		return *b.span.first
	}
	return b.quotaSpan().firstOr(b.asOf())
}

func (b *builder) quotaSpan() *span {
	s := &span{}
	for _, q := range b.quota {
		s.widen(q.days.first, q.days.last)
	}
	return s
}

// periods reach from the first record to the as-of day, and on to the last
// quota. Quotas before the first record do not lengthen the cube: nothing is
// known of the time that they were for.
func (b *builder) periods() []calendar.Period {
	if b.span.first == nil && len(b.quota) == 0 {
		return nil
	}
	last := max(b.asOf(), b.span.lastOr(b.asOf()), b.quotaSpan().lastOr(b.asOf()))
	return b.req.Calendar.Span(b.firstDay(), last, b.req.By)
}

// mapPeriods finds the cube period of each period of the grain.
func (b *builder) mapPeriods() {
	b.toCube = slices.Repeat([]int{absent}, b.grain.of(firstDay+daysKnown-1)+1)
	for i, p := range b.cube.Periods {
		for d := p.First; d <= p.Last; d++ {
			b.toCube[b.grain.of(d)] = i
		}
	}
}

func (b *builder) period(grain int) int { return b.toCube[grain] }

// steps lists what the files give, from activity to money.
func (b *builder) steps() []funnel.Step {
	var steps []funnel.Step
	if len(b.of(crm.Activities)) > 0 {
		steps = append(steps, funnel.Step{Name: funnel.Visits})
		for _, s := range activitySteps(&b.req) {
			steps = append(steps, funnel.Step{Name: s.Name})
		}
	}
	if deals := b.of(crm.Deals); len(deals) > 0 {
		if slices.ContainsFunc(deals, func(in *input) bool { return in.mapping.Given(crm.FieldCreated) }) {
			steps = append(steps, funnel.Step{Name: funnel.Opened})
		}
		for _, s := range dealSteps(&b.req) {
			steps = append(steps, funnel.Step{Name: s.Name})
		}
		steps = append(steps, funnel.Step{Name: funnel.Closed}, funnel.Step{Name: funnel.Customers}, funnel.Step{Name: funnel.Lost},
			funnel.Step{Name: funnel.Revenue, Kind: funnel.Summed, Unit: b.unit})
	}
	if len(b.quota) > 0 {
		steps = append(steps, funnel.Step{Name: funnel.Quota, Kind: funnel.Summed, Unit: b.unit})
	}
	return steps
}

// fill adds up all tallies, rep by rep.
func (b *builder) fill() error {
	for rep, person := range b.persons {
		if err := b.fillDeals(source{&b.deals, &b.firsts}, rep, person, b.put); err != nil {
			return err
		}
		b.fillVisits(&b.visits, rep, person, b.put)
	}
	for _, q := range b.quota {
		b.fillQuota(q)
	}
	b.fillScores()
	b.fillGaps()
	b.fillAges()
	return b.fillSegments()
}

// room is cells for one rep, used again for the next.
type room struct {
	cells []exact
	slab  []int64
}

// empty gives empty cells, one a period.
func (r *room) empty(periods, counts int) []exact {
	if len(r.cells) != periods || len(r.slab) != periods*counts {
		r.cells, r.slab = make([]exact, periods), make([]int64, periods*counts)
	}
	clear(r.slab)
	for i := range r.cells {
		r.cells[i] = exact{counts: r.slab[i*counts : (i+1)*counts]}
	}
	return r.cells
}

// source is where deals come from; either may be nil.
type source struct{ deals, firsts *harvest }

// putter adds a tally to a cell of the cube, if that has the step and the
// tally holds anything.
type putter func(rep, period, step int, t funnel.Tally)

// dealPlaces are the places in the cube of what deals give, -1 for none.
type dealPlaces struct {
	opened, closed, customers, lost, revenue int
	extra                                    []int
}

func (b *builder) dealPlaces() dealPlaces {
	c := b.cube
	return dealPlaces{
		c.Step(funnel.Opened), c.Step(funnel.Closed), c.Step(funnel.Customers), c.Step(funnel.Lost), c.Step(funnel.Revenue),
		b.places(dealSteps(&b.req)),
	}
}

func (b *builder) places(steps []ExtraStep) []int {
	var out []int
	for _, s := range steps {
		out = append(out, b.cube.Step(s.Name))
	}
	return out
}

func (b *builder) fillDeals(from source, rep, person int, put putter) error {
	at := b.dealPlaces()
	cells := b.dealRoom.empty(len(b.cube.Periods), dealCounts+len(at.extra))
	from.deals.of(person, cells, b.period)
	var firsts []exact
	if b.req.Customers == NewAccounts {
		firsts = b.firstRoom.empty(len(b.cube.Periods), dealCounts+len(at.extra))
		from.firsts.of(person, firsts, b.period)
	}
	for p := range cells {
		c := &cells[p]
		revenue, ok := c.money.tally(c.counts[wonCount])
		if !ok {
			return refusal(Problem{What: fmt.Sprintf("the amounts won by %s in %s are too large to be summed", b.cube.Reps[rep].Name, b.cube.Periods[p])})
		}
		customers := c.counts[wonCount]
		if firsts != nil {
			customers = firsts[p].counts[wonCount]
		}
		put(rep, p, at.opened, funnel.Tally{N: c.counts[openedCount]})
		put(rep, p, at.closed, funnel.Tally{N: c.counts[wonCount] + c.counts[lostCount]})
		put(rep, p, at.customers, funnel.Tally{N: customers})
		put(rep, p, at.lost, funnel.Tally{N: c.counts[lostCount]})
		put(rep, p, at.revenue, revenue)
		for i, step := range at.extra {
			put(rep, p, step, funnel.Tally{N: c.counts[dealCounts+i]})
		}
	}
	return nil
}

func (b *builder) fillVisits(from *harvest, rep, person int, put putter) {
	visits, extra := b.cube.Step(funnel.Visits), b.places(activitySteps(&b.req))
	cells := b.visitRoom.empty(len(b.cube.Periods), activityCounts+len(extra))
	from.of(person, cells, b.period)
	for p := range cells {
		put(rep, p, visits, funnel.Tally{N: cells[p].counts[visitCount]})
		for i, step := range extra {
			put(rep, p, step, funnel.Tally{N: cells[p].counts[activityCounts+i]})
		}
	}
}

func (b *builder) put(rep, period, step int, t funnel.Tally) {
	if step >= 0 && t != (funnel.Tally{}) {
		b.cube.Add(rep, period, step, t)
	}
}

// fillQuota spreads a quota over the cube's periods. What lies before the
// first record, or outside of the days asked for, is left out.
func (b *builder) fillQuota(q contribution) {
	rep, kept := b.reps[q.person]
	if !kept {
		return
	}
	periods := b.req.Calendar.Span(q.days.first, q.days.last, b.req.By)
	for i, v := range spread(q.value, q.days, periods) {
		p := periods[i]
		if b.req.From != nil && p.Last < *b.req.From || b.req.To != nil && p.First > *b.req.To || v == 0 {
			continue
		}
		at, found := slices.BinarySearchFunc(b.cube.Periods, p.First, func(p calendar.Period, d calendar.Day) int {
			return cmp.Compare(p.First, d)
		})
		if !found {
			b.earlyQuotas++
			continue
		}
		b.cube.Add(rep, at, b.cube.Step(funnel.Quota), funnel.Tally{N: 1, Known: 1, Sum: v})
	}
}
