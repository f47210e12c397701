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
