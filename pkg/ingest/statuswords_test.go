package ingest

import (
	"slices"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestTheStatusOfAnOrderDecides(t *testing.T) {
	for _, text := range []string{
		"Order ID,Order Date,Sales Rep,Status,Total\n1,2024-01-31,Ann,Completed,100\n2,2024-01-31,Ann,Cancelled,100\n3,2024-01-31,Ann,Returned,100\n4,2024-01-31,Ann,Draft,100\n",
		"Auftragsnummer;Bestelldatum;Verkäufer;Status;Umsatz\n1;31.01.2024;Ann;Abgeschlossen;100,00\n2;31.01.2024;Ann;Storniert;100,00\n3;31.01.2024;Ann;Retourniert;100,00\n4;31.01.2024;Ann;Entwurf;100,00\n",
		"Invoice Number,Invoice Date,Sales Rep,Invoice Status,Total\n1,2024-01-31,Ann,Paid,60\n2,2024-01-31,Ann,Void,100\n3,2024-01-31,Ann,Refunded,100\n4,,Ann,Pending,100\n5,2024-01-31,Ann,,40\n",
	} {
		d := read(t, Request{Files: files(write(t, "orders.csv", text))})
		f := d.Quality.Files[0]
		if total(t, d.Cube, funnel.Revenue) != 100 || f.Totals.Lost != 2 || f.Totals.Open != 1 || warned(d, "unknown-status") != "" {
			t.Errorf("%+v, %v", f, d.Quality.Warnings)
		}
		if !slices.ContainsFunc(f.Evidence, func(e string) bool { return strings.Contains(e, "does not say otherwise has status = won") }) {
			t.Errorf("%q", f.Evidence)
		}
	}
}

func TestAStatusOfOrdersMayStandUnderTheNameOfThePayment(t *testing.T) {
	for _, text := range []string{
		"Order ID,Order Date,Sales Rep,Financial Status,Fulfillment Status,Cancelled at,Total\n1,2024-01-31,Ann,paid,fulfilled,,100\n" +
			"2,2024-01-31,Ann,refunded,unfulfilled,2024-02-01,10\n3,2024-01-31,Ann,voided,unfulfilled,,1\n",
		"Order ID,Order Date,Sales Rep,Payment Status,Total\n1,2024-01-31,Ann,Paid,100\n2,2024-01-31,Ann,Cancelled,10\n",
		"Order ID,Order Date,Sales Rep,Order State,Total\n1,2024-01-31,Ann,Done,100\n2,2024-01-31,Ann,Cancelled,10\n",
		"Order ID,Order Date,Sales Rep,Stage,Total\n1,2024-01-31,Ann,Done,100\n2,2024-01-31,Ann,Cancelled,10\n",
	} {
		d := read(t, Request{Files: files(write(t, "orders.csv", text))})
		if total(t, d.Cube, funnel.Revenue) != 100 || d.Quality.Files[0].Totals.Lost != 1 {
			t.Errorf("%+v of %s", d.Quality.Files[0].Totals, text)
		}
	}
}

func TestAWordInParenthesesThatSaysTheContraryLeavesAStatusOpen(t *testing.T) {
	text := "Order ID,Order Date,Sales Rep,Status,Total\n1,2024-01-31,Ann,Paid (cancelled),10\n2,2024-01-31,Ann,Paid (by card),100\n3,2024-01-31,Ann,Cancelled (refunded),1\n"
	d := read(t, Request{Files: files(write(t, "orders.csv", text))})
	if w := warned(d, "unknown-status"); total(t, d.Cube, funnel.Revenue) != 100 || !strings.Contains(w, `"Paid (cancelled)"`) {
		t.Errorf("%v, %q", total(t, d.Cube, funnel.Revenue), w)
	}
}

func TestOrdersWithoutAStatusBesideOthersAreSaidToBeSales(t *testing.T) {
	header := "Order ID,Order Date,Sales Rep,Status,Total\n1,2024-01-31,Ann,,100\n"
	if w := warned(read(t, Request{Files: files(write(t, "orders.csv", header))}), "no-status"); w != "" {
		t.Error(w)
	}
	d := read(t, Request{Files: files(write(t, "orders.csv", header+"2,2024-01-31,Ann,Paid,10\n"))})
	if w := warned(d, "no-status"); !strings.HasPrefix(w, "1 row has no status and counts as won") {
		t.Errorf("%q", w)
	}
}

func TestAStatusThatNobodyKnowsIsSaidToBeOpen(t *testing.T) {
	text := "Order ID,Order Date,Sales Rep,Status,Total\n1,2024-01-31,Ann,Completed,100\n2,2024-01-31,Ann,Blue,100\n3,2024-01-31,Ann,Blue,100\n4,2024-01-31,Bob,Odd,100\n"
	d := read(t, Request{Files: files(write(t, "orders.csv", text))})
	if w := warned(d, "unknown-status"); !strings.Contains(w, `3 rows have a status that is not known and count as open: "Blue" (2), "Odd" (1)`) {
		t.Errorf("%v", d.Quality.Warnings)
	}
}

func TestAColumnThatIsNoStatusOfOrdersCanBeLeftOut(t *testing.T) {
	path := write(t, "orders.csv", "Order ID,Order Date,Vendedor,Estado,Total\n1,2024-01-31,Ann,SP,100\n2,2024-01-31,Ann,RJ,40\n")
	if msg := refused(t, Request{Files: files(path)}); !strings.Contains(msg, `where "Estado" is no status, status: "=won" among its columns makes a sale of every row`) {
		t.Error(msg)
	}
	r := Request{Files: files(path)}
	r.Reading.Mappings = []Mapping{{Pattern: "*.csv", Columns: map[crm.Field]string{crm.FieldStatus: "=won"}}}
	if d := read(t, r); total(t, d.Cube, funnel.Revenue) != 140 {
		t.Errorf("%v", total(t, d.Cube, funnel.Revenue))
	}
}

func TestReturnsWithNegativeAmountsAreSaid(t *testing.T) {
	path := write(t, "orders.csv", "Order ID,Order Date,Sales Rep,Status,Total\n1,2024-01-31,Ann,Completed,100\n2,2024-01-31,Ann,Returned,-40\n3,2024-01-31,Ann,Returned,30\n")
	r := Request{Files: files(path)}
	d := read(t, r)
	if w := warned(d, "reversals"); total(t, d.Cube, funnel.Revenue) != 100 || !strings.HasPrefix(w, "1 order line is lost by its status and has a negative amount") {
		t.Errorf("%v, %v", total(t, d.Cube, funnel.Revenue), d.Quality.Warnings)
	}
	r.Reading.Mappings = []Mapping{{Pattern: "*.csv", Words: crm.Words{Won: []string{"Returned"}}}}
	if d := read(t, r); total(t, d.Cube, funnel.Revenue) != 90 || warned(d, "reversals") != "" {
		t.Errorf("%v, %v", total(t, d.Cube, funnel.Revenue), d.Quality.Warnings)
	}
}

func TestInAFileOfMeetingsTheTypeIsNoKindOfItsOwn(t *testing.T) {
	hubspot := "Record ID,Meeting name,Activity assigned to,Meeting start time,Meeting outcome,Call and meeting type,Create date\n" +
		"1,m,Ann,2026-01-30 10:30,Completed,,2025-12-01 00:00\n2,m,Ann,2026-01-30 12:30,Completed,Discovery,2025-12-01 00:00\n" +
		"3,m,Ann,2026-01-30 14:30,Completed,Demo,2025-12-01 00:00\n4,m,Ann,2026-01-30 15:30,No show,,2025-12-01 00:00\n"
	events := "Id,WhatId,Subject,ActivityDate,IsAllDayEvent,OwnerId,Type\n1,,a,2026-01-30,0,Ann,Call\n2,,a,2026-01-30,0,Ann,Visit\n3,,a,2026-01-30,0,Ann,\n"
	for _, x := range []struct {
		text   string
		visits []string
		want   float64
	}{
		{hubspot, nil, 3},
		{hubspot, []string{"Meeting"}, 3},
		{hubspot, []string{"Demo"}, 1},
		{hubspot, []string{"Discovery"}, 1},
		{strings.NewReplacer("Meeting name", "Activity type", ",m,", ",Visit,").Replace(hubspot), []string{"Visit"}, 3},
		{events, nil, 2},
		{events, []string{"Visit"}, 1},
		{events, []string{"Event"}, 2},
	} {
		d := read(t, Request{Files: files(write(t, "f.csv", x.text)), Visits: x.visits})
		if got := total(t, d.Cube, funnel.Visits); got != x.want {
			t.Errorf("%v visits by %q, want %v of %s", got, x.visits, x.want, x.text)
		}
	}
}

func TestAnEventAmongTasksNeedsNoStatus(t *testing.T) {
	text := "Assigned,Subject,Date,Company / Account,Task,Type,Status\nAnn,a,12/31/2020,Acme,0,Meeting,\nAnn,b,12/30/2020,Acme,0,,\n" +
		"Ann,c,12/29/2020,Acme,1,Meeting,Completed\nAnn,d,12/29/2020,Acme,1,Meeting,\nAnn,e,12/29/2020,Acme,1,,Completed\nAnn,f,12/28/2020,Acme,0,Meeting,Canceled\n"
	d := read(t, Request{Files: files(write(t, "report.csv", text))})
	if got, f := total(t, d.Cube, funnel.Visits), d.Quality.Files[0]; got != 3 || f.Totals.Done != 4 {
		t.Errorf("%v visits, %+v", got, f)
	}
}
