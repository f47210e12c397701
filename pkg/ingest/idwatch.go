package ingest

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// idWatch is one worker's part in finding record ids that occur twice.
//
// CRMs number their records, and most exports are sorted by number or keep its
// order. So it first only watches runs of rising or falling ids: if all runs
// of all workers and files lie apart, no id occurs twice, and nothing was
// kept. Otherwise a hash of every id is kept, 8 bytes a row.
type idWatch struct {
	column  int
	hashing bool
	short   bool // long ids are hashed in their short form, see [crm.ShortID]
	ids     idHashes

	runs  []idRun
	run   idRun
	prev  []byte // the id before, in the batch or in kept
	kept  []byte
	ends  ends // of prev, big-endian
	chunk int
	lost  bool // too many runs to be worth watching
}

// idRun is a run of ids that rise or fall strictly.
type idRun struct {
	first, last string
	order       int // 1 rising, -1 falling, 0 a single id
	n           int
}

// maxRuns is how many runs a worker watches before it gives up.
const maxRuns = 4096

// compareIDs orders numbers of equal sign by value and other ids somehow: all
// that matters is that the order is total.
func compareIDs(a, b []byte) int {
	if len(a) != len(b) {
		return cmp.Compare(len(a), len(b))
	}
	return bytes.Compare(a, b)
}

// see takes note of the ids of a batch.
func (w *idWatch) see(b *csvscan.Batch, s *strip) {
	if w.column == absent || w.lost {
		return
	}
	ids := s.of(b, w.column)
	if !w.hashing {
		w.watch(ids, b.Chunk())
		w.kept = append(w.kept[:0], w.prev...) // out of the batch
		w.prev = w.kept
		return
	}
	for row := range len(ids.spans) {
		id := ids.cell(row)
		if len(id) == 0 {
			continue
		}
		if w.short {
			id = crm.ShortID(id)
		}
		w.ids.add(hash(id))
	}
}

// watch follows the ids of a batch. Nearly all continue a run that rises.
func (w *idWatch) watch(ids *strip, chunk int) {
	for row := 0; row < len(ids.spans) && !w.lost; row++ {
		id := ids.cell(row)
		if len(id) == 0 {
			continue
		}
		w.follow(id, chunk)
		row += w.rising(ids, row+1, len(id))
	}
}

// rising is how many ids from a row on continue a run that rises, and are of
// the length of the one before, up to 16 bytes. It takes them into the run. No
// call is in the loop, so that all that it needs stays in registers.
func (w *idWatch) rising(ids *strip, from, size int) int {
	if size > 16 || w.run.order < 0 {
		return 0
	}
	now, row := w.ends, from
	tail, mask := max(size, 8)-8, lowBytes[min(size, 8)]
	for text, spans := ids.text, ids.spans; row < len(spans); row++ {
		id := text[spans[row].From:]
		if int(spans[row].Size) != size || len(id) < tail+8 {
			break
		}
		next := ends{binary.LittleEndian.Uint64(id) & mask, binary.LittleEndian.Uint64(id[tail:]) & mask}.ordered()
		if next.first < now.first || next.first == now.first && next.last <= now.last {
			break
		}
		now = next
	}
	n := row - from
	if n > 0 {
		w.run.order, w.run.n, w.ends, w.prev = 1, w.run.n+n, now, ids.cell(row-1)
	}
	return n
}

// follow continues the run or begins another.
func (w *idWatch) follow(id []byte, chunk int) {
	now := endsOf(id).ordered()
	if w.run.n > 0 && chunk == w.chunk {
		if o := w.order(id, now); o != 0 && (w.run.order == 0 || w.run.order == o) {
			w.run.order, w.ends = o, now
			w.run.n++
			w.prev = id
			return
		}
	}
	w.endRun()
	w.run, w.chunk, w.ends = idRun{first: string(id), n: 1}, chunk, now
	w.prev = id
}

// order compares an id with the one before, by two words where they hold all of
// both, read as big-endian numbers.
func (w *idWatch) order(id []byte, now ends) int {
	if n := len(id); n != len(w.prev) || n > 16 {
		return compareIDs(id, w.prev)
	}
	return cmp.Or(cmp.Compare(now.first, w.ends.first), cmp.Compare(now.last, w.ends.last))
}

func (w *idWatch) endRun() {
	if w.run.n == 0 {
		return
	}
	w.run.last = string(w.prev)
	w.runs = append(w.runs, w.run)
	w.run.n = 0
	if len(w.runs) > maxRuns {
		w.lost, w.runs = true, nil
	}
}

// bounds are the least and the greatest id of the run.
func (r *idRun) bounds() (low, high []byte) {
	if r.order < 0 {
		return []byte(r.last), []byte(r.first)
	}
	return []byte(r.first), []byte(r.last)
}

// apart tells whether the runs share no id.
func apart(runs []idRun) bool {
	slices.SortFunc(runs, func(a, b idRun) int {
		x, _ := a.bounds()
		y, _ := b.bounds()
		return compareIDs(x, y)
	})
	for i := 1; i < len(runs); i++ {
		_, high := runs[i-1].bounds()
		low, _ := runs[i].bounds()
		if compareIDs(high, low) >= 0 {
			return false
		}
	}
	return true
}
