package tier

import (
	"math"
	"testing"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// mixed is a league in which an easy product is won at 80 %, a hard one at
// 20 %, by everybody; who sells what differs.
func mixed(tb testing.TB, easy ...int64) *funnel.Cube {
	var players []player
	for i := range easy {
		players = append(players, player{name: string(rune('A' + i)), visits: 1})
	}
	c := league(tb, 12, players...)
	c.SegmentBy, c.Segments = []string{"product"}, []string{"easy", "hard"}
	closed, customers, lost := c.Step("closed"), c.Step("customers"), c.Step("lost")
	for rep, n := range easy {
		for month := range c.Periods {
			for segment, deals := range []int64{n, 20 - n} {
				won := deals * []int64{4, 1}[segment] / 5
				for step, t := range map[int]int64{closed: deals, customers: won, lost: deals - won} {
					c.Add(rep, month, step, funnel.Tally{N: t})
					c.AddSegment(rep, month, segment, step, funnel.Tally{N: t})
				}
			}
		}
	}
	return c
}

func TestWinRatesThatFollowTheMixVanishGivenIt(t *testing.T) {
	c := mixed(t, 15, 15, 10, 10, 5, 5)
	alone := analyse(t, c, Options{Metric: WinRate})
	if alone.Heterogeneity.Verdict != Real || alone.Confident < 4 {
		t.Errorf("as they are: %s, %d confident", alone.Heterogeneity.Verdict, alone.Confident)
	}
	given := analyse(t, c, Options{Metric: WinRate, ByMix: true})
	if given.Heterogeneity.Verdict != Luck || given.Confident != 0 || *given.Mix.Given.P < 0.99 {
		t.Errorf("given the product: %+v, %d confident", given.Heterogeneity, given.Confident)
	}
	for _, p := range given.Reps {
		if v := p.Measures[WinRate]; math.Abs(*v.Estimate-0.5) > 0.02 {
			t.Errorf("%s: %v at the common mix, want 0.5", p.Rep, *v.Estimate)
		}
	}
}

// Two of six start in May and bring half in their first half year.
func ramping(tb testing.TB) *funnel.Cube {
	c := league(tb, 24, player{name: "Ana", visits: 20}, player{name: "Ben", visits: 20}, player{name: "Cleo", visits: 20}, player{name: "Dora", visits: 20},
		player{name: "Newton", start: "2026-05-01"}, player{name: "Nina", start: "2026-05-01"})
	for rep := 4; rep < 6; rep++ {
		for month := 16; month < 24; month++ {
			visits := int64(20)
			if month < 22 {
				visits = 10
			}
			c.Add(rep, month, 0, funnel.Tally{N: visits})
		}
	}
	return c
}

func TestWhatTenureDoesIsLearntFromSeveralNewHires(t *testing.T) {
	c := ramping(t)
	raw := analyse(t, c, Options{Metric: "visits"})
	if p := repOf(t, raw, "Nina"); *p.Tier != Poor || !p.Confident {
		t.Errorf("without a ramp: %s, confident %v", *p.Tier, p.Confident)
	}
	learnt := analyse(t, c, Options{Metric: "visits", ByTenure: true})
	if p := repOf(t, learnt, "Nina"); p.Confident && *p.Tier == Poor || len(learnt.Warnings) > 0 {
		t.Errorf("given tenure: %s with %v, warnings %v", *p.Tier, *p.PPoor, learnt.Warnings)
	}
}

func TestTenureOfASingleNewHireCannotBeToldFromThePerson(t *testing.T) {
	c := league(t, 12, ana(), ben(), player{name: "Nina", start: "2025-06-01", visits: 12, won: 2, lost: 4})
	for _, metric := range []string{"visits", WinRate} {
		r := analyse(t, c, Options{Metric: metric, ByTenure: true, Ramp: DefaultRamp()})
		if len(r.Warnings) == 0 || r.Warnings[0].Code != "tenure-not-identifiable" {
			t.Errorf("%s: warnings %v", metric, r.Warnings)
		}
	}
	if _, err := Analyse(c, Options{Metric: DealSize, ByTenure: true, Window: c.All()}); err == nil {
		t.Error("deal sizes were compared at the same tenure")
	}
}

// Campaigns: months of 40 visits alternate with months of none, rep by rep.
func TestAShortWindowTakesTheScatterInTimeFromAllPeriods(t *testing.T) {
	c := league(t, 12, player{name: "Ana"}, player{name: "Ben"}, player{name: "Cleo"}, player{name: "Dora"})
	for rep := range c.Reps {
		for month := range c.Periods {
			c.Add(rep, month, 0, funnel.Tally{N: int64(40 * ((rep + month) % 2))})
		}
	}
	for _, w := range []funnel.Window{c.All(), {Lo: 10, Hi: 12}, {Lo: 11, Hi: 12}} {
		r, err := Analyse(c, Options{Metric: "visits", Window: w})
		if err != nil {
			t.Fatal(err)
		}
		if d := r.Heterogeneity.Dispersion; d == nil || *d < 10 {
			t.Errorf("window %v: dispersion %v", w, d)
		}
		if r.Confident > 0 {
			t.Errorf("window %v: %d sure tiers of reps who are alike", w, r.Confident)
		}
	}
}

func TestTooLittleDataIsNotCalledLuck(t *testing.T) {
	for _, tt := range []struct {
		months int
		want   string
	}{{3, TooLittle}, {36, Luck}} {
		c := league(t, tt.months, player{name: "Ana", visits: 40, won: 4}, player{name: "Ben", visits: 40, won: 4}, player{name: "Cleo", visits: 40, won: 4})
		for _, metric := range []string{"customers", Conversion} {
			h := analyse(t, c, Options{Metric: metric}).Heterogeneity
			if h.Verdict != tt.want || h.Needed == nil || *h.Needed < 500 {
				t.Errorf("%s over %d months: %s, needed %v", metric, tt.months, h.Verdict, h.Needed)
			}
		}
	}
}
