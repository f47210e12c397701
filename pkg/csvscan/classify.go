package csvscan

import (
	"encoding/binary"
	"math/bits"
)

// A slice of a chunk is classified at once: 64 bytes a block, so that the
// masks below stay in the processor's first cache.
const (
	blockSize   = 64
	sliceBlocks = 1024
	sliceSize   = blockSize * sliceBlocks
)

// classifier finds, for blocks of 64 bytes, where cells and records end. Its
// state runs from one call to the next. The assembly knows the offsets.
type classifier struct {
	delim, eol, quote byte
	_                 [5]byte
	inside            uint64 // all ones if the byte before is inside quotes
	after             uint64 // 1 if the byte before ends a cell or closes a quote
	closed            uint64 // 1 if the byte before closes a quote
	doubled           uint64 // not zero if a doubled quote was seen
	nul               uint64 // not zero if a NUL was seen
	torn              uint64 // not zero if a byte above ASCII followed a closing quote
	lineEnds          uint64 // how many line ends are outside quotes

	seps [sliceBlocks]uint64 // delimiters and line ends outside quotes
	odd  [sliceBlocks]uint64 // to be looked at: most above ASCII, misplaced quotes, what follows a closing quote
}

func (k *classifier) reset(f format) {
	k.delim, k.eol, k.quote = f.delim[0], f.eol, '"'
	k.inside, k.after, k.closed, k.doubled, k.nul, k.torn, k.lineEnds = 0, 0, 0, 0, 0, 0, 0
}

const (
	lows  = 0x0101010101010101
	highs = 0x8080808080808080
)

// classifyPortable fills the masks for the blocks of text, whose length is a
// multiple of 64. It is the meaning of the assembly.
func classifyPortable(text []byte, k *classifier) {
	delim, eol, quote := lows*uint64(k.delim), lows*uint64(k.eol), lows*uint64(k.quote)
	var nul uint64
	for b := 0; len(text) >= blockSize; b++ {
		block := (*[blockSize]byte)(text)
		text = text[blockSize:]
		var q, d, e, any uint64
		for j := 0; j < blockSize; j += 8 {
			w := binary.LittleEndian.Uint64(block[j:])
			any |= w
			ascii := highs &^ w
			w &^= highs
			q = q>>8 | pack((highs-(w^quote))&ascii)
			d = d>>8 | pack((highs-(w^delim))&ascii)
			e = e>>8 | pack((highs-(w^eol))&ascii)
			nul |= (highs - w) & ascii
		}
		var h, fine uint64
		if any&highs != 0 {
			h, fine = aboveASCII(block)
		}
		k.judge(b, q, d, e, h)
		k.odd[b] &^= fine
	}
	k.nul |= nul
}

// aboveASCII gives the places in a block of bytes above ASCII, and those of them
// that need not be looked at: all, if they are characters of two bytes, as most
// are, that lie within the block.
func aboveASCII(block *[blockSize]byte) (h, fine uint64) {
	var lead, follow uint64
	for j := 0; j < blockSize; j += 8 {
		w := binary.LittleEndian.Uint64(block[j:])
		h = h>>8 | pack(w&highs)
		follow = follow>>8 | pack(w&^(w<<1)&highs)
		// 110xxxxx but for C0 and C1, which lead nothing.
		lead = lead>>8 | pack(w&(w<<1)&^(w<<2)&(w&(0x1e*lows)+0x7f*lows)&highs)
	}
	if follow == lead<<1 && lead>>63 == 0 && h == lead|follow {
		fine = h
	}
	return h, fine
}

// judge turns the positions in a block of quotes, delimiters, line ends and
// bytes above ASCII into masks. A quote opens where the count of quotes becomes
// odd: there, a cell or line must have ended just before, or a quote closed
// (which makes the pair a doubled quote). Behind a closing quote the cell must
// end.
func (k *classifier) judge(b int, q, d, e, h uint64) {
	inside := k.inside
	if q != 0 {
		inside ^= prefixXOR(q)
	}
	k.inside = uint64(int64(inside) >> 63)
	opens := q & inside
	closes := q ^ opens
	e &^= inside
	seps := d&^inside | e
	k.seps[b] = seps
	k.lineEnds += uint64(bits.OnesCount64(e))

	mayOpen := (seps|closes)<<1 | k.after
	k.after = (seps | closes) >> 63
	behind := closes<<1 | k.closed
	k.closed = closes >> 63
	k.doubled |= opens & behind
	behind &^= seps | opens
	k.torn |= h & behind
	k.odd[b] = h | opens&^mayOpen | behind
}

// pack gathers the high bits of eight bytes, of which no other bits are set,
// in the highest byte. A byte of highs-x is such a bit where x is zero, for x
// below 0x80.
func pack(t uint64) uint64 { return t * 0x0002040810204081 &^ (1<<56 - 1) }

// prefixXOR has bit i set where an odd number of bits up to i are set.
func prefixXOR(x uint64) uint64 {
	x ^= x << 1
	x ^= x << 2
	x ^= x << 4
	x ^= x << 8
	x ^= x << 16
	return x ^ x<<32
}
