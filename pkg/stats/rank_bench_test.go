package stats

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// league simulates successes out of unequal trials for units that truly differ.
func league(units int) Proportions {
	r := rand.New(rand.NewPCG(1, uint64(units)))
	var d Proportions
	for range units {
		n := 10 + r.IntN(190)
		p, y := 0.15+0.15*r.Float64(), 0
		for range n {
			if r.Float64() < p {
				y++
			}
		}
		d.Successes, d.Trials = append(d.Successes, float64(y)), append(d.Trials, float64(n))
	}
	return d
}

func BenchmarkRankExact60(b *testing.B) {
	benchmarkRank(b, 60)
}

func BenchmarkRankSimulated2000(b *testing.B) {
	benchmarkRank(b, 2000)
}

func benchmarkRank(b *testing.B, units int) {
	d := league(units)
	ids := make([]string, units)
	for i := range ids {
		ids[i] = fmt.Sprintf("unit %d", i)
	}
	b.ReportAllocs()
	for b.Loop() {
		pool, ok := PoolProportions(d, PoolOptions{})
		if !ok {
			b.Fatal("no pool")
		}
		if _, ok := Rank(pool, RankOptions{IDs: ids}); !ok {
			b.Fatal("no ranking")
		}
	}
}

func BenchmarkPoolProportions60(b *testing.B) {
	d := league(60)
	for b.Loop() {
		PoolProportions(d, PoolOptions{})
	}
}
