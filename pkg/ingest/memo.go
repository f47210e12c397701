package ingest

import "github.com/salescoach/salescoach/pkg/csvscan"

// memo remembers what was concluded from the cells of certain columns: there
// are few combinations of stages, kinds and outcomes in any file. A
// combination that it knows costs no allocation.
//
// The cells are numbered column by column; the state so far and the number of
// the next cell make a pair, which is numbered in turn to be the next state.
type memo[V any] struct {
	verdicts []V
	columns  []interner
	pairs    pairs
	ofState  []int32 // number of the verdict plus one, by last state
}

// flagBits is how many bits of a first state hold the flags.
const flagBits = 2

// find gives the number of the row's combination, and whether it is new: then
// the caller appends its verdict.
func (m *memo[V]) find(b *csvscan.Batch, row int, columns []int, flags byte) (id int, isNew bool) {
	if m.columns == nil {
		m.columns = make([]interner, len(columns))
	}
	state := uint32(flags)
	for i, c := range columns {
		cell, _ := m.columns[i].id(b.Field(row, c))
		if i == 0 {
			state |= cell << flagBits
			continue
		}
		state = m.pairs.id(uint64(i)<<56 | uint64(state)<<28 | uint64(cell))
	}
	for int(state) >= len(m.ofState) {
		m.ofState = append(m.ofState, 0)
	}
	if m.ofState[state] == 0 {
		m.ofState[state] = int32(len(m.verdicts)) + 1
		return len(m.verdicts), true
	}
	return int(m.ofState[state]) - 1, false
}

// pairs numbers words from 0 in the order in which it meets them.
type pairs struct {
	slots []pairSlot // a power of two long
	n     uint32
}

type pairSlot struct {
	key uint64
	id  uint32 // plus one
}

func (p *pairs) id(key uint64) uint32 {
	if 2*int(p.n) >= len(p.slots) {
		p.grow()
	}
	s := p.slot(key)
	if s.id == 0 {
		p.n++
		*s = pairSlot{key, p.n}
	}
	return s.id - 1
}

// slot is where the key is or belongs.
func (p *pairs) slot(key uint64) *pairSlot {
	mask := uint64(len(p.slots) - 1)
	for i := key * hashA >> 32 & mask; ; i = (i + 1) & mask {
		if s := &p.slots[i]; s.id == 0 || s.key == key {
			return s
		}
	}
}

func (p *pairs) grow() {
	old := p.slots
	p.slots = make([]pairSlot, max(firstSlots, 2*len(old)))
	for _, s := range old {
		if s.id != 0 {
			*p.slot(s.key) = s
		}
	}
}
