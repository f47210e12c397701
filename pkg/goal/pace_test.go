package goal

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// running is a firm as it stood on a day: the cube of months up to it, the last month cut by the share of it gone.
func running(t failer, months int, asOf string, sellers ...seller) *funnel.Cube {
	c := firm(months, sellers...)
	c.AsOf = *day(asOf)
	if last := c.Periods[months-1]; !last.Contains(c.AsOf) {
		t.Fatalf("%s does not lie in the last month", asOf)
	}
	return c
}

func track(t failer, c *funnel.Cube, label, goal string) Progress {
	o := PaceOptions{Period: period(label)}
	if goal != "" {
		aims, err := ParseAims([]string{goal})
		if err != nil {
			t.Fatalf("%v", err)
		}
		o.Aim = &aims[0]
	}
	r, err := Track(c, o)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return r
}

// The quarter 2025-Q4 has 66 working days, 43 of them up to the end of November.
func TestWhatIsExpectedGoesByWorkingDays(t *testing.T) {
	c := running(t, 11, "2025-11-30", crew()...)
	r := track(t, c, "2025-Q4", "customers=60")
	if r.Elapsed != 43 || r.Remaining != 23 {
		t.Fatalf("%d days gone and %d left", r.Elapsed, r.Remaining)
	}
	wantNear(t, "done", r.Team.Done, 40, 0)
	wantNear(t, "expected", *r.Team.Expected, 60*43.0/66, 1e-12)
	wantNear(t, "attainment", *r.Team.Attainment, 40.0/60, 1e-12)
	wantNear(t, "missing a day", *r.Team.NeededADay, 20.0/23, 1e-12)
	if r.Team.Chance == nil || *r.Team.Chance < 0.3 || *r.Team.Chance > 0.99 {
		t.Errorf("chance %v of going on as always", r.Team.Chance)
	}
	wantNear(t, "forecast", *r.Team.Forecast, 60, 0.05)
	if easy, hard := track(t, c, "2025-Q4", "customers=45"), track(t, c, "2025-Q4", "customers=90"); *easy.Team.Chance < 0.99 || *hard.Team.Chance > 0.01 {
		t.Errorf("chances %g and %g", *easy.Team.Chance, *hard.Team.Chance)
	}
}

func TestAGoalIsSharedOutByTimeAtWork(t *testing.T) {
	r := track(t, running(t, 11, "2025-11-30", crew()...), "2025-Q4", "revenue=250000")
	wantNearAll(t, "goals", []float64{*r.Reps[0].Goal, *r.Reps[1].Goal, *r.Reps[2].Goal}, []float64{100000, 100000, 50000}, 1e-9)
}

func TestWhoHasLeftGetsNoPartOfAGoal(t *testing.T) {
	team := append(crew(),
		seller{name: "Dee", visits: 30, customers: 6, deal: 5000, end: "2025-08-31", inRoster: true, lastMonth: 8},
		seller{name: "Flo", visits: 30, customers: 6, deal: 5000, lastMonth: 2},
		seller{name: "Gil", share: 1, inRoster: true},
	)
	r := track(t, running(t, 11, "2025-11-30", team...), "2025-Q4", "revenue=250000")
	if len(r.Reps) != 3 {
		t.Fatalf("%d reps, want the three who are there: %+v", len(r.Reps), r.Reps)
	}
	wantNear(t, "goal", *r.Reps[2].Goal, 50000, 1e-9)
}

func withQuotas(c *funnel.Cube, months ...int) *funnel.Cube {
	steps := append(slices.Clone(c.Steps), funnel.Step{Name: funnel.Quota, Kind: funnel.Summed})
	q := funnel.New(c.Funnel, c.Reps, c.Periods, steps)
	q.Calendar, q.AsOf, q.FirstDay = c.Calendar, c.AsOf, c.FirstDay
	for rep := range c.Reps {
		for m := range c.Periods {
			for s := range c.Steps {
				q.Add(rep, m, s, c.At(rep, m, s))
			}
			if slices.Contains(months, m) && rep == 0 {
				q.Add(rep, m, len(c.Steps), funnel.Tally{N: 1, Known: 1, Sum: 20000 * funnel.MoneyUnit})
			}
		}
	}
	return q
}

func TestQuotasAreTheGoalWhereNoneIsSet(t *testing.T) {
	c := withQuotas(running(t, 12, "2025-12-10", crew()...), 9, 10, 11)
	r := track(t, c, "2025-Q4", "")
	if r.From != "quotas" || *r.Team.Goal != 60000 || *r.Reps[0].Goal != 60000 || r.Reps[1].Goal != nil || r.Reps[1].Chance != nil {
		t.Errorf("goal %g from %s, reps %+v", *r.Team.Goal, r.From, r.Reps)
	}
	_, err := Track(withQuotas(running(t, 12, "2025-12-10", crew()...), 1), PaceOptions{Period: period("2025-11")})
	if err == nil || !strings.Contains(err.Error(), "no quota falls into 2025-11") {
		t.Errorf("without a quota: %v", err)
	}
}

// A manager's quota repeats those of the team.
func TestAQuotaWithoutARecordIsPointedOut(t *testing.T) {
	boss := seller{name: "Boss", inRoster: true}
	r := track(t, withQuotas(running(t, 12, "2025-12-10", append([]seller{boss}, crew()...)...), 9), "2025-Q4", "")
	if !slices.Contains(codes(r.Warnings), "quota-without-records") {
		t.Errorf("warnings %v", r.Warnings)
	}
	if calm := track(t, withQuotas(running(t, 12, "2025-12-10", crew()...), 9), "2025-Q4", ""); slices.Contains(codes(calm.Warnings), "quota-without-records") {
		t.Errorf("warnings %v", calm.Warnings)
	}
}

func TestVisitsFewerThanCustomersAreNotAskedFor(t *testing.T) {
	few := seller{name: "Ana", visits: 2, customers: 5, deal: 1000}
	r := track(t, running(t, 11, "2025-11-30", few), "2025-Q4", "revenue=100k")
	if r.Team.Activity.Needed != nil || r.Team.Forecast == nil || !slices.Contains(codes(r.Warnings), "few-activities") {
		t.Errorf("%+v, warnings %v", r.Team, r.Warnings)
	}
}

func TestPeriodsThatAreOverOrToCome(t *testing.T) {
	c := firm(12, crew()...)
	over := track(t, c, "2025-Q3", "customers=55")
	if *over.Team.Chance != 1 || *over.Team.Forecast != over.Team.Done || over.Remaining != 0 || over.Team.NeededADay != nil {
		t.Errorf("a period that is over: %+v", over.Team)
	}
	if missed := track(t, c, "2025-Q3", "customers=70"); *missed.Team.Chance != 0 {
		t.Errorf("a goal that was missed has a chance of %g", *missed.Team.Chance)
	}
	up := 100.0
	for label, want := range map[string]string{"2026-Q1": "has not begun", "2024-Q1": "has no records"} {
		if _, err := Track(c, PaceOptions{Period: period(label), Aim: &Aim{Step: "visits", Target: &up}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", label, err)
		}
	}
	share := 0.1
	if _, err := Track(c, PaceOptions{Period: period("2025-Q4"), Aim: &Aim{Step: "visits", Change: &share}}); err == nil {
		t.Error("a change in percent was taken for a goal")
	}
	if _, err := Track(c, PaceOptions{Period: period("2025-Q4"), Aim: &Aim{Step: "calls", Target: &up}}); err == nil {
		t.Error("a step that no file gives was taken for a goal")
	}
}

// Two years in which December brings double: by the end of November less is expected than the days say.
func TestSeasonsCountOnceTwoYearsTellThem(t *testing.T) {
	c := firm(35, crew()...)
	for _, december := range []int{11, 23} {
		for rep, s := range crew() {
			c.Add(rep, december, 1, funnel.Tally{N: int64(s.customers)})
		}
	}
	c.AsOf = c.Periods[34].Last
	r := track(t, c, "2027-Q4", "customers=80")
	days := 80 * float64(r.Elapsed) / float64(r.Elapsed+r.Remaining)
	if !r.Seasonal || *r.Team.Expected > 0.9*days {
		t.Errorf("expected %g, by days alone %g, seasonal %v", *r.Team.Expected, days, r.Seasonal)
	}
	wantNear(t, "forecast", *r.Team.Forecast, 80, 0.1)
	if short := track(t, running(t, 11, "2025-11-30", crew()...), "2025-Q4", "customers=60"); short.Seasonal || !slices.Contains(codes(short.Warnings), "no-season") {
		t.Error("less than two years: seasons were counted in, or nothing was said")
	}
}

func TestVisitsStillNeeded(t *testing.T) {
	c := running(t, 11, "2025-11-30", crew()...)
	r := track(t, c, "2025-Q4", "customers=60")
	// Ninety visits bring twenty customers.
	wantNear(t, "visits a day", *r.Team.Activity.Needed, 180.0/43+(60-*r.Team.Forecast)*90/20/23, 1e-9)
	more := track(t, c, "2025-Q4", "customers=64")
	wantNear(t, "visits a day for four more", *more.Team.Activity.Needed-*r.Team.Activity.Needed, 4.0*90/20/23, 1e-9)
	wantNear(t, "visits so far", *r.Team.Activity.Made, 180.0/43, 1e-9)
	made := track(t, c, "2025-Q4", "customers=40")
	if *made.Team.Activity.Needed != 0 || *made.Team.NeededADay != 0 || *made.Team.Chance != 1 {
		t.Errorf("a goal that is made: %+v", made.Team)
	}
	visits := track(t, c, "2025-Q4", "visits=226")
	wantNear(t, "visits a day", *visits.Team.Activity.Needed, 2, 1e-12)
	c.Ages = []funnel.AgeTable{{{Days: 40, Won: 5, Lost: 5}}, nil, nil}
	late := track(t, c, "2025-Q4", "customers=300")
	if late.Team.Activity.Needed != nil || !slices.Contains(codes(late.Warnings), "too-late") {
		t.Errorf("visits that close after the period are asked for: %v", codes(late.Warnings))
	}
}

func TestLittleDataGivesNoChance(t *testing.T) {
	one := track(t, running(t, 1, "2025-01-20", crew()...), "2025-Q1", "customers=60")
	if one.Team.Chance != nil || one.Team.Forecast == nil || !slices.Contains(codes(one.Warnings), "no-chance") {
		t.Errorf("one stretch: %+v, %v", one.Team, codes(one.Warnings))
	}
	idle := track(t, running(t, 11, "2025-11-30", seller{name: "Ana", visits: 5}), "2025-Q4", "revenue=1000")
	if idle.Team.Done != 0 || *idle.Team.Chance != 0 || idle.Team.Activity.Needed != nil {
		t.Errorf("nothing ever won: %+v", idle.Team)
	}
	negative := track(t, running(t, 11, "2025-11-30", seller{name: "Ana", visits: 5, customers: 2, deal: -10}), "2025-Q4", "revenue=1000")
	if math.IsNaN(*negative.Team.Forecast) || *negative.Team.Forecast >= 0 {
		t.Errorf("credit notes alone: %+v", negative.Team)
	}
}

func TestPaceAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		team := append(drawCrew(t, 3), seller{name: funnel.UnassignedName, customers: rapid.IntRange(0, 3).Draw(t, "nobody's"), deal: 100, unassigned: true})
		c := running(t, 11, "2025-11-20", team...)
		r := track(t, c, "2025-Q4", "revenue=100k")
		done, goals := r.Unassigned, 0.0
		for _, s := range r.Reps {
			done, goals = done+s.Done, goals+*s.Goal
			if *s.Chance < 0 || *s.Chance > 1 || *s.Low > *s.Forecast || *s.Forecast > *s.High {
				t.Fatalf("%+v", s)
			}
		}
		wantNear(t, "done over reps and nobody", done, r.Team.Done, 1e-9)
		wantNear(t, "goals of the reps", goals, 100000, 1e-9)
		harder := track(t, c, "2025-Q4", "revenue=150k")
		if *harder.Team.Chance > *r.Team.Chance+1e-12 {
			t.Fatalf("a higher goal is likelier: %g after %g", *harder.Team.Chance, *r.Team.Chance)
		}
		for i := range team {
			team[i].deal *= 10
		}
		scaled := track(t, running(t, 11, "2025-11-20", team...), "2025-Q4", "revenue=1M")
		wantNear(t, "chance with money in another unit", *scaled.Team.Chance, *r.Team.Chance, 1e-6)
	})
}

// Six months of 90, 110, 90, 110, 90, 110 a month of 21 days: v = 6 * 100/5 = 120. Half a month to come scatters by
// sqrt(120 (0.5 + 0.25/6)), more than half of what a month does.
func TestTheRestOfAMonthScattersLikeItsDays(t *testing.T) {
	var done []unit
	for i := range 6 {
		done = append(done, unit{90 + 20*float64(i%2), 1})
	}
	r := carryOn(done, 0.5, false)
	wantNearAll(t, "mean and standard error", []float64{r.mean, r.se}, []float64{50, math.Sqrt(120 * (0.5 + 0.25/6))}, 1e-12)
	whole, err := Follow(1000, []float64{90, 110, 90, 110, 90, 110}, []float64{1, 1, 1, 1, 1, 1, 1})
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "a whole month to come", carryOn(done, 1, false).se, *whole.SE, 1e-12)
	if count := carryOn([]unit{{9, 1}, {9, 1}}, 1, true); count.se < 3 {
		t.Errorf("nine customers a month scatter by %g, want at least their root", count.se)
	}
}

func TestConditions(t *testing.T) {
	chance, attainment := 0.4, 0.9
	s := Standing{Chance: &chance, Attainment: &attainment, Done: 1200}
	for text, want := range map[string]bool{
		"chance<0.5": true, "chance < 40%": false, "chance<=0.4": true, "chance>0.4": false, "attainment>=90%": true,
		"done=1.2k": true, "done==1,200": true, "done!=1200": false, " done > 1000 ": true,
	} {
		c, err := ParseCondition(text)
		if err != nil {
			t.Fatal(err)
		}
		if holds, known := c.Holds(s); !known || holds != want {
			t.Errorf("%q holds: %v, known: %v", text, holds, known)
		}
	}
	c, _ := ParseCondition("forecast<5")
	if _, known := c.Holds(s); known {
		t.Error("a figure that is not there is known")
	}
	for _, text := range []string{"", "chance", "chance<", "chance<x", "luck<0.5", "chance~0.5", "0.5>chance", "chance<0.5 and done>3", "chance<5%%"} {
		if _, err := ParseCondition(text); err == nil {
			t.Errorf("%q was taken for a condition", text)
		}
	}
}

func TestGoalsAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]float64{"r=1.2M": 1.2e6, "r=1,200,000": 1.2e6, "r=50": 50, "r=350k": 350e3, "r=1.5b": 1.5e9, "r=0.5": 0.5} {
		aims, err := ParseAims([]string{text})
		if err != nil || *aims[0].Target != want {
			t.Errorf("%s: %v, %v", text, aims, err)
		}
	}
	aims, err := ParseAims([]string{"revenue=+10% customers=-5%", "visits=+0.5%"})
	if err != nil || len(aims) != 3 || *aims[1].Change != -0.05 {
		t.Errorf("%v, %v", aims, err)
	}
	for _, text := range []string{"", "revenue", "=5", "revenue=", "revenue=ten", "revenue=1,5", "revenue=1.2.3", "revenue=10%", "revenue=+50",
		"revenue=-5", "revenue=0", "revenue=-100%", "revenue=+x%", "revenue=NaN", "revenue=+Inf%", "revenue=1e400", "revenue=+9999999999%", "a=1 a=2"} {
		_, err := ParseAims([]string{text})
		if err == nil {
			t.Errorf("%q was taken for a goal", text)
			continue
		}
		if h, ok := err.(interface{ Hint() string }); !ok || h.Hint() == "" {
			t.Errorf("%q: %v has no hint", text, err)
		}
	}
}

func TestMonthsOfTenure(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{{"2026-01-15", "2026-02-14", 0}, {"2026-01-15", "2026-02-15", 1}, {"2025-11-03", "2026-03-02", 3}, {"2026-02-01", "2026-01-01", 0}} {
		from, to := *day(c.from), *day(c.to)
		if got := monthsBetween(from, to); got != c.want {
			t.Errorf("%s to %s: %d months", c.from, c.to, got)
		}
	}
}
