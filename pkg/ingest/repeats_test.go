package ingest

import (
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestFiguresThatOverlapAreAddedUpAndSaidSo(t *testing.T) {
	card := "rep,month,visits,revenue\n"
	for _, x := range []struct {
		name, a, b, want string
		visits           float64
	}{
		{"files that overlap", card + "Ann,2025-01,10,100\nAnn,2025-02,20,200\n", card + "Ann,2025-02,20,200\nAnn,2025-03,30,300\n",
			"2 figures are for a rep, metric and period that has one already in a.csv: they are added up; 2 are equal to the one before, as where files overlap", 80},
		{"parts in two files", card + "Ann,2025-01,10,100\n", card + "ANN,2025-01,5,\n", "1 figure is for a rep, metric and period that has one already in a.csv: they are added up", 15},
		{"parts in one file", card + "Ann,2025-01,10,100\nAnn,2025-01,7,\n", card + "Bob,2025-01,5,5\n", "1 figure is for a rep, metric and period that has one already: they are added up", 22},
		{"columns of one metric", "rep,month,visits,meetings\nAnn,2025-01,10,3\n", card + "Bob,2025-01,5,5\n", "1 figure is for a rep, metric and period that has one already: they are added up", 18},
		{"a quarter and its months", card + "Ann,2025-01,10,\nAnn,2025-02,20,\nAnn,2025-03,30,\n", "rep,quarter,visits\nAnn,2025-Q1,60\n",
			"1 figure is for a rep, metric and period that has one already in a.csv: they are added up", 120},
		{"nothing that overlaps", card + "Ann,2025-01,10,100\n", card + "Ann,2025-02,10,100\nBob,2025-01,1,1\n", "", 21},
	} {
		r := Request{Files: files(write(t, "a.csv", x.a), write(t, "b.csv", x.b)), By: calendar.Quarter}
		d := read(t, r)
		got := strings.ReplaceAll(warned(d, "repeated-figures"), r.Files[0].Path, "a.csv")
		if total(t, d.Cube, funnel.Visits) != x.visits || got != x.want {
			t.Errorf("%s: %v, %q", x.name, total(t, d.Cube, funnel.Visits), got)
		}
	}
}

func TestQuotasForAYearBesideItsMonthsAreSaidToAddUp(t *testing.T) {
	d := read(t, Request{Files: files(write(t, "q.csv", "rep,period,target\nAnn,2025,1200\nAnn,2025-01,100\nAnn,2025-02,100\nBob,2025,1200\n"))})
	if got := warned(d, "repeated-quotas"); got != "2 quotas are for a rep and period that has one already: they are added up" || total(t, d.Cube, funnel.Quota) != 2600 {
		t.Errorf("%q", got)
	}
}
