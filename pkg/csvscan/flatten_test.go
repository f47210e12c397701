package csvscan

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestFlattenGivesThePlacesOfTheBitsInBothBodies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Sparse, dense and full masks.
		mask := rapid.Custom(func(t *rapid.T) uint64 {
			m := rapid.Uint64().Draw(t, "bits")
			for range rapid.IntRange(0, 4).Draw(t, "thin") {
				m &= rapid.Uint64().Draw(t, "with")
			}
			return max(m, rapid.SampledFrom([]uint64{0, 0, 0, 1 << 63, 1<<64 - 1}).Draw(t, "at least"))
		})
		masks := rapid.SliceOfN(mask, 0, 20).Draw(t, "masks")
		base := rapid.Uint32Range(0, 1<<30).Draw(t, "base")
		var want []uint32
		for i, m := range masks {
			for bit := range uint32(64) {
				if m>>bit&1 == 1 {
					want = append(want, base+64*uint32(i)+bit)
				}
			}
		}
		for name, body := range flatteners() {
			out := make([]uint32, len(masks)*blockSize+overrun)
			if n := body(masks, base, out); !slices.Equal(out[:n], want) {
				t.Fatalf("%s: %v, want %v", name, out[:n], want)
			}
		}
	})
}
