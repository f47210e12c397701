package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func betaTeam(t *rapid.T) []Conjugate {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Conjugate {
		return Beta{rapid.Float64Range(0.3, 300).Draw(t, "a"), rapid.Float64Range(0.3, 300).Draw(t, "b")}
	}), 1, 9).Draw(t, "units")
}

func TestRankChancesAddUpByUnitAndByRank(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, ok := Rank(Independent(betaTeam(t)), RankOptions{Pairwise: true})
		if !ok {
			t.Fatal("no ranking")
		}
		for i, u := range r.Units {
			column := 0.0
			for _, other := range r.Units {
				column += other.PMF[i]
			}
			if math.Abs(Sum(u.PMF)-1) > 1e-9 || math.Abs(column-1) > 1e-6 {
				t.Fatalf("unit %d: over ranks %v, rank %d over units %v", i, Sum(u.PMF), i+1, column)
			}
			if want := 0.5 + Sum(columnOf(r.Pairwise, i)); math.Abs(u.Expected-want) > 1e-6 {
				t.Fatalf("unit %d: expected rank %v, by pairs %v", i, u.Expected, want)
			}
		}
	})
}

// columnOf are the chances of each unit to be above unit i.
func columnOf(pairs [][]float64, i int) []float64 {
	var out []float64
	for _, row := range pairs {
		out = append(out, row[i])
	}
	return out
}

func TestOrderOfUnitsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := betaTeam(t)
		turned := slices.Clone(units)
		slices.Reverse(turned)
		a, _ := Rank(Independent(units), RankOptions{})
		b, _ := Rank(Independent(turned), RankOptions{})
		for i, u := range a.Units {
			v := b.Units[len(units)-1-i]
			if math.Abs(u.Expected-v.Expected) > 1e-9 || math.Abs(u.Top-v.Top) > 1e-9 || u.Confident != v.Confident {
				t.Fatalf("unit %d: %v against %v", i, u, v)
			}
		}
	})
}

func TestPairwiseChancesAgreeWithQuadratureOverQuantiles(t *testing.T) {
	for _, tt := range []struct {
		name string
		a, b Conjugate
	}{
		{"alike", Beta{12, 30}, Beta{14, 33}},
		{"sharp against vague", Beta{900, 2100}, Beta{1.4, 2.2}},
		{"one without a success", Beta{0.4, 20}, Beta{3, 17}},
		{"rates of very different exposure", Gamma{400, 200}, Gamma{3, 2}},
		{"a rate without events", Gamma{0.2, 3}, Gamma{2.5, 10}},
		{"normal", Normal{9.1, 0.2}, Normal{9.4, 0.05}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, ok := Rank(Independent([]Conjugate{tt.a, tt.b}), RankOptions{Pairwise: true})
			want := ProbGreater(tt.a, tt.b)
			if !ok || math.Abs(r.Pairwise[0][1]-want) > 1e-7 {
				t.Errorf("P(a > b) = %v by the sweep, %v by quantiles", r.Pairwise[0][1], want)
			}
			if back := ProbGreater(tt.b, tt.a); math.Abs(want+back-1) > 1e-8 {
				t.Errorf("P(a > b) + P(b > a) = %v", want+back)
			}
		})
	}
}

func TestNormalPairsHaveTheirClosedForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Normal{rapid.Float64Range(-3, 3).Draw(t, "mu"), rapid.Float64Range(0.01, 4).Draw(t, "sd")}
		b := Normal{0, 1}
		want := normalCDF(a.Mu / math.Hypot(a.Sigma, 1))
		if got := ProbGreater(a, b); math.Abs(got-want) > 1e-8 {
			t.Fatalf("P(a > b) = %v, want %v", got, want)
		}
	})
}

func TestEqualPointsShareTheirRanks(t *testing.T) {
	pool, _ := PoolProportions(Proportions{[]float64{10, 11, 10, 9}, []float64{50, 52, 50, 48}}, PoolOptions{Pooling: PlugIn})
	r, ok := Rank(pool, RankOptions{})
	if !ok {
		t.Fatal("no ranking")
	}
	for i, u := range r.Units {
		if u.Expected != 2.5 || u.Confident != Uncertain || u.Top != 0.25 {
			t.Errorf("unit %d of four equal ones: %+v", i, u)
		}
	}
}

func TestSimulationAgreesWithTheExactRanking(t *testing.T) {
	d := league(40)
	units := (Beta{8, 30}).update(d)
	exact, _ := Rank(Independent(units), RankOptions{})
	drawn, ok := Rank(Independent(units), RankOptions{ExactLimit: 1, Seed: 7, Draws: 20000})
	if !ok || drawn.Draws != 20000 {
		t.Fatalf("ok %v, draws %d", ok, drawn.Draws)
	}
	for i := range units {
		e, s := exact.Units[i], drawn.Units[i]
		if five := 5 * math.Sqrt(0.25/20000); math.Abs(e.Top-s.Top) > five || math.Abs(e.Bottom-s.Bottom) > five {
			t.Errorf("unit %d: top %v against %v, bottom %v against %v", i, e.Top, s.Top, e.Bottom, s.Bottom)
		}
		if math.Abs(e.Expected-s.Expected) > 5*e.SD/math.Sqrt(20000) {
			t.Errorf("unit %d: expected rank %v against %v", i, e.Expected, s.Expected)
		}
	}
}

func TestAFurtherUnitChangesNobodysDraws(t *testing.T) {
	draws := func(units int) []uint64 {
		var out []uint64
		for i := range 3 {
			var s rand.PCG
			s.Seed(streamSeed(5, []string{"Ann", "Bob", "Cy", "Dee"}[:units], i))
			out = append(out, s.Uint64())
		}
		return out
	}
	if a, b := draws(3), draws(4); !slices.Equal(a, b) {
		t.Errorf("draws of Ann, Bob and Cy changed: %v, %v", a, b)
	}
}

func TestTheSameSeedGivesTheSameRanking(t *testing.T) {
	pool, _ := PoolProportions(league(80), PoolOptions{})
	opt := RankOptions{Seed: 3, Draws: 1000}
	a, _ := Rank(pool, opt)
	b, _ := Rank(pool, opt)
	opt.Seed = 4
	c, _ := Rank(pool, opt)
	if fmt.Sprint(a) != fmt.Sprint(b) {
		t.Error("two rankings with one seed differ")
	}
	if fmt.Sprint(a) == fmt.Sprint(c) {
		t.Error("another seed changes nothing")
	}
}

func TestForcedTiersHaveTheirSizesAndConfidentOnesTheirChance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, _ := Rank(Independent(betaTeam(t)), RankOptions{})
		count := map[Tier]int{}
		for _, u := range r.Units {
			count[u.Forced]++
			if u.Confident != Uncertain && u.Chance(u.Confident) < 0.8-1e-8 {
				t.Fatalf("called %v at %v", u.Confident, u.Chance(u.Confident))
			}
		}
		if count[TopTier] != r.Top || count[BottomTier] != r.Bottom {
			t.Fatalf("%v placed, want %d at the top and %d at the bottom", count, r.Top, r.Bottom)
		}
	})
}

func TestCoarseNodesMoveNoChanceThatMatters(t *testing.T) {
	pool, _ := PoolProportions(league(45), PoolOptions{})
	coarse, _ := Rank(pool, RankOptions{})
	pool.ranks = nil
	fine, _ := Rank(pool, RankOptions{})
	for i, f := range fine.Units {
		if c := coarse.Units[i]; math.Abs(f.Top-c.Top) > 5e-4 || math.Abs(f.Bottom-c.Bottom) > 5e-4 || math.Abs(f.Expected-c.Expected) > 5e-3 {
			t.Errorf("unit %d: top %v against %v, expected rank %v against %v", i, f.Top, c.Top, f.Expected, c.Expected)
		}
	}
}
