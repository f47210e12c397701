package ingest

import (
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestFiguresThatOverlapAreAddedUpAndSaidSo(t *testing.T) {
	card := "rep,month,visits,revenue\n"
	for _, x := range []struct {
		name, a, b, want string
		visits           float64
	}{
		{"files that overlap", card + "Ann,2025-01,10,100\nAnn,2025-02,20,200\n", card + "Ann,2025-02,20,200\nAnn,2025-03,30,300\n",
			"", 60},
		{"an older and a newer export", card + "Ann,2025-02,20,200\n", card + "Ann,2025-02,21,200\n",
			"2 figures are for a rep, metric and period that has one already in a.csv: they are added up; 1 is equal to the one before", 41},
		{"parts in two files", card + "Ann,2025-01,10,100\n", card + "ANN,2025-01,5,\n", "1 figure is for a rep, metric and period that has one already in a.csv: they are added up", 15},
		{"parts in one file", card + "Ann,2025-01,10,100\nAnn,2025-01,7,\n", card + "Bob,2025-01,5,5\n", "1 figure is for a rep, metric and period that has one already: they are added up", 22},
		{"columns of one metric", "rep,month,visits,meetings\nAnn,2025-01,10,3\n", card + "Bob,2025-01,5,5\n", "", 18},
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

func TestARowThatStandsInTwoFilesCountsOnce(t *testing.T) {
	card, other := "rep,month,visits\n", "visits,month,rep\n"
	for _, x := range []struct {
		name, a, b string
		duplicates int64
		visits     float64
	}{
		{"the same columns", card + "Ann,2025-01,10\nAnn,2025-02,20\n", card + "Ann,2025-02,20\nAnn,2025-03,30\n", 1, 60},
		{"columns in another order", card + "Ann,2025-01,10\n", other + "10,2025-01,Ann\n", 1, 10},
		{"columns in another language", card + "Ann,2025-01,10\n", "Verkäufer,Monat,Besuche\nAnn,2025-01,10\n", 1, 10},
		{"parts of a whole in both", card + "Ann,2025-01,10\nAnn,2025-01,10\n", card + "Ann,2025-01,10\nAnn,2025-01,10\nAnn,2025-01,10\n", 2, 30},
		{"another product", "rep,month,product,visits\nAnn,2025-01,A,10\n", "rep,month,product,visits\nAnn,2025-01,B,10\n", 0, 20},
	} {
		r := Request{Files: files(write(t, "a.csv", x.a), write(t, "b.csv", x.b))}
		d := read(t, r)
		if f := d.Quality.Files[1]; total(t, d.Cube, funnel.Visits) != x.visits || f.Duplicates != x.duplicates || f.Used+f.Duplicates != f.Rows || hasWarning(d, "duplicates") != (x.duplicates > 0) {
			t.Errorf("%s: %v, %+v", x.name, total(t, d.Cube, funnel.Visits), f)
		}
	}
}

func TestTheSameRowsOfTwoYearsAreTwo(t *testing.T) {
	r := Request{Files: files(write(t, "2024.csv", "rep,month,visits\nAnn,Jan,10\n"), write(t, "2025.csv", "rep,month,visits\nAnn,Jan,10\n"))}
	for _, year := range []string{"2024", "2025"} {
		r.Reading.Mappings = append(r.Reading.Mappings, Mapping{Pattern: year + ".csv", Columns: map[crm.Field]string{crm.FieldYear: "=" + year}})
	}
	if d := read(t, r); total(t, d.Cube, funnel.Visits) != 20 {
		t.Errorf("%v visits, %v", total(t, d.Cube, funnel.Visits), d.Quality.Warnings)
	}
}
