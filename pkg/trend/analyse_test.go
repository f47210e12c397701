package trend

import (
	"errors"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/ingest"
	"github.com/salescoach/salescoach/pkg/stats"
)

func near(a *float64, want float64) bool {
	return a != nil && math.Abs(*a-want) <= 1e-9*math.Max(1, math.Abs(want))
}

// The values are the won amounts per month of the public Maven CRM export, March to December 2017; the limits were
// computed with R 4.2.2 by Wheeler's formulas.
func TestMonthlyRevenueHasTheReferenceLimits(t *testing.T) {
	won := []float64{1134672, 721932, 1025713, 1338466, 696932, 1050059, 1235264, 731980, 938943, 1131573}
	s := analyse(t, cubeOf(t, calendar.Month, history{rep: "Ana", revenue: won}), Options{Metric: "revenue"}).Series[0]
	if !near(s.Center, 1000553.4) || !near(s.Lower, 80779.4866666666) || !near(s.Upper, 1920327.31333333) {
		t.Errorf("center %v, lower %v, upper %v", *s.Center, *s.Lower, *s.Upper)
	}
	if len(s.Signals) != 0 || s.Direction.Verdict != NotShown || !s.Limits.Provisional {
		t.Errorf("signals %v, %s, provisional %v", s.Signals, s.Direction.Verdict, s.Limits.Provisional)
	}
}

func TestThePublicExportGivesTheSameSeries(t *testing.T) {
	path := "../../../shared/data/maven-crm-sales/sales_pipeline.csv"
	if _, err := os.Stat(path); err != nil {
		t.Skip("the public exports are not beside the project")
	}
	data, err := ingest.Read(t.Context(), ingest.Request{Files: []ingest.File{{Path: path}}})
	if err != nil {
		t.Fatal(err)
	}
	r := analyse(t, data.Cube, Options{Metric: "revenue"})
	s := of(t, r, "")
	if !near(s.Center, 1000553.4) || !near(s.Lower, 80779.4866666666) || !near(s.Upper, 1920327.31333333) {
		t.Errorf("center %v, lower %v, upper %v", s.Center, s.Lower, s.Upper)
	}
	total := 0.0
	for _, rep := range r.Series[1:] {
		for _, v := range rep.Values {
			if v != nil {
				total += *v
			}
		}
	}
	if total != 10005534 {
		t.Errorf("the reps add up to %v", total)
	}
}

func TestCountsThatFollowTheWorkingDaysHaveNoSpread(t *testing.T) {
	c := cubeOf(t, calendar.Month, history{rep: "Ana", visits: repeat(0, 14)})
	for p, period := range c.Periods {
		c.Add(0, p, 0, funnel.Tally{N: 3 * int64(period.WorkingDays())})
	}
	for _, p := range analyse(t, c, Options{Metric: "visits"}).Series[0].Points {
		if want := 3 * p.Days; !near(p.Center, want) || !near(p.Lower, want) || !near(p.Upper, want) || p.Signal != "" {
			t.Errorf("%s: center %v, lower %v, upper %v for %v days", p.Period, *p.Center, *p.Lower, *p.Upper, p.Days)
		}
	}
}

func TestARateHasTheLimitsOfLaneysChart(t *testing.T) {
	visits := wobble(80, 14)
	customers := wobble(20, 14)
	y, n := make([]float64, 14), make([]float64, 14)
	for i := range visits {
		visits[i] += int64(i * 37 % 29)
		y[i], n[i] = float64(customers[i]), float64(visits[i])
	}
	want, err := stats.LaneyP(y, n)
	if err != nil {
		t.Fatal(err)
	}
	s := analyse(t, cubeOf(t, calendar.Month, history{rep: "Ana", visits: visits, customers: customers}), Options{Metric: "conversion"}).Series[0]
	if s.Limits.Method != "laney-p" || s.Limits.Residual {
		t.Fatalf("method %q, residual %v", s.Limits.Method, s.Limits.Residual)
	}
	for i, p := range s.Points {
		if !near(p.Center, want.Center) || !near(p.Lower, want.LaneyLower[i]) || !near(p.Upper, want.LaneyUpper[i]) {
			t.Errorf("%s: got %v %v %v", p.Period, *p.Center, *p.Lower, *p.Upper)
		}
	}
}

func TestAPeriodBeyondTheLimitsIsASignalWithItsDateAndMeaning(t *testing.T) {
	visits := wobble(60, 52)
	visits[30] = 5
	s := analyse(t, cubeOf(t, calendar.Week, history{rep: "Ana", visits: visits}), Options{Metric: "visits"}).Series[0]
	if len(s.Signals) != 1 {
		t.Fatalf("signals %+v", s.Signals)
	}
	g := s.Signals[0]
	if g.Pattern != Beyond || g.Side != Low || g.From != s.Periods[30] || g.To != g.From || !strings.Contains(g.Meaning, "below") {
		t.Errorf("got %+v", g)
	}
}

func TestAMovedLevelIsARunAgainstAFrozenBaseline(t *testing.T) {
	visits := wobble(60, 36)
	for i := 24; i < 36; i++ {
		visits[i] += 25
	}
	c := cubeOf(t, calendar.Week, history{rep: "Ana", visits: visits})
	s := analyse(t, c, Options{Metric: "visits", Baseline: &funnel.Window{Lo: 0, Hi: 24}}).Series[0]
	i := slices.IndexFunc(s.Signals, func(g Signal) bool { return g.Pattern == Run && g.Side == High })
	if i < 0 || s.Signals[i].From != s.Periods[24] || s.Signals[i].To != s.Periods[35] || s.Signals[i].Periods != 12 {
		t.Errorf("signals %+v", s.Signals)
	}
	if !s.Limits.Frozen || s.Limits.Periods != 24 || s.Limits.To != s.Periods[23] {
		t.Errorf("limits %+v", s.Limits)
	}
	if len(s.Changes) != 1 || s.Changes[0].Period != s.Periods[24] || s.Changes[0].Before >= s.Changes[0].After {
		t.Errorf("changes %+v", s.Changes)
	}
}

func TestWhatHappensAfterABaselineDoesNotMoveItsLimits(t *testing.T) {
	visits := wobble(60, 30)
	freeze := Options{Metric: "visits", Baseline: &funnel.Window{Lo: 0, Hi: 20}}
	calm := analyse(t, cubeOf(t, calendar.Week, history{rep: "Ana", visits: visits}), freeze).Series[0]
	visits[25] = 400
	wild := analyse(t, cubeOf(t, calendar.Week, history{rep: "Ana", visits: visits}), freeze).Series[0]
	if !near(wild.Upper, *calm.Upper) || !near(wild.Center, *calm.Center) {
		t.Errorf("limits moved from %v to %v", *calm.Upper, *wild.Upper)
	}
}

func TestARunningPeriodIsShownAndKeptOut(t *testing.T) {
	visits := append(wobble(60, 15), 2)
	c := cubeOf(t, calendar.Month, history{rep: "Ana", visits: visits})
	c.AsOf = c.Periods[15].First + 4
	r := analyse(t, c, Options{Metric: "visits"})
	s := r.Series[0]
	last := s.Points[15]
	if last.State != Running || last.Value == nil || *last.Value != 2 || last.Signal != "" || s.Direction.Periods != 15 {
		t.Errorf("got %+v over %d periods", last, s.Direction.Periods)
	}
	if !slices.ContainsFunc(r.Warnings, func(w funnel.Warning) bool { return w.Code == "running-period" }) {
		t.Errorf("no warning: %v", r.Warnings)
	}
	without := analyse(t, cubeOf(t, calendar.Month, history{rep: "Ana", visits: visits[:15]}), Options{Metric: "visits"}).Series[0]
	if !near(s.Points[3].Upper, *without.Points[3].Upper) {
		t.Errorf("the running period moved the limits from %v to %v", *without.Points[3].Upper, *s.Points[3].Upper)
	}
}

func TestAWeekendAfterTheLastWorkingDayLeavesNothingRunning(t *testing.T) {
	c := cubeOf(t, calendar.Week, history{rep: "Ana", visits: wobble(60, 15)})
	c.AsOf -= 2 // the Friday
	if s := analyse(t, c, Options{Metric: "visits"}).Series[0]; s.Points[14].State != Complete {
		t.Errorf("the last week is %s", s.Points[14].State)
	}
}

func TestANewRepIsJudgedFromTheFirstWholePeriodOn(t *testing.T) {
	c := cubeOf(t, calendar.Month, history{rep: "Ana", visits: wobble(60, 18)}, history{rep: "Neo", visits: append(repeat(0, 10), wobble(30, 8)...)})
	start := c.Periods[10].First + 18
	c.Reps[1].Start = &start
	s := of(t, analyse(t, c, Options{Metric: "visits"}), "Neo")
	if s.Points[9].State != Absent || s.Values[9] != nil || s.Points[10].State != Partial || s.Points[11].State != Complete {
		t.Errorf("states %s, %s, %s", s.Points[9].State, s.Points[10].State, s.Points[11].State)
	}
	if s.Direction.Periods != 7 {
		t.Errorf("judged on %d periods", s.Direction.Periods)
	}
}

func TestTheDirectionIsTheGrowthThatIsThere(t *testing.T) {
	grown := func(rate float64) []int64 {
		out := make([]int64, 20)
		for i := range out {
			out[i] = int64(math.Round(400 * math.Pow(1+rate, float64(i))))
		}
		return out
	}
	for _, tc := range []struct {
		rate float64
		want Verdict
	}{{0.05, Rising}, {-0.04, Falling}, {0, NotShown}} {
		d := analyse(t, cubeOf(t, calendar.Week, history{rep: "Ana", visits: grown(tc.rate)}), Options{Metric: "visits"}).Series[0].Direction
		if d.Verdict != tc.want || d.Growth == nil || math.Abs(*d.Growth-tc.rate) > 0.0005 || *d.Low > *d.Growth || *d.High < *d.Growth {
			t.Errorf("%v: %s, %v [%v, %v]", tc.rate, d.Verdict, *d.Growth, *d.Low, *d.High)
		}
	}
}

func TestOneWildPeriodMakesNoDirection(t *testing.T) {
	visits := wobble(60, 18)
	visits[17] = 600
	d := analyse(t, cubeOf(t, calendar.Week, history{rep: "Ana", visits: visits}), Options{Metric: "visits"}).Series[0].Direction
	if d.Verdict != NotShown {
		t.Errorf("%s on one period", d.Verdict)
	}
}

func TestAFewPeriodsAreNotEnoughAndItSaysHowManyAre(t *testing.T) {
	d := analyse(t, cubeOf(t, calendar.Month, history{rep: "Ana", visits: wobble(60, 4)}), Options{Metric: "visits"}).Series[0].Direction
	if d.Verdict != Unknown || d.Needed == nil || *d.Needed != 6 || d.Reason == "" {
		t.Errorf("got %+v", d)
	}
	rare := analyse(t, cubeOf(t, calendar.Month, history{rep: "Ana", customers: []int64{1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0}}), Options{Metric: "customers"}).Series[0]
	if rare.Direction.Verdict != Unknown || rare.Direction.Needed == nil || *rare.Direction.Needed != 24 {
		t.Errorf("5 customers in 12 months: %+v", rare.Direction)
	}
	if rare.Limits.Method != "" || !strings.Contains(rare.Limits.Reason, "longer periods") || rare.Upper != nil {
		t.Errorf("limits on 5 customers: %+v", rare.Limits)
	}
}

func TestNeighboursThatAreAlikeAreChartedByTheirResiduals(t *testing.T) {
	var visits []int64
	for i := range 40 {
		visits = append(visits, 60+int64(math.Round(25*math.Sin(float64(i)/3))))
	}
	s := analyse(t, cubeOf(t, calendar.Week, history{rep: "Ana", visits: visits}), Options{Metric: "visits"}).Series[0]
	if !s.Limits.Residual || s.Limits.Autocorrelation == nil || *s.Limits.Autocorrelation < stats.AutocorrelationGuard {
		t.Errorf("limits %+v", s.Limits)
	}
}

func seasonal(n int) []int64 {
	share := []float64{1, 1.1, 1.2, 1.1, 1, 0.9, 0.7, 0.5, 1, 1.2, 1.3, 1}
	out := make([]int64, n)
	for i, v := range wobble(400, n) {
		out[i] = int64(math.Round(float64(v) * share[i%12]))
	}
	return out
}

func TestASeasonIsJudgedOnlyOverMoreThanTwoYearsAndThenIsNoSignal(t *testing.T) {
	r := analyse(t, cubeOf(t, calendar.Month, history{rep: "Ana", visits: seasonal(36)}), Options{Metric: "visits"})
	if !r.Season.Judged || !r.Season.Adjusted || len(r.Season.Index) != 36 {
		t.Fatalf("season %+v", r.Season)
	}
	if s := r.Series[0]; len(s.Signals) != 0 || s.Direction.Verdict != NotShown {
		t.Errorf("signals %+v, %s", s.Signals, s.Direction.Verdict)
	}
	r = analyse(t, cubeOf(t, calendar.Month, history{rep: "Ana", visits: seasonal(18)}), Options{Metric: "visits"})
	if r.Season.Judged || r.Season.Needed != 25 || r.Season.Periods != 18 {
		t.Errorf("season of 18 months %+v", r.Season)
	}
}

func TestATargetCountsThePeriodsThatMadeIt(t *testing.T) {
	target := 60.0
	r := analyse(t, cubeOf(t, calendar.Week, history{rep: "Ana", visits: []int64{59, 60, 61, 70, 12, 60, 3}}), Options{Metric: "visits", Target: &target})
	if s := of(t, r, "Ana"); s.Reached == nil || *s.Reached != 4 {
		t.Errorf("reached %v", s.Reached)
	}
	if s := of(t, r, ""); s.Reached != nil {
		t.Errorf("a rep's target was held against the team: %d", *s.Reached)
	}
}

func TestTheStartOfCoachingFallsIntoItsPeriod(t *testing.T) {
	c := cubeOf(t, calendar.Month, history{rep: "Ana", visits: wobble(60, 18)}, history{rep: "Ben", visits: wobble(60, 18)})
	o := Options{Metric: "visits", Starts: []funnel.Programme{{Rep: "Ana", Start: day(t, "2023-10-16")}, {Rep: "Ana", Start: day(t, "2024-02-01")}}}
	r := analyse(t, c, o)
	if s := of(t, r, "Ana"); s.Coached == nil || *s.Coached != "2023-10" {
		t.Errorf("coached from %v", s.Coached)
	}
	if s := of(t, r, "Ben"); s.Coached != nil {
		t.Errorf("Ben was never coached: %v", *s.Coached)
	}
}

func TestRowsWithoutARepCountAndAreNotJudged(t *testing.T) {
	c := cubeOf(t, calendar.Month, history{rep: "Ana", visits: wobble(60, 12)}, history{rep: funnel.UnassignedName, visits: repeat(3, 12), unassigned: true})
	r := analyse(t, c, Options{Metric: "visits"})
	whole, ana, none := of(t, r, ""), of(t, r, "Ana"), of(t, r, funnel.UnassignedName)
	if none.Judged || len(none.Signals) != 0 || none.Direction.Verdict != Unknown {
		t.Errorf("judged: %+v", none)
	}
	for i := range whole.Values {
		if *whole.Values[i] != *ana.Values[i]+*none.Values[i] {
			t.Errorf("%s: %v is not %v and %v", whole.Periods[i], *whole.Values[i], *ana.Values[i], *none.Values[i])
		}
	}
}

func TestDegenerateSeriesGiveASentenceAndNoNumber(t *testing.T) {
	gap := wobble(60, 14)
	for i := 3; i < 9; i++ {
		gap[i] = 0
	}
	credit := []float64{100, -250, 300, -20, 0, 90, -60, 10, 40, -5}
	for _, tc := range []struct {
		name, metric string
		history      history
		limits       bool // can be drawn
		verdict      Verdict
	}{
		{"one period", "visits", history{visits: []int64{5}}, false, Unknown},
		{"two periods", "visits", history{visits: []int64{50, 60}}, false, Unknown},
		{"all zero", "visits", history{visits: repeat(0, 14)}, false, Unknown},
		{"all equal", "visits", history{visits: repeat(40, 14)}, true, NotShown},
		{"a gap of zeros", "visits", history{visits: gap}, true, NotShown},
		{"a rate of nothing by nothing", "conversion", history{visits: repeat(0, 14), customers: repeat(0, 14)}, false, Unknown},
		{"a rate of none", "conversion", history{visits: repeat(40, 14), customers: repeat(0, 14)}, false, Unknown},
		{"a rate of all", "win-rate", history{closed: repeat(20, 14), customers: repeat(20, 14)}, true, NotShown},
		{"more customers than visits", "conversion", history{visits: repeat(10, 14), customers: wobble(20, 14)}, true, NotShown},
		{"customers without visits", "conversion", history{visits: repeat(0, 14), customers: repeat(3, 14)}, false, Unknown},
		{"credit notes", "revenue", history{revenue: credit}, true, NotShown},
		{"no revenue", "revenue", history{revenue: make([]float64, 14)}, true, NotShown},
		{"a deal size without deals", "deal-size", history{customers: repeat(0, 14), revenue: make([]float64, 14)}, false, Unknown},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tc.history.rep = "Ana"
			s := analyse(t, cubeOf(t, calendar.Week, tc.history), Options{Metric: tc.metric}).Series[0]
			if drawn := s.Limits.Method != ""; drawn != tc.limits || drawn != (s.Limits.Reason == "") {
				t.Errorf("limits %+v", s.Limits)
			}
			if s.Direction.Verdict != tc.verdict || tc.verdict == Unknown && s.Direction.Reason == "" {
				t.Errorf("direction %+v", s.Direction)
			}
			if len(s.Signals) > 0 && tc.name != "a gap of zeros" {
				t.Errorf("signals %+v", s.Signals)
			}
		})
	}
}

func TestAMetricThatTheFilesDoNotGiveIsRefusedWithThoseTheyDo(t *testing.T) {
	c := cubeOf(t, calendar.Week, history{rep: "Ana", visits: wobble(60, 14)})
	for _, name := range []string{"turnover", "visits/visits", "visits/revenue", "customers/demos", "quota"} {
		_, err := Analyse(c, Options{Metric: name, Window: c.All()})
		var refused *MetricError
		if !errors.As(err, &refused) || !slices.Contains(refused.Known, "conversion") || !strings.Contains(refused.Hint(), "visits") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, want := range map[string]Kind{"": Count, "visits": Count, "revenue": Sum, "conversion": Rate, "win-rate": Rate, "deal-size": Mean, "customers/closed": Rate, "revenue/visits": Mean} {
		if m, err := FindMetric(c, name); err != nil || m.Kind != want {
			t.Errorf("%q is %s, %v", name, m.Kind, err)
		}
	}
	if _, err := Analyse(c, Options{Metric: "visits"}); !errors.Is(err, ErrNoPeriods) {
		t.Errorf("no window: %v", err)
	}
}
