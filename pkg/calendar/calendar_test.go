package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func day(t testing.TB, s string) Day {
	t.Helper()
	d, err := ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAPeriodIsReadAsItIsWritten(t *testing.T) {
	asOf := day(t, "2026-05-20")
	for _, tc := range []struct {
		fiscal                   int
		text, first, last, label string
	}{
		{1, "2026", "2026-01-01", "2026-12-31", "2026"},
		{1, "2026-Q2", "2026-04-01", "2026-06-30", "2026-Q2"},
		{1, "2026-q2", "2026-04-01", "2026-06-30", "2026-Q2"},
		{1, "2024-02", "2024-02-01", "2024-02-29", "2024-02"},
		{1, "2026-W14", "2026-03-30", "2026-04-05", "2026-W14"},
		{1, "2020-W53", "2020-12-28", "2021-01-03", "2020-W53"},
		{1, "last-quarter", "2026-01-01", "2026-03-31", "2026-Q1"},
		{1, "this-month", "2026-05-01", "2026-05-31", "2026-05"},
		{1, "last-week", "2026-05-11", "2026-05-17", "2026-W20"},
		{1, "2026-01-15..2026-02-14", "2026-01-15", "2026-02-14", "2026-01-15..2026-02-14"},
		{2, "2026-Q1", "2025-02-01", "2025-04-30", "FY2026-Q1"},
		{2, "FY2026", "2025-02-01", "2026-01-31", "FY2026"},
		{7, "2026-Q4", "2026-04-01", "2026-06-30", "FY2026-Q4"},
		{7, "last-year", "2024-07-01", "2025-06-30", "FY2025"},
	} {
		p, err := Calendar{tc.fiscal}.Parse(tc.text, asOf)
		if err != nil {
			t.Errorf("%s: %v", tc.text, err)
			continue
		}
		if p.First.String() != tc.first || p.Last.String() != tc.last || p.Label != tc.label {
			t.Errorf("%s (fiscal year from month %d): got %s %s..%s", tc.text, tc.fiscal, p.Label, p.First, p.Last)
		}
	}
}

func TestWhatIsNoPeriodIsRefused(t *testing.T) {
	for _, s := range []string{"", "2026-Q5", "2026-13", "2026-00", "2025-W53", "26-Q1", "last-decade", "2026-02-30..2026-03-01", "2026-03-01..2026-02-01", "Q2"} {
		if p, err := (Calendar{}).Parse(s, 0); err == nil {
			t.Errorf("%q was read as %v", s, p)
		}
	}
}

func TestADateThatDoesNotExistIsRefused(t *testing.T) {
	for _, ymd := range [][3]int{{2024, 2, 30}, {2023, 2, 29}, {2024, 13, 1}, {2024, 0, 1}, {2024, 4, 31}, {2024, 1, 0}} {
		if d, ok := Date(ymd[0], ymd[1], ymd[2]); ok {
			t.Errorf("%v was read as %s", ymd, d)
		}
	}
}

func TestWorkingDaysAreCountedLikeOnAWallCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := Day(rapid.IntRange(-40000, 40000).Draw(t, "first"))
		n := rapid.IntRange(-3, 900).Draw(t, "days")
		want := 0
		for d := first; d < first+Day(n); d++ {
			if w := d.Weekday(); w != time.Saturday && w != time.Sunday {
				want++
			}
		}
		if got := WorkingDays(first, first+Day(n)-1); got != want {
			t.Fatalf("%s and %d days: got %d, want %d", first, n, got, want)
		}
	})
}

func TestPeriodsTileTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Calendar{rapid.IntRange(1, 12).Draw(t, "fiscal")}
		u := Unit(rapid.IntRange(int(Week), int(Year)).Draw(t, "unit"))
		d := Day(rapid.IntRange(-30000, 40000).Draw(t, "day"))
		p := c.Of(d, u)
		if !p.Contains(d) {
			t.Fatalf("%s is not in %v", d, p)
		}
		if next := c.Next(p, 1); next.First != p.Last+1 || c.Next(next, -1) != p {
			t.Fatalf("%v is not followed by %v", p, next)
		}
		back, err := c.Parse(p.Label, 0)
		if err != nil || back != p {
			t.Fatalf("label %s reads back as %v, %v", p.Label, back, err)
		}
	})
}
