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
	pages  [][]int32  // by place and rep: one more than its page, or 0

	// The tallies, page by page: a rep's over one block of periods. Slabs are
	// never copied, and a tally is found without a look at a page.
	paged   int
	slabs   [][]int64     // by period and quantity
	amounts [][]moneyCell // by period

	// A worker that meets rows puts off what it counts until the end of a batch
	// (see flush).
	lazy  bool
	ticks []tick
	pays  []pay
}

// tick is a quantity to be raised at a place, pay an amount to be added there.
type (
	tick struct{ place, quantity uint32 }
	pay  struct {
		place  int
		amount crm.Amount
	}
)

// mark is what counts for a rep on a day.
type mark struct {
	rep uint32
	day calendar.Day
}

// slabPages is how many pages a slab holds.
const slabPages = 16

// presence is what is known of a rep beside the tallies.
type presence struct {
	rows        int64
	first, last calendar.Day
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

// at is the place of a rep's tallies of a day, counted in periods, and
// remembers that the rep was seen on that day.
func (a *accumulator) at(rep uint32, day calendar.Day) int {
	who := &a.people[rep]
	who.first, who.last = min(who.first, day), max(who.last, day)
	i := a.grain.of(day)
	place := int(a.blocks[i/blockSpan])
	if place == 0 || int(rep) >= len(a.pages[place-1]) || a.pages[place-1][rep] == 0 {
		place = a.newPage(int(rep), i/blockSpan)
	}
	return int(a.pages[place-1][rep]-1)*blockSpan + i%blockSpan
}

// newPage gives the rep a page for a block, and tells the block's place plus
// one.
func (a *accumulator) newPage(rep, block int) int {
	if a.blocks[block] == 0 {
		a.pages, a.used = append(a.pages, nil), append(a.used, block)
		a.blocks[block] = int16(len(a.pages))
	}
	of := &a.pages[a.blocks[block]-1]
	for len(*of) <= rep {
		*of = append(*of, 0)
	}
	if a.paged%slabPages == 0 {
		a.slabs = append(a.slabs, make([]int64, slabPages*blockSpan*a.counts))
		if a.money {
			a.amounts = append(a.amounts, make([]moneyCell, slabPages*blockSpan))
		}
	}
	a.paged++
	(*of)[rep] = int32(a.paged)
	return int(a.blocks[block])
}

// tally is the quantities at a place.
func (a *accumulator) tally(place int) []int64 {
	slab := a.slabs[place/(slabPages*blockSpan)]
	from := place % (slabPages * blockSpan) * a.counts
	return slab[from : from+a.counts]
}

func (a *accumulator) amount(place int) *moneyCell {
	return &a.amounts[place/(slabPages*blockSpan)][place%(slabPages*blockSpan)]
}

// count adds one to a quantity of the rep on that day.
func (a *accumulator) count(rep uint32, day calendar.Day, quantity int) {
	place := a.at(rep, day)
	if a.lazy {
		a.ticks = append(a.ticks, tick{uint32(place), uint32(quantity)})
		return
	}
	a.tally(place)[quantity]++
}

// countAll adds one to a quantity for each mark.
func (a *accumulator) countAll(marks []mark, quantity int) {
	for _, m := range marks {
		a.tally(a.at(m.rep, m.day))[quantity]++
	}
}

// pay adds an amount to what the rep won on that day.
func (a *accumulator) pay(rep uint32, day calendar.Day, amount crm.Amount) {
	p := pay{a.at(rep, day), amount}
	if a.lazy {
		a.pays = append(a.pays, p)
		return
	}
	a.amount(p.place).add(amount)
}

// flush adds what was put off. The tallies are too many for the processor's
// near caches; in short loops it fetches those of many rows at once, and need
// not wait for each.
func (a *accumulator) flush() {
	for _, t := range a.ticks {
		a.tally(int(t.place))[t.quantity]++
	}
	for _, p := range a.pays {
		a.amount(p.place).addSum(p.amount)
	}
	for _, p := range a.pays {
		a.amount(p.place).addLog(p.amount)
	}
	a.ticks, a.pays = a.ticks[:0], a.pays[:0]
}

// logUnit is the fineness of logarithms: 2^-40 is below the rounding of the
// interval estimates made from them by many orders.
const logUnit = 1 << 40

func (c *moneyCell) add(v crm.Amount) {
	c.addSum(v)
	c.addLog(v)
}

func (c *moneyCell) addSum(v crm.Amount) {
	c.known++
	c.sum.add(wideOf(int64(v)))
	c.squares.add(square(int64(v)))
}

func (c *moneyCell) addLog(v crm.Amount) {
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
