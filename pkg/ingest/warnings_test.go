package ingest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// warned gives the messages of the warnings of that code, names of files cut
// to what follows them.
func warned(d *Data, code string) string {
	var all []string
	for _, w := range d.Quality.Warnings {
		if w.Code == code {
			_, text, _ := strings.Cut(w.Message, ": ")
			all = append(all, text)
		}
	}
	return strings.Join(all, "; ")
}

func TestOneRowIsARowAndTwoAreRows(t *testing.T) {
	one := dealHeader + "1,a,Closed Won,2024-04-03,Ann,,2024-01-02\n1,a,Closed Won,2024-04-03,Ann,,2024-01-02\n2,b,Closed Won,2024-04-03,,8,2024-01-02\n"
	two := one + "2,b,Closed Won,2024-04-03,,8,2024-01-02\n3,b,Closed Won,2024-04-03,,,2024-01-02\n"
	for text, want := range map[string][3]string{
		one: {"1 row repeats a record id: the last version counts", "1 row names no rep: it counts", "1 won deal has no amount: it counts"},
		two: {"2 rows repeat a record id: the last version counts", "2 rows name no rep: they count", "2 won deals have no amount: they count"},
	} {
		d := read(t, Request{Files: files(write(t, "deals.csv", text))})
		for i, code := range []string{"duplicates", "unassigned", "unknown-amount"} {
			if got := warned(d, code); !strings.HasPrefix(got, want[i]) {
				t.Errorf("%q, not %q", got, want[i])
			}
		}
	}
}

func TestAmountsWithoutACurrencyAreSaidToBeInTheOneAskedFor(t *testing.T) {
	path := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n2,a,Closed Won,2024-04-03,Ann,9,2024-01-02\n")
	d := read(t, Request{Files: files(path), Reading: Reading{Currency: "EUR"}})
	if got := warned(d, "no-currency"); got != "2 amounts name no currency and are taken as EUR" || total(t, d.Cube, funnel.Revenue) != 17 {
		t.Errorf("%q", got)
	}
	if unit := d.Cube.Steps[d.Cube.Step(funnel.Revenue)].Unit; unit != "EUR" {
		t.Errorf("the cube is in %q", unit)
	}
}

func TestACurrencyThatNoAmountIsInIsWrongUsage(t *testing.T) {
	path := write(t, "deals.csv", moneyHeader+"1,Closed Won,2024-01-02,Ann,100,EUR\n2,Closed Won,2024-01-02,Ann,50,USD\n")
	_, err := Read(context.Background(), Request{Files: files(path), Reading: Reading{Currency: "GBP"}})
	var usage *UsageError
	if !errors.As(err, &usage) || usage.Error() != "no amount is in GBP\nhint: they are in EUR, USD" {
		t.Errorf("%v", err)
	}
}

func TestAnUnknownEncodingIsWrongUsage(t *testing.T) {
	_, err := Read(context.Background(), Request{Files: files(write(t, "deals.csv", dealHeader)), Reading: Reading{Encoding: "klingon"}})
	var usage *UsageError
	if !errors.As(err, &usage) || !strings.HasPrefix(usage.Error(), `--encoding: "klingon" is not known`) {
		t.Errorf("%v", err)
	}
}

func TestAMappingFindsItsFileHoweverThePathIsWritten(t *testing.T) {
	for pattern, path := range map[string]string{
		"fees.csv": "./fees.csv", "./fees.csv": "fees.csv", "exports/fees.csv": "./exports/fees.csv",
		"./exports/*.csv": "exports//fees.csv", "*.csv": "exports/fees.csv",
	} {
		if m := (Mapping{Pattern: pattern}); !m.matches(path) {
			t.Errorf("%s does not match %s", pattern, path)
		}
	}
	if (&Mapping{Pattern: "exports/fees.csv"}).matches("other/fees.csv") {
		t.Error("another folder's file matches")
	}
}

func TestFilesWhoseRepsDoNotMeetAreSaidToNeedARoster(t *testing.T) {
	deals := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n2,a,Closed Won,2024-04-03,Bob,9,2024-01-02\n")
	quotas := write(t, "quotas.csv", "rep,period,target\n71,2024-Q2,100\n72,2024-Q2,90\n73,2024-Q2,90\n")
	roster := write(t, "roster.csv", "rep,rep_id,team\nAnn,71,N\nBob,72,N\n")
	d := read(t, Request{Files: files(deals, quotas)})
	if got := warned(d, "strangers"); !strings.HasPrefix(got, "3 reps, none of whom is among the 2 of ") || !strings.Contains(got, "deals.csv: a roster") {
		t.Errorf("%q", got)
	}
	if d = read(t, Request{Files: files(deals, quotas, roster)}); hasWarning(d, "strangers") {
		t.Error("the roster joins them")
	}
}

func TestOfDealsOfWhichNoneIsClosedItIsToldHowTheyWereRead(t *testing.T) {
	text := strings.ReplaceAll(dealHeader, ",Create Date", "") + "1,a,Prospecting,2024-04-03,Ann,8\n"
	d, err := Read(context.Background(), Request{Files: files(write(t, "deals.csv", text))})
	if err == nil || d == nil || d.Cube != nil || d.Quality.Files[0].Status.Open[0].Word != "Prospecting" {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestNewAccountsNeedAccounts(t *testing.T) {
	none := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n")
	some := write(t, "named.csv", strings.TrimSuffix(dealHeader, "\n")+",Associated Company\n"+
		"5,a,Closed Won,2024-04-03,Ann,8,2024-01-02,Acme\n6,a,Closed Won,2024-04-04,Ann,8,2024-01-02,acme\n7,a,Closed Won,2024-04-04,Ann,8,2024-01-02,\n")
	_, err := Read(context.Background(), Request{Files: files(none), Customers: NewAccounts})
	var usage *UsageError
	if !errors.As(err, &usage) || !strings.HasPrefix(usage.Msg, "new accounts cannot be told") {
		t.Errorf("%v", err)
	}
	d := read(t, Request{Files: files(none, some), Customers: NewAccounts})
	if total(t, d.Cube, funnel.Customers) != 3 || !hasWarning(d, "no-accounts") || !hasWarning(d, "unknown-account") {
		t.Errorf("%v %v", total(t, d.Cube, funnel.Customers), d.Quality.Warnings)
	}
}

func TestFilesOfActivitiesWithoutIDsAreSaidToCountTwiceWhatTheyShare(t *testing.T) {
	a := write(t, "a.csv", "Owner,Type,Date,Account\nAnn,Visit,2024-01-31,A\nAnn,Visit,2024-02-01,B\n")
	b := write(t, "b.csv", "Owner,Type,Date,Account\nAnn,Visit,2024-02-01,B\n")
	if w := warned(read(t, Request{Files: files(a)}), "no-id"); w != "" {
		t.Error(w)
	}
	if w := warned(read(t, Request{Files: files(a, b)}), "no-id"); !strings.HasPrefix(w, "no column identifies the activities") {
		t.Error(w)
	}
}
