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
	words    []uint32 // of the column at hand, numbered
	ofState  []int32  // number of the verdict plus one, by last state
}

// flagBits is how many bits of a first state hold the flags.
const flagBits = 2

// states numbers what the rows of a batch say in the columns. What is in states
// before, of flagBits bits, is what else tells rows apart.
func (m *memo[V]) states(b *csvscan.Batch, columns []int, s *strip, states []uint32) {
	if m.columns == nil {
		m.columns = make([]interner, len(columns))
	}
	for i, c := range columns {
		m.words = m.columns[i].number(s.of(b, c), m.words)
		if i == 0 {
			for row, word := range m.words {
				states[row] |= word << flagBits
			}
			continue
		}
		m.pairs.number(uint64(i)<<56, states, m.words)
	}
}

// verdict is what was concluded from a state, nil where nothing was yet.
func (m *memo[V]) verdict(state uint32) *V {
	if int(state) >= len(m.ofState) || m.ofState[state] == 0 {
		return nil
	}
	return &m.verdicts[m.ofState[state]-1]
}

func (m *memo[V]) add(state uint32, v V) *V {
	for int(state) >= len(m.ofState) {
		m.ofState = append(m.ofState, 0)
	}
	m.verdicts = append(m.verdicts, v)
	m.ofState[state] = int32(len(m.verdicts))
	return &m.verdicts[len(m.verdicts)-1]
}

// bit is 1 for true.
func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
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

// number puts the number of each pair of a state and a word in place of the
// state; the pairs of a column are told from those of others by its key. Nearly
// all are known and where they belong, so that this is looked at first, without
// a call.
func (p *pairs) number(column uint64, states, words []uint32) {
	if len(p.slots) == 0 {
		p.grow()
	}
	slots := p.slots
	for row, word := range words {
		key := column | uint64(states[row])<<28 | uint64(word)
		s := &slots[key*hashA>>32&uint64(len(slots)-1)]
		if s.key != key || s.id == 0 {
			states[row] = p.id(key)
			slots = p.slots
			continue
		}
		states[row] = s.id - 1
	}
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
