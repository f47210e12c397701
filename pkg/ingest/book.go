package ingest

import (
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
)

// The quantities counted of deals; those of extra steps follow.
const (
	openedCount = iota
	wonCount
	lostCount
	dealCounts
)

// deal is one deal taken apart. Its rep is numbered by the accumulator that it
// is booked into.
type deal struct {
	status          crm.Status
	steps           []int // extra steps that its stage belongs to
	created, closed calendar.Day
	amount          crm.Amount
	known           bool // the amount is
}

// book enters deals into the tallies.
type book struct {
	asked  *Request
	acc    *accumulator
	totals dealTotals
}

// dealTotals count the deals of one book.
type dealTotals struct{ won, lost, open, unknownAmount int64 }

func newBook(r *Request, g *grain) book {
	return book{asked: r, acc: newAccumulator(g, dealCounts+len(dealSteps(r)), true)}
}

// enter adds a deal; false is one that lies outside of what is asked for. A
// deal closed later than that is still open.
func (b *book) enter(who []byte, d *deal) bool {
	closed := d.status != crm.Open && b.asked.within(d.closed)
	opened := d.created != noDay && b.asked.within(d.created)
	if !closed && !opened && (d.status != crm.Open || d.created != noDay) {
		return false
	}
	rep := b.acc.rep(who)
	if opened {
		b.acc.count(rep, d.created, openedCount, 1)
	}
	if closed {
		b.close(rep, d)
	} else {
		b.totals.open++
	}
	b.stages(rep, d, closed)
	return true
}

func (b *book) close(rep uint32, d *deal) {
	if d.status == crm.Lost {
		b.totals.lost++
		b.acc.count(rep, d.closed, lostCount, 1)
		return
	}
	b.totals.won++
	b.acc.count(rep, d.closed, wonCount, 1)
	if d.known {
		b.acc.earn(rep, d.closed, d.amount)
	} else {
		b.totals.unknownAmount++
	}
}

// stages counts the deal for the extra steps that its stage belongs to.
func (b *book) stages(rep uint32, d *deal, closed bool) {
	day := d.created
	if closed {
		day = d.closed
	}
	if day == noDay || !b.asked.within(day) {
		return
	}
	for _, s := range d.steps {
		b.acc.count(rep, day, dealCounts+s, 1)
	}
}
