package stats

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func proportions(t *rapid.T) Proportions {
	var d Proportions
	for range rapid.IntRange(2, 8).Draw(t, "units") {
		n := rapid.IntRange(1, 200).Draw(t, "trials")
		d.Trials = append(d.Trials, float64(n))
		d.Successes = append(d.Successes, float64(rapid.IntRange(0, n).Draw(t, "successes")))
	}
	return d
}

func TestPooledEstimatesLieBetweenTheUnitAndTheGroup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := proportions(t)
		pool, ok := PoolProportions(d, PoolOptions{})
		if !ok {
			t.Fatal("no pool")
		}
		weights := 0.0
		for _, n := range pool.Nodes {
			weights += n.Weight
		}
		if !near(weights, 1, 1e-9) || pool.Shrinkage() < 0 || pool.Shrinkage() > 1 {
			t.Fatalf("weights %v, shrinkage %v", weights, pool.Shrinkage())
		}
		for i := range d.Trials {
			u := pool.Unit(i)
			for _, p := range []float64{0.05, 0.5, 0.95} {
				// So near to 1 that float64 has no numbers left, the quantile is 1.
				if x := u.Quantile(p); !near(u.CDF(x), p, 1e-6) && x < 1-1e-12 {
					t.Fatalf("CDF(Quantile(%v)) = %v", p, u.CDF(x))
				}
			}
		}
	})
}

func TestAnEmptyUnitLeavesTheOthersAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := proportions(t)
		wider := Proportions{append(slices.Clone(d.Successes), 0), append(slices.Clone(d.Trials), 0)}
		a, _ := PoolProportions(d, PoolOptions{})
		b, _ := PoolProportions(wider, PoolOptions{})
		for i := range d.Trials {
			if !near(a.Unit(i).Mean(), b.Unit(i).Mean(), 1e-9) {
				t.Fatalf("unit %d: %v against %v", i, a.Unit(i).Mean(), b.Unit(i).Mean())
			}
		}
		prior, _ := b.Prior()
		if got := b.Unit(len(d.Trials)).Mean(); !near(got, prior.Mean(), 1e-9) {
			t.Fatalf("the empty unit has %v, the population %v", got, prior.Mean())
		}
	})
}

func TestRatesPoolInAnyUnitOfExposure(t *testing.T) {
	d := Rates{[]float64{13, 12, 366, 185, 496}, []float64{5, 11, 209, 108, 193}}
	days, _ := PoolRates(d, PoolOptions{})
	hours := Rates{Events: d.Events}
	for _, e := range d.Exposure {
		hours.Exposure = append(hours.Exposure, 8*e)
	}
	scaled, _ := PoolRates(hours, PoolOptions{})
	for i := range d.Events {
		if a, b := days.Unit(i).Mean(), 8*scaled.Unit(i).Mean(); !near(a, b, 1e-6*a) {
			t.Errorf("unit %d: %v a day, %v an hour times eight", i, a, b)
		}
	}
}

// Eight schools (Rubin 1981): the integrated posterior shrinks most of the way, but not all of it.
func TestEightSchoolsKeepSomeOfTheirDifferences(t *testing.T) {
	d := Estimates{
		Mean: []float64{28, 8, -3, 7, -1, 1, 18, 12},
		SE:   []float64{15, 10, 16, 11, 9, 11, 10, 18},
	}
	pool, ok := PoolMeans(d, PoolOptions{})
	if !ok {
		t.Fatal("no pool")
	}
	first := pool.Unit(0).Mean()
	if first < 8.5 || first > 14 || pool.Shrinkage() < 0.5 {
		t.Errorf("school A at %v, shrinkage %v", first, pool.Shrinkage())
	}
	if plug, _ := PoolMeans(d, PoolOptions{Pooling: PlugIn}); !near(plug.Unit(0).Mean(), 7.6856, 1e-4) {
		t.Errorf("plug-in school A at %v, want the common mean", plug.Unit(0).Mean())
	}
}

func TestAUnitWithoutDealsGetsTheTeamsMean(t *testing.T) {
	amounts := [][]float64{{100, 120, 90}, {300, 280}, {}, {150, 160, 140, 170}}
	pool, fit, ok := PoolAmounts(amounts, PoolOptions{})
	if !ok {
		t.Fatal("no pool")
	}
	if !near(fit.Shrunk[2], fit.Mean, 1e-12) {
		t.Errorf("fit: %v, want %v", fit.Shrunk[2], fit.Mean)
	}
	empty, other := pool.Unit(2), pool.Unit(0)
	if empty.SD() <= other.SD() || !near(empty.Mean(), pool.GroupMean(), 1e-9) {
		t.Errorf("empty unit %v ± %v, another ± %v", empty.Mean(), empty.SD(), other.SD())
	}
}

func TestRisingFactorialsAgreeWithTheirProduct(t *testing.T) {
	for _, a := range []float64{0.01, 1, 150, 199.9, 200, 1e4, 1e8} {
		want := 0.0
		for j := range 7 {
			want += math.Log(a + float64(j))
		}
		if got := lnRising(a, 7); !near(got, want, 1e-12*math.Abs(want)+1e-12) {
			t.Errorf("a = %v: %v, want %v", a, got, want)
		}
	}
}

// pi²/6 and pi²/2 are trigamma(1) and trigamma(1/2) (Abramowitz & Stegun 6.4.2, 6.4.4).
func TestTrigammaHasItsClassicValues(t *testing.T) {
	if !near(trigamma(1), math.Pi*math.Pi/6, 1e-14) || !near(trigamma(0.5), math.Pi*math.Pi/2, 1e-14) {
		t.Errorf("trigamma(1) = %v, trigamma(1/2) = %v", trigamma(1), trigamma(0.5))
	}
}

func TestQuantilesOfPosteriorsInvertTheirDistribution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := math.Exp(rapid.Float64Range(-2, 9).Draw(t, "ln a"))
		b := math.Exp(rapid.Float64Range(-2, 9).Draw(t, "ln b"))
		p := rapid.Float64Range(0.001, 0.999).Draw(t, "p")
		for _, d := range []Posterior{Beta{a, b}, Gamma{a, b}, Normal{a, b}} {
			x := d.Quantile(p)
			if _, isBeta := d.(Beta); isBeta && x > 1-1e-9 {
				continue // float64 has too few numbers so near to 1
			}
			if got := d.CDF(x); !near(got, p, 1e-9) {
				t.Fatalf("%#v: CDF(Quantile(%v)) = %v", d, p, got)
			}
		}
	})
}
