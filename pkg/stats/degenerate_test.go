package stats

import (
	"math"
	"testing"
)

// Each of these inputs is one a careless formula answers with not-a-number.
func TestDegenerateInputsAreRefusedOrAnsweredWithNumbers(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	two := func(_ any, ok bool) bool { return ok }
	for _, tt := range []struct {
		name string
		ok   bool
		got  bool
	}{
		{"no interval of a proportion without trials", false, two(Wilson(0, 0, 0.95))},
		{"no interval for more successes than trials", false, two(ClopperPearson(3, 2, 0.95))},
		{"no interval for a number that is none", false, two(Jeffreys(nan, 10, 0.95))},
		{"no interval for infinitely many trials", false, two(Wilson(1, inf, 0.95))},
		{"no rate without exposure", false, two(Garwood(3, 0, 0.95))},
		{"a rate without events has an interval", true, two(Garwood(0, 5, 0.95))},
		{"no rate ratio when neither has events", false, two(CompareRates(0, 1, 0, 2, 0.95))},
		{"no difference of proportions without trials", false, two(Newcombe(1, 2, 0, 0, 0.95))},
		{"no spread of a single value", false, two(SD([]float64{3}))},
		{"no mean of nothing", false, two(Mean(nil))},
		{"no median of nothing", false, two(Median(nil))},
		{"no t interval of one amount", false, two(StudentInterval([]float64{5}, 0.95))},
		{"no lognormal mean with a negative amount", false, two(CoxMean([]float64{1, 2, -3}, 0.95))},
		{"no median interval of five amounts", false, two(OrderMedian([]float64{1, 2, 3, 4, 5}, 0.95))},
		{"no Welch test of constant samples", false, two(WelchTest([]float64{1, 1}, []float64{1, 1}, 0.95))},
		{"no effect size without variation", false, two(StandardisedDifference([]float64{1, 1}, []float64{2, 2}))},
		{"no Mann-Whitney against nobody", false, two(MannWhitney([]float64{1}, nil))},
		{"no number of trials for equal proportions", false, two(TwoProportionTrials(0.2, 0.2, 0.05, 0.8))},
		{"no beta-binomial fit of nothing", false, two(FitBetaBinomial(Proportions{}))},
		{"no beta-binomial fit when nobody has trials", false, two(FitBetaBinomial(Proportions{[]float64{0}, []float64{0}}))},
		{"no rate fit when events lack exposure", false, two(FitGammaPoisson(Rates{[]float64{2, 1}, []float64{0, 3}}))},
		{"no random effects with a zero standard error", false, two(FitNormal(Estimates{[]float64{1}, []float64{0}}, REML))},
		{"no funnel when all trials agree", false, two(FunnelOfProportions(Proportions{[]float64{3, 4}, []float64{3, 4}}, 0))},
		{"no natural breaks of fewer values than classes", false, two(NaturalBreaks([]float64{1, 2}, 3))},
		{"no ranking of nobody", false, two(Rank(Pool{}, RankOptions{}))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.ok {
				t.Errorf("ok = %v, want %v", tt.got, tt.ok)
			}
		})
	}
}

func TestPoolsOfExtremeTeamsGiveNumbers(t *testing.T) {
	for _, tt := range []struct {
		name string
		data Proportions
	}{
		{"one unit", Proportions{[]float64{3}, []float64{10}}},
		{"nobody wins", Proportions{[]float64{0, 0, 0}, []float64{5, 9, 40}}},
		{"everybody always wins", Proportions{[]float64{5, 9, 40}, []float64{5, 9, 40}}},
		{"one of them has no trials", Proportions{[]float64{0, 4, 2}, []float64{0, 9, 4}}},
		{"one trial each", Proportions{[]float64{0, 1, 1, 0}, []float64{1, 1, 1, 1}}},
		{"all the same", Proportions{[]float64{4, 4, 4}, []float64{20, 20, 20}}},
		{"as different as can be", Proportions{[]float64{0, 100, 0, 100}, []float64{100, 100, 100, 100}}},
		{"half a million trials beside two", Proportions{[]float64{1, 1e5}, []float64{2, 5e5}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, how := range []Pooling{Integrated, StrengthIntegrated, PlugIn} {
				pool, ok := PoolProportions(tt.data, PoolOptions{Pooling: how})
				if !ok {
					t.Fatalf("no pool with pooling %d", how)
				}
				checkPool(t, pool, 0, 1)
			}
		})
	}
}

func TestRatePoolsOfExtremeTeamsGiveNumbers(t *testing.T) {
	for _, tt := range []struct {
		name string
		data Rates
	}{
		{"one unit", Rates{[]float64{3}, []float64{10}}},
		{"no events at all", Rates{[]float64{0, 0, 0}, []float64{5, 9, 40}}},
		{"one of them has no exposure", Rates{[]float64{0, 4, 2}, []float64{0, 9, 4}}},
		{"as different as can be", Rates{[]float64{0, 1000, 0}, []float64{10, 10, 10}}},
		{"counts in the hundred thousands", Rates{[]float64{3e5, 2e5, 1e5}, []float64{200, 210, 190}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pool, ok := PoolRates(tt.data, PoolOptions{})
			if !ok {
				t.Fatal("no pool")
			}
			checkPool(t, pool, 0, math.Inf(1))
		})
	}
}

// checkPool demands finite, ordered figures of every unit and a ranking whose chances add up.
func checkPool(t *testing.T, pool Pool, least, most float64) {
	t.Helper()
	for i := range pool.Len() {
		u := pool.Unit(i)
		limits := CredibleInterval(u, 0.9)
		if !finite(u.Mean(), u.SD(), limits.Low, limits.High) || limits.Low > limits.High || limits.Low < least || limits.High > most {
			t.Errorf("unit %d: mean %v sd %v limits %v", i, u.Mean(), u.SD(), limits)
		}
	}
	ranking, ok := Rank(pool, RankOptions{Pairwise: true})
	if !ok {
		t.Fatal("no ranking")
	}
	for i, u := range ranking.Units {
		if sum := Sum(u.PMF); math.Abs(sum-1) > 1e-9 || !finite(u.Expected, u.SD) {
			t.Errorf("unit %d: chances of the ranks add up to %v, expected rank %v", i, sum, u.Expected)
		}
		if math.Abs(u.Top+u.Middle+u.Bottom-1) > 1e-9 || u.Low > u.High {
			t.Errorf("unit %d: tiers %v %v %v, ranks %d to %d", i, u.Top, u.Middle, u.Bottom, u.Low, u.High)
		}
	}
}
