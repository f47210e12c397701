package ingest

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// value is a step of one rep in one period, found by name.
func value(t testing.TB, c *funnel.Cube, rep, period, step string) float64 {
	t.Helper()
	for r := range c.Reps {
		for p := range c.Periods {
			if s := c.Step(step); s >= 0 && c.Reps[r].Name == rep && c.Periods[p].Label == period {
				return c.At(r, p, s).Value(c.Steps[s].Kind)
			}
		}
	}
	t.Fatalf("the cube has no %s of %s in %s", step, rep, period)
	return 0
}

func TestWindows1252FoundLateIsReadAgain(t *testing.T) {
	text := dealHeader + strings.Repeat(",a,Closed Won,2024-04-03,Ann,8,2024-01-02\n", 30_000) + ",a,Closed Won,2024-04-03,J\xf6rg,8,2024-01-02\n"
	d := read(t, Request{Files: files(write(t, "deals.csv", text))})
	if d.Cube.Reps[1].Name != "Jörg" || d.Quality.Files[0].Encoding != "windows-1252" || !hasWarning(d, "encoding") || total(t, d.Cube, funnel.Customers) != 30_001 {
		t.Errorf("%+v", d.Cube.Reps)
	}
}

func TestBadBytesOfASmallTableAreWarnedOf(t *testing.T) {
	roster := write(t, "roster.csv", "name,team\nAnn M\xfcller,N\xf6rd\n")
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n")
	d := read(t, Request{Files: files(deals, roster), Reading: Reading{Encoding: "utf-8"}})
	if msg := messageOf(d, "encoding"); !strings.HasSuffix(msg, "roster.csv: 2 bytes are not UTF-8 and read as \uFFFD") {
		t.Errorf("%q", msg)
	}
}

func TestQuotesInsideACellAreKeptAndSaidSo(t *testing.T) {
	d := read(t, Request{Files: files(write(t, "deals.csv", dealHeader+"1,5\" pipe,Closed Won,2024-04-03,Ann,8,2024-01-02\n2,b,Closed Won,2024-04-03,Ann,9,2024-01-02\n"))})
	if total(t, d.Cube, funnel.Revenue) != 17 || !hasWarning(d, "stray-quotes") {
		t.Errorf("%v", d.Quality.Warnings)
	}
}

func TestUTF16WithTabsIsRead(t *testing.T) {
	units := utf16.Encode([]rune("\ufeff" + strings.ReplaceAll(dealHeader+"1,a,Closed Won,2024-04-03,Zoë,8,2024-01-02\n", ",", "\t")))
	var b strings.Builder
	for _, u := range units {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	d := read(t, Request{Files: files(write(t, "deals.csv", b.String()))})
	if f := d.Quality.Files[0]; d.Cube.Reps[0].Name != "Zoë" || !f.BOM || f.Delimiter != "\t" {
		t.Errorf("%+v", f)
	}
}

func TestDecimalCommasAndGermanDates(t *testing.T) {
	text := "Opportunity-Inhaber;Opportunity-Name;Phase;Betrag;Schlusstermin;Erstelldatum\nJörg;x;Closed Won;1.234,50 €;31.03.2024;01.02.2024\nJörg;y;Closed Won;12,25 €;02.03.2024;01.02.2024\n"
	d := read(t, Request{Files: files(write(t, "report.csv", text))})
	f := d.Quality.Files[0]
	if value(t, d.Cube, "Jörg", "2024-03", funnel.Revenue) != 1246.75 || f.Decimal != "comma" || f.DateOrder != "dmy" || f.Currency != "EUR" {
		t.Errorf("%+v", f)
	}
	if s := d.Cube.Steps[d.Cube.Step(funnel.Revenue)]; s.Unit != "EUR" {
		t.Errorf("%+v", s)
	}
}

func TestFootersAndRepeatedHeadersAreNoRows(t *testing.T) {
	text := dealHeader + "1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n" + dealHeader + "2,b,Closed Won,2024-04-03,Ann,9,2024-01-02\n\n" +
		"\"Grand Totals (2 records)\"\n\"Confidential Information - Do Not Distribute\"\n\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"\n"
	d := read(t, Request{Files: files(write(t, "deals.csv", text))})
	if f := d.Quality.Files[0]; f.Rows != 2 || f.Used != 2 || f.IgnoredFurniture != 5 || total(t, d.Cube, funnel.Revenue) != 17 {
		t.Errorf("%+v", f)
	}
}

const moneyHeader = "Record ID,Deal Stage,Close Date,Deal owner,Amount,Currency\n"

func TestCurrenciesArePickedOrConverted(t *testing.T) {
	path := write(t, "deals.csv", moneyHeader+"1,Closed Won,2024-01-02,Ann,100,EUR\n2,Closed Won,2024-01-02,Ann,50,USD\n3,Closed Won,2024-01-02,Ann,9,\n")
	picked := read(t, Request{Files: files(path), Reading: Reading{Currency: "USD"}})
	if total(t, picked.Cube, funnel.Revenue) != 59 || picked.Quality.Files[0].LeftOut != 1 || total(t, picked.Cube, funnel.Customers) != 2 {
		t.Errorf("picked: %+v", picked.Quality.Files[0])
	}
	converted := read(t, Request{Files: files(path), Reading: Reading{Rates: &Rates{To: "EUR", PerUnit: map[string]float64{"USD": 0.9}}}})
	if total(t, converted.Cube, funnel.Revenue) != 154 || converted.Cube.Steps[converted.Cube.Step(funnel.Revenue)].Unit != "EUR" {
		t.Errorf("converted: %v", total(t, converted.Cube, funnel.Revenue))
	}
	msg := refused(t, Request{Files: files(path), Reading: Reading{Rates: &Rates{To: "EUR"}}})
	if !strings.Contains(msg, "there are amounts in USD and no rate for it") {
		t.Errorf("%s", msg)
	}
}

func TestOnlyAnAccountsFirstWonDealIsANewCustomer(t *testing.T) {
	header := "Record ID,Deal Stage,Close Date,Deal owner,Amount,Associated Company\n"
	path := write(t, "deals.csv", header+
		"1,Closed Won,2024-03-02,Bob,100,Acme\n2,Closed Won,2024-01-02,Ann,100,ACME\n3,Closed Lost,2023-01-02,Ann,100,Nord\n4,Closed Won,2024-03-05,Ann,100,Nord\n5,Closed Won,2024-03-06,Bob,1,\n")
	d := read(t, Request{Files: files(path), Customers: NewAccounts})
	if value(t, d.Cube, "Ann", "2024-01", funnel.Customers) != 1 || value(t, d.Cube, "Ann", "2024-03", funnel.Customers) != 1 || value(t, d.Cube, "Bob", "2024-03", funnel.Customers) != 1 {
		t.Errorf("%v customers", total(t, d.Cube, funnel.Customers))
	}
	if total(t, d.Cube, funnel.Revenue) != 301 || total(t, d.Cube, funnel.Closed) != 5 {
		t.Errorf("%v", total(t, d.Cube, funnel.Revenue))
	}
	from := day("2024-02-01")
	if later := read(t, Request{Files: files(path), Customers: NewAccounts, From: &from}); total(t, later.Cube, funnel.Customers) != 2 {
		t.Errorf("%v customers from February", total(t, later.Cube, funnel.Customers))
	}
}

func TestAgesAreDaysFromCreationToCloseOrToTheAsOfDay(t *testing.T) {
	d := read(t, Request{Ages: true, Files: files(write(t, "deals.csv", dealHeader+
		"1,a,Closed Won,2024-01-31,Ann,8,2024-01-01\n2,a,Closed Lost,2024-01-31,Ann,8,2024-01-01\n3,a,Contract Sent,2025-01-31,Ann,8,2024-01-21\n"))})
	want := fmt.Sprint([]funnel.AgeTable{{{Days: 10, Open: 1}, {Days: 30, Won: 1, Lost: 1}}})
	if got := fmt.Sprint(d.Cube.Ages); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLaterRecordsThanTheAsOfDayAreLeftOut(t *testing.T) {
	asOf := day("2024-02-15")
	d := read(t, Request{AsOf: &asOf, Files: files(write(t, "deals.csv", dealHeader+
		"1,a,Closed Won,2024-01-31,Ann,8,2024-01-01\n2,a,Closed Won,2024-03-31,Ann,8,2024-02-01\n3,a,Closed Won,2024-03-31,Ann,8,2024-03-01\n"))})
	f := d.Quality.Files[0]
	if d.Cube.AsOf != asOf || f.Totals.Won != 1 || f.Totals.Open != 1 || f.LeftOut != 1 || total(t, d.Cube, funnel.Opened) != 2 {
		t.Errorf("%+v", f)
	}
	if last := d.Cube.Periods[len(d.Cube.Periods)-1].Label; last != "2024-02" {
		t.Errorf("the last period is %s", last)
	}
}

func TestConditionsOnOneColumnAreAlternativesAndOnSeveralAllHold(t *testing.T) {
	header := "Record ID,Deal Stage,Close Date,Deal owner,Amount,Product,Region\n"
	path := write(t, "deals.csv", header+"1,Closed Won,2024-01-02,Ann,1,A,North\n2,Closed Won,2024-01-02,Ann,10,B,North\n3,Closed Won,2024-01-02,Ann,100,B,South\n4,Closed Won,2024-01-02,Ann,1000,C,North\n")
	d := read(t, Request{Files: files(path), Where: []Condition{{"product", "a"}, {"Product", "B "}, {"Region", "north"}}})
	if total(t, d.Cube, funnel.Revenue) != 11 || d.Quality.Files[0].LeftOut != 2 {
		t.Errorf("%v", total(t, d.Cube, funnel.Revenue))
	}
}

func TestSegmentsCutTheCubeByColumns(t *testing.T) {
	header := "Record ID,Deal Stage,Close Date,Deal owner,Amount,Product\n"
	d := read(t, Request{SegmentBy: []string{"Product"}, Files: files(write(t, "deals.csv", header+"1,Closed Won,2024-01-02,Ann,1,A\n2,Closed Won,2024-01-02,Ann,10,B\n3,Closed Lost,2024-01-02,Ann,,\n"))})
	c := d.Cube
	if got := strings.Join(c.Segments, ","); got != "(none),A,B" {
		t.Errorf("segments %s", got)
	}
	if got := c.AtSegment(0, 0, 2, c.Step(funnel.Revenue)).Sum.Float(); got != 10 {
		t.Errorf("B earned %v", got)
	}
}

func TestQuotasOfAYearAreSpreadByWorkingDaysAndAddUp(t *testing.T) {
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-01-31,Ann,8,2024-01-01\n")
	quotas := write(t, "quotas.csv", "Rep,Year,Quota\nann,2024,100000\n")
	d := read(t, Request{Files: files(deals, quotas)})
	// 2024 has 262 days from Monday to Friday, January 23 of them, February 21.
	if jan, feb := value(t, d.Cube, "Ann", "2024-01", funnel.Quota), value(t, d.Cube, "Ann", "2024-02", funnel.Quota); jan != 8778.6259 || feb != 8015.2672 {
		t.Errorf("January %v, February %v", jan, feb)
	}
	if total(t, d.Cube, funnel.Quota) != 100000 || d.Cube.AsOf != day("2024-01-31") || len(d.Cube.Periods) != 12 {
		t.Errorf("%v, as of %s", total(t, d.Cube, funnel.Quota), d.Cube.AsOf)
	}
	if w := d.Cube.All(); w.Len() != 1 {
		t.Errorf("%d periods have begun", w.Len())
	}
}

func TestAScorecardAloneGivesEveryStepItHas(t *testing.T) {
	d := read(t, Request{
		Files: files(write(t, "scorecard.csv", "Rep,Month,Visits,Customers,Revenue,Demos\nAnn,2024-01,10,2,500.5,3\nAnn,2024-02,12,1,,4\nBob,2024-01,7,0,0,2\n")),
		Steps: []ExtraStep{{Name: "shown", Metric: "Demos"}},
	})
	c := d.Cube
	if value(t, c, "Ann", "2024-01", funnel.Visits) != 10 || value(t, c, "Ann", "2024-01", funnel.Revenue) != 500.5 || value(t, c, "Ann", "2024-02", "shown") != 4 {
		t.Errorf("%+v", c.Steps)
	}
	if c.Funnel.String() != "visits -> customers -> revenue" || c.AsOf != day("2024-02-29") {
		t.Errorf("%s as of %s", c.Funnel, c.AsOf)
	}
}

func TestStepsOfTheFunnelCanBeKindsAndStages(t *testing.T) {
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-01-31,Ann,8,2024-01-01\n2,a,Contract Sent,2024-06-30,Ann,8,2024-01-05\n")
	visits := write(t, "visits.csv", "Activity ID,Activity type,Activity date,Activity assigned to,Outcome\n1,Demo,2024-01-02,Ann,Completed\n2,Meeting,2024-01-03,Ann,Completed\n3,Demo,2024-01-04,Ann,No show\n")
	d := read(t, Request{
		Files: files(deals, visits), Funnel: funnel.Funnel{"demos", "offers", funnel.Customers},
		Steps: []ExtraStep{{Name: "demos", Kinds: []string{"demo"}}, {Name: "offers", Stages: []string{"contract sent", "closed won"}}},
	})
	if value(t, d.Cube, "Ann", "2024-01", "demos") != 1 || value(t, d.Cube, "Ann", "2024-01", "offers") != 2 || d.Cube.Funnel[0] != "demos" {
		t.Errorf("%+v", d.Cube.Steps)
	}
}

func TestTeamAndRepKeepOnlyThose(t *testing.T) {
	roster := write(t, "roster.csv", "Rep,Email,Team\nAnn Lee,ann@x.org,North\nBob Ray,bob@x.org,South\n")
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-01-31,ann@x.org,8,2024-01-01\n2,a,Closed Won,2024-01-31,bob@x.org,9,2024-01-01\n3,a,Closed Won,2024-01-31,,7,2024-01-01\n")
	for _, r := range []Request{{Team: "north"}, {Rep: "ANN LEE"}, {Rep: "ann@x.org"}} {
		r.Files = files(roster, deals)
		d := read(t, r)
		if len(d.Cube.Reps) != 1 || d.Cube.Reps[0].Name != "Ann Lee" || total(t, d.Cube, funnel.Revenue) != 8 {
			t.Errorf("%+v", d.Cube.Reps)
		}
	}
}

func TestNamesThatResembleEachOtherAreAWarningAndNotMerged(t *testing.T) {
	d := read(t, Request{Files: files(write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-01-31,Vidit Shah,8,2024-01-01\n2,a,Closed Won,2024-01-31,Vididt Saha,9,2024-01-01\n"))})
	if len(d.Cube.Reps) != 2 || len(d.Quality.NearMisses) != 1 || !hasWarning(d, "near-miss") {
		t.Errorf("%+v", d.Quality.NearMisses)
	}
}

func TestALineOfAnOrderInAnotherFileIsOfTheSameDeal(t *testing.T) {
	header := "SalesOrderNumber,OrderDate,EmployeeKey,Sales\n"
	a := write(t, "a.csv", header+"S1,2024-01-02,7,10.50\nS2,2024-01-03,7,5.25\nS1,2024-01-02,7,10.50\n")
	b := write(t, "b.csv", header+"S1,2024-01-02,7,1.25\n")
	d := read(t, Request{Files: files(a, b)})
	if total(t, d.Cube, funnel.Customers) != 2 || total(t, d.Cube, funnel.Revenue) != 27.5 {
		t.Errorf("%v customers, %v", total(t, d.Cube, funnel.Customers), total(t, d.Cube, funnel.Revenue))
	}
	c := d.Cube
	if tally := c.Total(c.All(), c.Step(funnel.Revenue)); tally.SumSq != 22.25*22.25+5.25*5.25 {
		t.Errorf("the sum of squares is %v", tally.SumSq)
	}
}

func TestRowsThatShareTheDealKeyOfTheRequestAreNoVersions(t *testing.T) {
	path := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-01-31,Ann,8,2024-01-01\n1,b,Closed Won,2024-01-31,Ann,9,2024-01-01\n")
	d := read(t, Request{Files: files(path), DealKey: "Record ID"})
	if total(t, d.Cube, funnel.Revenue) != 17 || total(t, d.Cube, funnel.Customers) != 1 || d.Quality.Files[0].Duplicates != 0 {
		t.Errorf("%+v", d.Quality.Files[0])
	}
}

func TestVisitsAreTheKindsThatTheRequestNames(t *testing.T) {
	path := write(t, "visits.csv", "Activity ID,Activity type,Activity date,Activity assigned to,Outcome\n1,Call,2024-01-02,Ann,Completed\n2,Meeting,2024-01-03,Ann,Completed\n3,Call,2024-01-04,Ann,No show\n")
	d := read(t, Request{Files: files(path), Visits: []string{"Call"}, By: calendar.Week})
	if total(t, d.Cube, funnel.Visits) != 1 || d.Quality.Files[0].Kinds[0] != (KindWord{"Call", 2, 1, true, true}) {
		t.Errorf("%+v", d.Quality.Files[0].Kinds)
	}
}

func TestAnIDNamesWhomItsOwnColumnNames(t *testing.T) {
	roster := write(t, "people.csv", "EmployeeKey,EmployeeID,Salesperson\n1,2,Ann Lee\n2,1,Bob Ray\n")
	sales := write(t, "sales.csv", "SalesOrderNumber,OrderDate,EmployeeKey,Sales\nS1,2024-01-02,1,10\n")
	targets := write(t, "targets.csv", "EmployeeID,TargetAmount,TargetMonth\n1,70,2024-01-01\n")
	d := read(t, Request{Files: []File{{roster, crm.Roster}, {sales, crm.Deals}, {targets, crm.Quotas}}})
	if value(t, d.Cube, "Ann Lee", "2024-01", funnel.Revenue) != 10 || value(t, d.Cube, "Bob Ray", "2024-01", funnel.Quota) != 70 {
		t.Errorf("%+v", d.Cube.Reps)
	}
}

func TestHeaderlessFilesAreReadWithTheNamesOfTheRequest(t *testing.T) {
	path := write(t, "quotas.csv", "274\t2022-05-30 00:00:00.000\t28000.0000\n274\t2022-08-30 00:00:00.000\t7000.0000\n275\t2022-05-30 00:00:00.000\t367000.0000\n")
	d := read(t, Request{Files: []File{{path, crm.Quotas}}, By: calendar.Quarter, Calendar: calendar.Calendar{FiscalStart: 6},
		Reading: Reading{Names: []string{"rep_id", "date", "quota"}}})
	if value(t, d.Cube, "274", "FY2023-Q1", funnel.Quota) != 28000 || value(t, d.Cube, "274", "FY2023-Q2", funnel.Quota) != 7000 || d.Quality.Files[0].Rows != 3 {
		t.Errorf("%+v", d.Cube.Periods)
	}
}

func TestAStepOfBothAScorecardAndRecordsIsRefused(t *testing.T) {
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-01-31,Ann,8,2024-01-01\n")
	card := write(t, "scorecard.csv", "Rep,Month,Visits,Customers\nAnn,2024-01,10,2\n")
	if msg := refused(t, Request{Files: files(deals, card)}); !strings.Contains(msg, "customers come both from a scorecard and from other files") {
		t.Errorf("%s", msg)
	}
}

func TestMonthlyFiguresDoNotFitIntoWeeks(t *testing.T) {
	card := write(t, "scorecard.csv", "Rep,Month,Visits,Customers\nAnn,2024-01,10,2\n")
	msg := refused(t, Request{Files: files(card), By: calendar.Week})
	if !strings.Contains(msg, "scorecard.csv gives figures for 2024-01-01..2024-01-31, which is longer than a week") {
		t.Errorf("%s", msg)
	}
}

func TestAShareOfEightyIsNotGuessedToBePercent(t *testing.T) {
	roster := write(t, "roster.csv", "Rep,Team,Share\nAnn,North,80\n")
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-01-31,Ann,8,2024-01-01\n")
	want := `roster.csv:2:11: share "80" is not above 0 and at most 1 (column "Share")` + "\nhint: write the part of full time as 0.8 or 80%"
	if msg := refused(t, Request{Files: files(roster, deals)}); msg != want {
		t.Errorf("%s", msg)
	}
}

func TestQuotasGivenTwiceAreAddedUpAndSaidSo(t *testing.T) {
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-01-31,Ann,8,2024-01-01\n")
	quotas := write(t, "quotas.csv", "Rep,Month,Quota\nAnn,2024-01,10\nAnn,2024-01,5\n")
	d := read(t, Request{Files: files(deals, quotas)})
	if total(t, d.Cube, funnel.Quota) != 15 || !hasWarning(d, "repeated-quotas") {
		t.Errorf("%v", d.Quality.Warnings)
	}
}

func TestPeopleOfTheRosterWithoutARecordAreInTheCube(t *testing.T) {
	roster := write(t, "roster.csv", "Rep,Team\nAnn,North\nBob,North\n")
	d := read(t, Request{Files: files(roster, write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-01-31,ann,8,2024-01-01\n"))})
	if reps := d.Cube.Reps; len(reps) != 2 || reps[0].Name != "Ann" || reps[1].Name != "Bob" || reps[1].First != nil || reps[0].First == nil {
		t.Errorf("%+v", reps)
	}
}

func TestIDsOutOfOrderTakeAtMostTwelveBytesARow(t *testing.T) {
	var b strings.Builder
	b.WriteString(dealHeader)
	const rows = 100_000
	for i := range rows {
		fmt.Fprintf(&b, "%x,a,Closed Won,2024-01-31,Ann,1,2024-01-01\n", uint32(i)*2654435761)
	}
	b.WriteString("0,a,Closed Lost,2024-01-31,Ann,1,2024-01-01\n")
	d := read(t, Request{Files: files(write(t, "deals.csv", b.String()))})
	if f := d.Quality.Files[0]; f.Duplicates != 1 || f.Totals.Won != rows-1 || d.Quality.IDBytes > 12*rows || d.Quality.IDBytes < 8*rows {
		t.Errorf("%d duplicates, %d bytes", f.Duplicates, d.Quality.IDBytes)
	}
}

func TestIDsInOrderTakeNothing(t *testing.T) {
	for _, order := range []string{"1,2,3,10,11", "30,20,10,9,8"} {
		var b strings.Builder
		b.WriteString(dealHeader)
		for id := range strings.SplitSeq(order, ",") {
			b.WriteString(id + ",a,Closed Won,2024-01-31,Ann,1,2024-01-01\n")
		}
		d := read(t, Request{Files: files(write(t, "deals.csv", b.String()))})
		if d.Quality.IDBytes != 0 || d.Quality.Files[0].Duplicates != 0 {
			t.Errorf("%s: %d bytes", order, d.Quality.IDBytes)
		}
	}
}

func TestProgressIsToldOneAtATime(t *testing.T) {
	path := write(t, "deals.csv", dealHeader+strings.Repeat(",a,Closed Won,2024-01-31,Ann,1,2024-01-01\n", 5000))
	var told []Progress
	read(t, Request{Files: files(path), Progress: func(p Progress) { told = append(told, p) }})
	if len(told) == 0 || told[0].File != path || told[0].Size <= 0 || told[0].Pass < 1 {
		t.Errorf("%+v", told)
	}
}

func TestACellLongerThanTheSampleIsRead(t *testing.T) {
	text := "Deal ID,Owner,Stage,Amount,Close Date,Notes\n1,Ben,Won,6,2026-01-02,\"" + strings.Repeat("y", 3<<20) + "\"\n2,Ann,Won,7,2026-01-02,\n"
	d := read(t, Request{Files: files(write(t, "deals.csv", text))})
	if got := total(t, d.Cube, funnel.Revenue); got != 13 || d.Quality.Files[0].Rows != 2 {
		t.Errorf("%v, %+v", got, d.Quality.Files[0])
	}
}

func TestASubitemWithADateAndAnAmountIsNoDeal(t *testing.T) {
	text := "Sales pipeline,,,,,,,\nActive deals,,,,,,,\nName,Subitems,Owner,Stage,Deal Value,Close Date,Contacts,Item ID (auto generated)\n" +
		"Seats,,Ann,Won,12500,2024-02-12,A,101\nSubitems,Name,Owner,Status,Cost,Date,,\n,Send quote,Bob,Done,500,2024-02-10,,\nPilot,,Bob,Lost,900,2024-02-14,B,102\n"
	d := read(t, Request{Files: files(write(t, "Sales_pipeline.csv", text))})
	if f := d.Quality.Files[0]; total(t, d.Cube, funnel.Revenue) != 12500 || f.Rows != 2 || f.Used != 2 || f.IgnoredFurniture != 2 {
		t.Errorf("%v, %+v", total(t, d.Cube, funnel.Revenue), f)
	}
}

func TestATotalWithAStatusAndADateIsNoDealWithoutARep(t *testing.T) {
	for _, text := range []string{
		"Deal ID,Owner,Stage,Amount,Close Date\n1,Ben,Won,10,2026-01-02\nx2,,Won,5,2026-01-03\nTotal,,Won,15,2026-01-31\n",
		"Order ID,Salesperson,Order Date,Sales Amount\n1,Ben,2026-01-02,10\n2,,2026-01-03,5\nGrand Total,,2026-01-31,15\n",
	} {
		d := read(t, Request{Files: files(write(t, "deals.csv", text))})
		if f := d.Quality.Files[0]; total(t, d.Cube, funnel.Revenue) != 15 || f.Unassigned != 1 || f.IgnoredFurniture != 1 {
			t.Errorf("%v, %+v", total(t, d.Cube, funnel.Revenue), f)
		}
	}
}
