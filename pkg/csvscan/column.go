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
	if len(into) == 0 {
		return into
	}
	// No call in the loop, so that all that it needs stays in registers.
	col := b.cols[k]
	ends, data, quoted := b.ends[col:], b.data, false
	for row, first := range b.first {
		from, to := ends[first]+1, ends[first+1]
		into[row] = Span{from, to - from}
		if data[from] == '"' {
			quoted = true
		}
	}
	if tail := col == b.tail; quoted || tail {
		for row, c := range into {
			if tail || data[c.From] == '"' {
				into[row] = b.span(c.From, c.From+c.Size, tail)
			}
		}
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
