package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

const strangeActivities = "Activity ID,Owner,Type,Date,Status,Outcome\n" +
	"1,Ann,Visit,2024-01-31,Completed,Order placed\n2,Ann,Visit,2024-01-31,Fertig,\n3,Ann,Visit,2024-01-31,Fertig,\n" +
	"4,Ann,Visit,2024-01-31,,Positive\n5,Ann,Visit,2024-01-31,,\n6,Ann,Call,2024-01-31,Abgehakt,\n7,Ann,Visit,2024-01-31,Planned,\n"

func TestAllWordsThatDecideWhatWasDoneAreListed(t *testing.T) {
	d := read(t, Request{Files: files(write(t, "acts.csv", strangeActivities))})
	want := []DoneWord{
		{crm.FieldOutcome, "", 5, 0, false}, {crm.FieldOutcome, "Order placed", 1, 1, false}, {crm.FieldOutcome, "Positive", 1, 0, false},
		{crm.FieldStatus, "", 2, 0, false}, {crm.FieldStatus, "Fertig", 2, 0, false}, {crm.FieldStatus, "Abgehakt", 1, 0, false},
		{crm.FieldStatus, "Completed", 1, 1, true}, {crm.FieldStatus, "Planned", 1, 0, true},
	}
	if got := d.Quality.Files[0].DoneWords; !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestVisitsWhoseWordsAreNotKnownAreWarnedOf(t *testing.T) {
	d := read(t, Request{Files: files(write(t, "acts.csv", strangeActivities))})
	msg := messageOf(d, "unknown-done")
	if !strings.Contains(msg, `acts.csv: 3 activities say in no known word whether they took place`) || !strings.Contains(msg, `"Fertig" (2), "Positive" (1);`) {
		t.Errorf("%q", msg)
	}
	d = read(t, Request{Files: files(write(t, "acts.csv", strangeActivities)), Reading: Reading{Words: crm.Words{Done: []string{"Fertig", "Positive"}}}})
	if n := total(t, d.Cube, funnel.Visits); n != 4 || hasWarning(d, "unknown-done") {
		t.Errorf("%v visits, %v", n, d.Quality.Warnings)
	}
}

func TestARefusalForWantOfVisitsNamesTheWords(t *testing.T) {
	msg := refused(t, Request{Files: files(write(t, "acts.csv", "Activity ID,Owner,Type,Date,Status\n1,Ann,Visit,2024-01-31,Fertig\n"))})
	if !strings.Contains(msg, `its only visit is not marked as done; its words are not known: "Fertig" (1); done and not_done`) {
		t.Error(msg)
	}
}

func TestTheWordsAreTheSameHoweverTheFileIsCut(t *testing.T) {
	var b strings.Builder
	b.WriteString("Activity ID,Owner,Type,Date,Status\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "%d,Ann,Visit,2024-01-31,%s\n", i, []string{"Completed", "Fertig", "OK", "Planned"}[i%7%4])
	}
	path := write(t, "acts.csv", b.String())
	one := read(t, Request{Files: files(path), Workers: 1})
	many := read(t, Request{Files: files(path), Workers: 4, chunk: 4 << 10})
	if a, b := one.Quality.Files[0].DoneWords, many.Quality.Files[0].DoneWords; !slices.Equal(a, b) || len(a) != 4 {
		t.Errorf("%v and %v", a, b)
	}
	if a, b := messageOf(one, "unknown-done"), messageOf(many, "unknown-done"); a != b {
		t.Errorf("%q and %q", a, b)
	}
}
