package csvscan

import (
	"bytes"
	"math/bits"
	"sync"
	"unicode/utf8"
)

// index turns a chunk into batches of rows, a slice at a time. It belongs to
// one worker and is used again for every chunk.
type index struct {
	classifier
	batch   Batch
	columns int
	lines   []uint32 // where line ends stand in batch.ends, where rows are uneven
	last    int      // where the last line end stands there, or noLine
	n       int      // of batch.ends in use
	checked int      // text is valid UTF-8 up to here
	cells   [][]byte // of ragged records
}

// indexes holds those of scans that are over, for the next file.
var indexes = sync.Pool{New: func() any { return new(index) }}

// prepare makes the index one for a scan.
func (x *index) prepare(f format, o ScanOptions) {
	x.columns = o.Columns
	x.reset(f)
	b := &x.batch
	b.cols = b.cols[:0]
	for _, col := range o.Wanted {
		b.cols = append(b.cols, uint32(col))
	}
	b.tail = noTail
	if f.eol == '\n' {
		b.tail = uint32(o.Columns - 1)
	}
}

// scan indexes the chunk and hands its rows to each.
func (x *index) scan(c *chunk, f format, each func(*Batch) error) error {
	x.reset(f)
	x.start(c)
	for at := 0; at < c.end; at += sliceSize {
		text := c.data[at:min(at+sliceSize, roundUp(c.end))]
		x.lineEnds = 0
		classify(text, &x.classifier)
		if x.nul != 0 {
			return x.nulAt(c)
		}
		if x.torn != 0 {
			return errStray
		}
		blocks := len(text) / blockSize
		if err := x.lookAll(at, blocks, c); err != nil {
			return err
		}
		x.n += flatten(x.seps[:blocks], uint32(at), x.room(blocks)[x.n:])
		x.rows()
		if err := each(&x.batch); err != nil {
			return err
		}
		x.carry()
	}
	return nil
}

func roundUp(n int) int { return (n + blockSize - 1) &^ (blockSize - 1) }

func (x *index) start(c *chunk) {
	b := &x.batch
	b.data, b.base, b.chunk = c.data, c.base, c.seq
	x.n, x.checked, x.last = 0, 0, noLine
}

// errNUL says where a NUL is in the text.
type errNUL int64

// Error is never shown: the scan turns it into an *Error.
func (e errNUL) Error() string { return "NUL" }

func (x *index) nulAt(c *chunk) error {
	return errNUL(c.base + int64(bytes.IndexByte(c.data[:c.end], 0)))
}

// lookAll looks at all odd bytes of a slice.
func (x *index) lookAll(at, blocks int, c *chunk) error {
	for i, odd := range x.odd[:blocks] {
		if odd != 0 {
			if err := x.look(odd, at+i*blockSize, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// room makes batch.ends long enough for a slice that is all delimiters. Most of
// it is never touched, and so takes no memory.
func (x *index) room(blocks int) []uint32 {
	if need := x.n + blocks*blockSize + overrun; need > len(x.batch.ends) {
		grown := make([]uint32, need+need/4)
		copy(grown, x.batch.ends[:x.n])
		x.batch.ends = grown
	}
	return x.batch.ends
}

// look checks the odd bytes of the block at a place: characters above ASCII
// must be UTF-8, and a CR behind a closing quote must be part of a line end.
func (x *index) look(odd uint64, at int, c *chunk) error {
	for odd != 0 {
		bit := bits.TrailingZeros64(odd)
		i := at + bit
		n := 1
		switch b := c.data[i]; {
		case b >= utf8.RuneSelf:
			if n = x.character(i, c); n == 0 {
				return errInvalidUTF8
			}
		case i >= c.end:
		case b == '\r' && x.eol == '\n' && c.data[i+1] == '\n':
		default:
			return errStray
		}
		odd &^= (1<<n - 1) << bit
	}
	return nil
}

// character gives the length of the character at i, or 1 for the rest of one
// that began in the block before, or 0 if it is not UTF-8.
func (x *index) character(i int, c *chunk) int {
	if i < x.checked {
		return 1
	}
	n := 2
	if lead := c.data[i]; lead < 0xc2 || lead > 0xdf || c.data[i+1]&0xc0 != 0x80 {
		if _, n = utf8.DecodeRune(c.data[i:c.end]); n == 1 {
			return 0
		}
	}
	x.checked = i + n
	return n
}

// noLine is the place of the last line end before there is any.
const noLine = -1

// rows tells rows from ragged records: a row is one whose line end is as many
// cells away from the one before as the header has.
//
// As a rule all are rows: then line ends stand at multiples of the number of
// columns, and there are no more of them than that.
func (x *index) rows() {
	b := &x.batch
	b.first, b.ragged, b.scratch, x.cells = b.first[:0], b.ragged[:0], b.scratch[:0], x.cells[:0]
	b.doubled = x.doubled != 0
	lines := int(x.lineEnds)
	if x.last == noLine {
		lines--
	}
	if x.columns == 1 || !x.even(lines) {
		x.uneven()
	}
}

// even finds the rows if all records are rows.
func (x *index) even(lines int) bool {
	b, columns := &x.batch, uint32(x.columns)
	if lines*x.columns >= x.n {
		return false
	}
	at := uint32(0)
	for range lines {
		b.first = append(b.first, at)
		at += columns
		if b.data[b.ends[at]] != x.eol {
			return false
		}
	}
	x.last = int(at)
	return true
}

// uneven finds rows and ragged records line end by line end.
func (x *index) uneven() {
	b := &x.batch
	b.first, x.lines = b.first[:0], x.lines[:0]
	for i, at := range b.ends[:x.n] {
		if b.data[at] == x.eol {
			x.lines = append(x.lines, uint32(i))
		}
	}
	prev, columns := uint32(0), uint32(x.columns)
	for _, line := range x.lines[1:] {
		if line-prev == columns && (columns > 1 || !x.blank(prev)) {
			b.first = append(b.first, prev)
		} else {
			x.addRagged(prev, line)
		}
		prev = line
	}
	x.last = int(prev)
}

// blank tells whether the record behind the line end is an empty line.
func (x *index) blank(line uint32) bool {
	b := &x.batch
	from, to := b.ends[line]+1, b.ends[line+1]
	return from == to || from+1 == to && b.data[from] == '\r' && x.eol == '\n'
}

func (x *index) addRagged(prev, line uint32) {
	b := &x.batch
	from := len(x.cells)
	for i := prev; i < line; i++ {
		cell := b.special(b.data[b.ends[i]+1:b.ends[i+1]], i+1 == line && x.eol == '\n')
		x.cells = append(x.cells, cell)
	}
	b.ragged = append(b.ragged, Ragged{
		Ref:    Ref(b.base + int64(b.ends[prev]) + 1),
		Fields: x.cells[from:len(x.cells):len(x.cells)],
	})
}

// carry moves the cells of the record that the slice cut to the front.
func (x *index) carry() {
	x.n = copy(x.batch.ends, x.batch.ends[x.last:x.n])
	x.last = 0
}
