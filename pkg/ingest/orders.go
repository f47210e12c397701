package ingest

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
)

// order is a deal that several rows make up. It is won if any line is, else
// lost if any is, and only the lines that say so make up its amount, its day and
// its rep: what was lost of an order that was won is no revenue. The amount is
// their sum, the day the earliest, and the rep is the one of the earliest, of
// equals the one whose name sorts first; so that neither the order of the lines
// nor the files they are in matter.
//
// Equal lines of one order are lines, not duplicates: two boxes of the same
// thing are billed twice.
type order struct {
	deal
	rep   string
	label string // of its segment
	file  int    // the first file that has a line
	mixed bool   // lines name several reps
	torn  bool   // lines are won and not won, or lost and open
	split bool   // lines stand in several files
}

func (o *order) plus(l *order) {
	sum := *o
	switch have, more := decides(o.status), decides(l.status); {
	case more > have:
		sum = *l
	case more == have:
		sum.join(l)
	}
	sum.mixed = o.mixed || l.mixed || o.rep != l.rep
	sum.torn = o.torn || l.torn || o.status != l.status
	sum.split = o.split || l.split || o.file != l.file
	sum.created, sum.file = earliest(o.created, l.created), min(o.file, l.file)
	*o = sum
}

// join adds lines of the same status.
func (o *order) join(l *order) {
	if cmp.Or(cmp.Compare(l.closed, o.closed), strings.Compare(l.rep, o.rep)) < 0 {
		o.rep = l.rep
	}
	o.closed = earliest(o.closed, l.closed)
	o.amount += l.amount
	o.known = o.known || l.known
	o.label = min(o.label, l.label)
	if len(l.steps) > len(o.steps) {
		o.steps = l.steps
	}
}

// decides orders the statuses of lines: the greatest is that of their order.
func decides(s crm.Status) int {
	switch s {
	case crm.Won:
		return 2
	case crm.Lost:
		return 1
	}
	return 0
}

// earliest is the earlier of two days, either of which may be noDay.
func earliest(a, b calendar.Day) calendar.Day {
	if a == noDay || b != noDay && b < a {
		return b
	}
	return a
}

// orders gathers the lines that one worker meets.
type orders struct {
	keys interner
	list []order
	reps interner
}

// add adds a line. Its rep is interned, so that a line costs no allocation.
func (o *orders) add(key, who []byte, line order) {
	rep, _ := o.reps.id(who)
	line.rep = o.reps.names[rep]
	id, isNew := o.keys.id(key)
	if isNew {
		o.list = append(o.list, line)
		return
	}
	o.list[id].plus(&line)
}

// collect merges the orders of workers and files.
func (o *orders) collect(from *orders) {
	for i := range from.list {
		id, isNew := o.keys.id([]byte(from.keys.names[i]))
		if isNew {
			o.list = append(o.list, from.list[i])
			continue
		}
		o.list[id].plus(&from.list[i])
	}
}

// dealKey is the column that the lines of a deal share, or absent.
func (in *input) dealKey(r *Request) int {
	if r.DealKey != "" {
		return in.columnNamed(r.DealKey)
	}
	return in.mapping.Index(crm.FieldDealKey)
}

// idColumn is the column of record ids, or absent. What the rows of one deal
// share is not an id of the rows: such rows are no versions of each other.
func (in *input) idColumn(r *Request) int {
	column := in.mapping.Index(crm.FieldID)
	if in.mapping.Role == crm.Deals && column == in.dealKey(r) {
		return absent
	}
	return column
}

// takeOrders adds the lines of a file to those of its kind: order 1 of one
// system is not order 1 of another.
func (rd *reader) takeOrders(in *input, from *orders) {
	kind := rd.idKindOf(in, (*input).dealKey)
	if rd.orders[kind] == nil {
		rd.orders[kind] = &orders{}
	}
	rd.orders[kind].collect(from)
}

// bookOrders enters the deals that several rows make up, a book a file.
func (rd *reader) bookOrders() {
	books := map[int]*book{}
	for _, kind := range slices.Sorted(maps.Keys(rd.orders)) {
		for i := range rd.orders[kind].list {
			rd.bookOrder(&rd.orders[kind].list[i], books)
		}
	}
	for _, in := range rd.of(crm.Deals) {
		if b := books[in.order]; b != nil {
			rd.takeBook(in, b)
		}
	}
}

// bookOrder enters an order into the book of its file.
func (rd *reader) bookOrder(o *order, books map[int]*book) {
	b := books[o.file]
	if b == nil {
		fresh := newBook(&rd.req, rd.grain)
		b, books[o.file] = &fresh, &fresh
	}
	if o.segment = 0; o.label != "" {
		o.segment = b.segments.number(o.label)
	}
	b.enter([]byte(o.rep), &o.deal)
	rd.oddOrders.count(o)
}

// oddOrders counts the orders whose lines disagree.
type oddOrders struct{ mixed, torn, split int64 }

func (n *oddOrders) count(o *order) {
	n.mixed += int64(bit(o.mixed))
	n.torn += int64(bit(o.torn))
	n.split += int64(bit(o.split))
}
