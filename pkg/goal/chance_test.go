package goal

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A failer is a testing.T or a rapid.T.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

func wantNear(t failer, what string, got, want, tol float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tol*(1+math.Abs(want)) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

func wantNearAll(t failer, what string, got, want []float64, tol float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		wantNear(t, what, got[i], want[i], tol)
	}
}

func TestChanceOfOneVisitIsRateTimesDeal(t *testing.T) {
	// Exponential deals: P(deal >= T) = exp(-T/mean).
	o := Outlook{Alpha: 2, Beta: 8, Shape: 1, Scale: 1000}
	wantNear(t, "chance", o.Against(1500).Chance(1), 0.2*math.Exp(-1.5), 1e-12)
	// Two visits: one win or two; beta-binomial P(2) = 2*3/(10*11), P(1) = 2*2*8/(10*11).
	want := 32.0/110*math.Exp(-1.5) + 6.0/110*math.Exp(-1.5)*(1+1.5)
	wantNear(t, "chance of two visits", o.Against(1500).Chance(2), want, 1e-12)
}

func TestThePointRatioIsACoinFlip(t *testing.T) {
	little := Outlook{Alpha: 2.2, Beta: 7.8, Shape: 1.5, Scale: 4000}
	much := Outlook{Alpha: 22, Beta: 78, Shape: 1.5, Scale: 4000}
	naive := int(math.Ceil(little.NaiveVisits(120000)))
	if c := little.Against(120000).Chance(naive); c < 0.4 || c > 0.55 {
		t.Errorf("chance at the naive %d visits = %g, want about an even bet", naive, c)
	}
	// The measured example of a rep with little history against one with ten times as much.
	for _, want := range []struct {
		o             Outlook
		n50, n80, n90 int
	}{{little, 101, 194, 291}, {much, 94, 123, 141}} {
		g := want.o.Against(120000)
		for q, n := range map[float64]int{0.5: want.n50, 0.8: want.n80, 0.9: want.n90} {
			if got, ok := g.Visits(q); !ok || got != n {
				t.Errorf("visits for %g = %d, want %d", q, got, n)
			}
		}
	}
}

func TestUnreachableChancesSaySo(t *testing.T) {
	hopeless := Outlook{Alpha: 0.02, Beta: 5, Shape: 2, Scale: 1000}
	if n, ok := hopeless.Against(50000).Visits(0.95); ok {
		t.Errorf("%d visits are said to do", n)
	}
	if n, ok := hopeless.Against(0).Visits(0.95); !ok || n != 0 {
		t.Errorf("a target of nothing takes %d visits", n)
	}
	if c := hopeless.Against(1000).Chance(0); c != 0 {
		t.Errorf("no visits have a chance of %g", c)
	}
	if got := hopeless.TargetFor(10, 0.9); got != 0 {
		t.Errorf("a target of %g is said to be realistic", got)
	}
	if got := hopeless.TargetFor(0, 0.5); got != 0 {
		t.Errorf("no visits reach %g", got)
	}
}

func TestOutlooksNeedARateAndDeals(t *testing.T) {
	for name, p := range map[string][4]float64{
		"no rate": {0, 5, 1000, 1}, "free deals": {2, 5, 0, 1}, "negative deals": {2, 5, -5, 1},
		"unknown rate": {math.NaN(), 5, 10, 1}, "wild deals": {2, 5, 10, math.Inf(1)}, "negative scatter": {2, 5, 10, -1},
	} {
		if _, err := NewOutlook(p[0], p[1], p[2], p[3]); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	o, err := NewOutlook(2, 8, 5000, 0)
	if err != nil || math.Abs(o.MeanDeal()-5000) > 1e-6 {
		t.Errorf("deals all alike: mean %g, %v", o.MeanDeal(), err)
	}
}

func TestNumbersOfWinsAddUpToOne(t *testing.T) {
	for _, c := range []struct {
		n    int
		a, b float64
	}{{0, 2, 8}, {150, 40, 110}, {100000, 40, 110}, {4000, 1e8, 4e8}, {300, 0.01, 0.01}, {2000, 5000, 1}} {
		sum := 0.0
		for _, p := range betaBinomial(c.n, c.a, c.b, c.n+1) {
			sum += p
		}
		wantNear(t, "sum", sum, 1, 1e-9)
	}
}

func drawOutlook(t *rapid.T) Outlook {
	o, err := NewOutlook(rapid.Float64Range(0.2, 60).Draw(t, "alpha"), rapid.Float64Range(0.2, 200).Draw(t, "beta"),
		rapid.Float64Range(10, 1e5).Draw(t, "deal"), rapid.Float64Range(0, 2.5).Draw(t, "cv"))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestChanceRisesWithVisitsAndFallsWithTheTarget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := drawOutlook(t)
		n := rapid.IntRange(1, 400).Draw(t, "visits")
		mean, _ := o.Revenue(n)
		target := mean * rapid.Float64Range(0.1, 3).Draw(t, "share")
		g := o.Against(target)
		now := g.Chance(n)
		if now < 0 || now > 1 || g.Chance(n+1) < now-1e-10 || o.Against(1.1*target).Chance(n) > now+1e-10 {
			t.Fatalf("chance %g with %d visits, %g with one more, %g for a tenth more", now, n, g.Chance(n+1), o.Against(1.1*target).Chance(n))
		}
		if v, ok := g.Visits(0.6); ok && (g.Chance(v) < 0.6 || v > 0 && g.Chance(v-1) >= 0.6) {
			t.Fatalf("%d visits are not the fewest for 0.6", v)
		}
	})
}

func TestTheRealisticTargetIsWhereTheChanceIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := drawOutlook(t)
		n := rapid.IntRange(20, 300).Draw(t, "visits")
		target := o.TargetFor(n, 0.5)
		if target <= 0 {
			return
		}
		if o.Against(target).Chance(n) < 0.5 || o.Against(1.0001*target).Chance(n) > 0.5+1e-9 {
			t.Fatalf("target %g: chance %g, a little above %g", target, o.Against(target).Chance(n), o.Against(1.0001*target).Chance(n))
		}
	})
}

func TestABeliefKeepsItsMomentsAndAnImprovementItsCertainty(t *testing.T) {
	a, b, ok := RateBelief(0.2, 0.04)
	if !ok {
		t.Fatal("no belief")
	}
	wantNearAll(t, "alpha and beta", []float64{a, b}, []float64{19.8, 79.2}, 1e-12)
	for _, bad := range [][2]float64{{0, 0.1}, {1, 0.1}, {0.2, 0}, {0.2, 0.5}, {math.NaN(), 0.1}} {
		if _, _, ok := RateBelief(bad[0], bad[1]); ok {
			t.Errorf("%v is a belief", bad)
		}
	}
	o := Outlook{Alpha: a, Beta: b, Shape: 2, Scale: 2500}
	better, ok := o.Improved(0.01)
	if !ok || math.Abs(better.Rate()-0.21) > 1e-12 || math.Abs(better.Alpha+better.Beta-99) > 1e-9 {
		t.Errorf("a point more: %+v", better)
	}
	before, _ := o.Against(100000).Visits(0.8)
	after, _ := better.Against(100000).Visits(0.8)
	if after >= before {
		t.Errorf("a point of conversion takes %d visits instead of %d", after, before)
	}
	if _, ok := o.Improved(0.9); ok {
		t.Error("a rate above one")
	}
}

func TestMoneyHasNoUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := drawOutlook(t)
		cents := o
		cents.Scale *= 100
		wantNear(t, "chance", cents.Against(5e6).Chance(80), o.Against(5e4).Chance(80), 1e-10)
	})
}

func TestLognormalChanceOfOneVisitIsItsTail(t *testing.T) {
	for _, sd := range []float64{0.05, 0.3, 1, 2} {
		o := LognormalOutlook{Alpha: 3, Beta: 17, MuLog: 8.3, SDLog: sd}
		for _, target := range []float64{1000, 4000, 9000} {
			want := 0.15 * 0.5 * math.Erfc((math.Log(target)-8.3)/sd/math.Sqrt2)
			wantNear(t, "chance", o.Chance(target, 1), want, 1e-7)
		}
	}
}

func TestLognormalChanceOfTwoDealsMatchesQuadrature(t *testing.T) {
	o := LognormalOutlook{Alpha: 1e9, Beta: 1e-3, MuLog: 8, SDLog: 0.8} // as good as certain wins
	const target = 9000.0
	// P(X1 + X2 >= T) by the midpoint rule over the quantiles of X1.
	steps, want := 200000, 0.0
	for i := range steps {
		z := -8 + 16*(float64(i)+0.5)/float64(steps)
		rest, tail := target-math.Exp(8+0.8*z), 1.0
		if rest > 0 {
			tail = 0.5 * math.Erfc((math.Log(rest)-8)/0.8/math.Sqrt2)
		}
		want += math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) * tail * 16 / float64(steps)
	}
	wantNear(t, "chance", o.Chance(target, 2), want, 1e-6)
}

func TestLognormalEdges(t *testing.T) {
	o := LognormalOutlook{Alpha: 3, Beta: 17, MuLog: 8.3, SDLog: 0.6}
	if o.Chance(0, 5) != 1 || o.Chance(10, 0) != 0 || o.NormalChance(10, 0) != 0 || o.NormalChance(0, 0) != 1 {
		t.Error("no target or no visits")
	}
	if (LognormalOutlook{Alpha: 3, Beta: 17, MuLog: 8.3}).Check() == nil || (LognormalOutlook{Alpha: 3, Beta: 17, MuLog: 800, SDLog: 1}).Check() == nil {
		t.Error("deals without scatter, or beyond all bounds, are accepted")
	}
	last := 0.0
	for n := 5; n <= 100; n += 19 {
		c := o.Chance(40000, n)
		if c < last {
			t.Errorf("chance falls to %g at %d visits", c, n)
		}
		last = c
	}
}

func TestSolvingForSixtyRepsIsQuick(t *testing.T) {
	start := time.Now()
	for i := range 60 {
		g := Outlook{Alpha: 20 + float64(i), Beta: 80, Shape: 2, Scale: 2500}.Against(180000)
		for _, q := range []float64{0.5, 0.8, 0.9} {
			if _, ok := g.Visits(q); !ok {
				t.Fatalf("rep %d: no number of visits for %g", i, q)
			}
		}
	}
	// Measured 7 ms; a shared machine gets room.
	if d := time.Since(start); d > time.Second {
		t.Errorf("took %v", d)
	}
}
