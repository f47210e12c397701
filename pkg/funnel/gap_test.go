package funnel

import (
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
)

func TestUnknownFiguresStayWithTheirRep(t *testing.T) {
	first, _ := calendar.Date(2025, 1, 1)
	c := New(Default(), []Rep{{Name: "Ann"}, {Name: "Bob"}}, calendar.Calendar{}.Span(first, first+40, calendar.Month), []Step{{Name: Visits}, {Name: Customers}})
	c.Lack(0, 1, 0)
	c.Reps[0].Name = "Zoe"
	c.SortReps()
	if !c.Lacks(1, 1, 0) || c.Lacks(0, 1, 0) || c.Lacks(1, 0, 0) || c.Lacks(1, 1, 1) || !c.LacksWithin(Window{0, 2}, 0) || c.LacksWithin(Window{0, 1}, 0) || c.LacksWithin(Window{0, 2}, 1) {
		t.Errorf("%+v", c.gaps)
	}
}
