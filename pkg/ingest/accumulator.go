package ingest

import (
	"math"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
)

// blockSpan is how many periods of one rep are kept together: a year of
// months.
const blockSpan = 12

// accumulator tallies the rows that one worker sees, by rep as written and by
// period. All it holds are integers, so accumulators add up to the same in any
// order.
type accumulator struct {
	grain  *grain
	counts int // how many quantities are counted per rep and period
	money  bool
	reps   interner
	people []presence // by rep
	blocks []int16    // by block: one more than its place in pages
	used   []int      // by place: its block
	pages  [][]*page  // by place and rep

	// A worker that meets rows puts off what it counts until the end of a batch
	// (see flush).
	lazy    bool
	pending []tick
	pays    []pay
}

// tick is one to be added to a quantity, pay an amount.
type (
	tick struct {
		rep      uint32
		day      calendar.Day
		quantity uint32
	}
	pay struct {
		rep    uint32
		day    calendar.Day
		amount crm.Amount
	}
)

// presence is what is known of a rep beside the tallies.
type presence struct {
	rows        int64
	first, last calendar.Day
}

// page is a rep's tallies over one block of periods.
type page struct {
	counts []int64 // by period and quantity
	money  []moneyCell
}

// moneyCell is the exact form of what a [funnel.Tally] holds about amounts.
type moneyCell struct {
	known, positive  int64
	sum              wide // in 1/10,000
	squares          wide // in 1/10,000 squared
	logs, logSquares wide // in 2^-40 and 2^-80
}

func newAccumulator(g *grain, counts int, money bool) *accumulator {
	last := g.of(firstDay + daysKnown - 1)
	return &accumulator{grain: g, counts: counts, money: money, blocks: make([]int16, last/blockSpan+1)}
}

// rep numbers the rep and counts the row.
func (a *accumulator) rep(cell []byte) uint32 {
	id, isNew := a.reps.id(cell)
	if isNew {
		a.people = append(a.people, presence{first: math.MaxInt32, last: math.MinInt32})
	}
	a.people[id].rows++
	return id
}

// at finds the page and the place in it of a rep's day, and remembers that the
// rep was seen on that day.
func (a *accumulator) at(rep uint32, day calendar.Day) (*page, int) {
	who := &a.people[rep]
	who.first, who.last = min(who.first, day), max(who.last, day)
	i := a.grain.of(day)
	place := a.blocks[i/blockSpan]
	if place == 0 {
		a.pages, a.used = append(a.pages, nil), append(a.used, i/blockSpan)
		place = int16(len(a.pages))
		a.blocks[i/blockSpan] = place
	}
	block := a.pages[place-1]
	if int(rep) < len(block) && block[rep] != nil {
		return block[rep], i % blockSpan
	}
	return a.newPage(int(place)-1, int(rep)), i % blockSpan
}

func (a *accumulator) newPage(place, rep int) *page {
	for len(a.pages[place]) <= rep {
		a.pages[place] = append(a.pages[place], nil)
	}
	p := &page{counts: make([]int64, blockSpan*a.counts)}
	if a.money {
		p.money = make([]moneyCell, blockSpan)
	}
	a.pages[place][rep] = p
	return p
}

// count adds one to a quantity of the rep on that day.
func (a *accumulator) count(rep uint32, day calendar.Day, quantity int) {
	t := tick{rep, day, uint32(quantity)}
	if a.lazy {
		a.pending = append(a.pending, t)
		return
	}
	a.tick(t)
}

func (a *accumulator) tick(t tick) {
	p, i := a.at(t.rep, t.day)
	p.counts[i*a.counts+int(t.quantity)]++
}

// pay adds an amount to what the rep won on that day.
func (a *accumulator) pay(rep uint32, day calendar.Day, amount crm.Amount) {
	if a.lazy {
		a.pays = append(a.pays, pay{rep, day, amount})
		return
	}
	p, i := a.at(rep, day)
	p.money[i].add(amount)
}

// flush adds what was put off. The tallies are too many for the processor's
// near caches; in loops without branches it fetches those of several rows at
// once, and need not wait for each.
func (a *accumulator) flush() {
	for _, t := range a.pending {
		a.tick(t)
	}
	for _, m := range a.pays {
		p, i := a.at(m.rep, m.day)
		p.money[i].add(m.amount)
	}
	a.pending, a.pays = a.pending[:0], a.pays[:0]
}

// logUnit is the fineness of logarithms: 2^-40 is below the rounding of the
// interval estimates made from them by many orders.
const logUnit = 1 << 40

func (c *moneyCell) add(v crm.Amount) {
	c.known++
	c.sum.add(wideOf(int64(v)))
	c.squares.add(square(int64(v)))
	if v <= 0 {
		return
	}
	l := int64(math.RoundToEven(math.Log(v.Float()) * logUnit))
	c.positive++
	c.logs.add(wideOf(l))
	c.logSquares.add(square(l))
}

func (c *moneyCell) plus(o *moneyCell) {
	c.known += o.known
	c.positive += o.positive
	c.sum.add(o.sum)
	c.squares.add(o.squares)
	c.logs.add(o.logs)
	c.logSquares.add(o.logSquares)
}
