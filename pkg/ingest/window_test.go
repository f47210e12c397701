package ingest

import (
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

const threeMonths = "rep,month,visits,customers\nAnn,2025-01,10,2\nAnn,2025-02,9,3\nAnn,2025-03,5,1\n"

func dayOf(t *testing.T, text string) *calendar.Day {
	t.Helper()
	if text == "" {
		return nil
	}
	d, err := calendar.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

func TestPeriodsOfAScorecardOutsideOfTheDaysAskedForAreLeftOut(t *testing.T) {
	card := write(t, "card.csv", threeMonths)
	for _, x := range []struct {
		from, to, asOf string
		visits         float64
		leftOut        int64
	}{
		{"", "", "", 24, 0}, {"2025-02-01", "", "", 14, 1}, {"", "2025-02-28", "", 19, 1}, {"", "", "2025-01-31", 10, 2},
		{"2025-02-01", "2025-02-28", "", 9, 2}, {"", "", "2025-03-15", 24, 0},
	} {
		d := read(t, Request{Files: files(card), From: dayOf(t, x.from), To: dayOf(t, x.to), AsOf: dayOf(t, x.asOf)})
		f := d.Quality.Files[0]
		if got := total(t, d.Cube, funnel.Visits); got != x.visits || f.LeftOut != x.leftOut || f.Used+f.LeftOut != f.Rows {
			t.Errorf("%+v: %v visits, %+v", x, got, f)
		}
		if hasWarning(d, "running-period") != (x.asOf == "2025-03-15") {
			t.Errorf("%+v: %v", x, d.Quality.Warnings)
		}
	}
}

func TestADayInsideOfAPeriodOfAScorecardIsNoBound(t *testing.T) {
	card := write(t, "card.csv", threeMonths)
	day := dayOf(t, "2025-02-15")
	for flag, x := range map[string]struct {
		req  Request
		hint string
	}{
		"from":  {Request{From: day}, "name the first day of a period: --from 2025-02-01 or --from 2025-03-01"},
		"to":    {Request{To: day}, "name the last day of a period: --to 2025-01-31 or --to 2025-02-28"},
		"as-of": {Request{AsOf: day}, "name the last day of a period: --as-of 2025-01-31 or --as-of 2025-02-28"},
	} {
		x.req.Files = files(card)
		msg := refused(t, x.req)
		if !strings.HasPrefix(msg, "--"+flag+" 2025-02-15 lies inside of 2025-02-01..2025-02-28") || !strings.HasSuffix(msg, x.hint) {
			t.Errorf("%s: %s", flag, msg)
		}
	}
	if msg := refused(t, Request{Files: files(card), From: dayOf(t, "2026-01-01")}); !strings.HasPrefix(msg, "no figure is for the time") {
		t.Error(msg)
	}
}
