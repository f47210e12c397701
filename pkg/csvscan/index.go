package csvscan

import (
	"bytes"
	"math/bits"
	"unicode/utf8"
)

// index turns a chunk into batches of rows, a slice at a time. It belongs to
// one worker and is used again for every chunk.
type index struct {
	classifier
	batch   Batch
	columns int
	lines   []uint32 // where line ends stand in batch.ends
	n       int      // of batch.ends in use
	checked int      // text is valid UTF-8 up to here
	cells   [][]byte // of ragged records
}

func newIndex(f format, o ScanOptions) *index {
	x := &index{columns: o.Columns}
	x.reset(f)
	b := &x.batch
	b.cols = make([]uint32, len(o.Wanted))
	for k, col := range o.Wanted {
		b.cols[k] = uint32(col)
	}
	b.tail = noTail
	if f.eol == '\n' {
		b.tail = uint32(o.Columns - 1)
	}
	return x
}

// scan indexes the chunk and hands its rows to each.
func (x *index) scan(c *chunk, f format, each func(*Batch) error) error {
	x.reset(f)
	x.start(c)
	for at := 0; at < c.end; at += sliceSize {
		text := c.data[at:min(at+sliceSize, roundUp(c.end))]
		classify(text, &x.classifier)
		if x.nul != 0 {
			return x.nulAt(c)
		}
		if x.torn != 0 {
			return errStray
		}
		if err := x.flatten(at, len(text)/blockSize, c); err != nil {
			return err
		}
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
	x.n, x.checked = 0, 0
	x.lines = x.lines[:0]
}

// errNUL says where a NUL is in the text.
type errNUL int64

// Error is never shown: the scan turns it into an *Error.
func (e errNUL) Error() string { return "NUL" }

func (x *index) nulAt(c *chunk) error {
	return errNUL(c.base + int64(bytes.IndexByte(c.data[:c.end], 0)))
}

// flatten turns the masks of a slice into positions: batch.ends for all, lines
// for line ends. It is one loop because it runs once a block.
func (x *index) flatten(at, blocks int, c *chunk) error {
	ends, n := x.room(blocks), uint32(x.n)
	for i := range blocks {
		base := at + i*blockSize
		if x.odd[i] != 0 {
			if err := x.look(x.odd[i], base, c); err != nil {
				return err
			}
		}
		m := x.seps[i]
		for e := x.ends[i]; e != 0; e &= e - 1 {
			x.lines = append(x.lines, n+popcount(m&(e&-e-1)))
		}
		// Four at a time, of which some may be too many and are written
		// over: a branch a block instead of one a cell.
		next := n + popcount(m)
		for ; m != 0; n += 4 {
			m = four((*[4]uint32)(ends[n:]), m, uint32(base))
		}
		n = next
	}
	x.n = int(n)
	return nil
}

// four writes the places of the four lowest bits of m, and gives m without
// them.
func four(out *[4]uint32, m uint64, base uint32) uint64 {
	out[0] = base + uint32(bits.TrailingZeros64(m))
	m &= m - 1
	out[1] = base + uint32(bits.TrailingZeros64(m))
	m &= m - 1
	out[2] = base + uint32(bits.TrailingZeros64(m))
	m &= m - 1
	out[3] = base + uint32(bits.TrailingZeros64(m))
	return m & (m - 1)
}

// room makes batch.ends long enough for a slice that is all delimiters. Most of
// it is never touched, and so takes no memory.
func (x *index) room(blocks int) []uint32 {
	if need := x.n + blocks*blockSize + 4; need > len(x.batch.ends) {
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

// rows tells rows from ragged records: a row is one whose line end is as many
// cells away from the one before as the header has.
func (x *index) rows() {
	b := &x.batch
	b.first, b.ragged, b.scratch, x.cells = b.first[:0], b.ragged[:0], b.scratch[:0], x.cells[:0]
	b.doubled = x.doubled != 0
	if len(x.lines) == 0 {
		return
	}
	prev, columns := x.lines[0], uint32(x.columns)
	for _, line := range x.lines[1:] {
		if line-prev == columns && (columns > 1 || !x.blank(prev)) {
			b.first = append(b.first, prev)
		} else {
			x.addRagged(prev, line)
		}
		prev = line
	}
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
	if len(x.lines) == 0 {
		return
	}
	last := x.lines[len(x.lines)-1]
	x.n = copy(x.batch.ends, x.batch.ends[last:x.n])
	x.lines = append(x.lines[:0], 0)
}
