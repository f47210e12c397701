package stats

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestChangePointsFindAPlantedStep(t *testing.T) {
	var x, counts []float64
	for i := range 30 {
		level := 50 + 20*indicator(i >= 18)
		x = append(x, level+float64(i*7%5))
		counts = append(counts, level+float64(i*7%5))
	}
	c, err := ChangePoints(x, ChangeOptions{MinSegment: 4})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(c.BestBreaks(), []int{18}) || c.Ranges[0] != [2]int{18, 18} || c.PrefersLine() {
		t.Errorf("breaks %v within %v, line preferred %v; want 18, certain, no line", c.BestBreaks(), c.Ranges, c.PrefersLine())
	}
	p, err := ChangePointsCounts(counts, nil, ChangeOptions{MinSegment: 4, MaxChanges: 2})
	if err != nil || !slices.Equal(p.BestBreaks(), []int{18}) {
		t.Errorf("breaks of counts %v, %v", p.BestBreaks(), err)
	}
}

func TestASlopeIsRecognisedAsNoStep(t *testing.T) {
	var x, counts []float64
	for i := range 30 {
		x = append(x, 5*float64(i)+float64(i*7%5))
		counts = append(counts, math.Round(40*math.Exp(0.04*float64(i)))+float64(i*7%5))
	}
	c, _ := ChangePoints(x, ChangeOptions{MinSegment: 5})
	p, _ := ChangePointsCounts(counts, nil, ChangeOptions{MinSegment: 5})
	if c.Best == 0 || !c.PrefersLine() || !p.PrefersLine() {
		t.Errorf("%d steps, line preferred %v and %v; want steps, and a line before them", c.Best, c.PrefersLine(), p.PrefersLine())
	}
}

func TestDegenerateSeriesHaveNoChange(t *testing.T) {
	constant := slices.Repeat([]float64{1.0 / 3}, 20)
	c, err := ChangePoints(constant, ChangeOptions{MinSegment: 4})
	if err != nil || c.Best != 0 {
		t.Errorf("a constant series changes %d times, %v", c.Best, err)
	}
	z, err := ChangePointsCounts(make([]float64, 20), nil, ChangeOptions{MinSegment: 4})
	if err != nil || z.Best != 0 || z.Levels[0] != 0 || z.LineBIC != nil {
		t.Errorf("no counts: %+v, %v", z, err)
	}
	short, err := ChangePoints([]float64{1, 9}, ChangeOptions{MinSegment: 5})
	if err != nil || len(short.BIC) != 1 {
		t.Errorf("two points: %+v, %v", short, err)
	}
	if _, err := ChangePoints([]float64{1}, ChangeOptions{}); err == nil {
		t.Error("one point was searched")
	}
	if _, err := ChangePointsCounts([]float64{1, 2}, []float64{0, 1}, ChangeOptions{}); err == nil {
		t.Error("counts without exposure were searched")
	}
}

func TestExactStepsStayFiniteAndAreFoundOnce(t *testing.T) {
	x := append(slices.Repeat([]float64{10}, 10), slices.Repeat([]float64{20}, 10)...)
	c, _ := ChangePoints(x, ChangeOptions{MinSegment: 3})
	if !slices.Equal(c.BestBreaks(), []int{10}) {
		t.Errorf("breaks %v, want 10 alone", c.BestBreaks())
	}
	for _, b := range c.BIC {
		if math.IsInf(b, 0) || math.IsNaN(b) {
			t.Errorf("BIC %v is not finite", c.BIC)
		}
	}
}

// bruteForce is the smallest loss over all ways to set m breaks.
func bruteForce(x []float64, from, m, least int) float64 {
	if m == 0 {
		r := runningSquares(x[from:])
		return r[len(r)-1]
	}
	best := math.Inf(1)
	for at := from + least; at+m*least <= len(x); at++ {
		head := runningSquares(x[from:at])
		best = math.Min(best, head[len(head)-1]+bruteForce(x, at, m-1, least))
	}
	return best
}

func TestSegmentationIsTheBestThereIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(-10, 10), 6, 14).Draw(t, "x")
		c, err := ChangePoints(x, ChangeOptions{MinSegment: 2, MaxChanges: 3})
		if err != nil {
			t.Fatal(err)
		}
		for m, got := range c.Loss {
			wantNear(t, "loss", got, bruteForce(x, 0, m, 2), 1e-9)
		}
	})
}
