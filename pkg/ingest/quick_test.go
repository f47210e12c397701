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
)

// odd draws one of several spellings, the first of them mostly.
func odd(t *rapid.T, name string, usual string, others ...string) string {
	if rapid.IntRange(0, 9).Draw(t, name+" is odd") > 0 {
		return usual
	}
	return rapid.SampledFrom(others).Draw(t, name)
}

// oddDeals writes deals most of which are plain, as a batch of them is read in
// one go, and some need a second look.
func oddDeals(t *rapid.T) string {
	var b strings.Builder
	b.WriteString("Record ID,Deal Stage,Close Date,Deal owner,Amount,Create Date,Currency\n")
	for id := range rapid.IntRange(1, 60).Draw(t, "deals") {
		stage := rapid.SampledFrom([]string{"Closed Won", "Closed Lost", "Contract Sent"}).Draw(t, "stage")
		amount := odd(t, "amount", fmt.Sprint(rapid.IntRange(1, 99999).Draw(t, "units")), "", "EUR 12.50", "-3", "1234.5678", "(20)")
		fmt.Fprintf(&b, "%d,%s,%s,%s,%s,%s,%s\n", id, odd(t, "word", stage, "Won", "on ice", `"Closed Won"`),
			calendar.Day(rapid.IntRange(18000, 18900).Draw(t, "closed")),
			odd(t, "owner", rapid.SampledFrom([]string{"Ann Lee", "Bob"}).Draw(t, "rep"), "", "A name of more than sixteen bytes", `"Zoë ""Z"" Li"`),
			amount, odd(t, "created", "2019-05-06", "2019-05-07 10:00", ""), odd(t, "currency", "EUR", "", "eur", "USD"))
	}
	return b.String()
}

func oddActivities(t *rapid.T) string {
	var b strings.Builder
	b.WriteString("Record ID,Activity type,Activity date,Activity assigned to,Outcome\n")
	for id := range rapid.IntRange(1, 60).Draw(t, "activities") {
		fmt.Fprintf(&b, "%d,%s,%s,%s,%s\n", id, odd(t, "type", rapid.SampledFrom([]string{"Visit", "Call"}).Draw(t, "kind"), "Lunch", `"Visit"`, ""),
			odd(t, "date", calendar.Day(rapid.IntRange(18000, 18900).Draw(t, "day")).String()+" 09:30", ""),
			odd(t, "owner", rapid.SampledFrom([]string{"Ann Lee", "Bob"}).Draw(t, "rep"), "", "Cy"),
			rapid.SampledFrom([]string{"Completed", "Scheduled", "Canceled"}).Draw(t, "outcome"))
	}
	return b.String()
}

// A batch of which nothing is left out is tallied otherwise than one of which
// rows may be: what is asked for must not show in the result where it leaves
// nothing out.
func TestAskingForAllDaysChangesNothing(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		r := Request{Visits: []string{"Visit"}, BadRows: BadRows{Skip: true}, Reading: Reading{Currency: "EUR"}}
		for name, text := range map[string]string{"deals.csv": oddDeals(t), "activities.csv": oddActivities(t)} {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		r.Files = files(filepath.Join(dir, "deals.csv"), filepath.Join(dir, "activities.csv"))
		want, wantErr := Read(context.Background(), r)
		from := calendar.Day(-20000)
		r.From = &from
		got, err := Read(context.Background(), r)
		if fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Fatalf("%v, with all days asked for %v", wantErr, err)
		}
		if err == nil && !(reflect.DeepEqual(got.Cube, want.Cube) && reflect.DeepEqual(got.Quality, want.Quality)) {
			t.Fatalf("got %+v\n%+v\nwant %+v\n%+v", got.Cube, got.Quality, want.Cube, want.Quality)
		}
	})
}
