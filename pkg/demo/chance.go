package demo

import (
	"hash/fnv"
	"math/rand/v2"
	"strconv"
)

// newStream gives the random numbers of one purpose ("Anna Lindqvist/field"),
// independent of all other purposes of the same seed.
func newStream(seed uint64, purpose string, attempt int) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(purpose + "#" + strconv.Itoa(attempt)))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// spread holds exp(0.45 z) in thousandths at 41 evenly spaced probabilities (ends
// at 0.006 and 0.994): a lognormal of median 1 as whole numbers. A table, because
// exp is not the same to the last bit on all platforms.
var spread = [41]int64{
	323, 414, 477, 523, 562, 596, 627, 657, 685, 712, 738, 764, 790, 815, 841, 866, 892, 918, 945, 972, 1000,
	1029, 1058, 1089, 1121, 1154, 1189, 1227, 1266, 1309, 1355, 1405, 1460, 1523, 1594, 1678, 1780, 1911, 2096, 2416, 3097,
}

// lognormal draws an amount in cents around a median in cents.
func lognormal(rng *rand.Rand, median int64) int64 {
	k, part := rng.IntN(len(spread)-1), int64(rng.IntN(1000))
	return median * (spread[k]*(1000-part) + spread[k+1]*part) / 1_000_000
}

// pick draws an index with the weights given; the weights add up to 100.
func pick(rng *rand.Rand, weights []int) int {
	u := rng.IntN(100)
	for i, w := range weights {
		if u -= w; u < 0 {
			return i
		}
	}
	return len(weights) - 1
}
