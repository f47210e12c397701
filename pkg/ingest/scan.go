package ingest

import (
	"context"
	"slices"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// rowReader is what the workers of deals and of activities have in common:
// which rows they are given, and what becomes of those they cannot use.
type rowReader struct {
	in         *input
	req        *Request
	bad        badRows
	superseded cursor
	ids        idWatch

	rows, used, leftOut, duplicates, furniture int64
}

// tracker is one worker's side of a scan that tallies.
type tracker interface {
	csvscan.Worker
	base() *rowReader
	takenBy(*reader)
}

func (r *rowReader) base() *rowReader { return r }

// end finishes a batch: the records whose number of cells is not the header's.
func (r *rowReader) end(b *csvscan.Batch) {
	for _, rec := range b.Ragged() {
		r.raggedRow(rec)
	}
}

func (r *rowReader) raggedRow(rec csvscan.Ragged) {
	if rec.Blank() || r.in.mapping.Furniture(texts(rec.Fields)) != crm.NoFurniture {
		r.furniture++
		return
	}
	r.rows++
	r.bad.add(badRow{rec.Ref, badWidth, wholeRow})
}

// refuse gives up on a row, unless it is no record at all.
func (r *rowReader) refuse(b *csvscan.Batch, row int, f fault, at spot) {
	if r.isFurniture(b, row) {
		r.rows--
		r.furniture++
		return
	}
	r.bad.add(badRow{b.Ref(row), f, at})
}

func (r *rowReader) isFurniture(b *csvscan.Batch, row int) bool {
	cells := make([]string, r.in.width)
	for i := range cells {
		cells[i] = string(b.Field(row, i))
	}
	return r.in.mapping.Furniture(cells) != crm.NoFurniture
}

func texts(cells [][]byte) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = string(c)
	}
	return out
}

// within tells whether a day is inside what the request asks for.
func (r *Request) within(d calendar.Day) bool {
	return (r.From == nil || d >= *r.From) && (r.To == nil || d <= *r.To) && (r.AsOf == nil || d <= *r.AsOf)
}

// scan reads the file once with workers that newWorker makes.
func (in *input) scan(ctx context.Context, r *Request, newWorker func() tracker) ([]tracker, error) {
	var workers []tracker
	stats, err := in.scanWith(ctx, r, func() csvscan.Worker { return newWorker() },
		func(w csvscan.Worker) { workers = append(workers, w.(tracker)) })
	in.notices, in.stray = stats.Notices, int64(stats.Stray)
	return workers, err
}

// scanWith reads the file once and hands over the workers that did it. What the
// workers of an abandoned attempt gathered is dropped.
func (in *input) scanWith(ctx context.Context, r *Request, newWorker func() csvscan.Worker, done func(csvscan.Worker)) (csvscan.Stats, error) {
	var workers []csvscan.Worker
	in.passes++
	voice := &speaker{tell: r.Progress, src: in.src, pass: in.passes, mu: r.telling}
	stats, err := in.src.Scan(ctx, in.scanOptions(r), func(n int) []csvscan.Worker {
		workers = make([]csvscan.Worker, n)
		out := make([]csvscan.Worker, n)
		for i := range workers {
			workers[i] = newWorker()
			out[i] = spoken{workers[i], voice}
		}
		return out
	})
	if err != nil {
		return stats, refuse(err)
	}
	for _, w := range workers {
		done(w)
	}
	return stats, nil
}

// newRowReader begins a worker's reading of the file.
func (in *input) newRowReader(r *Request) rowReader {
	return rowReader{
		in: in, req: r, bad: badRows{keep: r.BadRows.keep(), list: in.idColumn(r) != absent || in.isLedger(r)}, superseded: cursor{refs: in.superseded},
		ids: idWatch{column: in.idColumn(r), hashing: in.hashIDs, short: in.shortIDs, lost: in.superseded != nil},
	}
}

// whole tells whether no row is left out before it is known what it says.
func (r *rowReader) whole() bool {
	return len(r.in.mapping.Needed) == 0 && len(r.superseded.refs) == 0 && r.req.From == nil && r.req.To == nil && r.req.AsOf == nil
}

// begin counts the row and tells whether it is to be read.
func (r *rowReader) begin(b *csvscan.Batch, row int) bool {
	r.rows++
	if r.superseded.next(b, row) {
		r.duplicates++
		return false
	}
	return len(r.in.mapping.Needed) == 0 || !r.lacking(b, row) || !r.dropFurniture(b, row)
}

// titled tells whether the first filled cell begins as a word does, as in a
// row of totals. It spares most rows without an owner a closer look.
func (r *rowReader) titled(b *csvscan.Batch, row int) bool {
	for c := range r.in.width {
		if cell := b.Field(row, c); len(cell) > 0 {
			return cell[0]-'0' > 9
		}
	}
	return false
}

// lacking tells whether a cell is empty that every record fills: then the row
// belongs to another table, such as a board's subitems.
func (r *rowReader) lacking(b *csvscan.Batch, row int) bool {
	return slices.ContainsFunc(r.in.mapping.Needed, func(c int) bool { return len(b.Field(row, c)) == 0 })
}

// flagged tells whether the row is marked as deleted, and whether it says so in
// words that can be read.
func (r *rowReader) flagged(deleted int, b *csvscan.Batch, row int) (gone, ok bool) {
	if deleted == absent {
		return false, true
	}
	c := b.Field(row, deleted)
	if len(c) == 0 {
		return false, true
	}
	return r.in.mapping.Deleted(string(c))
}

// keep is how many bad rows a worker keeps: all where each is to be written.
func (b *BadRows) keep() int {
	if b.Rejects != nil {
		return -1
	}
	return b.maxErrors()
}

func (b *BadRows) maxErrors() int {
	if b.MaxErrors > 0 {
		return b.MaxErrors
	}
	return 10
}
