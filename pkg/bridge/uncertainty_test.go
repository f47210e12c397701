package bridge

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// numericSE recomputes the delta method by central differences of the split itself.
func numericSE(split func(Unit) []float64, s Sales, driver int) float64 {
	at := func(shift [4]float64) float64 {
		b, a := s.Before, s.After
		u := NewUnit("", []float64{b.Visits, b.Wins/b.Visits + shift[0], b.MeanSize + shift[1]},
			[]float64{a.Visits, a.Wins/a.Visits + shift[2], a.MeanSize + shift[3]})
		return split(u)[driver]
	}
	sd := [4]float64{}
	for i, t := range []Tally{s.Before, s.After} {
		p := t.Wins / t.Visits
		sd[2*i], sd[2*i+1] = math.Sqrt(p*(1-p)/t.Visits), t.SizeSD/math.Sqrt(t.Wins)
	}
	total := 0.0
	for i, step := range [4]float64{1e-6, 1e-2, 1e-6, 1e-2} {
		var up, down [4]float64
		up[i], down[i] = step, -step
		total += math.Pow((at(up)-at(down))/(2*step)*sd[i], 2)
	}
	return math.Sqrt(total)
}

func TestNoiseIsTheDeltaMethod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tally := func() Tally {
			wins := rapid.IntRange(2, 40).Draw(t, "wins")
			return Tally{
				Visits: float64(wins + rapid.IntRange(1, 100).Draw(t, "lost")), Wins: float64(wins),
				MeanSize: rapid.Float64Range(1000, 9000).Draw(t, "size"), SizeSD: rapid.Float64Range(10, 9000).Draw(t, "sd"),
			}
		}
		s := Sales{Before: tally(), After: tally()}
		for method, split := range map[Method]func(Unit) []float64{LMDI: lmdi, Shapley: shapley, OneAtATime: sequential} {
			n, err := WithNoise(method, []Sales{s})
			if err != nil {
				t.Fatal(err)
			}
			for k := range SalesDrivers {
				want := numericSE(split, s, k)
				if math.Abs(n.SE[0][k]-want) > 1e-4*want+0.5 {
					t.Fatalf("%s, driver %d: se %g, want %g", method, k, n.SE[0][k], want)
				}
			}
		}
	})
}

func TestNoiseShrinksWithEqualPeriods(t *testing.T) {
	same := Tally{Visits: 100, Wins: 20, MeanSize: 5000, SizeSD: 3000}
	n, err := WithNoise(Auto, []Sales{{Name: "a", Before: same, After: same}})
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "visits are taken as they are", n.TotalSE[0], 0, 1e-12)
	// sqrt 2 times 100,000 sqrt((1-p)/(p n))
	wantNear(t, "conversion", n.TotalSE[1], math.Sqrt2*1e5*math.Sqrt(0.8/20), 1e-9)
	if n.Real(1, 0.9) {
		t.Error("no change at all is called real")
	}
	if _, ok := n.Z(0); ok {
		t.Error("a z value without noise")
	}
	if _, _, ok := n.Interval(1, 1); ok {
		t.Error("a certain interval")
	}
}

func TestCreditNotesHaveNoiseToo(t *testing.T) {
	s := Sales{Before: Tally{50, 10, 4000, 2000}, After: Tally{50, 10, -300, 2500}}
	n, err := WithNoise(Auto, []Sales{s})
	if err != nil {
		t.Fatal(err)
	}
	if n.Split.Method != Shapley || n.TotalSE[0] != 0 || n.TotalSE[2] <= 0 || !n.Real(2, 0.9) {
		t.Errorf("method %s, errors %v", n.Split.Method, n.TotalSE)
	}
}

func TestTurnoverSharesOutTheNoise(t *testing.T) {
	full := Tally{Visits: 50, Wins: 10, MeanSize: 4000, SizeSD: 2000}
	n, err := WithNoise(Auto, []Sales{{Before: full}, {After: full}, {Before: full, After: full}})
	if err != nil {
		t.Fatal(err)
	}
	turn := n.Turnover()
	wantNear(t, "joiners and leavers", turn.Joined, turn.Left, 1e-12)
	wantNear(t, "visits of those who stayed", turn.Drivers[0], 0, 1e-12)
	wantNear(t, "visits in all", n.TotalSE[0], math.Hypot(turn.Joined, turn.Left), 1e-12)
}

func TestEdgesOfNoiseStayFinite(t *testing.T) {
	full := Tally{Visits: 50, Wins: 10, MeanSize: 4000, SizeSD: 2000}
	cases := map[string]Sales{
		"leaver":          {Before: full},
		"joiner":          {After: full},
		"idle":            {},
		"no wins before":  {Before: Tally{Visits: 20}, After: full},
		"one win":         {Before: Tally{Visits: 20, Wins: 1, MeanSize: 900, SizeSD: -1}, After: full},
		"all won":         {Before: Tally{Visits: 5, Wins: 5, MeanSize: 900, SizeSD: 0}, After: full},
		"more wins":       {Before: Tally{Visits: 5, Wins: 9, MeanSize: 900, SizeSD: 10}, After: full},
		"without a visit": {Before: Tally{Wins: 2, MeanSize: 900, SizeSD: 10}, After: full},
	}
	for name, s := range cases {
		t.Run(name, func(t *testing.T) {
			n, err := WithNoise(Auto, []Sales{s, {Before: full, After: full}})
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range append(n.SE, n.TotalSE) {
				for _, se := range row {
					if math.IsNaN(se) || math.IsInf(se, 0) || se < 0 {
						t.Errorf("standard errors %v", n.SE)
					}
				}
			}
		})
	}
	n, _ := WithNoise(Auto, []Sales{cases["leaver"]})
	// The revenue of 40,000 that went: relative variance 0.8/10 + 0.25/10.
	wantNear(t, "a leaver's revenue", n.TotalSE[0], 40000*math.Sqrt(0.08+0.025), 1e-9)
}
