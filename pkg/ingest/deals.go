package ingest

import (
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// The quantities counted of deals; those of extra steps follow.
const (
	openedCount = iota
	wonCount
	lostCount
	dealCounts
)

// dealPlan says where the cells of a deal stand. It is shared by all workers.
type dealPlan struct {
	*input
	asked *Request
	steps []ExtraStep

	who                        []int // owner columns, the best first
	words                      []int // columns that decide the status
	closed, won, lost, created dateColumn
	amount, deleted, currency  int
	amounts                    *crm.NumberFormat
	conditions                 []condition
}

func newDealPlan(in *input, r *Request) *dealPlan {
	m := in.mapping
	p := &dealPlan{
		input: in, asked: r, steps: dealSteps(r),
		who:    columnsOf(m, crm.FieldRep, crm.FieldRepEmail, crm.FieldRepID),
		closed: in.dateColumn(crm.FieldCloseDate), won: in.dateColumn(crm.FieldWonDate),
		lost: in.dateColumn(crm.FieldLostDate), created: in.dateColumn(crm.FieldCreated),
		amount: m.Index(crm.FieldAmount), amounts: in.numbers[crm.FieldAmount],
		deleted: m.Index(crm.FieldDeleted), currency: m.Index(crm.FieldCurrency),
		conditions: in.conditions(r),
	}
	for _, f := range statusFields {
		if m.Has(f) {
			p.words = append(p.words, m.Index(f))
		}
	}
	return p
}

var statusFields = []crm.Field{crm.FieldStage, crm.FieldStatus, crm.FieldIsWon, crm.FieldIsClosed}

// dealVerdict is what the words of a deal mean.
type dealVerdict struct {
	status crm.Status
	known  bool
	word   string
	steps  []int // extra steps that the stage belongs to
	count  int64 // rows
}

// deal is one deal taken apart.
type deal struct {
	rep             []byte
	verdict         *dealVerdict
	created, closed calendar.Day
	amount          crm.Amount
	known           bool // the amount is
}

// dealWorker tallies deals.
type dealWorker struct {
	rowReader
	*dealPlan
	acc      *accumulator
	memo     memo[dealVerdict]
	totals   dealTotals
	unplaced int64 // open or closed deals without a creation date
}

// dealTotals count the deals of one worker.
type dealTotals struct{ won, lost, open, unknownAmount int64 }

func (p *dealPlan) worker(g *grain) *dealWorker {
	return &dealWorker{
		rowReader: rowReader{in: p.input, req: p.asked, bad: badRows{keep: p.asked.BadRows.keep()}},
		dealPlan:  p,
		acc:       newAccumulator(g, dealCounts+len(p.steps), true),
	}
}

// Batch tallies the rows.
func (w *dealWorker) Batch(b *csvscan.Batch) error {
	for row := range b.Len() {
		w.row(b, row)
	}
	w.ragged(b)
	return nil
}

func (w *dealWorker) row(b *csvscan.Batch, row int) {
	w.rows++
	if w.superseded.next(b, row) {
		w.duplicates++
		return
	}
	var d deal
	if !w.parse(b, row, &d) {
		return
	}
	if !wanted(w.deleted, w.conditions, b, row) || !w.tally(&d) {
		w.leftOut++
		return
	}
	d.verdict.count++
	w.used++
}

// parse takes the row apart; false is a row that was refused.
func (w *dealWorker) parse(b *csvscan.Batch, row int, d *deal) bool {
	closed, ok := w.closed.day(b, row)
	if !ok {
		return w.fail(b, row, badDate, &w.closed)
	}
	won, ok := w.won.day(b, row)
	if !ok {
		return w.fail(b, row, badDate, &w.won)
	}
	lost, ok := w.lost.day(b, row)
	if !ok {
		return w.fail(b, row, badDate, &w.lost)
	}
	if d.created, ok = w.created.day(b, row); !ok {
		return w.fail(b, row, badDate, &w.created)
	}
	if !w.parseAmount(b, row, d) {
		w.refuse(b, row, badNumber, w.amount, crm.FieldAmount)
		return false
	}
	d.rep = firstCell(b, row, w.who)
	d.verdict = w.judge(b, row, won != noDay, lost != noDay)
	d.closed = closingDay(d.verdict.status, closed, won, lost)
	if d.verdict.status != crm.Open && d.closed == noDay {
		return w.fail(b, row, noCloseDate, &w.closed)
	}
	return d.verdict.known || len(d.rep) > 0 || !w.dropFurniture(b, row)
}

func (w *dealWorker) fail(b *csvscan.Batch, row int, f fault, d *dateColumn) bool {
	w.refuse(b, row, f, d.column, d.field)
	return false
}

// dropFurniture looks at a row that says neither whose it is nor what became
// of it: it may be a subtotal.
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
func closingDay(s crm.Status, closed, won, lost calendar.Day) calendar.Day {
	switch {
	case s == crm.Won && won != noDay:
		return won
	case s == crm.Lost && lost != noDay:
		return lost
	}
	return closed
}

func (w *dealWorker) parseAmount(b *csvscan.Batch, row int, d *deal) bool {
	if w.amount == absent {
		return true
	}
	c := b.Field(row, w.amount)
	if len(c) == 0 {
		return true
	}
	d.amount, d.known = w.amounts.Parse(c)
	if w.mapping.Cents {
		d.amount /= 100
	}
	return d.known || w.mapping.Missing(c)
}

// judge looks up what the words of the row mean.
func (w *dealWorker) judge(b *csvscan.Batch, row int, won, lost bool) *dealVerdict {
	var flags byte
	if won {
		flags |= 1
	}
	if lost {
		flags |= 2
	}
	id, isNew := w.memo.keys.id(w.memo.key(b, row, w.words, flags))
	if isNew {
		w.memo.verdicts = append(w.memo.verdicts, w.newVerdict(b, row, won, lost))
	}
	return &w.memo.verdicts[id]
}

func (w *dealWorker) newVerdict(b *csvscan.Batch, row int, won, lost bool) dealVerdict {
	m := w.mapping
	text := func(f crm.Field) string { return string(cell(b, row, m.Index(f))) }
	c := crm.DealCells{
		Stage: text(crm.FieldStage), Status: text(crm.FieldStatus),
		IsWon: text(crm.FieldIsWon), IsClosed: text(crm.FieldIsClosed), WonDate: won, LostDate: lost,
	}
	v := dealVerdict{word: dealWord(c)}
	v.status, v.known = m.DealStatus(c)
	for i, s := range w.steps {
		if hasWord(s.Stages, c.Stage) || hasWord(s.Stages, c.Status) {
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

// tally adds the deal; false is a deal that lies outside of what is asked for.
func (w *dealWorker) tally(d *deal) bool {
	closed := d.verdict.status != crm.Open && w.req.within(d.closed)
	opened := d.created != noDay && w.req.within(d.created)
	if !closed && !opened && (d.verdict.status != crm.Open || d.created != noDay) {
		return false
	}
	rep := w.acc.rep(d.rep)
	if opened {
		w.acc.count(rep, d.created, openedCount, 1)
	}
	if closed {
		w.close(rep, d)
	} else {
		w.totals.open++
	}
	w.stages(rep, d, closed)
	return true
}

func (w *dealWorker) close(rep uint32, d *deal) {
	if d.verdict.status == crm.Lost {
		w.totals.lost++
		w.acc.count(rep, d.closed, lostCount, 1)
		return
	}
	w.totals.won++
	w.acc.count(rep, d.closed, wonCount, 1)
	if d.known {
		w.acc.earn(rep, d.closed, d.amount)
	} else {
		w.totals.unknownAmount++
	}
}

// stages counts the deal for the extra steps that its stage belongs to.
func (w *dealWorker) stages(rep uint32, d *deal, closed bool) {
	day := d.created
	if closed {
		day = d.closed
	}
	if day == noDay || !w.req.within(day) {
		return
	}
	for _, s := range d.verdict.steps {
		w.acc.count(rep, day, dealCounts+s, 1)
	}
}
