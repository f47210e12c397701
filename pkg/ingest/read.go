package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
)

// Read reads the files of the request. The error is a *[DataError] where the
// data was refused, a *[UsageError] where the request does not fit it, or the
// context's error.
//
// With a *[DataError] the data may be there as well, without a cube, so that
// its Quality can tell how the files were read.
func Read(ctx context.Context, r Request) (*Data, error) {
	if len(r.Files) == 0 {
		return nil, &UsageError{Msg: "no file to read", Hint: "name at least one CSV export, or - for standard input"}
	}
	if err := r.sound(); err != nil {
		return nil, err
	}
	if r.By == 0 {
		r.By = calendar.Month
	}
	r.telling = new(sync.Mutex)
	rd := &reader{ctx: ctx, req: r, census: newCensus(), orders: map[string]*orders{}, inMoney: map[string]bool{}, rows: map[crm.Role]rowCounts{}, grain: grainOf(r.By)}
	defer rd.close()
	for _, pass := range []func() error{rd.open, rd.fit, rd.people, rd.records, rd.figures, rd.disputed, rd.refused, rd.build} {
		if err := pass(); err != nil {
			return rd.half(err), rd.endRejects(err)
		}
	}
	return &rd.data, rd.describe()
}

// half is what can still be said of files that were refused after all of them
// were given a meaning: how they were read, and no cube.
func (rd *reader) half(err error) *Data {
	var e *DataError
	if !errors.As(err, &e) || len(rd.inputs) < len(rd.req.Files) {
		return nil
	}
	rd.data.Cube = nil
	if rd.describe() != nil {
		return nil
	}
	return &rd.data
}

// reader is one run of Read.
type reader struct {
	ctx    context.Context
	req    Request
	inputs []*input
	census *census
	grain  *grain

	deals, visits harvest
	firsts        harvest // first won deals of accounts
	newAccounts   accounts
	aged          []aged

	dealsBySegment, visitsBySegment, firstsBySegment map[string]*harvest

	orders       map[string]*orders // by kind of their keys
	oddOrders    oddOrders
	quota        []contribution
	scores       []contribution
	record       []contribution  // of a scorecard: the figures of one
	empty        []emptyCell     // of scorecards
	gaps         []contribution  // figures of scorecards that are unknown
	outside      int64           // records of scorecards for other times than asked for
	inMoney      map[string]bool // the metrics of scorecards that are money
	rows         map[crm.Role]rowCounts
	span         span
	skillRows    []assessment
	coachingRows []programme

	problems    []Problem
	total       int64
	data        Data
	unit        string    // the currency of amounts, where it is known
	skipped     []Problem // bad rows that the request leaves out
	earlyQuotas int       // parts of quotas that lie before the first record
}

func (rd *reader) close() {
	for _, in := range rd.inputs {
		_ = in.src.Close() // only read from
	}
}

// open opens every file, so that all that cannot be read at all are told of
// together.
func (rd *reader) open() error {
	inputs, errs := make([]*input, len(rd.req.Files)), make([]error, len(rd.req.Files))
	each(len(inputs), runtime.GOMAXPROCS(0), func(i int) { inputs[i], errs[i] = open(rd.ctx, &rd.req, i) })
	rd.inputs = slices.DeleteFunc(inputs, func(in *input) bool { return in == nil })
	for _, err := range errs {
		if err != nil && !rd.note(err) {
			return err
		}
	}
	return rd.refused()
}

// each does something for each number below n, so many at a time.
func each(n, atOnce int, do func(int)) {
	free := make(chan struct{}, atOnce)
	var wait sync.WaitGroup
	for i := range n {
		free <- struct{}{}
		wait.Go(func() {
			do(i)
			<-free
		})
	}
	wait.Wait()
}

// note keeps the problems of a refusal; false is another error.
func (rd *reader) note(err error) bool {
	var e *DataError
	if !errors.As(err, &e) {
		return false
	}
	rd.problems = append(rd.problems, e.Problems...)
	rd.total += e.Total
	return true
}

// refused is the refusal of all that was noted so far, in the order in which
// the files were given, or nil.
func (rd *reader) refused() error {
	if rd.total == 0 {
		return rd.tooMany()
	}
	place := func(p Problem) int {
		return slices.IndexFunc(rd.req.Files, func(f File) bool {
			return f.Path == p.Pos.File || f.Path == "-" && p.Pos.File == stdinName
		})
	}
	slices.SortStableFunc(rd.problems, func(a, b Problem) int { return cmp.Compare(place(a), place(b)) })
	keep := min(len(rd.problems), rd.req.BadRows.maxErrors())
	return &DataError{Problems: rd.problems[:keep], Total: rd.total}
}

// stdinName is how package csvscan calls standard input.
const stdinName = "(stdin)"

// tooMany refuses more bad rows than the request allows to leave out.
func (rd *reader) tooMany() error {
	var bad, rows int64
	for _, in := range rd.inputs {
		bad, rows = bad+in.report.Rejected, rows+in.report.Rows
	}
	limit := &rd.req.BadRows
	if (limit.Max == nil || bad <= *limit.Max) && (limit.MaxShare == nil || float64(bad) <= *limit.MaxShare*float64(rows)) {
		return nil
	}
	keep := min(len(rd.skipped), limit.maxErrors())
	first := Problem{
		What: fmt.Sprintf("%d of %d rows cannot be read, which is more than --max-bad-rows allows", bad, rows),
		Hint: "the first of them follow; --max-bad-rows sets the limit",
	}
	return &DataError{Problems: append([]Problem{first}, rd.skipped[:keep]...), Total: int64(keep) + 1}
}

// of lists the inputs of a role in the order of the request.
func (rd *reader) of(roles ...crm.Role) []*input {
	var out []*input
	for _, in := range rd.inputs {
		for _, role := range roles {
			if in.mapping.Role == role {
				out = append(out, in)
			}
		}
	}
	return out
}

func (rd *reader) people() error {
	return rd.each(crm.Roster, rd.roster)
}

func (rd *reader) figures() error {
	for _, pass := range []struct {
		role crm.Role
		read func(*input) error
	}{{crm.Scorecard, rd.scorecard}, {crm.Quotas, rd.quotas}, {crm.Skills, rd.skills}, {crm.Coaching, rd.coaching}} {
		if err := rd.each(pass.role, pass.read); err != nil {
			return err
		}
		if err := rd.figureCurrency(pass.role); err != nil {
			return err
		}
	}
	rd.findGaps()
	countRepeats(rd.scores)
	countRepeats(rd.quota)
	return nil
}

// each reads all files of a role; refusals are noted, so that the next file is
// looked at as well.
func (rd *reader) each(role crm.Role, read func(*input) error) error {
	for _, in := range rd.of(role) {
		if err := read(in); err != nil && !rd.note(err) {
			return err
		}
	}
	return nil
}

func (rd *reader) finishSheet(s *sheet) error {
	in := s.in
	in.report.Rows, in.report.Rejected, in.report.IgnoredFurniture = s.total, s.bad.total, s.useless
	in.report.Used = s.total - s.bad.total - in.report.LeftOut - in.report.Duplicates
	in.notices = in.src.Notices()
	rd.warnTotals(s)
	return rd.settleBad(in, &s.bad)
}
