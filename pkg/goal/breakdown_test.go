package goal

import (
	"flag"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// seller is one rep of a made-up team: the same figures every month.
type seller struct {
	name                  string
	visits, customers     int
	deal                  float64
	share                 float64
	start, end            string
	unassigned, inRoster  bool
	lateMonths, lastMonth int // months at the beginning without anything; months with something, 0 for all
}

// firm is a cube of so many months from 2025-01 on, the deals of a rep of the rep's size times 0.5, 1, 1.5 by turns.
func firm(months int, sellers ...seller) *funnel.Cube {
	first, _ := calendar.ParseDay("2025-01-01")
	cal := calendar.Calendar{}
	jan := cal.Of(first, calendar.Month)
	last := cal.Next(jan, months-1).Last
	var reps []funnel.Rep
	for _, s := range sellers {
		rep := funnel.Rep{Name: s.name, Share: s.share, InRoster: s.inRoster, Unassigned: s.unassigned}
		if s.start != "" {
			rep.Start = day(s.start)
		}
		if s.end != "" {
			rep.End = day(s.end)
		}
		from, to := first, last
		if s.lastMonth > 0 {
			to = cal.Next(jan, s.lastMonth-1).Last
		}
		if s.visits+s.customers > 0 {
			rep.First, rep.Last = &from, &to
		}
		reps = append(reps, rep)
	}
	steps := []funnel.Step{{Name: funnel.Visits}, {Name: funnel.Customers}, {Name: funnel.Revenue, Kind: funnel.Summed}}
	c := funnel.New(funnel.Default(), reps, cal.Span(first, last, calendar.Month), steps)
	c.Calendar, c.AsOf, c.FirstDay = cal, last, first
	for rep, s := range sellers {
		for m := s.lateMonths; m < months && (s.lastMonth == 0 || m < s.lastMonth); m++ {
			c.Add(rep, m, 0, funnel.Tally{N: int64(s.visits)})
			c.Add(rep, m, 1, funnel.Tally{N: int64(s.customers)})
			for i := range s.customers {
				c.Add(rep, m, 2, amountTally(s.deal*(0.5+0.5*float64((m+i)%3))))
			}
		}
	}
	return c
}

func day(text string) *calendar.Day {
	d, err := calendar.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return &d
}

func amountTally(v float64) funnel.Tally {
	t := funnel.Tally{N: 1, Known: 1, Sum: funnel.Money(math.Round(v * float64(funnel.MoneyUnit))), SumSq: v * v}
	if v > 0 {
		t.Positive, t.SumLog, t.SumLogSq = 1, math.Log(v), math.Log(v)*math.Log(v)
	}
	return t
}

func period(label string) calendar.Period {
	p, err := calendar.Calendar{}.Parse(label, 0)
	if err != nil {
		panic(err)
	}
	return p
}

func plan(t failer, c *funnel.Cube, goals string, change ...func(*BreakdownOptions)) Breakdown {
	aims, err := ParseAims([]string{goals})
	if err != nil {
		t.Fatalf("%v", err)
	}
	o := BreakdownOptions{Aims: aims, Base: period("2025-Q4"), For: period("2026-Q1"), Allocate: ByCapacity, Ramp: DefaultRamp()}
	for _, f := range change {
		f(&o)
	}
	r, err := BreakDown(c, o)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return r
}

func crew() []seller {
	return []seller{
		{name: "Ana", visits: 40, customers: 9, deal: 5000, share: 1},
		{name: "Ben", visits: 30, customers: 6, deal: 4000, share: 1},
		{name: "Cy", visits: 20, customers: 5, deal: 6000, share: 0.5},
	}
}

func codes(warnings []funnel.Warning) []string {
	var out []string
	for _, w := range warnings {
		out = append(out, w.Code)
	}
	return out
}

// Figure 1.1 of the coaching model: 10 % more revenue on 5 % more customers and 20 % more visits is not arithmetic.
func TestSeveralGoalsImplyTheRates(t *testing.T) {
	r := plan(t, firm(12, crew()...), "revenue=+10% customers=+5% visits=+20%")
	wantNear(t, "conversion", *r.Rates[0].Ratio, 0.875, 1e-12)
	wantNear(t, "revenue per customer", *r.Rates[1].Ratio, 1.1/1.05, 1e-12)
	for _, rate := range r.Rates {
		if rate.Assumed {
			t.Errorf("%s to %s is assumed, although goals imply it", rate.From, rate.To)
		}
	}
	wantNearAll(t, "bases", []float64{r.Steps[0].Base, r.Steps[1].Base}, []float64{270, 60}, 0)
	wantNearAll(t, "targets", []float64{*r.Steps[0].Target, *r.Steps[1].Target}, []float64{324, 63}, 0)
	wantNearAll(t, "changes", []float64{*r.Steps[0].Change, *r.Steps[1].Change, *r.Steps[2].Change}, []float64{0.2, 0.05, 0.1}, 1e-12)
}

func TestOneGoalHoldsTheRates(t *testing.T) {
	for _, step := range []string{"revenue", "customers", "visits"} {
		r := plan(t, firm(12, crew()...), step+"=+10%")
		for i, s := range r.Steps {
			wantNear(t, step+": change of "+s.Step, *s.Change, 0.1, 1e-12)
			if s.Goal != (s.Step == step) {
				t.Errorf("%s: %s is a goal: %v", step, s.Step, s.Goal)
			}
			if i > 0 && (!r.Rates[i-1].Assumed || *r.Rates[i-1].Implied != *r.Rates[i-1].Base) {
				t.Errorf("%s: the rate to %s is not held", step, s.Step)
			}
		}
	}
}

func TestTwoGoalsHoldOneRateAndImplyTheOther(t *testing.T) {
	r := plan(t, firm(12, crew()...), "revenue=+10% visits=+20%")
	if r.Rates[0].Assumed || !r.Rates[1].Assumed {
		t.Errorf("assumed %v and %v, want conversion implied and deal size held", r.Rates[0].Assumed, r.Rates[1].Assumed)
	}
	wantNear(t, "conversion", *r.Rates[0].Ratio, 1.1/1.2, 1e-12)
}

func TestAbsoluteGoals(t *testing.T) {
	r := plan(t, firm(12, crew()...), "revenue=600,000")
	wantNear(t, "target", *r.Steps[2].Target, 600000, 0)
	wantNear(t, "change", *r.Steps[2].Change, 600000/r.Steps[2].Base-1, 1e-12)
}

// A plan that needs twice the conversion is flagged; one that stays is not.
func TestRatesThatHistoryDoesNotSupportAreFlagged(t *testing.T) {
	far := plan(t, firm(12, crew()...), "customers=+100% visits=+0%")
	if s := far.Rates[0].Supported; s == nil || *s || !slices.Contains(codes(far.Warnings), "rate-unsupported") {
		t.Errorf("twice the conversion was not flagged: %v", codes(far.Warnings))
	}
	near := plan(t, firm(12, crew()...), "customers=+2% visits=+2%")
	if s := near.Rates[0].Supported; s == nil || !*s {
		t.Error("the usual conversion was flagged")
	}
}

func TestBasesOfAnotherLengthAreScaledByWorkingDays(t *testing.T) {
	r := plan(t, firm(12, crew()...), "revenue=+10%", func(o *BreakdownOptions) { o.Base = period("2025-12") })
	factor := float64(period("2026-Q1").WorkingDays()) / float64(period("2025-12").WorkingDays())
	wantNear(t, "comparable", r.Steps[0].Comparable, 90*factor, 1e-9)
	wantNear(t, "base", r.Steps[0].Base, 90, 0)
	wantNear(t, "change", *r.Steps[0].Change, 0.1, 1e-12)
	if !slices.Contains(codes(r.Warnings), "lengths") {
		t.Error("nothing was said about the lengths")
	}
}

func TestVisitsAreSharedOutByWorkingDays(t *testing.T) {
	r := plan(t, firm(12, crew()...), "visits=250")
	got := []int{*r.Reps[0].Activity, *r.Reps[1].Activity, *r.Reps[2].Activity}
	if !slices.Equal(got, []int{100, 100, 50}) {
		t.Errorf("visits %v, want half for half the time", got)
	}
	equal := plan(t, firm(12, crew()...), "visits=30", func(o *BreakdownOptions) { o.Allocate = Equally })
	history := plan(t, firm(12, crew()...), "visits=90", func(o *BreakdownOptions) { o.Allocate = ByHistory })
	for i, want := range []int{40, 30, 20} {
		if *equal.Reps[i].Activity != 10 || *history.Reps[i].Activity != want {
			t.Errorf("rep %d: %d equally and %d as in history", i, *equal.Reps[i].Activity, *history.Reps[i].Activity)
		}
	}
}

func TestLeaversGetNothingAndNewHiresRampUp(t *testing.T) {
	team := append(crew(),
		seller{name: "Dee", visits: 30, customers: 6, deal: 5000, share: 1, end: "2025-11-30", inRoster: true, lastMonth: 11},
		seller{name: "Eli", share: 1, start: "2026-01-01", inRoster: true},
		seller{name: "Flo", visits: 30, customers: 6, deal: 5000, share: 1, lastMonth: 3},
		seller{name: "Gil", share: 1, inRoster: true},
	)
	r := plan(t, firm(12, team...), "visits=300")
	byName := map[string]RepPlan{}
	for _, p := range r.Reps {
		byName[p.Rep] = p
	}
	for name, reason := range map[string]string{"Dee": "left on 2025-11-30", "Flo": "no record since 2025-03-31", "Gil": "no record, and no start date in the roster"} {
		if p := byName[name]; *p.Activity != 0 || p.Reason != reason {
			t.Errorf("%s: %d visits, %q", name, *p.Activity, p.Reason)
		}
	}
	if eli, ana := byName["Eli"], byName["Ana"]; *eli.Activity == 0 || math.Abs(eli.Days/ana.Days-0.5) > 0.02 {
		t.Errorf("the new hire has %g of %g days, want half of them at 25, 50 and 75 %%", eli.Days, ana.Days)
	}
	if !slices.Contains(codes(r.Warnings), "ramp") || !slices.Contains(codes(r.Warnings), "left-out") {
		t.Errorf("warnings %v", codes(r.Warnings))
	}
}

func TestWhatNobodyOwnsStaysInTheTotals(t *testing.T) {
	r := plan(t, firm(12, append(crew(), seller{name: funnel.UnassignedName, visits: 3, customers: 1, deal: 1000, unassigned: true})...), "revenue=+10%")
	sum := r.Unassigned["visits"]
	for _, p := range r.Reps {
		if p.Rep == funnel.UnassignedName {
			t.Error("the unassigned got a part")
		}
		sum += p.Base["visits"]
	}
	wantNear(t, "visits over reps and unassigned", sum, r.Steps[0].Base, 0)
	if !slices.Contains(codes(r.Warnings), "unassigned") {
		t.Errorf("warnings %v", codes(r.Warnings))
	}
}

func TestPlansFarBeyondThePastAreSaidToBe(t *testing.T) {
	r := plan(t, firm(12, crew()...), "revenue=+100%")
	if !slices.Contains(codes(r.Warnings), "extrapolation") || *r.Stretch < 1.9 {
		t.Errorf("twice the visits: stretch %g, warnings %v", *r.Stretch, codes(r.Warnings))
	}
	if calm := plan(t, firm(12, crew()...), "revenue=+5%"); slices.Contains(codes(calm.Warnings), "extrapolation") {
		t.Error("5 % more was said to be too far")
	}
}

func TestVisitsMadeTooLateDoNotCount(t *testing.T) {
	c := firm(12, crew()...)
	c.Ages = []funnel.AgeTable{{{Days: 60, Won: 50, Lost: 150}}, nil, nil}
	r := plan(t, c, "revenue=+10%")
	// Of the 90 days of the quarter those up to day 30 still see a win 60 days later.
	if r.Lag == nil || r.Lag.MedianDays != 60 || math.Abs(r.Lag.Counting-30.0/90) > 0.02 {
		t.Fatalf("lag %+v", r.Lag)
	}
	wantNear(t, "carried", r.Lag.Carried, 90*2*60.0/61, 0.03)
	more := plan(t, c, "revenue=+50%")
	if *more.VisitsFor[0].Visits <= *more.Planned {
		t.Errorf("%d visits are an even chance, planned %d: growth takes more visits than the long run", *more.VisitsFor[0].Visits, *more.Planned)
	}
}

func TestDegenerateHistoriesGiveSentences(t *testing.T) {
	cases := map[string]struct {
		team  []seller
		goals string
		want  string // code of the warning, or words of the refusal
	}{
		"zero visits":                 {[]seller{{name: "Ana", customers: 3, deal: 100}}, "revenue=5000", "no-rate"},
		"none won":                    {[]seller{{name: "Ana", visits: 30}}, "revenue=5000", "no-rate"},
		"none won, and a change":      {[]seller{{name: "Ana", visits: 30}}, "revenue=+10%", "revenue of the base 2025-Q4 is 0"},
		"all won":                     {[]seller{{name: "Ana", visits: 9, customers: 9, deal: 100}}, "revenue=+10%", ""},
		"negative amounts":            {[]seller{{name: "Ana", visits: 9, customers: 3, deal: -100}}, "revenue=5000", "no-chance"},
		"negative, and a change":      {[]seller{{name: "Ana", visits: 9, customers: 3, deal: -5000}}, "revenue=+10%", "revenue of the base 2025-Q4 is -45,000,"},
		"more customers than visits":  {[]seller{{name: "Ana", visits: 3, customers: 9, deal: 100}}, "revenue=+10%", "no-chance"},
		"one deal a month":            {[]seller{{name: "Ana", visits: 9, customers: 1, deal: 100}}, "revenue=+10%", ""},
		"a goal below the base":       {crew(), "revenue=1000", "below-base"},
		"nobody":                      {[]seller{{name: funnel.UnassignedName, visits: 9, customers: 3, deal: 100, unassigned: true}}, "revenue=+10%", "nobody"},
		"equal reps":                  {[]seller{{name: "Ana", visits: 9, customers: 3, deal: 100}, {name: "Ben", visits: 9, customers: 3, deal: 100}}, "revenue=+10%", ""},
		"a rep with nothing":          {append(crew(), seller{name: "Zoe"}), "revenue=+10%", "left-out"},
		"a goal beyond anything":      {crew(), "revenue=+100000%", "extrapolation"},
		"a goal on the visits only":   {crew(), "visits=1", ""},
		"a tenth of a visit in a day": {crew(), "visits=0.1", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			aims, err := ParseAims([]string{c.goals})
			if err != nil {
				t.Fatal(err)
			}
			r, err := BreakDown(firm(12, c.team...), BreakdownOptions{Aims: aims, Base: period("2025-Q4"), For: period("2026-Q1"), Ramp: DefaultRamp()})
			if err != nil {
				if !strings.Contains(err.Error(), c.want) || c.want == "" {
					t.Fatalf("refused: %v", err)
				}
				return
			}
			if c.want != "" && !slices.Contains(codes(r.Warnings), c.want) {
				t.Errorf("warnings %v, want %s", codes(r.Warnings), c.want)
			}
			wantFinite(t, r)
		})
	}
}

func wantFinite(t failer, r Breakdown) {
	t.Helper()
	for _, v := range []*float64{r.Chance, r.Realistic, r.Point, r.Stretch, r.Steps[0].Target, r.Steps[len(r.Steps)-1].Target} {
		if v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0)) {
			t.Fatalf("a figure of %+v is not finite", r)
		}
	}
	if r.Chance != nil && (*r.Chance < 0 || *r.Chance > 1) {
		t.Fatalf("chance %g", *r.Chance)
	}
}

func TestWhatCannotBeBrokenDownIsRefused(t *testing.T) {
	visitsOnly := firm(12, crew()...)
	visitsOnly.Funnel = funnel.Funnel{funnel.Visits}
	up := 0.1
	aims := []Aim{{Step: "revenue", Change: &up}}
	for name, c := range map[string]struct {
		cube *funnel.Cube
		o    BreakdownOptions
		want string
	}{
		"visits alone":                     {visitsOnly, BreakdownOptions{Aims: aims, Base: period("2025-Q4"), For: period("2026-Q1")}, "no chain"},
		"an unknown step":                  {firm(12, crew()...), BreakdownOptions{Aims: []Aim{{Step: "calls", Change: &up}}, Base: period("2025-Q4"), For: period("2026-Q1")}, "no step of the chain"},
		"a plan for the past":              {firm(12, crew()...), BreakdownOptions{Aims: aims, Base: period("2025-Q4"), For: period("2025-Q3")}, "does not come after"},
		"a base before the first record":   {firm(12, crew()...), BreakdownOptions{Aims: aims, Base: period("2024-Q1"), For: period("2026-Q1")}, "no records"},
		"a base that cuts through a month": {firm(12, crew()...), BreakdownOptions{Aims: aims, Base: period("2025-10-05..2025-10-20"), For: period("2026-Q1")}, "no records"},
	} {
		if _, err := BreakDown(c.cube, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func drawCrew(t *rapid.T, most int) []seller {
	var team []seller
	for i := range rapid.IntRange(1, most).Draw(t, "reps") {
		visits := rapid.IntRange(5, 60).Draw(t, "visits")
		team = append(team, seller{
			name: string(rune('A' + i)), visits: visits, customers: rapid.IntRange(1, 1+visits/2).Draw(t, "customers"),
			deal: rapid.Float64Range(100, 20000).Draw(t, "deal"), share: rapid.SampledFrom([]float64{1, 0.5, 0.8}).Draw(t, "share"),
		})
	}
	return team
}

// few checks a property that plans whole teams: a fifth of the cases asked for by -rapid.checks, since a plan takes long.
func few(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	checks := flag.Lookup("rapid.checks")
	asked := checks.Value.String()
	n, err := strconv.Atoi(asked)
	if err != nil {
		t.Fatal(err)
	}
	if err := checks.Value.Set(strconv.Itoa(max(1, n/5))); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = checks.Value.Set(asked) }()
	rapid.Check(t, property)
}

func TestPartsAddUpWhateverTheTeam(t *testing.T) {
	few(t, func(t *rapid.T) {
		how := rapid.SampledFrom([]Allocation{ByCapacity, Equally, ByHistory}).Draw(t, "how")
		r := plan(t, firm(12, drawCrew(t, 3)...), rapid.SampledFrom([]string{"revenue=+7%", "customers=33", "visits=101", "revenue=123456"}).Draw(t, "goal"),
			func(o *BreakdownOptions) { o.Allocate = how })
		sum, customers, revenue := 0, 0.0, 0.0
		for _, p := range r.Reps {
			sum, customers, revenue = sum+*p.Activity, customers+*p.Customers, revenue+*p.Revenue
		}
		if sum != *r.Planned || float64(sum) != *r.Steps[0].Target {
			t.Fatalf("the parts add up to %d, planned %d, target %g", sum, *r.Planned, *r.Steps[0].Target)
		}
		wantNear(t, "customers of the parts", customers, *r.Steps[1].Target, 1e-9)
		wantNear(t, "revenue of the parts", revenue, *r.Steps[2].Target, 1e-9)
		wantFinite(t, r)
	})
}

func TestMoneyInAnotherUnitChangesNothingElse(t *testing.T) {
	few(t, func(t *rapid.T) {
		team := drawCrew(t, 2)
		a := plan(t, firm(12, team...), "revenue=+10%")
		scaled := slices.Clone(team)
		for i := range scaled {
			scaled[i].deal *= 8
		}
		b := plan(t, firm(12, scaled...), "revenue=+10%")
		wantNear(t, "chance with money in another unit", *b.Chance, *a.Chance, 1e-6)
		wantNear(t, "target", *b.Steps[2].Target, 8**a.Steps[2].Target, 1e-6)
		if *b.Planned != *a.Planned {
			t.Fatalf("planned %d and %d", *a.Planned, *b.Planned)
		}
	})
}

// 60 visits divide evenly among up to three reps, so that no remainder depends on the order.
func TestOrderAndNamesOfRepsChangeNothing(t *testing.T) {
	few(t, func(t *rapid.T) {
		team := drawCrew(t, 3)
		equally := func(o *BreakdownOptions) { o.Allocate = Equally }
		a := plan(t, firm(12, team...), "revenue=+10% visits=60", equally)
		slices.Reverse(team)
		for i := range team {
			team[i].name = "rep " + string(rune('A'+i))
		}
		b := plan(t, firm(12, team...), "revenue=+10% visits=60", equally)
		wantNear(t, "chance", *b.Chance, *a.Chance, 1e-6)
		for i := range a.Reps {
			wantNear(t, "chance of a rep", *b.Reps[len(b.Reps)-1-i].Chance, *a.Reps[i].Chance, 1e-6)
		}
	})
}

func TestMoreVisitsNeverLowerTheChance(t *testing.T) {
	few(t, func(t *rapid.T) {
		team := drawCrew(t, 2)
		less := rapid.SampledFrom([]string{"10", "40", "80"}).Draw(t, "less")
		r := plan(t, firm(12, team...), "revenue=+20% visits="+less)
		more := plan(t, firm(12, team...), "revenue=+20% visits=100")
		if *more.Chance < *r.Chance-1e-6 {
			t.Fatalf("100 visits: chance %g, %s: %g", *more.Chance, less, *r.Chance)
		}
		previous := -1
		for _, v := range r.VisitsFor {
			if v.Visits != nil && *v.Visits < previous {
				t.Fatalf("a higher chance takes fewer visits: %+v", r.VisitsFor)
			}
			if v.Visits != nil {
				previous = *v.Visits
			}
		}
	})
}

// The chance is that of the exact convolution of reps, for teams too large for it too.
func TestLargeTeamsAreNearTheExactOnes(t *testing.T) {
	var team []seller
	for range 64 {
		team = append(team, seller{name: "x", visits: 20, customers: 4, deal: 1000})
	}
	r := plan(t, firm(12, team...), "revenue=+3%")
	exact := plan(t, firm(12, team[:60]...), "revenue=+3%")
	if math.Abs(*r.Chance-*exact.Chance) > 0.03 {
		t.Errorf("chance %g for 64 reps, %g for 60", *r.Chance, *exact.Chance)
	}
}
