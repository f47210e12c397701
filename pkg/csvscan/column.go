package csvscan

import (
	"bytes"
	"math"
)

// Span says where the text of a cell stands in [Batch.Text].
type Span struct{ From, Size uint32 }

// Elsewhere is the size of a cell whose text does not stand in the batch as it
// is, for it has doubled quotes. [Batch.Field] gives it.
const Elsewhere = math.MaxUint32

// Text is what spans are taken of. It must not be changed.
func (b *Batch) Text() []byte { return b.data }

// Spans gives the cells of the batch in the k-th of the wanted columns, in a
// slice that is used again if it is large enough. Where most rows are looked at
// it is the quicker way.
func (b *Batch) Spans(k int, into []Span) []Span {
	if n := len(b.first); cap(into) < n {
		into = make([]Span, n+n/4)
	}
	into = into[:len(b.first)]
	col := b.cols[k]
	data, tail := b.data, col == b.tail
	for row, first := range b.first {
		ends := b.ends[first+col:]
		from, to := ends[0]+1, ends[1]
		if data[from] == '"' || tail {
			into[row] = b.span(from, to, tail)
			continue
		}
		into[row] = Span{from, to - from}
	}
	return into
}

// span is that of a cell that may be quoted or end in a CR.
func (b *Batch) span(from, to uint32, tail bool) Span {
	if tail && to > from && b.data[to-1] == '\r' {
		to--
	}
	if to-from < 2 || b.data[from] != '"' {
		return Span{from, to - from}
	}
	from, to = from+1, to-1
	if b.doubled && bytes.IndexByte(b.data[from:to], '"') >= 0 {
		return Span{from, Elsewhere}
	}
	return Span{from, to - from}
}
