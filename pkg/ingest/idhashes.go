package ingest

import "slices"

// idHashes holds a 64-bit hash of every id, in blocks by the leading bits, so
// that it grows without copying and is searched a part at a time.
type idHashes struct{ parts [idParts][][]uint64 }

const (
	idParts    = 64
	idPartBits = 58 // the bits below those that choose the part
	idBlock    = 512
)

func (h *idHashes) add(v uint64) {
	part := &h.parts[v>>idPartBits]
	if n := len(*part); n == 0 || len((*part)[n-1]) == idBlock {
		*part = append(*part, make([]uint64, 0, idBlock))
	}
	last := &(*part)[len(*part)-1]
	*last = append(*last, v)
}

// bytes is the memory that the hashes take.
func (h *idHashes) bytes() int64 {
	var n int64
	for _, part := range h.parts {
		n += int64(len(part)) * idBlock * 8
	}
	return n
}

// repeated lists, sorted, the hashes that occur more than once in all of them,
// part by part, so that the table to search in stays small.
func repeated(all []*idHashes) []uint64 {
	var out []uint64
	var table []uint64
	for part := range idParts {
		n := 0
		for _, h := range all {
			for _, block := range h.parts[part] {
				n += len(block)
			}
		}
		table = roomFor(table, n)
		for _, h := range all {
			for _, block := range h.parts[part] {
				out = insert(table, block, out)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// roomFor is an empty table at most half full with n entries.
func roomFor(table []uint64, n int) []uint64 {
	size := 64
	for size < 2*n {
		size *= 2
	}
	if len(table) < size {
		return make([]uint64, size)
	}
	table = table[:size]
	clear(table)
	return table
}

// insert puts a block of hashes into the table and appends to out those that
// are there already. Zero marks a free slot and stands for itself as one.
func insert(table, block, out []uint64) []uint64 {
	mask := uint64(len(table) - 1)
	for _, v := range block {
		v = max(v, 1)
		i := v & mask
		for table[i] != 0 && table[i] != v {
			i = (i + 1) & mask
		}
		if table[i] == v {
			out = append(out, v)
		}
		table[i] = v
	}
	return out
}

// common counts the different hashes that both have, and those of whichever
// has fewer.
func common(a, b []*idHashes) (shared, fewer int) {
	var one, other []uint64
	na, nb := 0, 0
	for part := range idParts {
		var n, m int
		one, n = distinct(one, a, part)
		other, m = distinct(other, b, part)
		na, nb = na+n, nb+m
		for _, v := range other {
			if v != 0 && holds(one, v) {
				shared++
			}
		}
	}
	return shared, min(na, nb)
}

// distinct makes a table of the different hashes of a part.
func distinct(table []uint64, all []*idHashes, part int) ([]uint64, int) {
	n := 0
	for _, h := range all {
		for _, block := range h.parts[part] {
			n += len(block)
		}
	}
	table = roomFor(table, n)
	var again []uint64
	for _, h := range all {
		for _, block := range h.parts[part] {
			again = insert(table, block, again[:0])
			n -= len(again)
		}
	}
	return table, n
}

// holds tells whether the hash is in the table.
func holds(table []uint64, v uint64) bool {
	mask := uint64(len(table) - 1)
	for i := v & mask; table[i] != 0; i = (i + 1) & mask {
		if table[i] == v {
			return true
		}
	}
	return false
}
