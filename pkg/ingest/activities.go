package ingest

import (
	"cmp"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// The quantities counted of activities; those of extra steps follow.
const (
	visitCount = iota
	activityCounts
)

// activityPlan says where the cells of an activity stand. It is shared by all
// workers.
type activityPlan struct {
	*input
	asked *Request
	steps []ExtraStep

	who, words      []int
	whose           []byte // who did what no column says who did
	kind, deleted   int
	date, done      dateColumn
	outcomes, parts []origin
	conditions      []condition
}

func newActivityPlan(in *input, r *Request) *activityPlan {
	m := in.mapping
	p := &activityPlan{
		input: in, asked: r, steps: activitySteps(r),
		kind: m.Index(crm.FieldKind), deleted: m.Index(crm.FieldDeleted),
		outcomes: in.origins(crm.FieldOutcome),
		date:     in.dateColumn(crm.FieldDate), done: in.dateColumn(crm.FieldDoneDate),
		parts: in.originsNamed(r.SegmentBy), conditions: in.conditions(r),
	}
	p.who, p.whose = columnsIn(in.origins(whoFields...))
	p.words = columnsOf(m, crm.FieldKind, crm.FieldOutcome)
	for _, f := range []crm.Field{crm.FieldStatus, crm.FieldIsDone, crm.FieldIsTask} {
		if m.Has(f) {
			p.words = append(p.words, m.Index(f))
		}
	}
	return p
}

// activityVerdict is what the words of an activity mean.
type activityVerdict struct {
	kind        string
	visit, done bool
	known       bool // the kind is
	understood  bool // whether it was done is
	said        crm.ActivityCells
	steps       []int // extra steps that the kind belongs to
	count       int64 // rows
	visits      int   // that a row counts as
}

// counts tells whether activities of this verdict count for any step.
func (v *activityVerdict) counts() bool { return v.done && (v.visit || len(v.steps) > 0) }

// activityWorker tallies activities.
type activityWorker struct {
	rowReader
	*activityPlan
	grain    *grain
	acc      *accumulator
	segments segments
	memo     memo[activityVerdict]
	plain    bool // no row is left out or told apart

	// The batch at hand, taken apart column by column.
	onDay, doneOn []calendar.Day
	said          []uint32 // the state of memo
	owner         owners
	strip         strip
	kept          []mark
}

func (p *activityPlan) worker(g *grain) *activityWorker {
	counts := activityCounts + len(p.steps)
	w := &activityWorker{
		grain: g, segments: segments{counts: counts},
		rowReader:    p.newRowReader(p.asked),
		activityPlan: p,
		acc:          newAccumulator(g, counts, false),
		owner:        owners{mapping: p.mapping, always: p.whose},
	}
	w.acc.lazy = true
	w.plain = w.whole() && p.deleted == absent && len(p.conditions)+len(p.parts) == 0
	return w
}

// Batch tallies the rows.
func (w *activityWorker) Batch(b *csvscan.Batch) error {
	w.ids.see(b, &w.strip)
	var least, leastDone calendar.Day
	w.onDay, least = w.date.days(b, &w.strip, w.onDay)
	w.doneOn, leastDone = w.done.days(b, &w.strip, w.doneOn)
	w.said = sized(w.said, b.Len())
	for row := range w.said {
		w.said[row] = bit(w.doneOn[row] != noDay)
	}
	w.memo.states(b, w.words, &w.strip, w.said)
	w.owner.read(b, w.who, &w.strip)
	if w.plain && least > noDay && leastDone > badDay {
		w.quick(b)
	} else {
		for row := range b.Len() {
			w.row(b, row)
		}
	}
	w.acc.flush()
	w.end(b)
	return nil
}

// quick tallies a batch of which nothing is left out. Rows that count are first
// gathered and then tallied in a loop of their own, so that the processor need
// not guess which they are. Those that are more than a rep's visit or none are
// left to row.
func (w *activityWorker) quick(b *csvscan.Batch) {
	w.kept = sized(w.kept, b.Len())
	n, quick := 0, int64(0)
	for row, state := range w.said {
		v, rep := w.memo.verdict(state), w.owner.known(row)
		if v == nil || rep == 0 || len(v.steps) > 0 {
			w.row(b, row)
			continue
		}
		v.count++
		quick++
		w.acc.people[rep-1].rows++
		w.kept[n] = mark{rep - 1, w.onDay[row]}
		n += v.visits
	}
	w.rows, w.used = w.rows+quick, w.used+quick
	w.acc.countAll(w.kept[:n], visitCount)
}

func (w *activityWorker) row(b *csvscan.Batch, row int) {
	if !w.begin(b, row) {
		return
	}
	day := w.day(b, row)
	if day == badDay {
		return
	}
	v := w.judge(b, row)
	if day == noDay && v.counts() {
		w.refuse(b, row, noActivityDate, w.date.spot)
		return
	}
	if w.owner.doubtful(row) && (!v.known || w.titled(b, row)) && w.dropFurniture(b, row) {
		return
	}
	gone, ok := w.flagged(w.deleted, b, row)
	if !ok {
		w.refuse(b, row, badFlag, w.spot(crm.FieldDeleted))
		return
	}
	if gone || !met(w.conditions, b, row) || day != noDay && !w.req.within(day) {
		w.leftOut++
		return
	}
	v.count++
	w.used++
	w.acc.activity(w.owner.rep(w.acc, row), day, v)
	if len(w.parts) > 0 {
		part := w.segments.acc(w.grain, w.segments.read(b, row, w.parts))
		part.activity(part.rep(w.owner.name(row)), day, v)
	}
}

// day is the day of the activity; badDay is a row that was refused.
func (w *activityWorker) day(b *csvscan.Batch, row int) calendar.Day {
	day, completed := w.onDay[row], w.doneOn[row]
	switch {
	case day == badDay:
		w.refuse(b, row, badDate, w.date.spot)
	case completed == badDay:
		w.refuse(b, row, badDate, w.done.spot)
		return badDay
	case day == noDay:
		return completed
	}
	return day
}

// activity tallies one activity.
func (a *accumulator) activity(rep uint32, day calendar.Day, v *activityVerdict) {
	if !v.counts() {
		return
	}
	if v.visit {
		a.count(rep, day, visitCount)
	}
	for _, s := range v.steps {
		a.count(rep, day, activityCounts+s)
	}
}

// judge looks up what the words of the row mean.
func (w *activityWorker) judge(b *csvscan.Batch, row int) *activityVerdict {
	if v := w.memo.verdict(w.said[row]); v != nil {
		return v
	}
	return w.memo.add(w.said[row], w.newVerdict(b, row, w.doneOn[row] != noDay))
}

func (w *activityWorker) newVerdict(b *csvscan.Batch, row int, done bool) activityVerdict {
	m := w.mapping
	text := func(f crm.Field) string { return w.text(b, row, f) }
	always, _ := m.Constant(crm.FieldKind)
	v := activityVerdict{kind: cmp.Or(string(cell(b, row, w.kind)), crm.TaskWord(text(crm.FieldIsTask)), always)}
	kind, known := m.Kind(v.kind)
	v.visit, v.known = kind == crm.VisitKind, known
	v.said = crm.ActivityCells{
		Status: text(crm.FieldStatus), Outcome: firstText(b, row, w.outcomes),
		IsDone: text(crm.FieldIsDone), IsTask: text(crm.FieldIsTask), DoneDate: done,
	}
	v.done, v.understood = m.Done(v.said)
	for i, s := range w.steps {
		if hasWord(s.Kinds, v.kind) || hasWord(s.Kinds, always) {
			v.steps = append(v.steps, i)
		}
	}
	v.visits = int(bit(v.visit && v.done))
	return v
}
