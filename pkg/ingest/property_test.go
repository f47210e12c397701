package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// row is a deal of a made-up export.
type row struct {
	id, stage, owner, product, account string
	closed, created, modified          calendar.Day
	cents                              int
	amount                             bool
}

func (r row) String() string {
	amount := ""
	if r.amount {
		amount = fmt.Sprintf("%d.%02d", r.cents/100, r.cents%100)
	}
	return strings.Join([]string{
		r.id, fmt.Sprintf("\"%s,\n%s\"", r.product, r.account), r.stage, r.closed.String(), r.owner, amount,
		r.created.String(), r.product, r.account, r.modified.String(),
	}, ",") + "\n"
}

const rowHeader = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,Product,Associated Company,Last Modified Date\n"

func anyRow(t *rapid.T) row {
	created := calendar.Day(rapid.IntRange(18000, 18700).Draw(t, "created"))
	return row{
		id:      fmt.Sprint(rapid.IntRange(1, 60).Draw(t, "id")),
		stage:   rapid.SampledFrom([]string{"Closed Won", "closed won", "Closed Lost", "Contract Sent"}).Draw(t, "stage"),
		owner:   rapid.SampledFrom([]string{"Ann Lee", "ann  lee", "Bob", "BOB", "Zoë", ""}).Draw(t, "owner"),
		product: rapid.SampledFrom([]string{"A", "B", ""}).Draw(t, "product"),
		account: rapid.SampledFrom([]string{"Acme", "acme", "Nord", ""}).Draw(t, "account"),
		created: created, closed: created + calendar.Day(rapid.IntRange(0, 200).Draw(t, "days")),
		cents: rapid.IntRange(0, 1_000_000_000).Draw(t, "cents"), amount: rapid.IntRange(0, 9).Draw(t, "known") > 0,
	}
}

// anyRows draws rows in which versions of one record have different
// modification dates, so that the last version does not depend on the order.
func anyRows(t *rapid.T) []row {
	rows := rapid.SliceOfN(rapid.Custom(anyRow), 1, 80).Draw(t, "rows")
	for i := range rows {
		rows[i].modified = calendar.Day(19000 + i)
	}
	return rows
}

func text(rows []row) string {
	var b strings.Builder
	b.WriteString(rowHeader)
	for _, r := range rows {
		b.WriteString(r.String())
	}
	return b.String()
}

// readText reads exports given as texts.
func readText(dir string, r Request, texts ...string) (*Data, error) {
	for i, text := range texts {
		path := filepath.Join(dir, fmt.Sprintf("deals%d.csv", i))
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return nil, err
		}
		r.Files = append(r.Files, File{Path: path})
	}
	return Read(context.Background(), r)
}

func anyRequest(t *rapid.T) Request {
	r := Request{
		By:        rapid.SampledFrom([]calendar.Unit{calendar.Week, calendar.Month, calendar.Quarter, calendar.Year}).Draw(t, "by"),
		Ages:      true,
		Customers: rapid.SampledFrom([]CustomerMode{WonDeals, NewAccounts}).Draw(t, "customers"),
	}
	if rapid.Bool().Draw(t, "segments") {
		r.SegmentBy = []string{"Product"}
	}
	return r
}

func TestNeitherOrderNorSplitNorWorkersNorChunksChangeABit(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		rows, r := anyRows(t), anyRequest(t)
		want, err := readText(dir, r, text(rows))
		if err != nil {
			t.Fatal(err)
		}
		shuffled := rapid.Permutation(rows).Draw(t, "order")
		cut := rapid.IntRange(1, max(1, len(rows)-1)).Draw(t, "cut")
		texts := []string{text(shuffled)}
		if cut < len(rows) {
			texts = []string{text(shuffled[:cut]), text(shuffled[cut:])}
		}
		r.Workers, r.chunk = rapid.IntRange(1, 4).Draw(t, "workers"), rapid.IntRange(64, 4096).Draw(t, "chunk")
		got, err := readText(dir, r, texts...)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Cube, want.Cube) {
			t.Fatalf("got %+v\nwant %+v", got.Cube, want.Cube)
		}
	})
}

// expect counts by hand what a step should be in total.
func expect(rows []row) map[string]float64 {
	last := map[string]row{}
	for _, r := range rows {
		last[r.id] = r // rows are in the order of modification
	}
	want := map[string]float64{}
	for _, r := range last {
		want[funnel.Opened]++
		switch strings.ToLower(r.stage) {
		case "closed won":
			want[funnel.Customers]++
			want[funnel.Closed]++
			if r.amount {
				want[funnel.Revenue] += float64(r.cents)
			}
		case "closed lost":
			want[funnel.Lost]++
			want[funnel.Closed]++
		}
	}
	want[funnel.Revenue] /= 100
	return want
}

func TestTotalsAreThoseCountedByHand(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		rows := anyRows(t)
		d, err := readText(dir, Request{SegmentBy: []string{"Product"}}, text(rows))
		if err != nil {
			t.Fatal(err)
		}
		c := d.Cube
		all := funnel.Window{Hi: len(c.Periods)}
		for step, want := range expect(rows) {
			i := c.Step(step)
			if got := c.Total(all, i).Value(c.Steps[i].Kind); got != want {
				t.Fatalf("%s is %v, want %v", step, got, want)
			}
			sum := funnel.Tally{}
			for rep := range c.Reps {
				for s := range c.Segments {
					sum = sum.Plus(c.SumSegment(rep, all, s, i))
				}
			}
			if got := sum.Value(c.Steps[i].Kind); got != want {
				t.Fatalf("%s over segments is %v, want %v", step, got, want)
			}
		}
	})
}
