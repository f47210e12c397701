package ingest

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// interner numbers different byte strings from 0 in the order in which it
// meets them. A string that it knows costs no allocation, and, up to 16 bytes
// long, no comparison but of two words that hold all of it.
type interner struct {
	names []string
	slots []internSlot // a power of two long
}

// internSlot holds the ends of a string, its length, and its number plus one.
type internSlot struct {
	ends
	size, id uint32
}

// firstSlots is how long a table begins, roomySlots up to which length it is
// kept at most a quarter full.
const (
	firstSlots = 64
	roomySlots = 1024
)

// id is the number of the string and whether it is new.
func (in *interner) id(b []byte) (id uint32, isNew bool) {
	if in.full() {
		in.grow()
	}
	s := in.slot(endsOf(b), b)
	if s.id != 0 {
		return s.id - 1, false
	}
	in.names = append(in.names, string(b))
	s.id = uint32(len(in.names))
	return s.id - 1, true
}

// full tells whether the table is to grow: small ones early, so that nearly all
// strings stand at their first place.
func (in *interner) full() bool {
	n := 2 * len(in.names)
	if len(in.slots) <= roomySlots {
		n *= 2
	}
	return n >= len(in.slots)
}

// slot is where the string is, or else a free one made its own.
func (in *interner) slot(e ends, b []byte) *internSlot {
	mask, size := uint64(len(in.slots)-1), uint32(len(b))
	for i := placeOf(e, b) & mask; ; i = (i + 1) & mask {
		s := &in.slots[i]
		if s.id == 0 {
			s.ends, s.size = e, size
			return s
		}
		if s.ends == e && s.size == size && (size <= 16 || in.names[s.id-1] == string(b)) {
			return s
		}
	}
}

// number gives the numbers of a column's cells in a slice that it may use again.
func (in *interner) number(s *strip, into []uint32) []uint32 {
	into = sized(into, len(s.spans))
	if len(in.slots) == 0 {
		in.grow()
	}
	if in.numberKnown(s, into) {
		return into
	}
	for row, n := range into {
		if n == unnumbered {
			into[row], _ = in.id(s.cell(row))
		}
	}
	return into
}

// unnumbered stands for a cell without a number yet.
const unnumbered = math.MaxUint32

// numberKnown numbers the cells that are short, known and where they belong,
// which nearly all are, and tells whether those were all. No call is in the
// loop, so that all that it needs stays in registers: endsOf and place are
// written out.
func (in *interner) numberKnown(s *strip, into []uint32) (all bool) {
	slots, text, spans := in.slots, s.text, s.spans
	all = true
	for row := range into {
		c := spans[row]
		n := uint32(unnumbered)
		// What it is longer than a word, and whether it is at all, without a branch:
		// lengths vary from row to row.
		tail := int(c.Size) - 8
		short := tail >> 63
		mask := lowBytes[(8+tail&short)&15]
		tail &^= short
		if room := text[c.From:]; c.Size <= 16 && tail+8 <= len(room) {
			e := ends{binary.LittleEndian.Uint64(room) & mask, binary.LittleEndian.Uint64(room[tail:]) & mask}
			slot := &slots[e.place(int(c.Size))&uint64(len(slots)-1)]
			if slot.ends == e && slot.size == c.Size {
				n = slot.id - 1 // unnumbered if the slot is free
			}
		}
		into[row] = n
		all = all && n != unnumbered
	}
	return all
}

func (in *interner) grow() {
	in.slots = make([]internSlot, max(firstSlots, 2*len(in.slots)))
	mask := uint64(len(in.slots) - 1)
	for n, name := range in.names {
		b := []byte(name)
		e := endsOf(b)
		i := placeOf(e, b) & mask
		for in.slots[i].id != 0 {
			i = (i + 1) & mask
		}
		in.slots[i] = internSlot{e, uint32(len(b)), uint32(n) + 1}
	}
}

// ends are the first and the last eight bytes of a string, which overlap in
// one of up to 16 bytes; one of up to eight is both, zero beyond its end. Up to
// 16 bytes long, they are with the length the whole of it.
type ends struct{ first, last uint64 }

// ordered turns the ends of strings of one length into numbers of which the
// greater belongs to the string that sorts behind.
func (e ends) ordered() ends { return ends{bits.ReverseBytes64(e.first), bits.ReverseBytes64(e.last)} }

// place is where in a table a string of n bytes, up to 16, is looked for: a
// cheaper mixture than hash.
func (e ends) place(n int) uint64 {
	return (e.first ^ bits.RotateLeft64(e.last, 29) + uint64(n)) * hashA >> 32
}

func placeOf(e ends, b []byte) uint64 {
	if len(b) > 16 {
		return hashOf(e, b)
	}
	return e.place(len(b))
}

// lowBytes keeps so many bytes of a word.
var lowBytes = [16]uint64{0, 1<<8 - 1, 1<<16 - 1, 1<<24 - 1, 1<<32 - 1, 1<<40 - 1, 1<<48 - 1, 1<<56 - 1, 1<<64 - 1}

// endsOf reads past a short string into the buffer that it is a part of and
// masks what is not its own: lengths vary from row to row, and branching on
// them costs more than the loads.
func endsOf(b []byte) ends {
	tail := max(len(b), 8) - 8
	if cap(b) < tail+8 {
		return shortEnds(b)
	}
	room, mask := b[:tail+8], lowBytes[min(len(b), 8)]
	return ends{binary.LittleEndian.Uint64(room) & mask, binary.LittleEndian.Uint64(room[tail:]) & mask}
}

func shortEnds(b []byte) ends {
	var room [8]byte
	copy(room[:], b)
	v := binary.LittleEndian.Uint64(room[:])
	return ends{v, v}
}

const (
	hashA = 0x9e3779b97f4a7c15
	hashB = 0xd1b54a32d192ed03
)

// hash spreads a byte string over 64 bits, eight bytes at a time, by the
// folded product that the wyhash family uses. It is the same on every machine.
func hash(b []byte) uint64 { return hashOf(endsOf(b), b) }

func hashOf(e ends, b []byte) uint64 {
	h := fold(e.first^hashA, e.last^uint64(len(b))*hashB^hashB)
	for i := 8; i+8 < len(b); i += 8 {
		h = fold(h^binary.LittleEndian.Uint64(b[i:]), hashA)
	}
	return h
}

func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
