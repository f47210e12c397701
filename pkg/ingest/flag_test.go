package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestAFlagThatIsNeitherYesNorNoIsRefusedWhereItStands(t *testing.T) {
	var text strings.Builder
	text.WriteString("Deal ID,Deal Owner,Won,Amount,Close Date\n")
	for i := range 200 {
		fmt.Fprintf(&text, "%d,Ann,%s,1,2024-01-31\n", i, []string{"yes", "no"}[i%2])
	}
	text.WriteString("998,Ann,maybe,2,2024-01-31\n999,Bob,2,1,2024-01-31\n")
	path := write(t, "deals.csv", text.String())
	msg := refused(t, Request{Files: files(path)})
	for _, want := range []string{`deals.csv:202:9: won flag "maybe" is neither yes nor no (column "Won")`, `deals.csv:203:9: won flag "2"`} {
		if !strings.Contains(msg, want) {
			t.Errorf("%s does not say %s", msg, want)
		}
	}
	d := read(t, Request{Files: files(path), BadRows: BadRows{Skip: true}})
	if f := d.Quality.Files[0]; f.Rejected != 2 || total(t, d.Cube, funnel.Customers) != 100 || !strings.Contains(warned(d, "no-lost"), "nothing which are lost") {
		t.Errorf("%+v, %v", f, d.Quality.Warnings)
	}
}

func TestWhatSaysWhenOrThatARecordWasDeletedMeansYes(t *testing.T) {
	for _, x := range []struct {
		name, text string
		step       string
		want       float64
	}{
		{"deals.csv", "Deal ID,Deal Owner,Stage,Amount,Close Date,Deleted\n1,Ann,Won,5,2025-01-31,\n2,Ann,Won,6,2025-01-31,2025-02-01\n" +
			"3,Ann,Won,7,2025-01-31,no\n4,Ann,Won,80,2025-01-31,Deleted\n5,Ann,Won,80,2025-01-31,01.02.2025 10:30\n", funnel.Revenue, 12},
		{"orders.csv", "Order ID,Order Date,Sales Rep,Cancelled,Total\n1,2024-01-31,Ann,,100\n2,2024-01-31,Ann,2024-02-05,10\n3,2024-01-31,Ann,Refunded,10\n", funnel.Revenue, 100},
		{"orders.csv", "Order ID,Order Date,Sales Rep,Cancelled at,Total\n1,2024-01-31,Ann,,100\n2,2024-01-31,Ann,2024-02-05T10:00:00Z,10\n", funnel.Revenue, 100},
		{"visits.csv", "Activity ID,Owner,Type,Date,Status,Deleted\n1,Ann,Visit,2024-01-31,Completed,no\n2,Ann,Visit,2024-01-31,Completed,yes\n", funnel.Visits, 1},
	} {
		if d := read(t, Request{Files: files(write(t, x.name, x.text))}); total(t, d.Cube, x.step) != x.want {
			t.Errorf("%v, want %v of %s", total(t, d.Cube, x.step), x.want, x.text)
		}
	}
}

func TestADeletedFlagThatCannotBeReadIsRefusedWhereItStands(t *testing.T) {
	for name, text := range map[string]string{
		"deals.csv":  "Deal ID,Deal Owner,Stage,Amount,Deleted,Close Date\n1,Ann,Won,5,,2025-01-31\n2,Ann,Won,6,maybe,2025-01-31\n",
		"visits.csv": "Activity ID,Owner,Type,Date,Deleted,Status\n1,Ann,Visit,2024-01-31,no,Completed\n2,Ann,Visit,2024-01-31,maybe,Completed\n",
	} {
		path := write(t, name, text)
		if msg := refused(t, Request{Files: files(path)}); !strings.Contains(msg, name+":3:") || !strings.Contains(msg, `deleted flag "maybe" is neither yes nor no (column "Deleted")`) {
			t.Error(msg)
		}
		d := read(t, Request{Files: files(path), BadRows: BadRows{Skip: true}})
		if f := d.Quality.Files[0]; f.Rejected != 1 || f.Used != 1 {
			t.Errorf("%+v", f)
		}
	}
}
