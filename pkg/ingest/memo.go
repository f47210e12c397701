package ingest

import "github.com/salescoach/salescoach/pkg/csvscan"

// memo remembers what was concluded from the cells of certain columns: there
// are few combinations of stages, kinds and outcomes in any file. A
// combination that it knows costs no allocation.
type memo[V any] struct {
	verdicts []V
	keys     []memoKey
	slots    []uint32 // index into keys plus one; a power of two long
	cells    [][]byte // of the row that is looked up
}

type memoKey struct {
	hash  uint64
	flags byte
	cells []string
}

// find gives the number of the row's combination, and whether it is new: then
// the caller appends its verdict.
func (m *memo[V]) find(b *csvscan.Batch, row int, columns []int, flags byte) (id int, isNew bool) {
	h := uint64(flags)
	m.cells = m.cells[:0]
	for _, c := range columns {
		v := b.Field(row, c)
		m.cells = append(m.cells, v)
		h = fold(h^hash(v), hashB)
	}
	if 2*len(m.keys) >= len(m.slots) {
		m.grow()
	}
	mask := uint64(len(m.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		s := m.slots[i]
		if s == 0 {
			m.slots[i] = uint32(len(m.keys)) + 1
			m.keys = append(m.keys, memoKey{h, flags, texts(m.cells)})
			return len(m.keys) - 1, true
		}
		if k := &m.keys[s-1]; k.hash == h && k.flags == flags && same(k.cells, m.cells) {
			return int(s - 1), false
		}
	}
}

func same(have []string, cells [][]byte) bool {
	for i, c := range cells {
		if have[i] != string(c) {
			return false
		}
	}
	return true
}

func (m *memo[V]) grow() {
	m.slots = make([]uint32, max(firstSlots, 2*len(m.slots)))
	mask := uint64(len(m.slots) - 1)
	for n, k := range m.keys {
		i := k.hash & mask
		for m.slots[i] != 0 {
			i = (i + 1) & mask
		}
		m.slots[i] = uint32(n) + 1
	}
}
