package demo

import (
	"cmp"
	"slices"
	"strconv"
)

// board is the whole simulated team: what the CRM would know of it.
type board struct {
	seed      uint64
	cal       *almanac
	histories []history // in the order of the cast
}

func simulate(seed uint64) *board {
	b := &board{seed: seed, cal: newAlmanac()}
	for _, p := range cast {
		b.histories = append(b.histories, p.played(seed, b.cal))
	}
	return b
}

// inWindow: a deal is exported when it was created or closed in the period.
func (b *board) inWindow(d deal) bool {
	return d.created >= b.cal.from || d.fate != stale && d.closes >= b.cal.from
}

// isOpen tells whether the deal is undecided on the last day.
func (b *board) isOpen(d deal) bool { return d.fate == stale || d.closes > b.cal.to }

// ownedDeal is a deal with its place: rep is -1 where the CRM has no owner.
type ownedDeal struct {
	deal
	rep, seq int
	id       string
	existing bool // the company had bought before
}

// deals gives every exported deal with its record id, by time of creation.
func (b *board) deals() []ownedDeal {
	var all []ownedDeal
	for rep, h := range b.histories {
		for seq, d := range h.deals {
			all = append(all, ownedDeal{deal: d, rep: rep, seq: seq})
		}
	}
	for seq, d := range inbound(b) {
		all = append(all, ownedDeal{deal: d, rep: -1, seq: seq})
	}
	slices.SortFunc(all, func(x, y ownedDeal) int {
		return cmp.Or(x.created-y.created, x.minute-y.minute, x.rep-y.rep, x.seq-y.seq)
	})
	markExisting(all)
	all = slices.DeleteFunc(all, func(d ownedDeal) bool { return !b.inWindow(d.deal) })
	for i := range all {
		all[i].id = recordID(31_402_118_000, i)
	}
	return all
}

// recordID numbers records upwards with gaps, as a CRM does.
func recordID(base int64, i int) string {
	return strconv.FormatInt(base+int64(i)*37+int64(i%7), 10)
}

// markExisting marks the deals created after their company had already bought.
func markExisting(byCreation []ownedDeal) {
	type account struct{ rep, company int }
	bought := map[account]int{}
	for i, d := range byCreation {
		key := account{d.rep, d.company}
		first, ok := bought[key]
		byCreation[i].existing = ok && first < d.created
		if d.fate == won && (!ok || d.closes < first) {
			bought[key] = d.closes
		}
	}
}

// inbound deals came without a visit and without an owner, two a quarter.
func inbound(b *board) []deal {
	rng := newStream(b.seed, "(no owner)", 0)
	ends := [6]fate{won, lost, won, lost, won, lost}
	var out []deal
	for i, end := range ends {
		created := b.cal.workday(b.cal.from + 30 + i*95)
		out = append(out, deal{
			created: created, minute: 11*60 + rng.IntN(300),
			closes: b.cal.workday(created + 14 + rng.IntN(40)), closing: 10*60 + rng.IntN(300),
			fate: end, company: i, cents: lognormal(rng, products[0].median),
		})
	}
	return out
}
