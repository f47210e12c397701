package ingest

import (
	"cmp"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// firstWin is an account's first won deal so far.
type firstWin struct {
	day     calendar.Day
	who     string
	segment string
	file    int
	counts  bool // the request's conditions and days do not exclude it
}

// before orders wins so that the first does not depend on the order of the
// rows: of one day, by rep, and one that counts goes before one that does not.
func (f firstWin) before(o firstWin) bool {
	yes := func(b bool) int {
		if b {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(f.day, o.day), cmp.Compare(yes(f.counts), yes(o.counts)),
		strings.Compare(f.who, o.who), strings.Compare(f.segment, o.segment), cmp.Compare(f.file, o.file)) < 0
}

// accounts finds the first won deal of every account. Its memory grows with
// the accounts, so it is kept only where new accounts are asked for.
type accounts struct {
	keys interner
	wins []firstWin
	lone []firstWin // won deals that name no account
}

func (a *accounts) add(account []byte, win firstWin) {
	if len(account) == 0 {
		a.lone = append(a.lone, win)
		return
	}
	id, isNew := a.keys.id(account)
	switch {
	case isNew:
		a.wins = append(a.wins, win)
	case win.before(a.wins[id]):
		a.wins[id] = win
	}
}

func (a *accounts) collect(from *accounts) {
	for i, name := range from.keys.names {
		a.add([]byte(name), from.wins[i])
	}
	a.lone = append(a.lone, from.lone...)
}

// win looks at a row of a won deal, whether the request keeps it or not: the
// first deal of an account is the first of the whole input.
func (w *dealWorker) win(b *csvscan.Batch, row int, d *deal, kept bool) {
	if w.request.Customers != NewAccounts || d.status != crm.Won || d.deleted {
		return
	}
	who, _ := w.orders.reps.id(w.owner.name(row))
	w.newAccounts.add([]byte(crm.PersonKey(firstText(b, row, w.account))), firstWin{
		day: d.closed, who: w.orders.reps.names[who], segment: w.segments.label(d.segment), file: w.input.order,
		counts: kept && w.request.within(d.closed),
	})
}

// bookAccounts counts the first won deals as customers.
func (rd *reader) bookAccounts() {
	if n := int64(len(rd.newAccounts.lone)); n > 0 {
		rd.warning("unknown-account", counted(n, "won deal names no account: it counts as a new one", "won deals name no account: each counts as a new one"))
	}
	books := map[int]*book{}
	for _, win := range append(rd.newAccounts.wins, rd.newAccounts.lone...) {
		if !win.counts {
			continue
		}
		if books[win.file] == nil {
			b := newBook(&rd.req, rd.grain)
			books[win.file] = &b
		}
		b := books[win.file]
		b.acc.count(b.acc.rep([]byte(win.who)), win.day, wonCount)
		if win.segment != "" {
			part := b.segments.acc(rd.grain, b.segments.number(win.segment))
			part.count(part.rep([]byte(win.who)), win.day, wonCount)
		}
	}
	for _, in := range rd.of(crm.Deals) {
		if b := books[in.order]; b != nil {
			who := columnsOf(in.mapping, crm.FieldRep, crm.FieldRepEmail, crm.FieldRepID)
			rd.firsts.take(b.acc, rd.resolve(in, b.acc, who))
			rd.takeSegments(in, &b.segments, who, &rd.firstsBySegment)
		}
	}
}
