package trend

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/salescoach/salescoach/pkg/calendar"
)

const simulated = 200

// alarms are the shares of simulated reps about whom something was said.
type alarms struct{ signals, directions, changes float64 }

// simulate draws reps over 24 months; the draw gives the visits expected of a month.
func simulate(t *testing.T, expected func(src *rand.Rand, month int) float64) alarms {
	t.Helper()
	src := rand.New(rand.NewPCG(7, 24))
	var a alarms
	for range simulated {
		visits := make([]int64, 24)
		for m := range visits {
			visits[m] = int64(distuv.Poisson{Lambda: expected(src, m), Src: src}.Rand())
		}
		s := of(t, analyse(t, cubeOf(t, calendar.Month, history{rep: "Ana", visits: visits}), Options{Metric: "visits"}), "Ana")
		a.signals += share(len(s.Signals) > 0)
		a.directions += share(s.Direction.Verdict == Rising || s.Direction.Verdict == Falling)
		a.changes += share(len(s.Changes) > 0)
	}
	return a
}

func share(found bool) float64 {
	if found {
		return 1.0 / simulated
	}
	return 0
}

// Two rules give about one false alarm in twelve over 24 stable points (Wheeler's limits, simulated).
func TestRepsWhoDoNotChangeRarelyRaiseAnAlarm(t *testing.T) {
	steady := func(*rand.Rand, int) float64 { return 30 }
	busy := func(src *rand.Rand, _ int) float64 { return 30 * math.Exp(0.15*src.NormFloat64()) }
	for name, draw := range map[string]func(*rand.Rand, int) float64{"chance alone": steady, "busy and quiet months": busy} {
		if a := simulate(t, draw); a.signals > 0.14 || a.directions > 0.12 || a.changes > 0.14 {
			t.Errorf("%s: of those who did not change, %+v", name, a)
		}
	}
}

func TestNeighboursThatAreAlikeRaiseNoMoreAlarms(t *testing.T) {
	lean := 0.0
	a := simulate(t, func(src *rand.Rand, month int) float64 {
		if month == 0 {
			lean = 0
		}
		lean = 0.5*lean + 0.2*src.NormFloat64()
		return 60 * math.Exp(lean)
	})
	if a.signals > 0.25 { // more than a third of them without the guard
		t.Errorf("%+v", a)
	}
}

func TestWhatTrulyChangesIsFoundMoreOftenThanNot(t *testing.T) {
	growth := simulate(t, func(_ *rand.Rand, month int) float64 { return 30 * math.Pow(1.03, float64(month)) })
	if growth.directions < 0.9 {
		t.Errorf("3 %% a month: %+v", growth)
	}
	step := simulate(t, func(_ *rand.Rand, month int) float64 {
		if month < 14 {
			return 30
		}
		return 45
	})
	if step.changes < 0.6 {
		t.Errorf("from 30 to 45: %+v", step)
	}
}
