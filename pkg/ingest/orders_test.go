package ingest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestALostLineOfAWonOrderIsNoRevenue(t *testing.T) {
	path := write(t, "mix.csv", "Deal ID,Order,Deal Owner,Stage,Amount,Close Date\n"+
		"1,X,Ann,Closed Lost,900,2024-01-15\n2,X,Bob,Closed Won,100,2024-02-28\n3,X,Bob,Closed Won,20,2024-02-27\n4,X,Ann,Contract Sent,70,2024-01-02\n")
	d := read(t, Request{Files: files(path), DealKey: "Order"})
	if value(t, d.Cube, "Bob", "2024-02", funnel.Revenue) != 120 || total(t, d.Cube, funnel.Customers) != 1 || total(t, d.Cube, funnel.Revenue) != 120 {
		t.Errorf("%v", total(t, d.Cube, funnel.Revenue))
	}
	if got := messageOf(d, "torn-orders"); !strings.HasPrefix(got, "1 deal has lines of different status") {
		t.Errorf("%v", d.Quality.Warnings)
	}
}

// messageOf is the whole message of the first warning of that code.
func messageOf(d *Data, code string) string {
	for _, w := range d.Quality.Warnings {
		if w.Code == code {
			return w.Message
		}
	}
	return ""
}

func TestTheOrderOfTheLinesOfAnOrderDoesNotMatter(t *testing.T) {
	line := rapid.Custom(func(t *rapid.T) order {
		return order{
			deal: deal{
				status: rapid.SampledFrom([]crm.Status{crm.Won, crm.Lost, crm.Open}).Draw(t, "status"),
				closed: calendar.Day(rapid.IntRange(1, 5).Draw(t, "closed")), created: calendar.Day(rapid.IntRange(1, 5).Draw(t, "created")),
				amount: crm.Amount(rapid.IntRange(-5, 5).Draw(t, "amount")), known: rapid.Bool().Draw(t, "known"),
			},
			rep: rapid.SampledFrom([]string{"Ann", "Bob"}).Draw(t, "rep"), file: rapid.IntRange(0, 1).Draw(t, "file"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(line, 2, 6).Draw(t, "lines")
		sum := func(lines []order) order {
			o := lines[0]
			for i := range lines[1:] {
				o.plus(&lines[i+1])
			}
			o.steps = nil
			return o
		}
		one, other := sum(lines), sum(rapid.Permutation(lines).Draw(t, "order"))
		if one.status != other.status || one.amount != other.amount || one.known != other.known || one.closed != other.closed ||
			one.created != other.created || one.rep != other.rep || one.file != other.file || one.torn != other.torn || one.split != other.split {
			t.Errorf("%+v and %+v", one, other)
		}
	})
}

func TestAnOverlappingLedgerAddsNothing(t *testing.T) {
	dir := t.TempDir()
	line := rapid.Custom(func(t *rapid.T) string {
		order := rapid.IntRange(1, 6).Draw(t, "order")
		return fmt.Sprintf("%d,2024-0%d-15,%s,%d\n", order, order, rapid.SampledFrom([]string{"Ann", "Bob"}).Draw(t, "rep"), rapid.IntRange(1, 3).Draw(t, "sales"))
	})
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(line, 1, 30).Draw(t, "lines")
		ledger := func(from, to int) string { // the orders from and to
			text := "order_number,order_date,salesperson,sales\n"
			for _, l := range lines {
				if n := int(l[0] - '0'); from <= n && n <= to {
					text += l
				}
			}
			return text
		}
		cut := int(lines[0][0] - '0')
		want, err := readText(dir, Request{}, ledger(1, 6))
		if err != nil {
			t.Fatal(err)
		}
		got, err := readText(dir, Request{Workers: rapid.IntRange(1, 3).Draw(t, "workers"), chunk: rapid.IntRange(64, 500).Draw(t, "chunk")}, ledger(1, cut), ledger(cut, 6))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Cube, want.Cube) {
			t.Errorf("got %+v\nwant %+v", got.Cube, want.Cube)
		}
	})
}
