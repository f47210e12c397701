package stats

import (
	"math"
	"testing"
)

func TestLogMomentsAgreeWithIntegration(t *testing.T) {
	for _, tt := range []struct {
		name string
		unit Conjugate
	}{
		{"a proportion", Beta{8, 28}},
		{"a vague proportion", Beta{0.7, 2}},
		{"a rate", Gamma{18, 10}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			mean, variance, ok := Mixture{[]float64{1}, []Conjugate{tt.unit}}.LogMoments()
			first, second, steps := 0.0, 0.0, 20000
			for i := range steps {
				l := math.Log(tt.unit.Quantile((float64(i) + 0.5) / float64(steps)))
				first, second = first+l/float64(steps), second+l*l/float64(steps)
			}
			if !ok || !near(mean, first, 1e-3) || !near(variance, second-first*first, 5e-3) {
				t.Errorf("mean %v variance %v, by integration %v and %v", mean, variance, first, second-first*first)
			}
		})
	}
}

func TestAProductIsRankedByAllItsFactors(t *testing.T) {
	visits, _ := PoolRates(Rates{[]float64{100, 200, 100}, []float64{60, 60, 60}}, PoolOptions{})
	wins, _ := PoolProportions(Proportions{[]float64{20, 10, 20}, []float64{100, 200, 100}}, PoolOptions{})
	size, _ := PoolMeans(Estimates{[]float64{9, 9, 11}, []float64{0.1, 0.1, 0.1}}, PoolOptions{})
	pool, ok := LogProduct(visits, wins, size)
	r, ranked := Rank(pool, RankOptions{})
	if !ok || !ranked || r.Units[2].Best < 0.95 || r.Units[2].Confident != TopTier {
		t.Errorf("ok %v, %+v", ok, r.Units)
	}
	if _, ok := LogProduct(visits, Independent([]Conjugate{Beta{1, 1}})); ok {
		t.Error("pools of different length were multiplied")
	}
}
