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
	foreign         bool // in a currency that is not asked for
	deleted         bool // or cancelled
	segment         uint32

	// What of it lies within the days that are asked for; set on entering.
	opens, closes bool
}

// book enters deals into the tallies.
type book struct {
	asked    *Request
	grain    *grain
	acc      *accumulator
	segments segments
	ages     ages
	totals   dealTotals
}

// dealTotals count the deals of one book.
type dealTotals struct {
	won, lost, open, unknownAmount int64
	revenue                        wide
}

func newBook(r *Request, g *grain) book {
	counts := dealCounts + len(dealSteps(r))
	b := book{asked: r, grain: g, acc: newAccumulator(g, counts, true), segments: segments{counts: counts, money: true}}
	if r.Ages {
		b.ages = ages{}
	}
	return b
}

// enter adds a deal; false is one that lies outside of what is asked for.
func (b *book) enter(who []byte, d *deal) bool {
	if !b.place(d) {
		return false
	}
	b.add(b.acc.rep(who), who, d)
	return true
}

// place finds what of a deal lies within what is asked for; false is nothing.
// A deal closed later than that is still open.
func (b *book) place(d *deal) bool {
	d.closes = d.status != crm.Open && b.asked.within(d.closed)
	d.opens = d.created != noDay && b.asked.within(d.created)
	return d.closes || d.opens || d.status == crm.Open && d.created == noDay
}

func (b *book) add(rep uint32, who []byte, d *deal) {
	b.acc.deal(rep, d)
	if part := b.segments.acc(b.grain, d.segment); part != nil {
		part.deal(part.rep(who), d)
	}
	b.ages.add(rep, d)
	b.totals.add(d)
}

func (t *dealTotals) add(d *deal) {
	switch {
	case !d.closes:
		t.open++
	case d.status == crm.Lost:
		t.lost++
	default:
		t.won++
		if !d.known {
			t.unknownAmount++
			return
		}
		t.revenue.add(wideOf(int64(d.amount)))
	}
}

// deal tallies one deal.
func (a *accumulator) deal(rep uint32, d *deal) {
	if d.opens {
		a.count(rep, d.created, openedCount)
	}
	day := d.created
	if d.closes {
		day = d.closed
		a.close(rep, d)
	}
	if !d.opens && !d.closes {
		return
	}
	for _, s := range d.steps {
		a.count(rep, day, dealCounts+s)
	}
}

func (a *accumulator) close(rep uint32, d *deal) {
	if d.status == crm.Lost {
		a.count(rep, d.closed, lostCount)
		return
	}
	a.count(rep, d.closed, wonCount)
	if d.known {
		a.pay(rep, d.closed, d.amount)
	}
}
