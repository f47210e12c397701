package trend

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

var metricsTried = []string{"visits", "customers", "revenue", "conversion", "win-rate", "deal-size", "revenue/visits"}

// drawTeam makes up a team; visits may be few, customers none.
func drawTeam(t *rapid.T) []history {
	n := rapid.IntRange(1, 30).Draw(t, "periods")
	people := make([]history, rapid.IntRange(1, 4).Draw(t, "reps"))
	counts := func(most int64, label string) []int64 {
		return rapid.SliceOfN(rapid.Int64Range(0, most), n, n).Draw(t, label)
	}
	for i := range people {
		h := history{rep: fmt.Sprintf("rep %c", 'a'+i), visits: counts(60, "visits"), customers: counts(12, "customers"), closed: counts(20, "lost")}
		for p := range h.closed {
			h.closed[p] += h.customers[p]
			h.revenue = append(h.revenue, float64(h.customers[p]*rapid.Int64Range(1, 9000).Draw(t, "size")))
		}
		people[i] = h
	}
	return people
}

// sameFigures allows for the rounding of other orders of adding.
var sameFigures = cmp.Options{cmpopts.EquateApprox(1e-7, 1e-9), cmpopts.EquateEmpty()}

func TestTheOrderOfRepsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people, o := drawTeam(t), Options{Metric: rapid.SampledFrom(metricsTried).Draw(t, "metric")}
		before := check(t, people, o)
		slices.Reverse(people)
		after := check(t, people, o)
		slices.Reverse(after.Series[1:])
		if diff := cmp.Diff(before, after, sameFigures); diff != "" {
			t.Error(diff)
		}
	})
}

func TestNamesChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people, o := drawTeam(t), Options{Metric: rapid.SampledFrom(metricsTried).Draw(t, "metric")}
		before := check(t, people, o)
		for i := range people {
			people[i].rep = "renamed " + people[i].rep
		}
		after := check(t, people, o)
		if diff := cmp.Diff(before, after, sameFigures, cmpopts.IgnoreFields(Series{}, "Rep")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestMoneyInAnotherUnitScalesAmountsAndNoVerdict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people, o := drawTeam(t), Options{Metric: rapid.SampledFrom([]string{"revenue", "deal-size", "revenue/visits"}).Draw(t, "metric")}
		before := check(t, people, o)
		for i := range people {
			for p := range people[i].revenue {
				people[i].revenue[p] *= 100
			}
		}
		for i, s := range check(t, people, o).Series {
			was := before.Series[i]
			if s.Direction.Verdict != was.Direction.Verdict || len(s.Signals) != len(was.Signals) || len(s.Changes) != len(was.Changes) {
				t.Errorf("%s, %d signals, %d changes became %s, %d, %d", was.Direction.Verdict, len(was.Signals), len(was.Changes), s.Direction.Verdict, len(s.Signals), len(s.Changes))
			}
			if was.Upper != nil && !cmp.Equal(*s.Upper, 100**was.Upper, sameFigures) {
				t.Errorf("the upper limit went from %v to %v", *was.Upper, *s.Upper)
			}
			if !cmp.Equal(s.Direction.Growth, was.Direction.Growth, cmpopts.EquateApprox(1e-5, 1e-5)) {
				t.Errorf("the direction went from %v to %v", was.Direction.Growth, s.Direction.Growth)
			}
		}
	})
}

func TestARepWithNothingChangesNobodyElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people, o := drawTeam(t), Options{Metric: rapid.SampledFrom(metricsTried).Draw(t, "metric")}
		before := check(t, people, o)
		after := check(t, append(people, history{rep: "zoe", visits: make([]int64, len(people[0].visits))}), o)
		if diff := cmp.Diff(before.Series, after.Series[:len(before.Series)], sameFigures); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRepsAddUpToTheTeam(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := check(t, drawTeam(t), Options{Metric: rapid.SampledFrom([]string{"visits", "customers", "revenue"}).Draw(t, "metric")})
		for p, v := range r.Series[0].Values {
			sum := 0.0
			for _, s := range r.Series[1:] {
				if s.Values[p] != nil {
					sum += *s.Values[p]
				}
			}
			if v == nil || !cmp.Equal(*v, sum, sameFigures) {
				t.Errorf("period %d: %v for a sum of %v", p, v, sum)
			}
		}
	})
}

func TestLimitsEncloseTheirCenterAndListsGoAlongThePeriods(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, s := range check(t, drawTeam(t), Options{Metric: rapid.SampledFrom(metricsTried).Draw(t, "metric")}).Series {
			if len(s.Periods) != len(s.Values) || len(s.Points) != len(s.Periods) {
				t.Errorf("%d periods, %d values, %d points", len(s.Periods), len(s.Values), len(s.Points))
			}
			for _, p := range s.Points {
				if p.Center != nil && (*p.Lower > *p.Center+1e-9 || *p.Upper < *p.Center-1e-9) {
					t.Errorf("%s: %v is not between %v and %v", p.Period, *p.Center, *p.Lower, *p.Upper)
				}
			}
			if (s.Limits.Method == "") != (s.Upper == nil) || (s.Limits.Method == "") == (s.Limits.Reason == "") {
				t.Errorf("limits %+v, upper %v", s.Limits, s.Upper)
			}
		}
	})
}

// check analyses weeks and holds what must hold of every result.
func check(t *rapid.T, people []history, o Options) Result {
	c := cubeOf(t, calendar.Week, people...)
	o.Window = funnel.Window{Lo: 0, Hi: len(c.Periods)}
	r, err := Analyse(c, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
