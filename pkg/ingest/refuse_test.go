package ingest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestWrongInputNeverGivesANumber(t *testing.T) {
	good := dealHeader + "1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n"
	for _, tc := range []struct {
		name, file, text, want string
	}{
		{"an empty file", "deals.csv", "", "empty"},
		{"a header only", "deals.csv", dealHeader, "deals.csv: has a header and no rows below it"},
		{"a header and blank lines", "deals.csv", dealHeader + "\n\n", "deals.csv: has a header and no rows below it"},
		{"a binary file", "deals.csv", "PK\x03\x04\x00\x00\x00\x08deals", "deals.csv"},
		{"a JSON file", "deals.csv", `[{"deal": 1, "owner": "Ann"}]`, "JSON"},
		{"no rep column", "deals.csv", "Record ID,Deal Stage,Close Date,Amount\n1,Closed Won,2024-01-02,5\n", "who owns the deal"},
		{"no header", "deals.csv", "1,Ann,2024-01-02,17.5\n2,Bob,2024-01-03,18.5\n", "deals.csv"},
		{"an impossible date", "deals.csv", dealHeader + "1,a,Closed Won,2024-02-30,Ann,8,2024-01-02\n", `deals.csv:2:16: close date "2024-02-30" is not a date (column "Close Date")`},
		{"a date that is a word", "deals.csv", good + "2,a,Closed Lost,soon,Ann,8,2024-01-02\n", `deals.csv:3:17: close date "soon" is not a date (column "Close Date")`},
		{"an amount that is a word", "deals.csv", good + "2,a,Closed Lost,2024-04-03,Ann,lots,2024-01-02\n", `deals.csv:3:32: amount "lots" is not a number (column "Amount")`},
		{"a won deal without a day", "deals.csv", good + "2,a,Closed Won,,Ann,8,2024-01-02\n", `deals.csv:3:16: the deal is closed but has no close date (column "Close Date")`},
		{"a ragged row", "deals.csv", good + "2,a,Closed Won\n", "deals.csv:3: the row has 3 cells, the header has 7"},
		{"a visit without a day", "visits.csv", "Activity ID,Activity type,Activity date,Activity assigned to,Outcome\n1,Visit,2024-01-02,Ann,Completed\n2,Visit,,Ann,Completed\n", `visits.csv:3:9: the activity is done but has no date (column "Activity date")`},
		{"nothing that is closed", "deals.csv", "Record ID,Deal Stage,Close Date,Deal owner,Amount\n1,Contract Sent,2024-01-02,Ann,5\n", "so there is nothing to count"},
		{"several currencies", "deals.csv", "Record ID,Deal Stage,Close Date,Deal owner,Amount,Currency\n1,Closed Won,2024-01-02,Ann,5,EUR\n2,Closed Won,2024-01-02,Ann,5,USD\n", "deals.csv: amounts are in several currencies: EUR (1), USD (1)"},
		{"several currency signs", "deals.csv", "Record ID,Deal Stage,Close Date,Deal owner,Amount\n1,Closed Won,2024-01-02,Ann,€5.50\n2,Closed Won,2024-01-02,Ann,£5.25\n", "amounts are in several currencies: EUR (1), GBP (1)"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			path := write(t, tc.file, tc.text)
			d, err := Read(context.Background(), Request{Files: files(path)})
			var refusal *DataError
			if !errors.As(err, &refusal) {
				t.Fatalf("got %v, want a refusal of the data", err)
			}
			if d != nil && d.Cube != nil {
				t.Error("there is a cube all the same")
			}
			msg := strings.ReplaceAll(err.Error(), path, filepath.Base(path))
			if !strings.Contains(msg, tc.want) {
				t.Errorf("got  %s\nwant %s", msg, tc.want)
			}
			if !strings.Contains(msg, "\nhint: ") {
				t.Errorf("no hint in %s", msg)
			}
		})
	}
}

func TestAMissingFileAndAFolderAreRefused(t *testing.T) {
	for path, want := range map[string]string{
		filepath.Join(t.TempDir(), "none.csv"): "no such file",
		t.TempDir():                            "is a folder, not a file",
	} {
		if msg := refused(t, Request{Files: files(path)}); !strings.Contains(msg, want) {
			t.Errorf("got %s, want %s", msg, want)
		}
	}
}

func TestTenProblemsAreShownAndAllAreCounted(t *testing.T) {
	text := dealHeader + strings.Repeat(",a,Closed Won,2024-02-03,Ann,8,2024-01-02\n", 30) + strings.Repeat(",a,Closed Won,2024-02-30,Ann,8,2024-01-02\n", 25)
	_, err := Read(context.Background(), Request{Files: files(write(t, "deals.csv", text))})
	var e *DataError
	if !errors.As(err, &e) || e.Total != 25 || len(e.Problems) != 10 || e.Problems[9].Pos.Line != 41 {
		t.Fatalf("%v", err)
	}
	if msg := err.Error(); !strings.Contains(msg, "\nand 15 more\nhint: ") || strings.Count(msg, "hint: ") != 1 {
		t.Errorf("%s", msg)
	}
}

func TestProblemsOfAllFilesAreToldTogether(t *testing.T) {
	a, b := write(t, "a.csv", ""), filepath.Join(t.TempDir(), "b.csv")
	msg := refused(t, Request{Files: files(a, b)})
	if !strings.Contains(msg, "a.csv") || !strings.Contains(msg, "b.csv") {
		t.Errorf("%s", msg)
	}
}

func TestProblemsComeInTheOrderOfTheFiles(t *testing.T) {
	visits := write(t, "visits.csv", "Activity ID,Activity type,Activity date,Activity assigned to,Outcome\n1,Visit,2024-01-02,Ann,Completed\n2,Visit,someday,Ann,Completed\n")
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n2,a,Closed Won,soon,Ann,8,2024-01-02\n")
	for _, order := range [][]string{{visits, deals}, {deals, visits}} {
		_, err := Read(context.Background(), Request{Files: files(order...)})
		var e *DataError
		if !errors.As(err, &e) || len(e.Problems) != 2 || e.Problems[0].Pos.File != order[0] || e.Problems[1].Pos.File != order[1] {
			t.Errorf("%v", err)
		}
	}
}

func TestStandardInputIsReadLikeAFile(t *testing.T) {
	text := dealHeader + "9,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n3,a,Closed Won,2024-04-04,Ann,8,2024-01-02\n9,a,Closed Won,2024-04-05,Ann,1,2024-01-02\n"
	d := read(t, Request{Files: files("-"), Stdin: strings.NewReader(text), Digests: true})
	f := d.Quality.Files[0]
	if f.Duplicates != 1 || f.Totals.Revenue != 9 || f.File != "(stdin)" || f.SHA256 != fmt.Sprintf("%x", sha256.Sum256([]byte(text))) {
		t.Errorf("%+v", f)
	}
}

func TestMoreBadRowsThanAllowedAreRefused(t *testing.T) {
	text := dealHeader + strings.Repeat(",a,Closed Won,2024-02-03,Ann,8,2024-01-02\n", 30) + ",a,Closed Won,2024-02-30,Ann,8,2024-01-02\n,a,Closed Won,2024-02-31,Ann,8,2024-01-02\n"
	path := write(t, "deals.csv", text)
	one, two, tenth, twentieth := int64(1), int64(2), 0.1, 0.05
	for _, tc := range []struct {
		bad BadRows
		ok  bool
	}{
		{BadRows{Skip: true}, true}, {BadRows{Skip: true, Max: &two}, true}, {BadRows{Skip: true, Max: &one}, false},
		{BadRows{Skip: true, MaxShare: &tenth}, true}, {BadRows{Skip: true, MaxShare: &twentieth}, false},
	} {
		_, err := Read(context.Background(), Request{Files: files(path), BadRows: tc.bad})
		if (err == nil) != tc.ok {
			t.Errorf("%+v: %v", tc.bad, err)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "2 of 32 rows cannot be read, which is more than --max-bad-rows allows") {
			t.Errorf("%v", err)
		}
	}
}

func TestARequestThatDoesNotFitTheFilesIsWrongUsage(t *testing.T) {
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n")
	for want, r := range map[string]Request{
		"no file to read":                                 {},
		"is given twice":                                  {Files: files(deals, deals)},
		`--where: no file has a column "Colour"`:          {Files: files(deals), Where: []Condition{{"Colour", "red"}}},
		`--segment-by: no file has a column "Colour"`:     {Files: files(deals), SegmentBy: []string{"Colour"}},
		`--deal-key: no file has a column "Order"`:        {Files: files(deals), DealKey: "Order"},
		`do not give the funnel's step "visits"`:          {Files: files(deals), Funnel: []string{"visits", "revenue"}},
		`there is no rep "Bob"` + "\nhint: there are Ann": {Files: files(deals), Rep: "Bob"},
		`there is no team "East"`:                         {Files: files(deals), Team: "East"},
	} {
		_, err := Read(context.Background(), r)
		var usage *UsageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestACancelledReadingStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n")
	if _, err := Read(ctx, Request{Files: files(deals)}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestADateBefore1900IsRefusedAsSuch(t *testing.T) {
	msg := refused(t, Request{Files: files(write(t, "deals.csv", dealHeader+"1,a,Closed Won,1899-02-01,Ann,8,2024-01-02\n2,a,Closed Won,2024-02-01,Ann,8,2024-01-02\n"))})
	if !strings.HasPrefix(msg, `deals.csv:2:16: close date "1899-02-01" is not within the years 1900 to 2199 (column "Close Date")`) {
		t.Error(msg)
	}
}

func TestTheMappingForStandardInputNamesItAsTheConfigurationDoes(t *testing.T) {
	text := "who,when,how much\nAnn,2026-01-02,5\n"
	r := Request{Files: files("-"), Stdin: strings.NewReader(text)}
	if msg := refused(t, r); !strings.Contains(msg, "\n  - path: \"-\"\n") {
		t.Error(msg)
	}
	r.Stdin = strings.NewReader(text)
	r.Reading.Mappings = []Mapping{{Pattern: "-", Role: crm.Deals, Columns: map[crm.Field]string{
		crm.FieldRep: "who", crm.FieldCloseDate: "when", crm.FieldAmount: "how much", crm.FieldStatus: "=won",
	}}}
	if d := read(t, r); total(t, d.Cube, funnel.Revenue) != 5 {
		t.Errorf("%+v", d.Quality.Files[0])
	}
}

func TestAPercentageIsNoAmount(t *testing.T) {
	msg := refused(t, Request{Files: files(write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-02-01,Ann,12%,2024-01-02\n2,a,Closed Won,2024-02-01,Ann,8,2024-01-02\n"))})
	if !strings.HasPrefix(msg, `deals.csv:2:31: amount "12%" is not a number (column "Amount")`) {
		t.Error(msg)
	}
}

func TestActivitiesWithoutAVisitSayWhichKindsThereAre(t *testing.T) {
	header := "Subject,Owner,Activity Date,Type,Status\n"
	for text, want := range map[string]string{
		"x,Ben,2025-03-11,Call,Completed\ny,Ben,2025-03-25,Call,Completed\n": `hint: acts.csv: no activity counts as a visit; its kinds are "Call" (2); --visits chooses`,
		"x,Ben,2025-03-11,Visit,Planned\n":                                   "hint: acts.csv: its only visit is not marked as done",
	} {
		if msg := refused(t, Request{Files: files(write(t, "acts.csv", header+text))}); !strings.HasSuffix(msg, want) {
			t.Error(msg)
		}
	}
}
