package csvscan

import "bytes"

// Batch is a run of records for a Worker. Everything it gives is valid until
// the worker returns.
type Batch struct {
	data   []byte   // data[0] stands before the text: it ends the line before
	base   int64    // the text offset of data[0]
	ends   []uint32 // where delimiters and line ends stand in data
	first  []uint32 // of each row, the index in ends of the line end before it
	cols   []uint32 // the columns wanted
	tail   uint32   // the column before the line end, where a CR is cut off
	refs   []Ref    // of each row, if they do not follow from base and first
	ragged []Ragged
	chunk  int

	doubled bool // some cell has doubled quotes
	scratch []byte
}

// Ragged is a record whose number of cells differs from the header's: a
// footer, a subtotal, a blank line, or damage.
type Ragged struct {
	Ref    Ref
	Fields [][]byte // all of them
}

// Blank tells whether the record is an empty line.
func (r Ragged) Blank() bool { return len(r.Fields) == 1 && len(r.Fields[0]) == 0 }

// noTail is a column that no row has.
const noTail = ^uint32(0)

// Len is the number of rows that have as many cells as the header.
func (b *Batch) Len() int { return len(b.first) }

// Chunk is the number of the chunk that the batch is from. Chunks are numbered
// along the file from 0; a chunk's batches go to one worker, in order.
func (b *Batch) Chunk() int { return b.chunk }

// Ragged gives the records of the batch that have another number of cells.
func (b *Batch) Ragged() []Ragged { return b.ragged }

// Ref is the ref of a row.
func (b *Batch) Ref(row int) Ref {
	if b.refs != nil {
		return b.refs[row]
	}
	return Ref(b.base + int64(b.ends[b.first[row]]) + 1)
}

// Field is the text of a row's cell in the k-th of the wanted columns, without
// the quotes around it. It must not be changed.
func (b *Batch) Field(row, k int) []byte {
	col := b.cols[k]
	i := b.first[row] + col
	from, to := b.ends[i]+1, b.ends[i+1]
	if c := b.data[from]; c == '"' || col == b.tail {
		return b.special(b.data[from:to], col == b.tail)
	}
	return b.data[from:to]
}

// special cuts off quotes, and the CR before a line end.
func (b *Batch) special(cell []byte, tail bool) []byte {
	if n := len(cell); tail && n > 0 && cell[n-1] == '\r' {
		cell = cell[:n-1]
	}
	if len(cell) < 2 || cell[0] != '"' {
		return cell
	}
	cell = cell[1 : len(cell)-1]
	if !b.doubled {
		return cell
	}
	return b.undouble(cell)
}

func (b *Batch) undouble(cell []byte) []byte {
	if bytes.IndexByte(cell, '"') < 0 {
		return cell
	}
	at := len(b.scratch)
	b.scratch = undouble(b.scratch, cell)
	return b.scratch[at:len(b.scratch):len(b.scratch)]
}

func (b *Batch) reset() {
	b.ends, b.first, b.refs = b.ends[:0], b.first[:0], b.refs[:0]
	b.ragged, b.scratch, b.doubled = b.ragged[:0], b.scratch[:0], false
}
