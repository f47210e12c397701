package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

// Newcombe (1998) Stat Med 17:873, Table II, method 10.
func TestNewcombeReproducesHisTable(t *testing.T) {
	for _, tt := range []struct {
		name           string
		x1, n1, x2, n2 float64
		low, high      float64
	}{
		{"56/70 against 48/80", 56, 70, 48, 80, 0.0524, 0.3339},
		{"9/10 against 3/10", 9, 10, 3, 10, 0.1705, 0.8090},
		{"6/7 against 2/7", 6, 7, 2, 7, 0.0582, 0.8062},
		{"5/56 against 0/29", 5, 56, 0, 29, -0.0381, 0.1926},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := Newcombe(tt.x1, tt.n1, tt.x2, tt.n2, 0.95)
			if !ok || !near(got.Low, tt.low, 5e-5) || !near(got.High, tt.high, 5e-5) {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestIntervalsOfProportionsMirrorWhenSuccessAndFailureSwap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(1, 5000).Draw(t, "n"))
		x := float64(rapid.IntRange(0, int(n)).Draw(t, "x"))
		level := rapid.Float64Range(0.5, 0.999).Draw(t, "level")
		for name, method := range map[string]func(x, n, level float64) (Interval, bool){
			"wilson": Wilson, "clopper-pearson": ClopperPearson, "jeffreys": Jeffreys,
		} {
			a, _ := method(x, n, level)
			b, _ := method(n-x, n, level)
			if !near(a.Low, 1-b.High, 1e-9) || !near(a.High, 1-b.Low, 1e-9) || a.Low < 0 || a.High > 1 {
				t.Fatalf("%s: %v against %v", name, a, b)
			}
			if !a.Contains(x/n) && !near(a.Low, x/n, 1e-9) && !near(a.High, x/n, 1e-9) {
				t.Fatalf("%s: %v leaves out the estimate %v", name, a, x/n)
			}
		}
	})
}

// An exact interval covers at least what it promises, whatever the truth.
func TestClopperPearsonKeepsItsPromise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(1, 60).Draw(t, "n"))
		p := rapid.Float64Range(0.001, 0.999).Draw(t, "p")
		covered := 0.0
		for x := 0.0; x <= n; x++ {
			if limits, _ := ClopperPearson(x, n, 0.9); limits.Contains(p) {
				covered += binomialCount{n, p}.pmf(x)
			}
		}
		if covered < 0.9-1e-9 {
			t.Fatalf("covers %v with probability %v", p, covered)
		}
	})
}

func TestRatesScaleWithTheUnitOfExposure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := float64(rapid.IntRange(0, 100000).Draw(t, "events"))
		e := rapid.Float64Range(0.1, 1e5).Draw(t, "exposure")
		a, _ := Garwood(y, e, 0.95)
		b, _ := Garwood(y, 7*e, 0.95)
		if !near(a.Low, 7*b.Low, 1e-9*a.High) || !near(a.High, 7*b.High, 1e-9*a.High) || !a.Contains(y/e) {
			t.Fatalf("%v against %v", a, b)
		}
	})
}

func TestAmountsScaleWithMoney(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.Float64Range(1, 1e6), 6, 40).Draw(t, "amounts")
		scaled := make([]float64, len(xs))
		for i, x := range xs {
			scaled[i] = 3 * x
		}
		a, okA := CoxMean(xs, 0.9)
		b, okB := CoxMean(scaled, 0.9)
		if okA != okB || okA && (!near(3*a.Mean, b.Mean, 1e-8*b.Mean) || !near(3*a.Cox.High, b.Cox.High, 1e-8*b.Cox.High)) {
			t.Fatalf("%v against %v", a, b)
		}
		h, _ := PseudoMedian(xs, 0.9)
		k, _ := PseudoMedian(scaled, 0.9)
		if !near(3*h.Estimate, k.Estimate, 1e-6) || h.Low > h.Estimate || h.High < h.Estimate {
			t.Fatalf("%v against %v", h, k)
		}
	})
}

func TestRankNullDistributionsAddUpToOne(t *testing.T) {
	for n := 1; n < 30; n++ {
		if sum := Sum(signedRankCounts(n)); !near(sum, 1, 1e-12) {
			t.Errorf("signed ranks of %d: %v", n, sum)
		}
		if sum := Sum(rankSumCounts(n, 30-n)); !near(sum, 1, 1e-12) {
			t.Errorf("rank sums of %d and %d: %v", n, 30-n, sum)
		}
	}
}

func TestAdjustedValuesKeepTheOrderAndAreNoSmaller(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps := rapid.SliceOf(rapid.Float64Range(0, 1)).Draw(t, "ps")
		holm, bh, bonferroni := Holm(ps), BenjaminiHochberg(ps), Bonferroni(ps)
		for i := range ps {
			if bh[i] < ps[i] || holm[i] < bh[i]-1e-15 || bonferroni[i] < holm[i]-1e-15 || bonferroni[i] > 1 {
				t.Fatalf("p %v bh %v holm %v bonferroni %v", ps[i], bh[i], holm[i], bonferroni[i])
			}
			for j := range ps {
				if ps[i] < ps[j] && (holm[i] > holm[j] || bh[i] > bh[j]) {
					t.Fatalf("order of %v and %v is lost", ps[i], ps[j])
				}
			}
		}
	})
}

func TestTheNumberOfTrialsReachesThePowerAskedFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p1 := rapid.Float64Range(0.02, 0.9).Draw(t, "p1")
		p2 := p1 + rapid.Float64Range(0.01, 0.09).Draw(t, "rise")
		n, ok := TwoProportionTrials(p1, p2, 0.05, 0.8)
		power, _ := TwoProportionPower(p1, p2, 0.05, n)
		rise, _ := SmallestDetectable(p1, 0.05, 0.8, n)
		if !ok || !near(power, 0.8, 1e-9) || !near(rise, p2-p1, 1e-9) {
			t.Fatalf("n %v power %v rise %v", n, power, rise)
		}
	})
}

func TestAPermutationTestOfTwoAgainstFourCannotBeSignificant(t *testing.T) {
	p, ok := PermutationTest([]float64{9, 10}, []float64{1, 2, 3, 4})
	if !ok || !near(p, 1.0/15, 1e-12) && !near(p, 2.0/15, 1e-12) {
		t.Errorf("p = %v", p)
	}
}

func TestSumKeepsWhatPlainAdditionLoses(t *testing.T) {
	if got := Sum([]float64{1, 1e100, 1, -1e100}); got != 2 {
		t.Errorf("sum = %v, want 2", got)
	}
}
