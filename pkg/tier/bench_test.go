package tier

import "testing"

// A ranking of 60 reps over 36 months stays under 0.3 s, one of 2,000 under
// 3 s and 200 MB.
func BenchmarkRank60(b *testing.B) { benchmarkRank(b, 60) }

func BenchmarkRank2000(b *testing.B) { benchmarkRank(b, 2000) }

func benchmarkRank(b *testing.B, reps int) {
	c := drawn(b, reps, 36, 7)
	b.ReportAllocs()
	for b.Loop() {
		r, err := Analyse(c, Options{Window: c.All(), Ramp: DefaultRamp()})
		if err != nil || r.Ranked < reps/2 {
			b.Fatal(err, r.Ranked)
		}
	}
}
