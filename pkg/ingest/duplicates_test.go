package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestTheSameIDIsTheSameRecordOnlyWithinOneKindOfIDs(t *testing.T) {
	visits := "visit_id,rep,visit_date\n1,Ann,2024-01-01\n2,Ann,2024-01-02\n"
	activities := "Activity ID,Owner,Type,Date,Status\n1,Ann,Meeting,2024-02-01,Completed\n2,Ann,Call,2024-02-02,Completed\n"
	hubspot := "Record ID,Deal Name,Deal Stage,Amount,Close Date,Deal owner\n1,a,Closed Won,100,2024-01-31,Ann\n"
	pipedrive := "Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Status,Deal - Won time\n1,zzz,Bob,7,won,2024-02-01\n"
	spanish := "Negocio - ID,Negocio - Título,Negocio - Propietario,Negocio - Valor,Negocio - Estado,Negocio - Hora en que se ganó\n1,zzz,Bob,7,Ganado,2024-02-01\n"
	other := "Record ID,Owner,Status,Revenue,Close Date\n1,Ann,Won,100,2024-01-31\n"
	for _, c := range []struct {
		name, a, b string
		used       int64
		shared     bool
	}{
		{"visits of one system and activities of another", visits, activities, 4, true},
		{"two lists of visits", visits, visits, 2, false},
		{"deals of two CRMs", hubspot, pipedrive, 2, true},
		{"one CRM in two languages", pipedrive, spanish, 1, false},
		{"a CRM's file with columns of its own choice", hubspot, other, 1, false},
		{"two CRMs that share few ids", hubspot + many("%d,a,Closed Won,100,2024-01-31,Ann\n", 100), pipedrive + many("%d,zzz,Bob,7,won,2024-02-01\n", 200), 62, false},
	} {
		d := read(t, Request{Files: files(write(t, "a.csv", c.a), write(t, "b.csv", c.b))})
		if used := d.Quality.Files[0].Used + d.Quality.Files[1].Used; used != c.used || hasWarning(d, "shared-ids") != c.shared {
			t.Errorf("%s: %d rows count, want %d; %v", c.name, used, c.used, d.Quality.Warnings)
		}
	}
}

// many repeats a row with 30 numbers from the first on.
func many(row string, first int) string {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, row, first+i)
	}
	return b.String()
}

func TestIDsInOrderAreNotKeptForTheSakeOfAnotherKindThatLiesApart(t *testing.T) {
	d := read(t, Request{Files: files(write(t, "a.csv", "visit_id,rep,visit_date\n1,Ann,2024-01-01\n2,Ann,2024-01-02\n"),
		write(t, "b.csv", "Activity ID,Owner,Type,Date,Status\n3,Ann,Meeting,2024-02-01,Completed\n4,Ann,Call,2024-02-02,Completed\n"))})
	if d.Quality.IDBytes != 0 {
		t.Errorf("%d bytes", d.Quality.IDBytes)
	}
}

func TestBothFormsOfASalesforceIDAreOneRecord(t *testing.T) {
	api := write(t, "api.csv", "Id,StageName,Amount,CloseDate,IsWon,IsClosed,Owner.Name\n006A0000001abcdIAA,x,100,2024-01-31,1,1,Ann\n006A0000001abcDIAQ,x,7,2024-01-31,1,1,Ann\n")
	report := write(t, "report.csv", "Opportunity Owner,Opportunity Name,Stage,Amount,Close Date,Opportunity ID\nAnn,x,Closed Won,100,1/31/2024,006A0000001abcd\n")
	d := read(t, Request{Files: files(api, report)})
	if total(t, d.Cube, funnel.Revenue) != 107 || d.Quality.Files[0].Duplicates != 1 {
		t.Errorf("%v, %+v", total(t, d.Cube, funnel.Revenue), d.Quality.Files[0].Duplicates)
	}
}

func TestTwoFilesOfLongSalesforceIDsInOrderAreNotKept(t *testing.T) {
	header := "Id,StageName,Amount,CloseDate,IsWon,IsClosed,Owner.Name\n"
	d := read(t, Request{Files: files(write(t, "a.csv", header+"006A0000001abcdIAA,x,100,2024-01-31,1,1,Ann\n"), write(t, "b.csv", header+"006A0000001abceIAA,x,7,2024-01-31,1,1,Ann\n"))})
	if d.Quality.IDBytes != 0 || total(t, d.Cube, funnel.Revenue) != 107 {
		t.Errorf("%d bytes", d.Quality.IDBytes)
	}
}

func TestRoundedIDsAreNoIDs(t *testing.T) {
	header := "Record ID,Deal Name,Deal owner,Deal Stage,Amount,Close Date\n"
	one := header + "2.4142E+18,a,Ann,Closed Won,1,2024-01-31\n"
	d := read(t, Request{Files: files(write(t, "sci.csv", one+"2.4142E+18,b,Bob,Closed Won,2,2024-01-31\n"))})
	if total(t, d.Cube, funnel.Revenue) != 3 || !strings.HasPrefix(warned(d, "rounded-ids"), "2 rows share a record id that a spreadsheet has rounded") {
		t.Errorf("%v", d.Quality.Warnings)
	}
	if d := read(t, Request{Files: files(write(t, "sci.csv", one))}); !strings.HasPrefix(warned(d, "rounded-ids"), "record ids such as 2.4142E+18 were rounded") {
		t.Errorf("%v", d.Quality.Warnings)
	}
}

func TestARowThatCannotBeReadReplacesNoneThatCan(t *testing.T) {
	right, wrong := "1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n", "1,a,Closed Won,2024-04-33,Ann,9,2024-01-02\n"
	for name, c := range map[string]struct {
		a, b     string
		rejected int64
	}{
		"the corrected file first":       {dealHeader + right, dealHeader + wrong, 1},
		"the corrected file last":        {dealHeader + wrong, dealHeader + right, 0},
		"several rows that are no good":  {dealHeader + right + wrong, dealHeader + wrong, 1},
		"a row on both sides of the bad": {dealHeader + strings.Replace(right, ",8,", ",7,", 1) + wrong, dealHeader + right, 0},
	} {
		d := read(t, Request{Files: files(write(t, "a.csv", c.a), write(t, "b.csv", c.b)), BadRows: BadRows{Skip: true}})
		rejected := d.Quality.Files[0].Rejected + d.Quality.Files[1].Rejected
		if total(t, d.Cube, funnel.Revenue) != 8 || total(t, d.Cube, funnel.Customers) != 1 || rejected != c.rejected {
			t.Errorf("%s: %v, %d rejected", name, total(t, d.Cube, funnel.Revenue), rejected)
		}
	}
	if msg := refused(t, Request{Files: files(write(t, "a.csv", dealHeader+right), write(t, "b.csv", dealHeader+wrong))}); !strings.Contains(msg, "2024-04-33") {
		t.Errorf("the last version is no date and was passed over: %s", msg)
	}
}

func TestALineOfAnOrderThatStandsInTwoFilesCountsOnce(t *testing.T) {
	header := "order_number,order_date,salesperson,sales\n"
	january := header + "1,2024-01-31,Ann,100\n1,2024-01-31,Ann,50\n1,2024-01-31,Ann,50\n"
	for _, c := range []struct {
		name, b    string
		revenue    float64
		duplicates int64
		split      bool
	}{
		{"an order of that number in another system", "Invoice Number,Invoice Date,salesperson,sales\n1,2024-01-31,Ann,100\n", 300, 0, false},
		{"all of it", header + "1,2024-01-31,Ann,100\n1,2024-01-31,Ann,50\n1,2024-01-31,Ann,50\n2,2024-02-29,Ann,7\n", 207, 3, false},
		{"in another order, with a column more", "sales,order_number,salesperson,order_date,region\n50,1,Ann,2024-01-31,N\n100,1,Ann,2024-01-31,N\n50,1,Ann,2024-01-31,N\n", 200, 3, false},
		{"in another locale", "order_number;order_date;salesperson;sales\n1;31.01.2024;Ann;100,00\n1;31.01.2024;Ann;50,00\n1;31.01.2024;Ann;50,00\n2;29.02.2024;Ann;7,00\n", 207, 3, false},
		{"less of it", header + "1,2024-01-31,Ann,50\n", 200, 1, false},
		{"another line", header + "1,2024-01-31,Ann,30\n", 230, 0, true},
		{"another order", header + "2,2024-02-29,Ann,7\n", 207, 0, false},
	} {
		d := read(t, Request{Files: files(write(t, "a.csv", january), write(t, "b.csv", c.b))})
		duplicates := d.Quality.Files[0].Duplicates + d.Quality.Files[1].Duplicates
		if total(t, d.Cube, funnel.Revenue) != c.revenue || duplicates != c.duplicates || hasWarning(d, "split-orders") != c.split {
			t.Errorf("%s: %v, %d duplicates, %v", c.name, total(t, d.Cube, funnel.Revenue), duplicates, d.Quality.Warnings)
		}
		if hasWarning(d, "duplicates") != (c.duplicates > 0) {
			t.Errorf("%s: %v", c.name, d.Quality.Warnings)
		}
	}
}
