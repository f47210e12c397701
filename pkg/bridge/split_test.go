package bridge

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/stats"
)

// A failer is a testing.T or a rapid.T.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

func wantNear(t failer, what string, got, want, tol float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tol*(1+math.Abs(want)) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

func wantNearAll(t failer, what string, got, want []float64, tol float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		wantNear(t, what, got[i], want[i], tol)
	}
}

func decompose(t failer, method Method, drivers []string, units []Unit) Split {
	s, err := Decompose(method, drivers, units)
	if err != nil {
		t.Fatalf("no split: %v", err)
	}
	return s
}

// The worked example of Heun & Brockway (2019), Applied Energy 251:112697, from 1971 to 1972.
func TestPublishedSplitIsReproduced(t *testing.T) {
	units := []Unit{
		NewUnit("c1", []float64{1, 10, 2}, []float64{4, 5, 3}),
		NewUnit("c2", []float64{4, 5, 3}, []float64{5, 6, 4}),
	}
	s := decompose(t, Auto, []string{"a", "b", "c"}, units)
	wantNearAll(t, "totals", s.Totals, []float64{69.79006598, -9.455125793, 39.66505981}, 1e-9)
	ratios, ok := s.Ratios()
	if !ok || s.Method != LMDI {
		t.Fatalf("no ratios, or method %s", s.Method)
	}
	wantNearAll(t, "ratios", ratios, []float64{1.761117821, 0.926191306, 1.379410116}, 1e-9)
	wantNear(t, "their product", ratios[0]*ratios[1]*ratios[2], s.To/s.From, 1e-12)
}

func TestZerosGoToWhatWasOrBecameZero(t *testing.T) {
	cases := []struct {
		name string
		c    Chain
		want []float64
		is   Presence
	}{
		{"a leaver is activity lost", Chain{Before: []float64{80, 16, 8000}, After: []float64{0, 0, 0}}, []float64{-8000, 0, 0}, Left},
		{"a joiner is activity won", Chain{Before: []float64{0, 0, 0}, After: []float64{70, 11, 6000}}, []float64{6000, 0, 0}, Joined},
		{"a first win is conversion", Chain{Before: []float64{40, 0, 0}, After: []float64{52, 7, 900}}, []float64{0, 900, 0}, Stayed},
		{"no more wins is conversion", Chain{Before: []float64{55, 9, 900}, After: []float64{60, 0, 0}}, []float64{0, -900, 0}, Stayed},
		{"deals for nothing are deal size", Chain{Before: []float64{55, 9, 900}, After: []float64{60, 9, 0}}, []float64{0, 0, -900}, Stayed},
		{"nobody is nothing", Chain{Before: []float64{0, 0, 0}, After: []float64{0, 0, 0}}, []float64{0, 0, 0}, Absent},
		{"visits that never won are nothing", Chain{Before: []float64{5, 0, 0}, After: []float64{9, 0, 0}}, []float64{0, 0, 0}, Stayed},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := decompose(t, LMDI, SalesDrivers, []Unit{c.c.Unit()})
			wantNearAll(t, "contributions", s.Totals, c.want, 1e-12)
			if s.Units[0].Presence != c.is {
				t.Errorf("presence %d, want %d", s.Units[0].Presence, c.is)
			}
		})
	}
}

func TestTwoZerosAtOnceShareTheChange(t *testing.T) {
	s := decompose(t, LMDI, []string{"a", "b", "c"}, []Unit{NewUnit("u", []float64{0, 0, 5}, []float64{2, 3, 5})})
	wantNearAll(t, "contributions", s.Totals, []float64{15, 15, 0}, 1e-12)
}

func TestCustomersWithoutAVisitStayUnsplitAndCounted(t *testing.T) {
	chains := []Chain{
		{Name: "a", Before: []float64{10, 2, 200}, After: []float64{10, 3, 400}},
		{Name: "b", Before: []float64{0, 2, 100}, After: []float64{10, 2, 180}},
	}
	s := decompose(t, LMDI, SalesDrivers, Units(chains))
	if s.Rest != 80 || s.Units[1].Unsplit == "" {
		t.Errorf("rest %g because %q, want 80 and a reason", s.Rest, s.Units[1].Unsplit)
	}
	wantNear(t, "parts", stats.Sum(s.Totals)+s.Rest, s.Change(), 1e-12)
	if _, ok := s.Ratios(); ok {
		t.Error("ratios of a change that is not split")
	}
}

func TestCreditNotesSwitchToShapley(t *testing.T) {
	units := Units([]Chain{{Name: "a", Before: []float64{10, 2, 200}, After: []float64{12, 3, -50}}})
	if _, err := Decompose(LMDI, SalesDrivers, units); !errors.Is(err, ErrNegative) {
		t.Errorf("LMDI of a negative factor: %v", err)
	}
	s := decompose(t, Auto, SalesDrivers, units)
	if s.Method != Shapley {
		t.Errorf("method %s, want shapley", s.Method)
	}
	wantNear(t, "parts", stats.Sum(s.Totals), -250, 1e-12)
}

func TestSplitsRefuseWhatIsNoNumber(t *testing.T) {
	for name, u := range map[string]Unit{
		"too few factors": NewUnit("a", []float64{1}, []float64{1, 2}),
		"infinite":        NewUnit("a", []float64{1, 2}, []float64{1, math.Inf(1)}),
		"not a number":    NewUnit("a", []float64{1, 2}, []float64{1, math.NaN()}),
	} {
		if _, err := Decompose(Auto, []string{"x", "y"}, []Unit{u}); err == nil {
			t.Errorf("%s: split", name)
		}
	}
	if _, err := Decompose(Auto, nil, nil); err == nil {
		t.Error("a split over nothing")
	}
	if s, err := Decompose(Auto, []string{"x"}, nil); err != nil || s.Change() != 0 {
		t.Errorf("nobody: %v, %v", s, err)
	}
}

func TestTinyChangesStillAddUp(t *testing.T) {
	s := decompose(t, LMDI, SalesDrivers, []Unit{NewUnit("a", []float64{1000, 0.25, 4000}, []float64{2000, 0.125 * (1 + 1e-9), 4000})})
	wantNear(t, "sum over the change", stats.Sum(s.Totals)/s.Change(), 1, 1e-12)
	if LogMean(5, 5) != 5 || LogMean(0, 5) != 0 {
		t.Error("the logarithmic mean of equal numbers, or of zero")
	}
	wantNear(t, "logarithmic mean near equality", LogMean(1+1e-12, 1), 1, 1e-11)
}

func drawChains(t *rapid.T) []Chain {
	draw := func(what string, wins int) []float64 {
		if rapid.IntRange(0, 5).Draw(t, "away") == 0 {
			return []float64{0, 0, 0}
		}
		w := float64(rapid.IntRange(0, wins).Draw(t, what))
		size := rapid.Float64Range(0.01, 1e5).Draw(t, "size")
		return []float64{w + float64(rapid.IntRange(0, 200).Draw(t, "lost")), w, w * size}
	}
	chains := make([]Chain, rapid.IntRange(1, 12).Draw(t, "reps"))
	for i := range chains {
		chains[i] = Chain{Before: draw("wins before", 40), After: draw("wins after", 40)}
	}
	return chains
}

func TestPartsAlwaysAddUpToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chains := drawChains(t)
		for _, m := range []Method{LMDI, Shapley, OneAtATime} {
			s := decompose(t, m, SalesDrivers, Units(chains))
			scale := math.Max(s.From, s.To)
			if math.Abs(stats.Sum(s.Totals)+s.Rest-s.Change()) > 1e-9*math.Max(scale, 1e-300) {
				t.Fatalf("%s: parts %v, change %g", m, s.Totals, s.Change())
			}
			turn := s.Turnover()
			all := stats.Sum(turn.Drivers) + turn.Joined + turn.Left + turn.Rest
			if math.Abs(all-s.Change()) > 1e-9*math.Max(scale, 1e-300) {
				t.Fatalf("%s: with turnover %+v, change %g", m, turn, s.Change())
			}
		}
		seg := decompose(t, Auto, SegmentDrivers, Segments(chains))
		if math.Abs(stats.Sum(seg.Totals)+seg.Rest-seg.Change()) > 1e-9*math.Max(seg.From+seg.To, 1e-300) {
			t.Fatalf("segments: parts %v, change %g", seg.Totals, seg.Change())
		}
	})
}

func TestScalingMoneyScalesContributionsAndOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chains := drawChains(t)
		a := decompose(t, LMDI, SalesDrivers, Units(chains))
		var turned []Chain
		for i := len(chains) - 1; i >= 0; i-- {
			c := chains[i]
			turned = append(turned, Chain{
				Before: []float64{c.Before[0], c.Before[1], 100 * c.Before[2]},
				After:  []float64{c.After[0], c.After[1], 100 * c.After[2]},
			})
		}
		b := decompose(t, LMDI, SalesDrivers, Units(turned))
		for k := range a.Totals {
			if math.Abs(b.Totals[k]-100*a.Totals[k]) > 1e-7*(a.From+a.To+1) {
				t.Fatalf("driver %d: %g and %g", k, a.Totals[k], b.Totals[k])
			}
		}
	})
}

func TestSwappingThePeriodsTurnsEverySign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chains := drawChains(t)
		back := make([]Chain, len(chains))
		for i, c := range chains {
			back[i] = Chain{Before: c.After, After: c.Before}
		}
		for _, m := range []Method{LMDI, Shapley} {
			a, b := decompose(t, m, SalesDrivers, Units(chains)), decompose(t, m, SalesDrivers, Units(back))
			for k := range a.Totals {
				if math.Abs(a.Totals[k]+b.Totals[k]) > 1e-8*(a.From+a.To+1) {
					t.Fatalf("%s, driver %d: %g there, %g back", m, k, a.Totals[k], b.Totals[k])
				}
			}
		}
	})
}
