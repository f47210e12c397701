package funnel

import (
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
)

func day(t testing.TB, s string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func monthly(t testing.TB, first, last, asOf string, reps ...Rep) *Cube {
	t.Helper()
	cal := calendar.Calendar{}
	c := New(Default(), reps, cal.Span(day(t, first), day(t, last), calendar.Month),
		[]Step{{Name: Visits}, {Name: Customers}, {Name: Revenue, Kind: Summed}})
	c.Calendar, c.FirstDay, c.AsOf = cal, day(t, first), day(t, asOf)
	return c
}

func TestAWindowIsFoundOnlyWherePeriodsFit(t *testing.T) {
	c := monthly(t, "2017-03-01", "2017-12-31", "2017-12-31")
	for _, tc := range []struct {
		period string
		lo, hi int
		ok     bool
	}{
		{"2017-Q2", 1, 4, true},
		{"2017-Q1", 0, 1, true}, // the data start in March
		{"2017", 0, 10, true},
		{"2017-05", 2, 3, true},
		{"2018-Q1", 10, 10, false},
		{"2016", 0, 0, false},
		{"2017-W20", 3, 2, false},
		{"2017-05-10..2017-07-31", 3, 5, false},
	} {
		p, err := c.Calendar.Parse(tc.period, c.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		w, ok := c.Between(p)
		if ok != tc.ok || ok && (w.Lo != tc.lo || w.Hi != tc.hi) {
			t.Errorf("%s: got %v, %v", tc.period, w, ok)
		}
	}
}

func TestExposureFollowsTheRosterElseTheRecords(t *testing.T) {
	may := day(t, "2026-05-11")
	c := monthly(t, "2026-04-01", "2026-06-30", "2026-06-12",
		Rep{Name: "from the roster", Start: &may},
		Rep{Name: "half time", Share: 0.5},
		Rep{Name: "first seen in May", First: &may},
		Rep{Name: "left in May", End: &may})
	for rep, want := range []float64{25, 26.5, 31, 29} {
		if got := c.Days(rep, c.All()); got != want {
			t.Errorf("%s: got %v working days, want %v", c.Reps[rep].Name, got, want)
		}
	}
}

func TestPeriodsThatOnlyQuotasReachAreLeftOut(t *testing.T) {
	c := monthly(t, "2026-01-01", "2026-12-31", "2026-06-12")
	if w := c.All(); w.Len() != 6 {
		t.Errorf("got %d periods, want the six that began by June 12", w.Len())
	}
}

func TestTotalsAreSumsOfCells(t *testing.T) {
	c := monthly(t, "2026-01-01", "2026-03-31", "2026-03-31", Rep{Name: "Ana"}, Rep{Name: UnassignedName, Unassigned: true})
	c.Add(0, 0, 2, Tally{N: 2, Known: 2, Sum: 30 * MoneyUnit, SumSq: 500})
	c.Add(1, 2, 2, Tally{N: 1, Known: 1, Sum: 12 * MoneyUnit, SumSq: 144})
	total := c.Total(c.All(), c.Step(Revenue))
	if total.N != 3 || total.Value(Summed) != 42 {
		t.Errorf("got %+v", total)
	}
	if v, ok := c.Sum(0, c.All(), 2).Variance(); !ok || v != 50 {
		t.Errorf("variance of 10 and 20: got %v, %v", v, ok)
	}
	if _, ok := c.Sum(1, c.All(), 2).Variance(); ok {
		t.Error("one amount has no variance")
	}
}

func TestAFunnelNeedsDistinctSteps(t *testing.T) {
	for _, s := range []string{"visits", "", "visits -> -> revenue", "visits,visits"} {
		if f, err := ParseFunnel(s); err == nil {
			t.Errorf("%q was read as %v", s, f)
		}
	}
	f, err := ParseFunnel("calls->visits -> customers,revenue")
	if err != nil || f.Activity() != "calls" || f.Result() != "revenue" {
		t.Errorf("got %v, %v", f, err)
	}
}

func TestTheDataBeginWhereSomethingWasDone(t *testing.T) {
	c := monthly(t, "2016-10-01", "2017-12-31", "2017-12-31", Rep{Name: "Ana"})
	c.Steps = append(c.Steps, Step{Name: Opened})
	c = New(c.Funnel, c.Reps, c.Periods, c.Steps)
	c.FirstDay, c.AsOf = day(t, "2016-10-20"), day(t, "2017-12-31")
	c.Add(0, 0, 3, Tally{N: 5}) // opened in October
	c.Add(0, 5, 1, Tally{N: 2}) // closed from March on
	c.Settle()
	if c.FirstDay != day(t, "2017-03-01") || c.All() != (Window{5, 15}) {
		t.Errorf("got %s and %v", c.FirstDay, c.All())
	}
}

func TestTheObjectiveIsTheLastStepThatIsCounted(t *testing.T) {
	visits, customers, revenue := Step{Name: Visits}, Step{Name: Customers}, Step{Name: Revenue, Kind: Summed}
	for _, tt := range []struct {
		chain Funnel
		steps []Step
		want  string
	}{
		{Default(), []Step{visits, customers, revenue}, Customers},
		{Funnel{Visits, Customers}, []Step{visits, customers}, Customers},
		{Funnel{Revenue}, []Step{revenue}, ""},
	} {
		if got := New(tt.chain, nil, nil, tt.steps).Objective(); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.chain, got, tt.want)
		}
	}
}
