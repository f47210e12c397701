package goal

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

var prior = Prior{Alpha: 6, Beta: 24, SizeWeight: 10}

func TestATargetBecomesCustomersAndVisits(t *testing.T) {
	c, err := Break([]History{{Name: "a", Target: 60000, Visits: 70, Wins: 14, MeanDeal: 5000, SDDeal: 5000, Planned: 50}}, prior, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	n := c.Reps[0]
	wantNearAll(t, "rate, deal, customers, visits, naive, expected, gap",
		[]float64{n.WinRate, n.MeanDeal, n.Customers, n.Visits, *n.Naive, *n.Expected, *n.Gap},
		[]float64{0.2, 5000, 12, 60, 60, 50000, 10}, 1e-12)
	// trigamma(20) - trigamma(100) + 1/24
	wantNear(t, "log se", n.LogSE, math.Sqrt(0.05127082-0.01005017+1.0/24), 1e-6)
	wantNear(t, "limits", n.Low*n.High, n.Visits*n.Visits, 1e-9)
}

func TestRepsWithLittleHistoryBorrowFromTheTeam(t *testing.T) {
	reps := []History{
		{Name: "old", Target: 1000, Visits: 400, Wins: 80, MeanDeal: 100, SDDeal: 50, Planned: -1},
		{Name: "new", Target: 1000, SDDeal: -1, Planned: -1},
	}
	c, err := Break(reps, prior, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	n := c.Reps[1]
	if n.Naive != nil || n.Expected != nil || n.Gap != nil {
		t.Error("a new rep has ratios of their own, or a plan")
	}
	wantNearAll(t, "rate and deal", []float64{n.WinRate, n.MeanDeal}, []float64{0.2, 100}, 1e-12)
	if n.High/n.Low < c.Reps[0].High/c.Reps[0].Low {
		t.Error("the new rep's interval is the narrower one")
	}
	wantNear(t, "team visits", c.Visits, c.Reps[0].Visits+n.Visits, 1e-12)
}

func TestCascadesRefuseWhatTheyCannotBreakDown(t *testing.T) {
	good := History{Name: "a", Target: 100, Visits: 10, Wins: 2, MeanDeal: 30, SDDeal: -1, Planned: -1}
	noDeal, negative, odd := good, good, good
	noDeal.Wins = 0
	negative.Target = -1
	odd.MeanDeal = math.NaN()
	for name, reps := range map[string][]History{
		"nobody": {}, "no deal at all": {noDeal}, "a negative target": {negative}, "an unknown deal": {odd},
	} {
		if _, err := Break(reps, prior, 0.9); err == nil {
			t.Errorf("%s: broken down", name)
		}
	}
	if _, err := Break([]History{good}, Prior{}, 0.9); err == nil {
		t.Error("no prior: broken down")
	}
	if _, err := Break([]History{good}, prior, 1); err == nil {
		t.Error("a certain interval: broken down")
	}
	c, err := Break([]History{good}, prior, 0.9)
	if err != nil || !c.AssumedCV || c.PooledCV != 1 {
		t.Errorf("unknown scatter: cv %g, assumed %v, %v", c.PooledCV, c.AssumedCV, err)
	}
}

func TestMoreWinsThanVisitsAndCreditNotesStayFinite(t *testing.T) {
	c, err := Break([]History{
		{Name: "a", Target: 100, Visits: 2, Wins: 9, MeanDeal: 30, SDDeal: 3, Planned: 0},
		{Name: "b", Target: 0, Visits: 20, Wins: 9, MeanDeal: -10, SDDeal: 3, Planned: 10},
		{Name: "c", Target: 50, Visits: 20, Wins: 30, MeanDeal: 25, SDDeal: 3, Planned: 10},
	}, prior, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range c.Reps {
		for _, x := range []float64{n.WinRate, n.MeanDeal, n.Customers, n.Visits, n.LogSE, n.Low, n.High} {
			if math.IsNaN(x) || math.IsInf(x, 0) || x < 0 {
				t.Errorf("need %+v", n)
			}
		}
	}
}

func TestCascadeScalesWithMoneyAndIgnoresOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a, b []History
		for range rapid.IntRange(1, 9).Draw(t, "reps") {
			wins := rapid.IntRange(1, 30).Draw(t, "wins")
			h := History{Target: rapid.Float64Range(0, 1e6).Draw(t, "target"), Wins: float64(wins), MeanDeal: rapid.Float64Range(1, 1e4).Draw(t, "deal"),
				Visits: float64(wins + rapid.IntRange(0, 200).Draw(t, "lost")), SDDeal: rapid.Float64Range(0, 1e4).Draw(t, "sd"), Planned: -1}
			a = append(a, h)
			h.Target, h.MeanDeal, h.SDDeal = 64*h.Target, 64*h.MeanDeal, 64*h.SDDeal
			b = append([]History{h}, b...)
		}
		x, err := Break(a, prior, 0.9)
		y, err2 := Break(b, prior, 0.9)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		wantNear(t, "visits", y.Visits, x.Visits, 1e-9)
		wantNear(t, "limit", y.Reps[0].High, x.Reps[len(a)-1].High, 1e-9)
	})
}

func TestOnePointOfConversionIsWorthVisits(t *testing.T) {
	got, ok := PointOfConversion(20, 0.20, 0.05)
	if !ok || math.Abs(got-20) > 1e-9 {
		t.Errorf("five points are worth %g visits, want 20", got)
	}
	for _, bad := range [][3]float64{{20, 0, 0.01}, {20, 0.995, 0.01}, {-1, 0.2, 0.01}, {20, 0.01, -0.01}} {
		if _, ok := PointOfConversion(bad[0], bad[1], bad[2]); ok {
			t.Errorf("%v has a worth", bad)
		}
	}
}

func TestPlansFarBeyondThePastAreMeasured(t *testing.T) {
	if r, ok := Extrapolation(6, 3); !ok || r <= MaxExtrapolation {
		t.Errorf("ratio %g", r)
	}
	if _, ok := Extrapolation(6, 0); ok {
		t.Error("a ratio to nothing")
	}
}

func TestLateVisitsCountByWhatTheyCanStillClose(t *testing.T) {
	linear := func(days float64) float64 { return 0.3 * math.Min(1, days/60) }
	got, err := CountingVisits([]float64{10, 10, 10, 5}, []float64{90, 30, 0, -3}, linear, 0.3)
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "visits that count", got, 15, 1e-12)
	if _, err := CountingVisits([]float64{1}, []float64{1}, linear, 0); err == nil {
		t.Error("visits that never win were counted")
	}
	if _, err := CountingVisits([]float64{1}, nil, linear, 0.3); err == nil {
		t.Error("visits without a day were counted")
	}
}

func TestApportionedVisitsAddUpAndStayWithinOneOfTheQuota(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Float64Range(0, 100), 1, 40).Draw(t, "weights")
		weights[0]++
		total := rapid.IntRange(0, 100000).Draw(t, "total")
		got, err := Apportion(total, weights)
		if err != nil {
			t.Fatal(err)
		}
		quotas, _ := Quotas(float64(total), weights)
		sum := 0
		for i, n := range got {
			sum += n
			if math.Abs(float64(n)-quotas[i]) > 1+1e-9 {
				t.Fatalf("%d for a quota of %g", n, quotas[i])
			}
		}
		if sum != total {
			t.Fatalf("sum %d, want %d", sum, total)
		}
	})
}

func TestTiesGoToTheFirst(t *testing.T) {
	for _, c := range []struct {
		total   int
		weights []float64
		want    []float64
	}{
		{10, []float64{1, 1, 1}, []float64{4, 3, 3}},
		{1, []float64{0.1, 0.1, 0.1, 0.1}, []float64{1, 0, 0, 0}},
		{5, []float64{0, 3, 0}, []float64{0, 5, 0}},
		{0, []float64{1, 2}, []float64{0, 0}},
	} {
		got, err := Apportion(c.total, c.weights)
		if err != nil {
			t.Fatal(err)
		}
		floats := make([]float64, len(got))
		for i, n := range got {
			floats[i] = float64(n)
		}
		wantNearAll(t, "shares", floats, c.want, 0)
	}
	for _, w := range [][]float64{nil, {0, 0}, {1, -1}, {math.NaN()}, {math.Inf(1)}} {
		if _, err := Apportion(5, w); err == nil {
			t.Errorf("shared out over %v", w)
		}
	}
	if _, err := Apportion(-1, []float64{1}); err == nil {
		t.Error("a negative total was shared out")
	}
}

func TestPaceKnowsTheSeason(t *testing.T) {
	index := []float64{0.5, 0.5, 1.5, 1.5}
	p, err := Follow(400, []float64{50, 50}, index)
	if err != nil {
		t.Fatal(err)
	}
	wantNearAll(t, "level, forecast, run rate, required", []float64{p.Level, p.Forecast, p.Linear, *p.Required}, []float64{100, 400, 200, 100}, 1e-12)
	if c, ok := p.Chance(); !ok || c != 1 {
		t.Errorf("chance %g of a certain forecast, want 1", c)
	}
}

// Two months of 90 and 110: variance 200, se sqrt(200 (2 + 2^2/2)), one degree of freedom (Cauchy).
func TestPaceIntervalByHand(t *testing.T) {
	p, err := Follow(440, []float64{90, 110}, []float64{1, 1, 1, 1})
	if err != nil {
		t.Fatal(err)
	}
	se := math.Sqrt(800)
	wantNear(t, "se", *p.SE, se, 1e-12)
	chance, _ := p.Chance()
	wantNear(t, "chance", chance, 0.5-math.Atan(40/se)/math.Pi, 1e-9)
	low, high, ok := p.Interval(0.5)
	if !ok {
		t.Fatal("no interval")
	}
	wantNearAll(t, "quartiles", []float64{low, high}, []float64{400 - se, 400 + se}, 1e-8)
}

func TestPaceEdges(t *testing.T) {
	one, err := Follow(100, []float64{20}, []float64{1, 1, 1})
	if _, ok := one.Chance(); ok || err != nil {
		t.Errorf("one month tells a chance, or %v", err)
	}
	if _, _, ok := one.Interval(0.9); ok {
		t.Error("one month tells an interval")
	}
	over, err := Follow(100, []float64{20, 90, 10}, []float64{1, 1, 1})
	if c, ok := over.Chance(); !ok || c != 1 || err != nil || over.Required != nil {
		t.Errorf("a period reached and over: chance %g, %v", c, err)
	}
	done, _ := Follow(100, []float64{20}, []float64{1})
	if c, ok := done.Chance(); !ok || c != 0 {
		t.Errorf("a missed period of one month: chance %g", c)
	}
	for name, c := range map[string][2][]float64{
		"no month":           {nil, ones(3)},
		"too many months":    {ones(3), ones(2)},
		"an unknown month":   {{math.NaN()}, ones(2)},
		"a negative season":  {ones(1), {1, -1}},
		"closed months only": {ones(1), {0, 1}},
	} {
		if _, err := Follow(10, c[0], c[1]); err == nil {
			t.Errorf("%s: forecast", name)
		}
	}
}

func ones(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}
