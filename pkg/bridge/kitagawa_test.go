package bridge

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/stats"
)

// Admissions at Berkeley 1973, women against men: the overall gap is one of departments chosen (Bickel et al. 1975).
var berkeley = []RateSegment{
	{"A", 89, 108, 512, 825}, {"B", 17, 25, 353, 560}, {"C", 202, 593, 120, 325},
	{"D", 131, 375, 138, 417}, {"E", 94, 393, 53, 191}, {"F", 24, 341, 22, 373},
}

func TestBerkeleyGapIsMix(t *testing.T) {
	c, err := Kitagawa(berkeley)
	if err != nil {
		t.Fatal(err)
	}
	wantNearAll(t, "gap, rate, mix", []float64{c.After - c.Before, c.RateEffect, c.MixEffect}, []float64{0.142, -0.036, 0.178}, 1e-3)
	if z, ok := c.Z(); !ok || z > -2 || !c.Paradox() {
		t.Errorf("z %g, paradox %v; want below -2 and true", z, c.Paradox())
	}
}

func TestASegmentThatAppearsIsMix(t *testing.T) {
	c, err := Kitagawa([]RateSegment{{"old", 20, 100, 20, 100}, {"new", 0, 0, 50, 100}})
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "rate effect", c.RateEffect, 0, 1e-12)
	wantNear(t, "mix effect", c.MixEffect, c.After-c.Before, 1e-12)
}

func TestRatesNeedTrials(t *testing.T) {
	for name, s := range map[string][]RateSegment{
		"nobody":                {},
		"one period empty":      {{"a", 0, 0, 3, 10}},
		"more wins than trials": {{"a", 5, 4, 3, 10}},
		"a negative count":      {{"a", -1, 4, 3, 10}},
		"not a number":          {{"a", math.NaN(), 4, 3, 10}},
	} {
		if _, err := Kitagawa(s); err == nil {
			t.Errorf("%s: split", name)
		}
	}
	c, err := Kitagawa([]RateSegment{{"a", 4, 4, 4, 4}})
	if _, ok := c.Z(); ok || err != nil {
		t.Errorf("all won: a z value, or %v", err)
	}
}

func TestRateAndMixAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		segments := []RateSegment{{"base", 1, 2, 1, 3}}
		for range rapid.IntRange(0, 6).Draw(t, "segments") {
			n0, n1 := rapid.IntRange(0, 90).Draw(t, "n0"), rapid.IntRange(0, 90).Draw(t, "n1")
			segments = append(segments, RateSegment{"s",
				float64(rapid.IntRange(0, n0).Draw(t, "y0")), float64(n0), float64(rapid.IntRange(0, n1).Draw(t, "y1")), float64(n1)})
		}
		c, err := Kitagawa(segments)
		if err != nil {
			t.Fatal(err)
		}
		wantNear(t, "sum", c.RateEffect+c.MixEffect, c.After-c.Before, 1e-12)
		wantNear(t, "centred mix", stats.Sum(c.CenteredMix), c.MixEffect, 1e-12)
	})
}
