package stats

import (
	"math"
	"testing"
)

// BenchmarkTrendOfSixtyReps runs every trend method on 60 reps of 36 months each.
func BenchmarkTrendOfSixtyReps(b *testing.B) {
	series := make([][]float64, 60)
	days := make([]float64, 36)
	for i := range days {
		days[i] = float64(19 + i%4)
	}
	for r := range series {
		for m := range days {
			series[r] = append(series[r], math.Round(days[m]*(1.5+0.2*math.Sin(float64(m)/2)))+float64((r*7+m*m*3)%11))
		}
	}
	for b.Loop() {
		for _, x := range series {
			chart, _ := NewXmR(x, XmRMean)
			chart.Signals(x, TwoRules)
			Autocorrelation(x, 1)
			HamedRao(x)
			SeasonalMannKendall(x, 12)
			if _, err := CountTrend(x, days, 12); err != nil {
				b.Fatal(err)
			}
			if _, err := LaneyU(x, days); err != nil {
				b.Fatal(err)
			}
			if _, err := ChangePointsCounts(x, days, ChangeOptions{MinSegment: 4, MaxChanges: 3}); err != nil {
				b.Fatal(err)
			}
			if _, err := DecomposeSTL(x, STLOptions{Period: 12}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
