package ingest

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// isoDay reads one cell as isoDays does.
func isoDay(cell []byte) (calendar.Day, bool) {
	s := strip{text: append(bytes.Clone(cell), "2024-01-01 00:00:00"...), spans: []csvscan.Span{{Size: uint32(len(cell))}}}
	day := make([]calendar.Day, 1)
	least := isoDays(&s, isoMonths(), day)
	return day[0], least == day[0] && least > noDay
}

func TestTheFastReadingOfDaysReadsNothingElseThanTheCarefulOne(t *testing.T) {
	careful, err := crm.ParseDateFormat("YYYY-MM-DD")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		cell := []byte(calendar.Day(rapid.IntRange(-26000, 85000).Draw(t, "day")).String() +
			rapid.SampledFrom([]string{"", " 09:30", "T23:59", " 24:00", " 10:60", " 09:30:15", "T09:30:60", " 9:30"}).Draw(t, "time"))
		for range rapid.IntRange(0, 2).Draw(t, "damages") {
			cell[rapid.IntRange(0, len(cell)-1).Draw(t, "at")] = rapid.SampledFrom([]byte("0123456789-/: Tx\x7f\xff")).Draw(t, "byte")
		}
		fast, fastOK := isoDay(cell)
		slow, slowOK := careful.Parse(cell)
		if fastOK && (!slowOK || calendar.Day(slow) != fast) {
			t.Fatalf("%q is %s, read carefully %s, %v", cell, fast, calendar.Day(slow), slowOK)
		}
	})
}

func TestTheFastReadingReadsTheCommonSpellings(t *testing.T) {
	for cell, want := range map[string]string{
		"2024-02-29": "2024-02-29", "1900-01-01 00:00": "1900-01-01", "2199-12-31T23:59": "2199-12-31", "2023-07-09 09:30:15": "2023-07-09",
	} {
		if d, ok := isoDay([]byte(cell)); !ok || d.String() != want {
			t.Errorf("%q is %s, %v", cell, d, ok)
		}
	}
	for _, cell := range []string{"2023-02-29", "2024-00-10", "2024-13-10", "2024-01-00", "2024-01-32", "1899-12-31", "2200-01-01", "2024-01-01 24:00", "2024-1-01"} {
		if d, ok := isoDay([]byte(cell)); ok {
			t.Errorf("%q is read as %s", cell, d)
		}
	}
}
