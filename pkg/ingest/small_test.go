package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// write makes a file in a folder of the test's own and gives its path.
func write(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// refused gives the message of a refusal, paths cut to base names.
func refused(t testing.TB, r Request) string {
	t.Helper()
	_, err := Read(context.Background(), r)
	if err == nil {
		t.Fatal("it was read")
	}
	msg := err.Error()
	for _, f := range r.Files {
		msg = strings.ReplaceAll(msg, f.Path, filepath.Base(f.Path))
	}
	return msg
}

const dealHeader = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date\n"

func TestTheLastVersionOfARecordCounts(t *testing.T) {
	deals := write(t, "deals.csv", dealHeader+
		"9,a,Closed Won,2026-01-05,Ann,100,2025-12-01\n"+
		"7,b,Closed Won,2026-01-06,Ann,10,2025-12-01\n"+
		"9,a,Closed Won,2026-02-05,Ann,250,2025-12-01\n")
	d := read(t, Request{Files: files(deals)})
	if n, sum := total(t, d.Cube, funnel.Customers), total(t, d.Cube, funnel.Revenue); n != 2 || sum != 260 {
		t.Errorf("%v customers, %v", n, sum)
	}
	if f := d.Quality.Files[0]; f.Duplicates != 1 || f.Rows != 3 || f.Used != 2 {
		t.Errorf("%+v", f)
	}
}

func TestOverlappingExportsCountARecordOnce(t *testing.T) {
	old := write(t, "old.csv", dealHeader+"1,a,Closed Won,2026-01-05,Ann,100,2025-12-01\n2,b,Contract Sent,2026-03-05,Ann,5,2025-12-02\n")
	late := write(t, "new.csv", dealHeader+"2,b,Closed Won,2026-02-05,Ann,50,2025-12-02\n3,c,Closed Lost,2026-02-07,Bob,,2025-12-03\n")
	d := read(t, Request{Files: files(old, late)})
	if n, sum := total(t, d.Cube, funnel.Customers), total(t, d.Cube, funnel.Revenue); n != 2 || sum != 150 {
		t.Errorf("%v customers, %v", n, sum)
	}
	if d.Quality.Files[0].Duplicates != 1 || d.Quality.Files[1].Duplicates != 0 {
		t.Errorf("duplicates %d and %d", d.Quality.Files[0].Duplicates, d.Quality.Files[1].Duplicates)
	}
}

func TestABadDateSaysWhereAndWhatToDo(t *testing.T) {
	deals := write(t, "deals.csv", dealHeader+
		"1,\"a\nb\",Closed Won,31/01/2024,Ann,100,01/01/2024\n"+
		"2,b,Closed Won,31/02/2024,Ann,10,01/02/2024\n")
	want := `deals.csv:4:16: close date "31/02/2024" is not a date (column "Close Date")
hint: dates of this column are read as D/M/Y; --date-format or --date-order decides otherwise, --skip-bad-rows leaves such rows out`
	if got := refused(t, Request{Files: files(deals)}); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestDatesThatCanBeReadInTwoWaysStopTheRun(t *testing.T) {
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,03/04/2024,Ann,100,01/02/2024\n")
	got := refused(t, Request{Files: files(deals)})
	for _, part := range []string{"2024-04-03", "2024-03-04", "--date-order dmy", "--date-order mdy", `"Close Date"`} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not in %s", part, got)
		}
	}
}

func TestNumbersAreDecidedOnTheWholeColumn(t *testing.T) {
	var rows strings.Builder
	for range 400 {
		rows.WriteString(",a,Closed Won,2024-04-03,Ann,1.234,2024-01-02\n")
	}
	rows.WriteString(",a,Closed Won,2024-04-03,Ann,\"1.234,50\",2024-01-02\n")
	d := read(t, Request{Files: files(write(t, "deals.csv", dealHeader+rows.String()))})
	if got := total(t, d.Cube, funnel.Revenue); got != 400*1234+1234.5 {
		t.Errorf("revenue %v", got)
	}
}

func TestRowsWithoutAnOwnerCountUnderUnassigned(t *testing.T) {
	d := read(t, Request{Files: files(write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,,100,2024-01-02\n2,a,Closed Won,2024-04-03,Ann,1,2024-01-02\n"))})
	reps := d.Cube.Reps
	if len(reps) != 2 || reps[1].Name != funnel.UnassignedName || !reps[1].Unassigned || total(t, d.Cube, funnel.Revenue) != 101 {
		t.Errorf("%+v", reps)
	}
}

func TestAWonDealWithoutAnAmountIsACustomerOfUnknownRevenue(t *testing.T) {
	d := read(t, Request{Files: files(write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,Ann,,2024-01-02\n2,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n"))})
	c := d.Cube
	tally := c.Total(c.All(), c.Step(funnel.Revenue))
	if tally.N != 2 || tally.Known != 1 || total(t, c, funnel.Customers) != 2 {
		t.Errorf("%+v", tally)
	}
	if !hasWarning(d, "unknown-amount") {
		t.Errorf("%v", d.Quality.Warnings)
	}
}

func hasWarning(d *Data, code string) bool {
	for _, w := range d.Quality.Warnings {
		if w.Code == code {
			return true
		}
	}
	return false
}

func TestAConditionOnAColumnThatNoFileHasIsWrongUsage(t *testing.T) {
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n")
	_, err := Read(context.Background(), Request{Files: files(deals), Where: []Condition{{"Colour", "red"}}})
	var usage *UsageError
	if !errors.As(err, &usage) || !strings.Contains(usage.Msg, `no file has a column "Colour"`) {
		t.Errorf("%v", err)
	}
}

func TestSkillsAndCoachingCarryTheRostersNames(t *testing.T) {
	roster := write(t, "roster.csv", "Rep,Email,Team,Start date,Share\nAnn Lee,ann@x.org,North,2024-02-01,50%\n")
	skills := write(t, "skills.csv", "rep,skill,dimension,self,manager,required,date\nann@x.org,Closing,Ability,4,2.5,4,2024-05-01\nann  LEE,Opening,Ability,3,,4,\n")
	log := write(t, "coaching.csv", "rep,skill,metric,start,end,coach\nAnn Lee,Closing,conversion,2024-05-02,,Zoe\n")
	d := read(t, Request{Files: files(roster, skills, log)})
	if len(d.Assessments) != 2 || d.Assessments[0].Rep != "Ann Lee" || *d.Assessments[0].Manager != 2.5 || d.Assessments[1].Manager != nil || d.Assessments[0].Date.String() != "2024-05-01" {
		t.Errorf("%+v", d.Assessments)
	}
	if len(d.Programmes) != 1 || d.Programmes[0].Start.String() != "2024-05-02" || d.Programmes[0].End != nil || d.Programmes[0].Coach != "Zoe" {
		t.Errorf("%+v", d.Programmes)
	}
	rep := d.Cube.Reps[0]
	if rep.Team != "North" || rep.Share != 0.5 || rep.Start.String() != "2024-02-01" || !rep.InRoster {
		t.Errorf("%+v", rep)
	}
}
