package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/funnel"
)

const reportHeader = "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date,Opportunity ID\n"

func TestTotalsInTheColumnOfRepsAreNoDeals(t *testing.T) {
	for _, label := range []string{"Total", "Totales", "Grand Total", "Ann Lee Total", "Total Ann Lee"} {
		text := reportHeader + "Ann Lee,Acme,A1,Closed Won,1000.50,3/31/2020,006x1\nAnn Lee,Acme,A2,Closed Lost,500,4/2/2020,006x2\n" +
			label + ",,,,1500.50,,\n"
		d := read(t, Request{Files: files(write(t, "deals.csv", text))})
		f := d.Quality.Files[0]
		if len(d.Cube.Reps) != 1 || f.Rows != 2 || f.IgnoredFurniture != 1 || f.Totals.Open != 0 || total(t, d.Cube, funnel.Revenue) != 1000.5 {
			t.Errorf("%s: %+v, %+v", label, d.Cube.Reps, f)
		}
	}
}

func TestARecordWhoseRepIsCalledTotalIsKept(t *testing.T) {
	var text strings.Builder
	text.WriteString(reportHeader)
	for i := range 300 {
		fmt.Fprintf(&text, "Total,Acme,A%d,Closed Won,10,3/31/2020,%d\n", i, i)
	}
	d := read(t, Request{Files: files(write(t, "deals.csv", text.String()))})
	if f := d.Quality.Files[0]; f.Used != 300 || f.IgnoredFurniture != 0 || total(t, d.Cube, funnel.Revenue) != 3000 {
		t.Errorf("%+v", f)
	}
}

func TestADealWithoutARepOfTheAccountTotalIsKept(t *testing.T) {
	text := reportHeader + "Ann,Acme,x,Closed Won,10,1/31/2024,1\n,Total,y,Closed Won,20,1/31/2024,2\n"
	d := read(t, Request{Files: files(write(t, "deals.csv", text))})
	if f := d.Quality.Files[0]; f.Unassigned != 1 || f.IgnoredFurniture != 0 || total(t, d.Cube, funnel.Revenue) != 30 {
		t.Errorf("%+v", f)
	}
}

func TestARowThatContinuesAListOfTheRowAboveIsNoDeal(t *testing.T) {
	text := "External ID,Opportunity,Salesperson,Stage,Expected Revenue,Closed Date,Tags\n1,a,Ann,Won,1000.5,2024-03-31 10:00:00,x\n,,,,,,y\n"
	d := read(t, Request{Files: files(write(t, "odoo.csv", text))})
	if f := d.Quality.Files[0]; f.Rows != 1 || f.IgnoredFurniture != 1 || f.Unassigned != 0 || f.Totals.Open != 0 {
		t.Errorf("%+v", f)
	}
}
