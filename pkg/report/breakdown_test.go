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
