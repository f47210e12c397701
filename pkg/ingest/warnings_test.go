package ingest

import (
	"strings"
	"testing"
)

// warned gives the messages of the warnings of that code, names of files cut
// to what follows them.
func warned(d *Data, code string) string {
	var all []string
	for _, w := range d.Quality.Warnings {
		if w.Code == code {
			_, text, _ := strings.Cut(w.Message, ": ")
			all = append(all, text)
		}
	}
	return strings.Join(all, "; ")
}

func TestOneRowIsARowAndTwoAreRows(t *testing.T) {
	one := dealHeader + "1,a,Closed Won,2024-04-03,Ann,,2024-01-02\n1,a,Closed Won,2024-04-03,Ann,,2024-01-02\n2,b,Closed Won,2024-04-03,,8,2024-01-02\n"
	two := one + "2,b,Closed Won,2024-04-03,,8,2024-01-02\n3,b,Closed Won,2024-04-03,,,2024-01-02\n"
	for text, want := range map[string][3]string{
		one: {"1 row repeats a record id: the last version counts", "1 row names no rep: it counts", "1 won deal has no amount: it counts"},
		two: {"2 rows repeat a record id: the last version counts", "2 rows name no rep: they count", "2 won deals have no amount: they count"},
	} {
		d := read(t, Request{Files: files(write(t, "deals.csv", text))})
		for i, code := range []string{"duplicates", "unassigned", "unknown-amount"} {
			if got := warned(d, code); !strings.HasPrefix(got, want[i]) {
				t.Errorf("%q, not %q", got, want[i])
			}
		}
	}
}
