package ingest

import (
	"encoding/binary"
	"math/bits"
)

// interner numbers different byte strings from 0 in the order in which it
// meets them. A string that it knows costs a hash and a comparison, and no
// allocation.
type interner struct {
	names  []string
	hashes []uint64
	slots  []uint32 // index into names plus one; a power of two long
}

const firstSlots = 64

// id is the number of the string and whether it is new.
func (in *interner) id(b []byte) (id uint32, isNew bool) {
	if 2*len(in.names) >= len(in.slots) {
		in.grow()
	}
	h := hash(b)
	mask := uint64(len(in.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		s := in.slots[i]
		if s == 0 {
			in.slots[i] = uint32(len(in.names)) + 1
			in.names, in.hashes = append(in.names, string(b)), append(in.hashes, h)
			return uint32(len(in.names)) - 1, true
		}
		if in.hashes[s-1] == h && in.names[s-1] == string(b) {
			return s - 1, false
		}
	}
}

func (in *interner) grow() {
	in.slots = make([]uint32, max(firstSlots, 2*len(in.slots)))
	mask := uint64(len(in.slots) - 1)
	for n, h := range in.hashes {
		i := h & mask
		for in.slots[i] != 0 {
			i = (i + 1) & mask
		}
		in.slots[i] = uint32(n) + 1
	}
}

const (
	hashA = 0x9e3779b97f4a7c15
	hashB = 0xd1b54a32d192ed03
)

// hash spreads a byte string over 64 bits, eight bytes at a time, by the
// folded product that the wyhash family uses. It is the same on every machine.
func hash(b []byte) uint64 {
	h := uint64(len(b)) * hashB
	if len(b) < 8 {
		return fold(h^short(b), hashA)
	}
	for i := 0; i+8 < len(b); i += 8 {
		h = fold(h^binary.LittleEndian.Uint64(b[i:]), hashA)
	}
	return fold(h^binary.LittleEndian.Uint64(b[len(b)-8:]), hashA)
}

func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// short packs up to seven bytes.
func short(b []byte) uint64 {
	n := len(b)
	switch {
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(b)) | uint64(binary.LittleEndian.Uint32(b[n-4:]))<<32
	case n > 0:
		return uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16
	}
	return 0
}
