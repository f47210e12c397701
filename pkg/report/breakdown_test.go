package report

import (
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/goal"
)

// planOf breaks goals for the third quarter of 2026 down from a base.
func planOf(t *testing.T, c *funnel.Cube, base, goals string) goal.Breakdown {
	t.Helper()
	for i := range c.Reps {
		c.Reps[i].Last = &c.AsOf
	}
	aims, err := goal.ParseAims([]string{goals})
	if err != nil {
		t.Fatal(err)
	}
	o := goal.BreakdownOptions{Aims: aims, Allocate: goal.ByCapacity, Ramp: goal.DefaultRamp()}
	for label, into := range map[string]*calendar.Period{base: &o.Base, "2026-Q3": &o.For} {
		if *into, err = c.Calendar.Parse(label, c.AsOf); err != nil {
			t.Fatal(err)
		}
	}
	r, err := goal.BreakDown(c, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestOneOfAThingIsSingular(t *testing.T) {
	text := textOf(t, Breakdown(planOf(t, halfYear(counts{10, 3, 3, 900}), "2026-Q2", "revenue=+10%"), Source{}))
	if !strings.Contains(text, "One point of conversion is worth 1 visit.") {
		t.Errorf("%s", text)
	}
	r := planOf(t, halfYear(counts{10, 3, 3, 900}), "2026-Q2", "visits=1")
	if text := textOf(t, Breakdown(r, Source{})); !strings.Contains(text, "With 1 visit planned in 2026-Q3") {
		t.Errorf("%s", text)
	}
}

func TestALedgerHasNoWinRate(t *testing.T) {
	ledger, mixed := counts{0, 6, 0, 900}, counts{0, 6, 3, 900}
	for name, tt := range map[string]struct {
		cube *funnel.Cube
		told bool
	}{"all won": {halfYear(ledger, ledger), false}, "one rep has lost": {halfYear(ledger, mixed), true}} {
		tt.cube.Funnel = funnel.Funnel{funnel.Closed, funnel.Customers, funnel.Revenue}
		text := textOf(t, Breakdown(planOf(t, tt.cube, "2026-Q2", "revenue=+10%"), Source{}))
		if got := strings.Contains(text, "every closed deal counts as a customer"); got == tt.told {
			t.Errorf("%s:\n%s", name, text)
		}
		for _, words := range []string{"customers per closed deal", "conversion [90 %]"} {
			if got := strings.Contains(text, words); got != tt.told {
				t.Errorf("%s: %q is told: %v\n%s", name, words, got, text)
			}
		}
	}
}

func TestVisitsThatAreFewerThanCustomersAreNoPlan(t *testing.T) {
	text := textOf(t, Breakdown(planOf(t, halfYear(counts{1, 4, 2, 900}), "2026-Q2", "revenue=+10%"), Source{}))
	if !strings.Contains(text, "How many visits it takes cannot be told: 2026-Q2 has 12 customers and only 3 visits.") {
		t.Errorf("%s", text)
	}
}
