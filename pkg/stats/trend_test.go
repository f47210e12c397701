package stats

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestMannKendallCountsRisingPairs(t *testing.T) {
	cases := []struct {
		name   string
		x      []float64
		s      int
		varS   float64
		p, tau float64
	}{
		// n(n-1)(2n+5)/18 = 16.67 for five; z = 9/4.0825
		{"always rising", []float64{1, 2, 3, 4, 5}, 10, 50.0 / 3, 0.02749, 1},
		{"always falling", []float64{5, 4, 3, 2, 1}, -10, 50.0 / 3, 0.02749, -1},
		// two groups of two ties take 2*1*9/18 each off
		{"with ties", []float64{1, 1, 2, 2, 3}, 8, 50.0/3 - 2, 0.06755, 0.8944},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m, ok := MannKendall(c.x)
			tau, _ := TauB(c.x)
			if !ok || m.S != c.s {
				t.Fatalf("S = %d, want %d", m.S, c.s)
			}
			wantNearAll(t, "variance, p, tau", []float64{m.VarS, m.P, tau}, []float64{c.varS, c.p, c.tau}, 1e-4)
		})
	}
}

func TestAConstantSeriesHasNoTrend(t *testing.T) {
	x := slices.Repeat([]float64{7}, 30)
	m, ok := MannKendall(x)
	if !ok || m.S != 0 || m.P != 1 || m.Z != 0 {
		t.Errorf("test %+v, want S 0 and p 1", m)
	}
	h, factor, ok := HamedRao(x)
	if !ok || factor != 1 || h.P != 1 {
		t.Errorf("Hamed-Rao %+v with factor %g, want p 1 and factor 1", h, factor)
	}
	if _, ok := TauB(x); ok {
		t.Error("a constant series has a rank correlation")
	}
	line, ok := TheilSen(x)
	if !ok || line.Slope != 0 || line.Intercept != 7 {
		t.Errorf("line %+v, want a flat one at 7", line)
	}
	s, ok := SeasonalMannKendall(x, 12)
	if !ok || s.P != 1 || s.SlopePerCycle != 0 {
		t.Errorf("seasonal test %+v, want p 1", s)
	}
}

func TestShortSeriesHaveNoTrendTest(t *testing.T) {
	for n := range 3 {
		x := make([]float64, n)
		if _, ok := MannKendall(x); ok {
			t.Errorf("%d points were tested", n)
		}
		if _, ok := TheilSen(x); ok {
			t.Errorf("%d points have a line", n)
		}
	}
	if _, ok := SeasonalMannKendall(make([]float64, 23), 12); ok {
		t.Error("less than two cycles were tested for seasons")
	}
	if _, ok := MannKendall([]float64{1, math.NaN(), 3}); ok {
		t.Error("a missing value was tested")
	}
}

func TestTheilSenIgnoresOneWildMonth(t *testing.T) {
	x := []float64{1, 3, 5, 7, 900, 11, 13, 15, 17, 19}
	line, _ := TheilSen(x)
	wantNear(t, "slope", line.Slope, 2, 1e-12)
	if line.Lower > 2 || line.Upper < 2 {
		t.Errorf("limits %g to %g leave out the slope", line.Lower, line.Upper)
	}
}

func TestAutocorrelatedSeriesNeedMoreEvidence(t *testing.T) {
	var x []float64
	for i := range 60 {
		x = append(x, 10*math.Sin(float64(i)/9)+0.05*float64(i))
	}
	plain, _ := MannKendall(x)
	corrected, factor, _ := HamedRao(x)
	if factor <= 1 || corrected.P < plain.P {
		t.Errorf("factor %g, p %g after %g: the correction has not widened", factor, corrected.P, plain.P)
	}
}

func TestTrendTestsAreBlindToTheUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 50), func(i int) float64 { return float64(i) }), 3, 40).Draw(t, "x")
		y := make([]float64, len(x))
		for i, v := range x {
			y[i] = 256*v + 4096
		}
		a, fa, _ := HamedRao(x)
		b, fb, _ := HamedRao(y)
		la, _ := TheilSen(x)
		lb, _ := TheilSen(y)
		wantNear(t, "slope", lb.Slope, 256*la.Slope, 1e-9)
		wantNear(t, "p", b.P, a.P, 1e-6)
		wantNear(t, "factor", fb, fa, 1e-6)
		if a.P < 0 || a.P > 1 {
			t.Fatalf("p = %g", a.P)
		}
	})
}

func TestCountTrendFindsThePlantedDecline(t *testing.T) {
	var counts, days []float64
	for i := range 36 {
		d := float64(18 + i%5)
		days = append(days, d)
		counts = append(counts, math.Round(d*12*math.Pow(0.98, float64(i+1)))+float64(i*5%7-3))
	}
	fit, err := CountTrend(counts, days, 0)
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "percent a month", fit.PercentPerPeriod, -2, 0.05)
	low, high, ok := fit.PercentInterval(0.9)
	if !ok || low > -2 || high < -2 || fit.P > 1e-9 {
		t.Errorf("interval %g to %g, p %g", low, high, fit.P)
	}
}

func TestCountTrendRefusesWithASentence(t *testing.T) {
	for name, c := range map[string][2][]float64{
		"two months":              {{3, 4}, nil},
		"no event":                {make([]float64, 12), nil},
		"counts without exposure": {{1, 2, 3, 4}, {1, 0, 1, 1}},
		"exposure missing":        {{1, 2, 3, 4}, {1}},
		"no month at all":         {nil, nil},
	} {
		if _, err := CountTrend(c[0], c[1], 0); err == nil {
			t.Errorf("%s: fitted", name)
		}
	}
}

func TestMonthsWithoutExposureAreLeftOut(t *testing.T) {
	a, err := CountTrend([]float64{10, 12, 0, 15, 19}, []float64{20, 20, 0, 20, 20}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if a.ResidualDF != 2 {
		t.Errorf("df = %d, want 2", a.ResidualDF)
	}
}

func TestEqualCountsHaveNoTrendAndNoDoubt(t *testing.T) {
	fit, err := CountTrend([]float64{5, 5, 5, 5, 5, 5}, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(fit.PercentPerPeriod) > 1e-9 || !(fit.P > 0.1) {
		t.Errorf("percent %g with p %g, want none", fit.PercentPerPeriod, fit.P)
	}
}
