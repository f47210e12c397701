package stats

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestIdenticalUnitsShowNoSpread(t *testing.T) {
	d := Proportions{[]float64{20, 20, 20, 20}, []float64{100, 100, 100, 100}}
	f, ok := FunnelOfProportions(d, 0)
	if !ok || f.Spread.Tau2 != 0 || f.Spread.Phi != 0 {
		t.Fatalf("ok %v, spread %+v", ok, f.Spread)
	}
	for _, p := range f.Points {
		if p.Verdict != Inside || p.MidP < 0.9 || !p.Exact95.Contains(p.Value) {
			t.Errorf("%+v", p)
		}
	}
}

func TestAUnitWithoutTrialsIsNoPointOfTheFunnel(t *testing.T) {
	f, ok := FunnelOfProportions(Proportions{[]float64{0, 30, 10}, []float64{0, 100, 50}}, 0)
	if !ok || f.Points[0].OK || !f.Points[1].OK || f.Points[1].AdjustedMidP == 0 {
		t.Errorf("ok %v, points %+v", ok, f.Points)
	}
}

func TestExactLimitsHoldWhatTheyPromise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(1, 3000).Draw(t, "n"))
		p := rapid.Float64Range(0.01, 0.99).Draw(t, "p")
		for _, d := range []countDistribution{binomialCount{n, p}, poissonCount{n * p}} {
			for _, tail := range []float64{0.001, 0.025, 0.5, 0.975, 0.999} {
				r := countQuantile(d, tail)
				if d.cdf(r) < tail || r > 0 && d.cdf(r-1) >= tail {
					t.Fatalf("%#v: quantile %v of %v", d, r, tail)
				}
				if !near(d.cdf(r)+d.upper(r), 1, 1e-10) || !near(d.cdf(r)-d.cdf(r-1), d.pmf(r), 1e-9) {
					t.Fatalf("%#v: tails of %v do not fit", d, r)
				}
			}
		}
	})
}

func TestStandardisedExpectationsAddUpToTheObserved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []Stratum
		total := 0.0
		for range rapid.IntRange(1, 30).Draw(t, "rows") {
			row := Stratum{
				Unit: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "unit"), Stratum: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "stratum"),
				Exposure: rapid.Float64Range(1, 100).Draw(t, "exposure"), Events: float64(rapid.IntRange(0, 50).Draw(t, "events")), Standard: 1,
			}
			rows = append(rows, row)
			total += row.Events
		}
		units, ok := Standardise(rows, 0.95)
		expected := 0.0
		for _, u := range units {
			expected += u.Expected
		}
		slices.Reverse(rows)
		again, _ := Standardise(rows, 0.95)
		if !ok || !near(expected, total, 1e-9*total+1e-12) || len(again) != len(units) || !near(again[0].Expected, units[0].Expected, 1e-9*total) {
			t.Fatalf("expected %v, observed %v", expected, total)
		}
	})
}

func TestMixExplainsAwayDifferencesThatAreOnlyMix(t *testing.T) {
	var rows []MixRow
	for i := range 60 {
		noise := 0.1 * math.Sin(float64(i*i))
		small, large := MixRow{"Ann", "basic", 5 + noise}, MixRow{"Bob", "pro", 9 + noise}
		if i%5 == 0 {
			small, large = MixRow{"Ann", "pro", 9 - noise}, MixRow{"Bob", "basic", 5 - noise}
		}
		rows = append(rows, small, large)
	}
	m, ok := CompareMix(rows)
	if !ok || !m.HasAlone || !m.HasGiven {
		t.Fatalf("%+v", m)
	}
	if m.Alone.P > 1e-6 || m.Given.P < 0.05 || m.SDAdjusted > m.SDRaw/20 {
		t.Errorf("alone p %v, given product p %v, sd %v to %v", m.Alone.P, m.Given.P, m.SDRaw, m.SDAdjusted)
	}
}

func TestUnitsThatSellOneProductEachCannotBeToldFromIt(t *testing.T) {
	m, ok := CompareMix([]MixRow{{"Ann", "x", 1}, {"Ann", "x", 2}, {"Bob", "y", 5}, {"Bob", "y", 7}})
	if !ok || m.HasGiven || !m.HasAlone {
		t.Errorf("ok %v, given product %v %+v", ok, m.HasGiven, m.Given)
	}
}

func TestNaturalBreaksFindTheBestOfAllPartitions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.Float64Range(-10, 10), 3, 9).Draw(t, "values")
		b, ok := NaturalBreaks(xs, 3)
		p := newPartition(slices.Sorted(slices.Values(xs)))
		best := math.Inf(1)
		for i := 1; i < len(xs)-1; i++ {
			for j := i + 1; j < len(xs); j++ {
				best = math.Min(best, p.squares(0, i)+p.squares(i, j)+p.squares(j, len(xs)))
			}
		}
		if !ok || !near(b.WithinSS, best, 1e-9) || b.Sizes[0]+b.Sizes[1]+b.Sizes[2] != len(xs) {
			t.Fatalf("%+v, best %v", b, best)
		}
	})
}

func TestRankSetsHoldTheRank(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var d Estimates
		for range rapid.IntRange(2, 10).Draw(t, "units") {
			d.Mean = append(d.Mean, rapid.Float64Range(-5, 5).Draw(t, "mean"))
			d.SE = append(d.SE, rapid.Float64Range(0.1, 3).Draw(t, "se"))
		}
		sidak, ok1 := SidakRankSets(d, 0.95)
		holm, _, ok2 := PairwiseRankSets(d, 0.95, Holm)
		if !ok1 || !ok2 {
			t.Fatal("undefined")
		}
		for i := range sidak {
			if s := sidak[i]; s.Low > s.Rank || s.Rank > s.High {
				t.Fatalf("%+v", s)
			}
			if h := holm[i]; h.Low > h.Rank || h.Rank > h.High {
				t.Fatalf("%+v", h)
			}
		}
	})
}
