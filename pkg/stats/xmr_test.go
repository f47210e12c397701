package stats

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// viscosity is the individuals chart example of Montgomery, Introduction to Statistical Quality Control: 15 batches of
// aircraft primer paint, mean 33.52, mean moving range 0.48, limits 32.24 and 34.80.
var viscosity = []float64{33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33, 33.54, 33.12, 33.84}

func TestIndividualsChartReproducesMontgomery(t *testing.T) {
	c, ok := NewXmR(viscosity, XmRMean)
	if !ok {
		t.Fatal("no chart")
	}
	wantNearAll(t, "center, range, limits", []float64{c.Center, c.MovingRange, c.Lower, c.Upper, c.RangeUpper},
		[]float64{33.52, 0.48, 32.24, 34.80, 1.57}, 2e-3)
	if s := c.Signals(viscosity, TwoRules); s.Any() {
		t.Errorf("a stable process signals: %+v", s)
	}
}

func TestScreeningAndMediansResistAnOutlier(t *testing.T) {
	x := []float64{10, 11, 10, 11, 10, 11, 60, 11, 10, 11, 10, 11, 10, 11, 10}
	plain, _ := NewXmR(x, XmRMean)
	screened, _ := NewXmR(x, XmRScreened)
	median, _ := NewXmR(x, XmRMedian)
	wantNear(t, "screened range", screened.MovingRange, 1, 1e-12)
	wantNear(t, "median limits", median.Upper, 11+3.145, 1e-12)
	if plain.MovingRange < 5 {
		t.Errorf("plain range %g hides the outlier", plain.MovingRange)
	}
}

func TestSignalsNameThePointsThatTakePart(t *testing.T) {
	chart := XmRChart{Center: 0, Lower: -3, Upper: 3}
	up := []float64{1, 1, 1, 1, 1, 1, 1, 1}
	cases := []struct {
		name   string
		values []float64
		rules  XmRRules
		want   XmRSignals
	}{
		{"a point on the limit is inside", []float64{3, -3}, TwoRules, XmRSignals{}},
		{"a point beyond it is out", []float64{0, 3.1, -3.1}, TwoRules, XmRSignals{Beyond: []int{1, 2}}},
		{"seven on one side are luck", up[:7], TwoRules, XmRSignals{}},
		{"eight are a shift", append([]float64{-1}, up...), TwoRules, XmRSignals{Shift: []int{1, 2, 3, 4, 5, 6, 7, 8}}},
		{"a point on the center breaks a run", append([]float64{1, 1, 1, 1, 0}, up[:4]...), TwoRules, XmRSignals{}},
		{"six rising are a trend", []float64{-2.5, -1, 0, 1, 2, 2.5}, XmRRules{Trend: 6}, XmRSignals{Trend: []int{0, 1, 2, 3, 4, 5}}},
		{"equal values break a trend", []float64{-2.5, -1, 0, 0, 2, 2.5}, XmRRules{Trend: 6}, XmRSignals{}},
		{"two of three in the outer third", []float64{2.5, 0, 2.6, -2.5}, XmRRules{TwoOfThree: true}, XmRSignals{TwoOfThree: []int{0, 2}}},
		{"unless the third lies on the other side", []float64{2.5, -1, 2.6, 0}, XmRRules{TwoOfThree: true, SameSide: true}, XmRSignals{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := chart.Signals(c.values, c.rules)
			for _, pair := range [][2][]int{{got.Beyond, c.want.Beyond}, {got.Shift, c.want.Shift}, {got.Trend, c.want.Trend}, {got.TwoOfThree, c.want.TwoOfThree}} {
				if !slices.Equal(pair[0], pair[1]) {
					t.Errorf("signals %+v, want %+v", got, c.want)
				}
			}
		})
	}
}

func TestChartsNeedThreePointsAndAConstantSeriesIsQuiet(t *testing.T) {
	if _, ok := NewXmR([]float64{1, 2}, XmRMean); ok {
		t.Error("two points made a chart")
	}
	for _, v := range []float64{0, 0.1, 1e9 / 3} {
		x := slices.Repeat([]float64{v}, 20)
		c, ok := NewXmR(x, XmRMean)
		if !ok || c.Signals(x, XmRRules{Shift: 8, Trend: 6, TwoOfThree: true}).Any() {
			t.Errorf("a constant %g signals or has no chart", v)
		}
	}
}

func TestChartFollowsTheUnitOfTheValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(0, 1000), 5, 40).Draw(t, "x")
		y := make([]float64, len(x))
		for i, v := range x {
			y[i] = 1024 * v // a power of two: exact
		}
		a, _ := NewXmR(x, XmRMedian)
		b, _ := NewXmR(y, XmRMedian)
		wantNear(t, "upper limit", b.Upper, 1024*a.Upper, 1e-12)
		if !slices.Equal(a.Signals(x, TwoRules).Shift, b.Signals(y, TwoRules).Shift) {
			t.Fatalf("signals depend on the unit")
		}
	})
}

func TestAutocorrelationGuardSeesThroughADriftingSeries(t *testing.T) {
	x := []float64{0}
	for i := range 40 {
		x = append(x, 0.9*x[i]+float64((i*i*7+3*i)%13-6))
	}
	r, ok := Autocorrelation(x, 1)
	if !ok || r < AutocorrelationGuard {
		t.Fatalf("lag-1 autocorrelation %g, want above the guard", r)
	}
	rest, ok := AR1Residuals(x, r)
	if !ok || len(rest) != len(x) {
		t.Fatal("no residuals")
	}
	if after, _ := Autocorrelation(rest, 1); after > r/2 {
		t.Errorf("residuals still have autocorrelation %g", after)
	}
	if charted, _, residuals := Guarded(x); !residuals || charted[5] != rest[5] {
		t.Error("the guard lets a drifting series through")
	}
	if charted, _, residuals := Guarded(viscosity); residuals || charted[3] != viscosity[3] {
		t.Error("the guard changes a steady series")
	}
	if _, ok := Autocorrelation([]float64{4, 4, 4}, 1); ok {
		t.Error("a constant series has an autocorrelation")
	}
	if _, ok := AR1Residuals(x, 1); ok {
		t.Error("a random walk has residuals")
	}
}

func TestLaneyLimitsAreAsWideAsTheRatesVary(t *testing.T) {
	trials := []float64{400, 500, 450, 520, 480, 410}
	calm, err := LaneyP([]float64{80, 102, 88, 105, 97, 81}, trials)
	if err != nil {
		t.Fatal(err)
	}
	wild, err := LaneyP([]float64{60, 140, 70, 150, 75, 105}, trials)
	if err != nil {
		t.Fatal(err)
	}
	if calm.SigmaZ > 1 || wild.SigmaZ < 3 {
		t.Errorf("sigma z %g and %g, want below 1 and above 3", calm.SigmaZ, wild.SigmaZ)
	}
	if len(wild.Outside()) < 4 || len(wild.LaneyOutside()) > 0 {
		t.Errorf("plain signals %v, Laney's %v", wild.Outside(), wild.LaneyOutside())
	}
	wantNear(t, "plain limit", calm.Upper[0], calm.Center+3*0.02002617, 1e-3)
}

func TestRateChartsRefuseWhatHasNoSpread(t *testing.T) {
	three := []float64{10, 10, 10}
	for name, err := range map[string]error{
		"no events":            second(LaneyP([]float64{0, 0, 0}, three)),
		"all succeeded":        second(LaneyP(three, three)),
		"two periods":          second(LaneyU([]float64{1, 2}, []float64{1, 1})),
		"no exposure":          second(LaneyU(three, []float64{1, 0, 1})),
		"more wins than tries": second(LaneyP([]float64{20, 20, 20}, three)),
	} {
		if err == nil {
			t.Errorf("%s: charted", name)
		}
	}
}

func second[V any](_ V, err error) error { return err }
