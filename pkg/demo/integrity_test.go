package demo

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestExactlyOneRecordStandsTwiceAndItsLastVersionIsWon(t *testing.T) {
	for name, want := range map[string]int{"deals.csv": 1, "activities.csv": 0} {
		s := read(t, name)
		if got := len(s.rows) - len(lastVersions(s)); got != want {
			t.Errorf("%s repeats %d records, want %d", name, got, want)
		}
	}
	s := read(t, "deals.csv")
	last := s.rows[len(s.rows)-1]
	for _, row := range s.rows {
		if s.get(row, "Record ID") != s.get(last, "Record ID") {
			continue
		}
		if s.get(row, "Deal Stage") != "Contract Sent" || s.get(last, "Deal Stage") != stageWon {
			t.Errorf("first version %q, last version %q", row, last)
		}
		break
	}
}

func TestThereAreFourteenRepsInTwoTeamsAndEveryFileNamesOnlyThem(t *testing.T) {
	roster := read(t, "roster.csv")
	known, team := map[string]bool{}, map[string]int{}
	for _, row := range roster.rows {
		known[roster.get(row, "rep")] = true
		team[roster.get(row, "team")+"/"+roster.get(row, "manager")]++
	}
	if len(known) != 14 || len(team) != 2 || team["North/Ingrid Holm"] != 7 || team["South/Rafael Ortega"] != 7 {
		t.Errorf("roster has %d reps in teams %v", len(known), team)
	}
	owners := map[string]string{
		"deals.csv": "Deal owner", "activities.csv": "Activity assigned to",
		"quotas.csv": "rep", "skills.csv": "rep", "coaching.csv": "rep",
	}
	for name, column := range owners {
		s, unknown := read(t, name), 0
		for _, row := range s.rows {
			if !known[s.get(row, column)] {
				unknown++
			}
		}
		if want := map[string]int{"deals.csv": 6}[name]; unknown != want {
			t.Errorf("%s has %d rows without a rep of the roster, want %d", name, unknown, want)
		}
	}
}

func TestVisitsKeepToWorkingDaysOfThePeriodAndOfTheJob(t *testing.T) {
	starts := map[string]string{}
	for _, f := range Truth() {
		starts[f.Rep] = f.Start
	}
	s := read(t, "activities.csv")
	lastSeen := ""
	for _, row := range s.rows {
		when, err := time.Parse("2006-01-02 15:04", s.get(row, "Activity date"))
		if err != nil {
			t.Fatal(err)
		}
		day := when.Format(time.DateOnly)
		lastSeen = max(lastSeen, day)
		if w := when.Weekday(); w == time.Saturday || w == time.Sunday || day[5:] == "12-25" {
			t.Fatalf("activity on a day off: %q", row)
		}
		if day < FirstDay || day > LastDay || day < starts[s.get(row, "Activity assigned to")] {
			t.Fatalf("activity outside the period or before the job began: %q", row)
		}
	}
	if lastSeen != LastDay {
		t.Errorf("last activity on %s, want %s", lastSeen, LastDay)
	}
}

func TestClosedDealsCloseInThePeriodAndOpenOnesAreOnlyExpected(t *testing.T) {
	s := read(t, "deals.csv")
	overdue, ahead := 0, 0
	for _, row := range lastVersions(s) {
		created, closes := s.get(row, "Create Date"), s.get(row, "Close Date")
		stage := s.get(row, "Deal Stage")
		closed := stage == stageWon || stage == stageLost
		switch {
		case closes <= created:
			t.Errorf("closes before it was created: %q", row)
		case closed && (closes < FirstDay || closes > LastDay+" 24:00"):
			t.Errorf("closed outside the period: %q", row)
		case closed && s.get(row, "Amount") == "":
			t.Errorf("closed without an amount: %q", row)
		case !closed && closes < LastDay:
			overdue++
		case !closed:
			ahead++
		}
	}
	if overdue < 10 || ahead < 100 {
		t.Errorf("%d open deals overdue and %d ahead, want some and many", overdue, ahead)
	}
}

func TestEveryOwnedDealComesFromOneCompletedVisit(t *testing.T) {
	visits, s := map[string]int{}, read(t, "activities.csv")
	for _, row := range s.rows {
		if isVisit(s, row) {
			visits[s.get(row, "Activity assigned to")+s.get(row, "Associated Company")+s.get(row, "Activity date")[:10]]++
		}
	}
	s = read(t, "deals.csv")
	for _, row := range lastVersions(s) {
		created := s.get(row, "Create Date")[:10]
		if s.get(row, "Deal owner") == "" || created < FirstDay {
			continue
		}
		key := s.get(row, "Deal owner") + s.get(row, "Associated Company") + created
		if visits[key]--; visits[key] < 0 {
			t.Errorf("no visit, or a second deal from one: %q", row)
		}
	}
}

func TestTalliesAgreeWithTheFiles(t *testing.T) {
	got := map[string]Tally{}
	s := read(t, "activities.csv")
	for _, row := range s.rows {
		if rep := s.get(row, "Activity assigned to"); isVisit(s, row) {
			x := got[rep]
			x.Visits++
			got[rep] = x
		}
	}
	s = read(t, "deals.csv")
	for _, row := range lastVersions(s) {
		rep := s.get(row, "Deal owner")
		x := got[rep]
		countDeal(t, &x, s.get(row, "Deal Stage"), s.get(row, "Amount"))
		got[rep] = x
	}
	for _, want := range Tallies(DefaultSeed) {
		x := got[want.Rep]
		x.Rep = want.Rep
		if x != want {
			t.Errorf("files hold %+v, tally says %+v", x, want)
		}
	}
	if len(got) != len(cast)+1 {
		t.Errorf("%d owners in the files", len(got))
	}
}

func isVisit(s sheet, row []string) bool {
	kind := s.get(row, "Activity type")
	return (kind == "Visit" || kind == "Meeting") && s.get(row, "Outcome") == "Completed"
}

func countDeal(t *testing.T, x *Tally, stage, amount string) {
	t.Helper()
	switch stage {
	case stageWon:
		cents, err := strconv.ParseInt(strings.Replace(amount, ".", "", 1), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		x.Won++
		x.RevenueCents += cents
	case stageLost:
		x.Lost++
	default:
		x.Open++
	}
}

func TestCompanyNamesAreUniqueAcrossReps(t *testing.T) {
	seen := map[string]bool{}
	for rep := range cast {
		for c := range companiesPerRep {
			seen[companyName(rep, c)] = true
		}
	}
	for c := range 6 {
		seen[companyName(-1, c)] = true
	}
	if want := len(cast)*companiesPerRep + 6; len(seen) != want {
		t.Errorf("%d names for %d companies", len(seen), want)
	}
}

func TestSizesStayThoseOfAnExample(t *testing.T) {
	for name, limit := range map[string][2]int{"deals.csv": {2500, 4000}, "activities.csv": {8000, 12000}, "skills.csv": {126, 126}} {
		if n := len(read(t, name).rows); n < limit[0] || n > limit[1] {
			t.Errorf("%s has %d rows, want %v", name, n, limit)
		}
	}
}
