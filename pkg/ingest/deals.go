package ingest

import (
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// The days of a deal.
const (
	closedDay = iota
	wonDay
	lostDay
	createdDay
	dealDays
)

// dealPlan says where the cells of a deal stand. It is shared by all workers.
type dealPlan struct {
	*input
	request *Request
	steps   []ExtraStep

	who                       []int  // owner columns, the best first
	whose                     []byte // the owner of rows that these leave empty
	words                     []int  // columns that decide what a deal counts as
	days                      [dealDays]dateColumn
	amount, deleted, currency int
	key                       int // what the rows of one deal share
	account, parts            []origin
	amounts                   *crm.NumberFormat
	flat                      *crm.Amount // the amount of every row
	conditions                []condition
}

func newDealPlan(in *input, r *Request) *dealPlan {
	m := in.mapping
	p := &dealPlan{
		input: in, request: r, steps: dealSteps(r),
		days: [dealDays]dateColumn{
			closedDay: in.dateColumn(crm.FieldCloseDate), wonDay: in.dateColumn(crm.FieldWonDate),
			lostDay: in.dateColumn(crm.FieldLostDate), createdDay: in.dateColumn(crm.FieldCreated),
		},
		amount: m.Index(crm.FieldAmount), amounts: in.numbers[crm.FieldAmount],
		deleted: m.Index(crm.FieldDeleted), currency: m.Index(crm.FieldCurrency),
		account: in.origins(crm.FieldAccountID, crm.FieldAccount), parts: in.originsNamed(r.SegmentBy),
		key: in.dealKey(r), conditions: in.conditions(r),
	}
	p.who, p.whose = columnsIn(in.origins(whoFields...))
	if v, ok := plainNumber.Parse([]byte(in.always[crm.FieldAmount])); ok {
		p.flat = &v
	}
	for _, f := range statusFields {
		if m.Has(f) {
			p.words = append(p.words, m.Index(f))
		}
	}
	return p
}

var statusFields = []crm.Field{crm.FieldStage, crm.FieldStatus, crm.FieldIsWon, crm.FieldIsClosed, crm.FieldValuePeriod}

// dealVerdict is what the words of a deal mean.
type dealVerdict struct {
	status        crm.Status
	known         bool
	unread        crm.Field // a flag that is neither yes nor no
	word          string
	silent        bool   // no cell tells the status, and what is said of all rows does
	period        string // that the amount is for
	steps         []int  // extra steps that the stage belongs to
	count         int64  // rows
	when          int    // the day that it was closed on, of the days of a deal
	isWon, isLost int    // 1 if it is
}

// dealWorker tallies deals.
type dealWorker struct {
	rowReader
	*dealPlan
	book
	orders    orders
	prices    currencies
	memo      memo[dealVerdict]
	reversals int64 // lines of orders that are lost and have a negative amount
	plain     bool  // no row is left out, told apart or part of a deal

	// The batch at hand, taken apart column by column.
	on    [dealDays][]calendar.Day
	said  []uint32 // the state of memo
	owner owners
	strip strip

	quick dealQuick

	newAccounts accounts
}

func (p *dealPlan) worker(g *grain) *dealWorker {
	w := &dealWorker{
		rowReader: p.newRowReader(p.request),
		dealPlan:  p,
		book:      newBook(p.request, g),
		prices:    currencies{column: p.currency, always: []byte(p.always[crm.FieldCurrency]), reading: &p.request.Reading},
		owner:     owners{mapping: p.mapping, always: p.whose},
	}
	w.acc.lazy = true
	w.plain = w.whole() && p.deleted == absent && p.key == absent && len(p.conditions)+len(p.parts) == 0 &&
		p.amount != absent && p.request.Customers != NewAccounts && !p.request.Ages
	return w
}

// Batch tallies the rows.
func (w *dealWorker) Batch(b *csvscan.Batch) error {
	w.ids.see(b, &w.strip)
	least := noDay
	for i := range w.on {
		var l calendar.Day
		w.on[i], l = w.days[i].days(b, &w.strip, w.on[i])
		least = min(least, l)
	}
	w.said = sized(w.said, b.Len())
	for row := range w.said {
		w.said[row] = bit(w.on[wonDay][row] != noDay) | bit(w.on[lostDay][row] != noDay)<<1
	}
	w.memo.states(b, w.words, &w.strip, w.said)
	w.owner.read(b, w.who, &w.strip)
	if w.plain && least > badDay {
		w.tally(b)
	} else {
		for row := range b.Len() {
			w.row(b, row)
		}
	}
	w.acc.flush()
	w.end(b)
	return nil
}

func (w *dealWorker) row(b *csvscan.Batch, row int) {
	if !w.begin(b, row) {
		return
	}
	var d deal
	v := w.parse(b, row, &d)
	if v == nil {
		return
	}
	d.segment = w.segments.read(b, row, w.parts)
	kept := !d.foreign && !d.deleted && met(w.conditions, b, row)
	w.win(b, row, &d, kept)
	if !kept || !w.take(b, row, &d) {
		w.leftOut++
		return
	}
	v.count++
	w.used++
}

// take books the deal, or adds the row to those that make one up.
func (w *dealWorker) take(b *csvscan.Batch, row int, d *deal) bool {
	if key := cell(b, row, w.key); len(key) > 0 {
		if d.status == crm.Lost && d.amount < 0 {
			w.reversals++
		}
		w.orders.add(key, w.owner.name(row), order{deal: *d, label: w.segments.label(d.segment), file: w.input.order})
		return true
	}
	if !w.place(d) {
		return false
	}
	w.book.add(w.owner.rep(w.acc, row), w.owner.name(row), d)
	return true
}

// parse takes the row apart; nil is a row that was refused.
func (w *dealWorker) parse(b *csvscan.Batch, row int, d *deal) *dealVerdict {
	var days [dealDays]calendar.Day
	for i := range days {
		days[i] = w.on[i][row]
		if days[i] == badDay {
			return w.fail(b, row, badDate, &w.days[i])
		}
	}
	d.created = days[createdDay]
	if bad, ok := w.parseAmount(b, row, d); !ok {
		w.refuse(b, row, bad, w.spot(crm.FieldAmount))
		return nil
	}
	v := w.judge(b, row)
	if v.unread != "" {
		w.refuse(b, row, badFlag, w.spot(v.unread))
		return nil
	}
	gone, ok := w.flagged(w.deleted, b, row)
	if !ok {
		w.refuse(b, row, badFlag, w.spot(crm.FieldDeleted))
		return nil
	}
	d.status, d.steps, d.closed, d.deleted = v.status, v.steps, days[v.when], gone
	if d.status != crm.Open && d.closed == noDay {
		return w.fail(b, row, noCloseDate, &w.days[closedDay])
	}
	if w.owner.doubtful(row) && (!v.known || w.titled(b, row)) && w.dropFurniture(b, row) {
		return nil
	}
	return v
}

func (w *dealWorker) fail(b *csvscan.Batch, row int, f fault, d *dateColumn) *dealVerdict {
	w.refuse(b, row, f, d.spot)
	return nil
}

// dropFurniture looks at a row that does not say whose it is, or gives a word
// for totals as its rep: it may be a subtotal.
func (r *rowReader) dropFurniture(b *csvscan.Batch, row int) bool {
	if !r.isFurniture(b, row) {
		return false
	}
	r.rows--
	r.furniture++
	return true
}

// closingDay prefers the day of winning or losing to the closing day, which
// some CRMs keep as planned.
func closingDay(s crm.Status, won, lost bool) int {
	switch {
	case s == crm.Won && won:
		return wonDay
	case s == crm.Lost && lost:
		return lostDay
	}
	return closedDay
}

// parseAmount reads the amount in the wanted currency.
func (w *dealWorker) parseAmount(b *csvscan.Batch, row int, d *deal) (bad fault, ok bool) {
	if w.amount == absent && w.flat == nil {
		return 0, true
	}
	c := cell(b, row, w.amount)
	price, agrees := w.prices.of(b, row, c)
	if !agrees {
		return twoCurrencies, false
	}
	d.foreign = !price.keep
	switch {
	case w.flat != nil:
		d.amount, d.known = *w.flat, true
	case len(c) == 0:
		return 0, true
	default:
		if d.amount, d.known = w.amounts.Parse(c); !d.known {
			return badNumber, w.mapping.Missing(c)
		}
	}
	if w.mapping.Cents {
		d.amount /= 100
	}
	price.amounts++
	d.amount = price.convert(d.amount)
	return 0, true
}

// judge looks up what the words of the row mean.
func (w *dealWorker) judge(b *csvscan.Batch, row int) *dealVerdict {
	if v := w.memo.verdict(w.said[row]); v != nil {
		return v
	}
	v := w.newVerdict(b, row, w.on[wonDay][row] != noDay, w.on[lostDay][row] != noDay)
	if v.unread != "" {
		return &v // not kept, so that such rows are looked at one by one
	}
	return w.memo.add(w.said[row], v)
}

func (w *dealWorker) newVerdict(b *csvscan.Batch, row int, won, lost bool) dealVerdict {
	m := w.mapping
	text := func(f crm.Field) string { return w.text(b, row, f) }
	c := crm.DealCells{
		Stage: text(crm.FieldStage), Status: string(cell(b, row, m.Index(crm.FieldStatus))), // one of all rows is known to m
		IsWon: text(crm.FieldIsWon), IsClosed: text(crm.FieldIsClosed), WonDate: won, LostDate: lost,
	}
	v := dealVerdict{word: dealWord(c)}
	v.status, v.known = m.DealStatus(c)
	v.unread, _ = m.UnreadFlag(c)
	v.period = text(crm.FieldValuePeriod)
	v.when = closingDay(v.status, won, lost)
	v.isWon, v.isLost = int(bit(v.status == crm.Won)), int(bit(v.status == crm.Lost))
	if always, ok := m.Constant(crm.FieldStatus); ok && m.Missing([]byte(c.Status)) {
		v.word, v.silent = always, true
	}
	for i, s := range w.steps {
		if hasWord(s.Stages, c.Stage) || hasWord(s.Stages, text(crm.FieldStatus)) {
			v.steps = append(v.steps, i)
		}
	}
	return v
}

// dealWord is the word that check lists for a combination of cells.
func dealWord(c crm.DealCells) string {
	switch {
	case c.Status != "":
		return c.Status
	case c.Stage != "":
		return c.Stage
	case c.IsWon != "" || c.IsClosed != "":
		return "won=" + c.IsWon + " closed=" + c.IsClosed
	}
	return ""
}
