package ingest

import (
	"iter"
	"runtime"
	"slices"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// records scans deals and activities.
func (rd *reader) records() error {
	deals := rd.plan(crm.Deals, func(in *input) func() tracker {
		plan := newDealPlan(in, &rd.req)
		return func() tracker { return plan.worker(rd.grain) }
	})
	activities := rd.plan(crm.Activities, func(in *input) func() tracker {
		plan := newActivityPlan(in, &rd.req)
		return func() tracker { return plan.worker(rd.grain) }
	})
	rd.scanAll(slices.Concat(deals, activities))
	if err := rd.take(deals); err != nil {
		return err
	}
	rd.oneValuePeriod()
	rd.bookOrders()
	rd.bookAccounts()
	if err := rd.oneCurrency(); err != nil {
		return err
	}
	return rd.take(activities)
}

func (rd *reader) plan(role crm.Role, worker func(*input) func() tracker) []*fileScan {
	var scans []*fileScan
	rd.shortenIDs(rd.of(role))
	for _, in := range rd.of(role) {
		in.hashIDs = in.shortIDs || in.idsJump(&rd.req)
		scans = append(scans, &fileScan{in: in, make: worker(in)})
	}
	return scans
}

// scanAll scans the files, one after the other: each keeps all processors
// busy. But a compressed file keeps one busy with expanding it, so such files
// are scanned side by side.
func (rd *reader) scanAll(scans []*fileScan) {
	side := 1
	if slices.ContainsFunc(scans, func(s *fileScan) bool { return s.in.src.Dialect().Compression != "" }) {
		side = runtime.GOMAXPROCS(0)
	}
	each(len(scans), side, func(i int) {
		s := scans[i]
		s.workers, s.err = s.in.scan(rd.ctx, &rd.req, s.make)
	})
}

// take takes in what the workers of a role tallied, duplicates left out.
func (rd *reader) take(all []*fileScan) error {
	var scans []*fileScan
	for _, s := range all {
		switch {
		case s.err == nil:
			scans = append(scans, s)
		case !rd.note(s.err):
			return s.err
		}
	}
	if err := rd.unique(scans); err != nil {
		return err
	}
	for _, s := range scans {
		for _, t := range s.workers {
			t.takenBy(rd)
		}
		if err := rd.finishScan(s.in, s.workers); err != nil && !rd.note(err) {
			return err
		}
	}
	return nil
}

// idsJump tells whether the first rows show that ids are in no order.
func (in *input) idsJump(r *Request) bool {
	column := in.idColumn(r)
	if column == absent {
		return false
	}
	w := idWatch{column: column}
	for _, rec := range in.sample {
		if column < len(rec.Fields) && rec.Fields[column] != "" {
			w.follow([]byte(rec.Fields[column]), 0)
		}
	}
	return len(w.runs) > len(in.sample)/10
}

func (w *dealWorker) takenBy(rd *reader) {
	w.input.priced(w.prices.verdicts)
	w.valuePeriods(w.input)
	w.input.reversals += w.reversals
	rd.newAccounts.collect(&w.newAccounts)
	rd.takeOrders(w.input, &w.orders)
	rd.takeBook(w.input, &w.book)
	w.report(&w.input.report)
}

func (w *activityWorker) takenBy(rd *reader) {
	rd.visits.take(w.acc, rd.identifyReps(w.input, w.acc, w.who))
	rd.takeSegments(w.input, &w.segments, w.who, &rd.visitsBySegment)
	w.report(&w.input.report)
}

// takeBook keeps the tallies of a book and counts its deals for the file.
func (rd *reader) takeBook(in *input, b *book) {
	who := columnsOf(in.mapping, crm.FieldRep, crm.FieldRepEmail, crm.FieldRepID)
	persons := rd.identifyReps(in, b.acc, who)
	rd.deals.take(b.acc, persons)
	rd.takeSegments(in, &b.segments, who, &rd.dealsBySegment)
	if b.ages != nil {
		rd.aged = append(rd.aged, aged{b.ages, persons})
	}
	t := &in.report.Totals
	t.Won, t.Lost, t.Open = t.Won+b.totals.won, t.Lost+b.totals.lost, t.Open+b.totals.open
	t.UnknownAmount += b.totals.unknownAmount
	in.revenue.add(b.totals.revenue)
}

// identifyReps finds the person of each rep that a worker met.
func (rd *reader) identifyReps(in *input, acc *accumulator, who []int) []int {
	persons := rd.resolve(in, acc, who)
	for i, p := range acc.people {
		rd.census.seen(persons[i], p)
		in.meet(persons[i])
		if persons[i] == unassigned {
			in.report.Unassigned += p.rows
		}
		if p.first <= p.last {
			rd.span.widen(p.first, p.last)
			in.report.First, in.report.Last = earlier(in.report.First, p.first), later(in.report.Last, p.last)
		}
	}
	return persons
}

// resolve finds the persons without counting them.
func (rd *reader) resolve(in *input, acc *accumulator, who []int) []int {
	column := absent
	if len(who) > 0 {
		column = who[0]
	}
	persons := make([]int, len(acc.reps.names))
	for i, name := range acc.reps.names {
		persons[i] = rd.census.person(in.mapping, column, name, acc.people[i].rows)
	}
	return persons
}

// finishScan sums up the workers' rows.
func (rd *reader) finishScan(in *input, workers []tracker) error {
	var bad []*badRows
	for _, t := range workers {
		b := t.base()
		in.report.Rows += b.rows
		in.report.Used += b.used
		in.report.LeftOut += b.leftOut
		in.report.Duplicates += b.duplicates
		in.report.IgnoredFurniture += b.furniture
		in.report.Rejected += b.bad.total
		bad = append(bad, &b.bad)
	}
	return rd.settleBad(in, bad...)
}

// settleBad writes the bad rows of a file away, where that is asked for, and
// refuses the file for them or leaves them out.
func (rd *reader) settleBad(in *input, bad ...*badRows) error {
	in.settled = true
	if in.report.Rejected == 0 {
		return nil
	}
	rows := inOrder(bad)
	problems, err := in.problems(first(rows, rd.req.BadRows.maxErrors()))
	if err != nil {
		return err
	}
	if err := rd.reject(in, rows); err != nil {
		return err
	}
	rd.skipped = append(rd.skipped, problems...)
	if !rd.req.BadRows.Skip {
		return &DataError{Problems: problems, Total: in.report.Rejected}
	}
	rd.data.Quality.Rejects = append(rd.data.Quality.Rejects, problems...)
	return nil
}

// first gives up to n of the rows.
func first(rows iter.Seq[badRow], n int) []badRow {
	var out []badRow
	for r := range rows {
		if len(out) == n {
			break
		}
		out = append(out, r)
	}
	return out
}

// problems puts bad rows into words, in the order given.
func (in *input) problems(rows []badRow) ([]Problem, error) {
	refs := make([]csvscan.Ref, len(rows))
	for i, r := range rows {
		refs[i] = r.ref
	}
	records, err := in.src.Locate(refs)
	if err != nil {
		return nil, refuse(err)
	}
	out := make([]Problem, len(rows))
	for i, r := range rows {
		out[i] = in.problem(r, records[i])
	}
	return out, nil
}
