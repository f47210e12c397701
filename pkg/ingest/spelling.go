package ingest

import (
	"context"
	"errors"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// spelling is how a file's dates and numbers are written, decided a field at
// a time: columns of one field, such as months across, are written alike.
type spelling struct {
	dates   map[crm.Field]*crm.DateFormat
	numbers map[crm.Field]*crm.NumberFormat
	// currencies are the signs and codes that stood in the cells looked at.
	currencies []crm.CurrencyCount
}

// spelled lists the fields of each role whose spelling matters. Others, such
// as a probability, are not read, and must not stop the run.
var spelled = map[crm.Role][]crm.Field{
	crm.Deals:      {crm.FieldCloseDate, crm.FieldWonDate, crm.FieldLostDate, crm.FieldCreated, crm.FieldModified, crm.FieldAmount},
	crm.Activities: {crm.FieldDate, crm.FieldDoneDate},
	crm.Scorecard:  {crm.FieldDate, crm.FieldMeasure, crm.FieldValue, crm.FieldPeriodValue},
	crm.Roster:     {crm.FieldStart, crm.FieldEnd, crm.FieldShare},
	crm.Quotas:     {crm.FieldDate, crm.FieldAmount, crm.FieldPeriodValue},
	crm.Skills:     {crm.FieldDate, crm.FieldSelfScore, crm.FieldManagerScore, crm.FieldRequiredScore, crm.FieldWeight},
	crm.Coaching:   {crm.FieldStart, crm.FieldEnd},
}

// witness is the evidence on one field.
type witness struct {
	field   crm.Field
	columns []int
	date    crm.DateEvidence
	number  crm.NumberEvidence
}

func (w *witness) isDate() bool { return w.field.Type() == crm.DateValue }

func (w *witness) add(cell []byte) {
	if w.isDate() {
		w.date.Add(cell)
		return
	}
	w.number.Add(cell)
}

func (w *witness) merge(o *witness) {
	w.date.Merge(&o.date)
	w.number.Merge(&o.number)
}

// spell decides the spelling of the file: on its first rows if they show it
// beyond doubt, else on all of them.
func (in *input) spell(ctx context.Context, r *Request) error {
	all := in.witnesses()
	for _, rec := range in.sample {
		if len(rec.Fields) != in.width {
			continue
		}
		for _, w := range all {
			for _, c := range w.columns {
				w.add([]byte(rec.Fields[c]))
			}
		}
	}
	var open []*witness
	for _, w := range all {
		if !w.decisive(r) || in.mayBeCents(w) {
			open = append(open, w)
		}
	}
	if err := in.examine(ctx, r, open); err != nil {
		return err
	}
	in.settleCents(all)
	return in.decide(r, all)
}

func (in *input) witnesses() []*witness {
	var all []*witness
	for _, f := range spelled[in.mapping.Role] {
		columns := in.mapping.All(f)
		if in.mapping.Role == crm.Quotas && f == crm.FieldDate && len(columns) > 0 {
			columns = append(columns, in.mapping.All(crm.FieldEnd)...) // 4/1 to 6/30 is a quarter
		}
		if len(columns) > 0 {
			all = append(all, &witness{field: f, columns: columns})
		}
	}
	return all
}

// decisive tells whether the first rows leave nothing for later rows to
// decide. Later rows that contradict them are refused one by one.
func (w *witness) decisive(r *Request) bool {
	if w.isDate() {
		order, matters := w.date.Ordered()
		settled := !matters || order != crm.AnyOrder || r.Reading.DateOrder != crm.AnyOrder
		return r.Reading.DateFormat != "" || w.date.Seen() > 0 && settled && r.Reading.TimeZone == nil
	}
	mark, _ := w.number.Mark()
	return (mark != crm.AnyDecimal || r.Reading.Decimal != crm.AnyDecimal) && len(w.number.Currencies()) == 0
}

// examine goes through the whole file for the fields that are still open.
func (in *input) examine(ctx context.Context, r *Request, open []*witness) error {
	if len(open) == 0 {
		return nil
	}
	for _, w := range open {
		w.date, w.number = crm.DateEvidence{}, crm.NumberEvidence{}
	}
	_, err := in.scanWith(ctx, r, func() csvscan.Worker { return newExaminer(open) }, func(done csvscan.Worker) {
		for i, w := range open {
			w.merge(done.(*examiner).witnesses[i])
		}
	})
	return err
}

// examiner collects evidence from one worker's rows.
type examiner struct{ witnesses []*witness }

func newExaminer(open []*witness) *examiner {
	x := &examiner{}
	for _, w := range open {
		x.witnesses = append(x.witnesses, &witness{field: w.field, columns: w.columns})
	}
	return x
}

// Batch looks at every cell of the open columns.
func (x *examiner) Batch(b *csvscan.Batch) error {
	for row := range b.Len() {
		for _, w := range x.witnesses {
			for _, c := range w.columns {
				w.add(b.Field(row, c))
			}
		}
	}
	return nil
}

// decide settles every field; a field that shows nothing by itself borrows
// from its neighbours in the file.
func (in *input) decide(r *Request, all []*witness) error {
	in.dates, in.numbers = map[crm.Field]*crm.DateFormat{}, map[crm.Field]*crm.NumberFormat{}
	dates := crm.DateOptions{Order: r.Reading.DateOrder, Format: r.Reading.DateFormat, Zone: r.Reading.TimeZone, Lent: lentOrder(all)}
	numbers := crm.NumberOptions{Decimal: r.Reading.Decimal, Lent: lentMark(all)}
	for _, w := range all {
		var err error
		if w.isDate() {
			var f crm.DateFormat
			f, err = w.date.Decide(dates)
			in.dates[w.field] = &f
		} else {
			var f crm.NumberFormat
			f, err = w.number.Decide(numbers)
			if w.field == crm.FieldAmount {
				f.RefusePercent()
			}
			in.numbers[w.field] = &f
			in.currencies = append(in.currencies, w.number.Currencies()...)
		}
		if err != nil {
			return in.refuseColumn(err, in.blamed(w, err))
		}
	}
	return nil
}

// blamed is the column of a field that a refusal is about: the first that holds
// the cell which it shows.
func (in *input) blamed(w *witness, err error) int {
	var e *crm.FormatError
	if len(w.columns) == 1 || !errors.As(err, &e) {
		return w.columns[0]
	}
	records := in.src.Reader(in.from, 0)
	for {
		rec, err := records.Next()
		if err != nil {
			return w.columns[0] // at the end, or what a later pass will tell
		}
		for _, c := range w.columns {
			if c < len(rec.Fields) && rec.Fields[c] == e.Example && records.Close() == nil {
				return c
			}
		}
	}
}

// refuseColumn is refuse with the column that it is about.
func (in *input) refuseColumn(err error, column int) error {
	err = in.refuse(err)
	var e *DataError
	if errors.As(err, &e) {
		e.Problems[0].Column = in.mapping.Header(column)
	}
	return err
}

// lentOrder is the order of day and month that the file's dates agree on.
func lentOrder(all []*witness) crm.DateOrder {
	var dates []*crm.DateEvidence
	for _, w := range all {
		dates = append(dates, &w.date)
	}
	return crm.LentOrder(dates)
}

// lentMark is the decimal mark that the file's numbers agree on.
func lentMark(all []*witness) crm.Decimal {
	lent := crm.AnyDecimal
	for _, w := range all {
		mark, _ := w.number.Mark()
		if mark != crm.AnyDecimal && lent != crm.AnyDecimal && mark != lent {
			return crm.AnyDecimal
		}
		lent = max(lent, mark)
	}
	return lent
}

func (in *input) scanOptions(r *Request) csvscan.ScanOptions {
	return csvscan.ScanOptions{From: in.from, Columns: in.width, Wanted: everyColumn(in.width), Workers: r.Workers, ChunkSize: r.chunk}
}
