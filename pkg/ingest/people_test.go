package ingest

import (
	"context"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestANameThatMayBeTwoPeopleIsRefusedOnceAFileUsesIt(t *testing.T) {
	deals := "Deal ID,Deal Owner,Stage,Amount,Close Date\n1,Bob,Won,1,2024-01-31\n2,Ann,Won,2,2024-01-31\n"
	ids := "Deal ID,Owner ID,Stage,Amount,Close Date\n1,1,Won,1,2024-01-31\n2,2,Won,2,2024-01-31\n"
	for _, c := range []struct{ name, deals, roster, problem string }{
		{"somebody's alias is somebody else's name", deals, "rep,alias,team\nAnn,Bob,N\nBob,,S\n", `roster.csv:3:1: "Bob", whom deals.csv names, is "Bob" here and "Ann" in `},
		{"the name comes first", deals, "rep,alias,team\nBob,,S\nAnn,Bob,N\n", `roster.csv:3:5: "Bob", whom deals.csv names, is "Ann" here and "Bob" in `},
		{"two people have one id", ids, "rep,rep_id,team\nAnn,1,N\nBob,1,S\n", `roster.csv:3:5: "1", whom deals.csv names, is "Bob" here and "Ann" in `},
		{"one name has two ids in two lines", ids, "rep,rep_id,team\nAnn Lee,1,N\nAnn Lee,2,S\n", `roster.csv:3:9: "Ann Lee" has "2" here and "1" in line 2, and deals.csv names both`},
		{"one name has two ids in one line", ids, "rep,rep_id,team\nAnn Lee,1; 2,N\n", ""},
		{"one name stands in two lines with one id", ids, "rep,rep_id,team\nAnn Lee,1,N\nAnn Lee,1,S\nBob,2,S\n", ""},
		{"no file uses the second id", ids, "rep,rep_id,team\nAnn Lee,1,N\nAnn Lee,7,N\n", ""},
		{"no file uses the alias", deals, "rep,alias,team\nAnn,Annie,N\nAnna,Annie,S\nBob,,S\n", ""},
	} {
		dealsFile, roster := write(t, "deals.csv", c.deals), write(t, "roster.csv", c.roster)
		_, err := Read(context.Background(), Request{Files: files(dealsFile, roster)})
		switch {
		case c.problem == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.problem != "" && (err == nil || !strings.Contains(strings.NewReplacer(dealsFile, "deals.csv", roster, "roster.csv").Replace(err.Error()), c.problem)):
			t.Errorf("%s: %v, want %s", c.name, err, c.problem)
		}
	}
}

func TestAnIDThatTwoRostersGiveToTwoPeopleIsToldByItsColumn(t *testing.T) {
	north := write(t, "north.csv", "rep,crm_id,team\nAnn,1,N\n")
	south := write(t, "south.csv", "rep,user_id,team\nBob,1,S\n")
	for header, who := range map[string]string{"crm_id": "Ann", "user_id": "Bob"} {
		path := write(t, "deals.csv", "Deal ID,"+header+",Stage,Amount,Close Date\n1,1,Won,5,2024-01-31\n")
		o := Reading{Mappings: []Mapping{{Pattern: "deals.csv", Role: crm.Deals, Columns: map[crm.Field]string{crm.FieldRepID: header}}}}
		if d := read(t, Request{Files: files(path, north, south), Reading: o}); value(t, d.Cube, who, "2024-01", funnel.Revenue) != 5 {
			t.Errorf("%s: %+v", header, d.Cube.Reps)
		}
	}
	path := write(t, "deals.csv", "Deal ID,Owner ID,Stage,Amount,Close Date\n1,1,Won,5,2024-01-31\n")
	if msg := refused(t, Request{Files: files(path, north, south)}); !strings.Contains(msg, `is "Bob" here and "Ann" in `) {
		t.Errorf("%s", msg)
	}
}

func TestSeveralAliasesInOneCellAreSeveral(t *testing.T) {
	deals := write(t, "deals.csv", "Deal ID,Deal Owner,Stage,Amount,Close Date\n1,Annie,Won,1,2024-01-31\n2,A. Müller,Won,2,2024-01-31\n")
	for _, sign := range []string{"; ", " | ", "/", "\n"} {
		d := read(t, Request{Files: files(deals, write(t, "roster.csv", "rep,alias,team\nAnn Müller,\"Annie"+sign+"A. Müller\",N\n"))})
		if value(t, d.Cube, "Ann Müller", "2024-01", funnel.Revenue) != 3 || hasWarning(d, "alias-list") {
			t.Errorf("%q: %+v", sign, d.Cube.Reps)
		}
	}
	d := read(t, Request{Files: files(deals, write(t, "roster.csv", "rep,alias,team\nAnn Müller,\"Müller, Ann\",N\nBob Ray,\"Robby, Rob\",S\n"))})
	if got := warned(d, "alias-list"); !strings.HasPrefix(got, `1 alias has commas, such as "Robby, Rob"`) {
		t.Errorf("%q", got)
	}
}

func TestFirstAndLastNameAreTheName(t *testing.T) {
	deals := write(t, "deals.csv", "Deal ID,Deal Owner,Stage,Amount,Close Date\n1,Ann Lee,Won,1,2024-01-31\n2,al@x.com,Won,2,2024-01-31\n3,005D000000IqhSL,Won,4,2024-01-31\n")
	for name, roster := range map[string]string{
		"Salesforce": "Id,Username,FirstName,LastName,Email,IsActive,UserRoleId,ManagerId\n005D000000IqhSLIAZ,al@y.com,Ann,Lee,al@x.com,1,00E1,\n",
		"any":        "employee_id,First name,Last name,email,team\n005D000000IqhSLIAZ,Ann,Lee,al@x.com,N\n",
	} {
		d := read(t, Request{Files: files(deals, write(t, "users.csv", roster))})
		if value(t, d.Cube, "Ann Lee", "2024-01", funnel.Revenue) != 7 {
			t.Errorf("%s: %+v", name, d.Cube.Reps)
		}
	}
	if msg := refused(t, Request{Files: files(deals, write(t, "contacts.csv", "First Name,Last Name,Email,Company,Phone\nAnn,Lee,a@x,Acme,1\n"))}); !strings.Contains(msg, "contacts.csv") {
		t.Errorf("%s", msg)
	}
}

func TestLinesOfTheRosterThatDifferAreTold(t *testing.T) {
	deals := write(t, "deals.csv", "Deal ID,Deal Owner,Stage,Amount,Close Date\n1,Ann,Won,1,2024-01-31\n2,Bob,Won,2,2024-01-31\n")
	roster := write(t, "roster.csv", "rep,team,manager\nAnn,North,Max\nAnn,West,max\nBob,North,Max\nBob,North,Eve\n")
	d := read(t, Request{Files: files(deals, roster)})
	if got := messageOf(d, "differing-lines"); got != "the roster has several lines with another manager, team for 2 people (Ann, Bob): the first line counts" {
		t.Errorf("%q", got)
	}
	_, err := Read(context.Background(), Request{Files: files(deals, roster), Team: "West"})
	if err == nil || !strings.Contains(err.Error(), "the roster puts Ann there, but into North in an earlier line") {
		t.Errorf("%v", err)
	}
}

func TestARosterThatNamesNobodyOfTheDealsIsTold(t *testing.T) {
	deals := write(t, "deals.csv", "Deal ID,Deal Owner,Stage,Amount,Close Date\n1,Ann Lee,Won,1,2024-01-31\n")
	d := read(t, Request{Files: files(deals, write(t, "roster.csv", "email,team\nal@x.com,N\nbo@x.com,S\n"))})
	if got := warned(d, "strangers"); !strings.HasPrefix(got, "2 reps, none of whom is among the 1 of ") || !strings.HasSuffix(got, "names, aliases, e-mails or ids as in that file would join them") {
		t.Errorf("%q", got)
	}
}
