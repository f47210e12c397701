package csvscan

import (
	"testing"

	"github.com/gocarina/gocsv"
)

var _ gocsv.CSVReader = (*Reader)(nil)

// member is bound by gocsv. Its one type keeps text as it is.
type member struct {
	Rep  text `csv:"Rep"`
	Team text `csv:"Team"`
}

type text string

func (v *text) UnmarshalCSV(s string) error {
	*v = text(s)
	return nil
}

func TestGocsvBindsATableToStructs(t *testing.T) {
	s := open(t, "\xef\xbb\xbf\"Team\";\"Rep\"\r\n\r\n\"Nord;Ost\";\"Anna \"\"A\"\"\"\r\nSüd;\r\n", Options{})
	var members []member
	if err := gocsv.UnmarshalCSV(s.Reader(0, 2), &members); err != nil {
		t.Fatal(err)
	}
	want := []member{{`Anna "A"`, "Nord;Ost"}, {"", "Süd"}}
	if len(members) != 2 || members[0] != want[0] || members[1] != want[1] {
		t.Errorf("got %+v, want %+v", members, want)
	}
}
