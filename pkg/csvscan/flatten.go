package csvscan

import "math/bits"

// overrun is how many places behind its result flatten may write over.
const overrun = blockSize

// flattenPortable writes the places of the bits of masks, one mask for each
// block of 64 bytes, the first of which stands at base, and gives their number.
// It is the meaning of the assembly.
func flattenPortable(masks []uint64, base uint32, out []uint32) int {
	n := 0
	for _, m := range masks {
		// Four at a time, of which some may be too many and are written over: a
		// branch a block instead of one a cell.
		next := n + bits.OnesCount64(m)
		for ; m != 0; n += 4 {
			m = four((*[4]uint32)(out[n:]), m, base)
		}
		n = next
		base += blockSize
	}
	return n
}

// four writes the places of the four lowest bits of m, and gives m without
// them.
func four(out *[4]uint32, m uint64, base uint32) uint64 {
	out[0] = base + uint32(bits.TrailingZeros64(m))
	m &= m - 1
	out[1] = base + uint32(bits.TrailingZeros64(m))
	m &= m - 1
	out[2] = base + uint32(bits.TrailingZeros64(m))
	m &= m - 1
	out[3] = base + uint32(bits.TrailingZeros64(m))
	return m & (m - 1)
}
