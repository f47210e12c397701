package trend

import (
	"slices"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func warned(r Result, code string) string {
	for _, w := range r.Warnings {
		if w.Code == code {
			return w.Message
		}
	}
	return ""
}

func TestAFileThatEndsEarlyIsNoCollapse(t *testing.T) {
	r := analyse(t, cubeOf(t, calendar.Week, history{rep: "Ana", visits: append(wobble(60, 15), 0, 0, 0), customers: wobble(9, 18)}), Options{Metric: "visits"})
	if got := warned(r, "silent-end"); !strings.Contains(got, "no visits of anybody after "+r.Series[0].Periods[14]) {
		t.Errorf("said %q of %v", got, r.Warnings)
	}
	rare := analyse(t, cubeOf(t, calendar.Week, history{rep: "Ana", customers: []int64{1, 0, 2, 0, 1, 0, 1, 0}}), Options{Metric: "customers"})
	if got := warned(rare, "silent-end"); got != "" {
		t.Errorf("a week without a customer is nothing rare here: %q", got)
	}
}

func TestTimeBeforeTheFirstRecordOfAMetricIsNotZero(t *testing.T) {
	c := cubeOf(t, calendar.Week, history{rep: "Ana", visits: append(repeat(0, 6), wobble(60, 14)...), customers: wobble(9, 20)})
	s := analyse(t, c, Options{Metric: "visits"}).Series[0]
	if len(s.Periods) != 14 || s.Direction.Verdict != NotShown || len(s.Signals) != 0 {
		t.Errorf("%d weeks, %s, %v", len(s.Periods), s.Direction.Verdict, s.Signals)
	}
	if all := analyse(t, c, Options{Metric: "customers"}).Series[0]; len(all.Periods) != 20 {
		t.Errorf("customers are told from week 1 on: %d weeks", len(all.Periods))
	}
}

func TestConversionSaysThatItShowsLate(t *testing.T) {
	c := cubeOf(t, calendar.Week, history{rep: "Ana", visits: wobble(60, 14), customers: wobble(9, 14), closed: wobble(20, 14)})
	if got := warned(analyse(t, c, Options{Metric: "conversion"}), "lag"); !strings.Contains(got, "shows late") {
		t.Errorf("said %q", got)
	}
	if r := analyse(t, c, Options{Metric: "win-rate"}); slices.ContainsFunc(r.Warnings, func(w funnel.Warning) bool { return w.Code == "lag" }) {
		t.Errorf("win rate has no lag: %v", r.Warnings)
	}
}

func TestSignalsStandInTheOrderOfTime(t *testing.T) {
	visits := wobble(60, 50)
	visits[40], visits[5], visits[20] = 4, 4, 160
	s := analyse(t, cubeOf(t, calendar.Week, history{rep: "Ana", visits: visits}), Options{Metric: "visits"}).Series[0]
	if len(s.Signals) < 3 || !slices.IsSortedFunc(s.Signals, func(a, b Signal) int { return strings.Compare(a.From, b.From) }) {
		t.Errorf("signals %+v", s.Signals)
	}
}
