package trend

import (
	"encoding/json"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// history is what one rep did, period by period.
type history struct {
	rep                       string
	visits, customers, closed []int64
	revenue                   []float64
	unassigned                bool
}

// failer is what the helpers need of a test.
type failer interface {
	Helper()
	Fatal(args ...any)
}

func day(t failer, s string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// cubeOf makes a cube of whole periods from 2023-01-01 on, complete up to its last day.
func cubeOf(t failer, by calendar.Unit, people ...history) *funnel.Cube {
	t.Helper()
	n := 0
	var reps []funnel.Rep
	for _, h := range people {
		n = max(n, len(h.visits), len(h.customers), len(h.closed), len(h.revenue))
		reps = append(reps, funnel.Rep{Name: h.rep, Share: 1, Unassigned: h.unassigned})
	}
	first := calendar.Calendar{}.Of(day(t, "2023-01-02"), by)
	last := calendar.Calendar{}.Next(first, n-1)
	periods := calendar.Calendar{}.Span(first.First, last.Last, by)
	c := funnel.New(funnel.Default(), reps, periods, []funnel.Step{
		{Name: funnel.Visits}, {Name: funnel.Closed}, {Name: funnel.Customers}, {Name: funnel.Revenue, Kind: funnel.Summed, Unit: "EUR"},
	})
	c.FirstDay, c.AsOf = first.First, last.Last
	for rep, h := range people {
		for step, counts := range [][]int64{h.visits, h.closed, h.customers} {
			for p, v := range counts {
				c.Add(rep, p, step, funnel.Tally{N: v})
			}
		}
		for p, v := range h.revenue {
			c.Add(rep, p, 3, money(v, deals(h, p)))
		}
	}
	return c
}

// deals is the number of deals behind a revenue: the customers where they are told, else ten.
func deals(h history, p int) int64 {
	if p < len(h.customers) {
		return h.customers[p]
	}
	return 10
}

func money(v float64, n int64) funnel.Tally {
	return funnel.Tally{N: n, Known: n, Sum: funnel.Money(v * float64(funnel.MoneyUnit)), SumSq: v * v}
}

func analyse(t testing.TB, c *funnel.Cube, o Options) Result {
	t.Helper()
	if o.Window.Len() == 0 {
		o.Window = c.All()
	}
	r, err := Analyse(c, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Fatalf("not to be written as JSON: %v", err)
	}
	return r
}

// of is the series of a rep; the team's for an empty name.
func of(t testing.TB, r Result, rep string) Series {
	t.Helper()
	for _, s := range r.Series {
		if s.Rep == nil && rep == "" || s.Rep != nil && *s.Rep == rep {
			return s
		}
	}
	t.Fatalf("no series of %q", rep)
	return Series{}
}

func repeat(v int64, n int) []int64 {
	out := make([]int64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// wobble is a level with a scatter that has neither trend nor lean.
func wobble(level int64, n int) []int64 {
	steps := []int64{0, 3, -2, -4, 4, 1, -3, 2, -1, 5, -5, 0}
	out := make([]int64, n)
	for i := range out {
		out[i] = level + steps[i%len(steps)]
	}
	return out
}

func TestAPeriodThatIsNotToldHasNoValueAndMakesNoLimits(t *testing.T) {
	c := cubeOf(t, calendar.Month, history{rep: "Ann", visits: repeat(10, 14), customers: repeat(3, 14)}, history{rep: "Bob", visits: repeat(8, 14), customers: repeat(2, 14)})
	c.Lack(0, 4, c.Step(funnel.Visits))
	for _, metric := range []string{funnel.Visits, "conversion"} {
		r := analyse(t, c, Options{Metric: metric})
		for rep, want := range map[string]State{"": Missing, "Ann": Missing, "Bob": Complete} {
			s := of(t, r, rep)
			if p := s.Points[4]; p.State != want || (p.Value == nil) != (want == Missing) || s.Direction.Periods != 13+map[State]int{Complete: 1}[want] {
				t.Errorf("%s of %q: %+v, %d periods", metric, rep, p, s.Direction.Periods)
			}
		}
	}
	if r := analyse(t, c, Options{Metric: funnel.Customers}); of(t, r, "").Points[4].State != Complete {
		t.Error("the customers are told")
	}
}
