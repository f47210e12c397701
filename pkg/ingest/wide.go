package ingest

import "math/bits"

// wide is a signed 128-bit integer. Sums of squares and of logarithms are kept
// in it, so that they are exact and do not depend on the order of the rows.
type wide struct{ hi, lo uint64 }

func wideOf(v int64) wide { return wide{uint64(v >> 63), uint64(v)} }

// square is v*v.
func square(v int64) wide {
	u := uint64(v)
	if v < 0 {
		u = -u
	}
	hi, lo := bits.Mul64(u, u)
	return wide{hi, lo}
}

func (w *wide) add(o wide) {
	lo, carry := bits.Add64(w.lo, o.lo, 0)
	w.hi, _ = bits.Add64(w.hi, o.hi, carry)
	w.lo = lo
}

// float is the value as the nearest float64, or nearly so: the two halves are
// rounded apart, in a fixed order.
func (w wide) float() float64 {
	if int64(w.hi) < 0 {
		lo, borrow := bits.Sub64(0, w.lo, 0)
		hi, _ := bits.Sub64(0, w.hi, borrow)
		return -wide{hi, lo}.float()
	}
	return float64(w.hi)*0x1p64 + float64(w.lo)
}
