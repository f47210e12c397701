package ingest

import (
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestDatesAtTheEndsOfQuartersAndYearsAreOfThePeriodThatEndsThere(t *testing.T) {
	for _, x := range []struct {
		dates  []string
		by     calendar.Unit
		fiscal int
		want   []string
	}{
		{[]string{"2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"}, calendar.Quarter, 1, []string{"2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"}},
		{[]string{"2024-01-31", "2024-04-30"}, calendar.Quarter, 2, []string{"FY2024-Q4", "FY2025-Q1"}},
		{[]string{"2023-12-31", "2024-12-31"}, calendar.Year, 1, []string{"2023", "2024"}},
		{[]string{"2023-06-30", "2024-06-30"}, calendar.Year, 7, []string{"FY2023", "FY2024"}},
		{[]string{"2022-05-30", "2022-08-31"}, calendar.Quarter, 6, []string{"FY2023-Q1", "FY2023-Q2"}},
		{[]string{"2024-01-01", "2024-04-01"}, calendar.Quarter, 1, []string{"2024-Q1", "2024-Q2"}},
	} {
		card, quotas := "rep,date,visits\n", "rep,date,quota\n"
		for _, day := range x.dates {
			card += "Ann," + day + ",10\n"
			quotas += "Ann," + day + ",100\n"
		}
		d := read(t, Request{Files: []File{{write(t, "card.csv", card), crm.Scorecard}, {write(t, "quotas.csv", quotas), crm.Quotas}},
			By: x.by, Calendar: calendar.Calendar{FiscalStart: x.fiscal}})
		for _, label := range x.want {
			if value(t, d.Cube, "Ann", label, funnel.Visits) != 10 || value(t, d.Cube, "Ann", label, funnel.Quota) != 100 {
				t.Errorf("%v: nothing in %s of %v", x.dates, label, d.Cube.Periods)
			}
		}
		if len(d.Cube.Periods) != len(x.want) {
			t.Errorf("%v: %v", x.dates, d.Cube.Periods)
		}
	}
}

func TestAMonthOfAFiscalYearIsOfTheYearOfItsDays(t *testing.T) {
	for text, fiscal := range map[string]int{
		"rep,fiscal_year,month,visits\nAnn,2026,2025-11,10\n": 10, "rep,year,month,visits\nAnn,FY26,Nov,10\n": 10,
		"rep,year,month,visits\nAnn,2025,2025-11,10\n": 1, "rep,year,month,visits\nAnn,2025,11,10\n": 10,
		"rep,fiscal_year,quarter,month,visits\nAnn,2026,Q1,Nov,10\n": 10, "rep,month,visits\nAnn,FY26 Nov,10\n": 10,
		"rep,year,quarter,month,visits\nAnn,2026,Q1,2025-11,10\n": 10,
	} {
		d := read(t, Request{Files: []File{{write(t, "card.csv", text), crm.Scorecard}}, Calendar: calendar.Calendar{FiscalStart: fiscal}})
		if value(t, d.Cube, "Ann", "2025-11", funnel.Visits) != 10 {
			t.Errorf("%s: %v", text, d.Cube.Periods)
		}
	}
}

func TestARowThatContradictsItselfOnItsPeriodIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"rep,fiscal_year,month,visits\nAnn,2026,2025-11,10\n":             `card.csv:2:10: month "2025-11" is not within the period that the rest of the row says`,
		"rep,year,month,visits\nAnn,2026,2026-01,1\nAnn,2026,2025-01,1\n": `card.csv:3:10: month "2025-01"`,
		"rep,period,quarter,visits\nAnn,2026-Q1,Q2,10\n":                  `card.csv:2:13: quarter "Q2"`,
	} {
		if msg := refused(t, Request{Files: []File{{write(t, "card.csv", text), crm.Scorecard}}}); !strings.HasPrefix(msg, want) {
			t.Errorf("%s: %s", text, msg)
		}
	}
	path := write(t, "card.csv", "rep,month,visits\nAnn,2025-01,10\n")
	r := Request{Files: files(path), Reading: Reading{Mappings: []Mapping{{Pattern: "card.csv", Columns: map[crm.Field]string{crm.FieldYear: "=2026"}}}}}
	if msg := refused(t, r); !strings.HasPrefix(msg, `card.csv:2:5: month "2025-01" is not within`) {
		t.Error(msg)
	}
}
