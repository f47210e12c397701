package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func winCurveOf(t failer, deals ...Opportunity) *WinCurve {
	c, err := NewWinCurve(deals)
	if err != nil {
		t.Fatalf("no curve: %v", err)
	}
	return c
}

// By hand: at 10 one of 4 wins; at 20 one of 3 is lost, then one is censored; at 30 the last wins.
func TestWinCurveByHand(t *testing.T) {
	c := winCurveOf(t, Opportunity{10, Won}, Opportunity{20, Lost}, Opportunity{20, StillOpen}, Opportunity{30, Won})
	for _, want := range []struct{ age, won, lost, open, km float64 }{
		{5, 0, 0, 1, 0}, {10, 0.25, 0, 0.75, 0.25}, {20, 0.25, 0.25, 0.5, 0.25}, {30, 0.75, 0.25, 0, 1}, {99, 0.75, 0.25, 0, 1},
	} {
		wantNearAll(t, "won, lost, open, Kaplan-Meier",
			[]float64{c.CumulativeWon(want.age), c.CumulativeLost(want.age), c.StillOpen(want.age), c.KaplanMeierWon(want.age)},
			[]float64{want.won, want.lost, want.open, want.km}, 1e-12)
	}
	chance, ok := c.ChanceIfOpen(20, 30)
	if !ok || math.Abs(chance-1) > 1e-12 {
		t.Errorf("chance of an open deal = %g, want 1", chance)
	}
	if _, ok := c.ChanceIfOpen(30, 40); ok {
		t.Error("a deal is open where none is left")
	}
	if _, ok := c.AalenSE(31); ok {
		t.Error("a standard error beyond the oldest deal")
	}
}

func TestWinCurveWithoutOpenDealsIsTheWinRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var deals []Opportunity
		won := 0.0
		for i := range rapid.IntRange(2, 40).Draw(t, "n") {
			o := Lost
			if i == 0 || rapid.Bool().Draw(t, "won") {
				o, won = Won, won+1
			}
			deals = append(deals, Opportunity{float64(rapid.IntRange(0, 30).Draw(t, "age")), o})
		}
		c := winCurveOf(t, deals...)
		n := float64(len(deals))
		wantNear(t, "won", c.CumulativeWon(30), won/n, 1e-9)
		wantNear(t, "its binomial error", c.SE(30), math.Sqrt(won/n*(1-won/n)/n), 1e-9)
	})
}

func TestWinCurveIsAProbability(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var deals []Opportunity
		for range rapid.IntRange(1, 60).Draw(t, "n") {
			o := Outcome(rapid.IntRange(0, 2).Draw(t, "outcome"))
			deals = append(deals, Opportunity{float64(rapid.IntRange(0, 20).Draw(t, "age")), o})
		}
		c, last := winCurveOf(t, deals...), 0.0
		for age := 0.0; age <= 21; age++ {
			won, lost, open := c.CumulativeWon(age), c.CumulativeLost(age), c.StillOpen(age)
			wantNear(t, "sum", won+lost+open, 1, 1e-9)
			if won < last-1e-12 || math.IsNaN(c.SE(age)) || c.KaplanMeierWon(age) < won-1e-9 {
				t.Fatalf("at %g: won %g after %g, se %g", age, won, last, c.SE(age))
			}
			if se, ok := c.AalenSE(age); ok && math.IsNaN(se) {
				t.Fatalf("at %g: no Aalen error", age)
			}
			last = won
		}
	})
}

func TestWinRatesWithNothingDecidedSaySo(t *testing.T) {
	c := winCurveOf(t, Opportunity{12, StillOpen}, Opportunity{30, StillOpen})
	if _, ok := c.ClosedOnly(); ok {
		t.Error("a closed-only rate without a closed deal")
	}
	if _, ok := c.LastDecision(); ok {
		t.Error("a last decision without one")
	}
	if c.CumulativeWon(30) != 0 || c.SE(30) != 0 || c.WonOverAll() != 0 {
		t.Error("open deals alone show wins")
	}
	if _, err := NewWinCurve(nil); err == nil {
		t.Error("a curve of nothing")
	}
	if _, err := NewWinCurve([]Opportunity{{-1, Won}}); err == nil {
		t.Error("a deal closed before it began")
	}
}
