package stats

import (
	"math"
	"testing"
)

var quarters = []float64{0.8, 1.1, 0.9, 1.2}

func TestClassicalDecompositionRecoversAnExactPattern(t *testing.T) {
	var times, plus []float64
	for i := range 20 {
		times = append(times, 100*quarters[i%4])
		plus = append(plus, 100+3*float64(i)+50*(quarters[i%4]-1))
	}
	m, err := DecomposeClassical(times, 4, Multiplicative)
	if err != nil {
		t.Fatal(err)
	}
	wantNearAll(t, "multiplicative index", m.Index, quarters, 1e-12)
	a, err := DecomposeClassical(plus, 4, Additive)
	if err != nil {
		t.Fatal(err)
	}
	wantNearAll(t, "additive index", a.Index, []float64{-10, 5, -5, 10}, 1e-12)
	wantNear(t, "trend", a.Trend[0], 100+3*2, 1e-12)
	if a.Lead != 2 || len(a.Trend) != 16 {
		t.Errorf("lead %d and %d trend values, want 2 and 16", a.Lead, len(a.Trend))
	}
	for i, v := range Deseasonalise(times, m.Index, 0, Multiplicative) {
		wantNear(t, "deseasonalised", v, 100, 1e-9)
		_ = i
	}
}

func TestLoessDecompositionAddsUpAndFindsLineAndPattern(t *testing.T) {
	var x []float64
	for i := range 40 {
		x = append(x, 200+2*float64(i)+30*(quarters[i%4]-1))
	}
	for _, window := range []int{0, 7} {
		d, err := DecomposeSTL(x, STLOptions{Period: 4, Window: window})
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range x {
			wantNear(t, "sum of parts", d.Seasonal[i]+d.Trend[i]+d.Remainder[i], v, 1e-12)
			wantNear(t, "trend", d.Trend[i], 200+2*float64(i), 0.01)
		}
	}
}

func TestDecompositionsTakeAnyLengthAndPeriod(t *testing.T) {
	for period := 2; period <= 12; period++ {
		for n := 2*period + 1; n < 3*period+4; n++ {
			x := make([]float64, n)
			for i := range x {
				x[i] = 50 + float64((i*i)%7) + 10*float64(i%period)
			}
			d, err := DecomposeSTL(x, STLOptions{Period: period, Window: 7})
			c, err2 := DecomposeClassical(x, period, Multiplicative)
			if err != nil || err2 != nil {
				t.Fatal(period, n, err, err2)
			}
			if !allFinite(d.Trend) || !allFinite(d.Seasonal) || len(d.Seasonal) != n || !allFinite(c.Index) {
				t.Errorf("period %d, %d values: %v", period, n, d)
			}
			wantNear(t, "mean index", meanOf(c.Index), 1, 1e-12)
		}
	}
}

func TestSeasonsNeedTwoCyclesAndALevel(t *testing.T) {
	if _, err := DecomposeClassical(make([]float64, 23), 12, Additive); err == nil {
		t.Error("23 months have seasons")
	}
	if _, err := DecomposeClassical(make([]float64, 24), 12, Multiplicative); err == nil {
		t.Error("zeros have shares")
	}
	if _, err := DecomposeSTL(make([]float64, 24), STLOptions{Period: 12}); err == nil {
		t.Error("two cycles were split by loess")
	}
	flat, err := DecomposeSTL(make([]float64, 36), STLOptions{Period: 12, Window: 7})
	if err != nil || flat.Trend[5] != 0 || flat.Seasonal[5] != 0 {
		t.Errorf("a flat series: %v, %v", flat.Trend[:3], err)
	}
	if _, err := DecomposeSTL([]float64{1, 2, math.Inf(1), 4, 5, 6}, STLOptions{Period: 2}); err == nil {
		t.Error("an infinite value was decomposed")
	}
}
