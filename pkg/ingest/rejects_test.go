package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// readRejects reads files and gives what is rejected of them.
func readRejects(t rapid.TB, r Request) (*Data, *Rejects, string, error) {
	t.Helper()
	var text bytes.Buffer
	r.BadRows.Rejects = &Rejects{W: &text}
	d, err := Read(context.Background(), r)
	return d, r.BadRows.Rejects, text.String(), err
}

func TestBadRowsAreWrittenAwayWhetherSkippedOrRefused(t *testing.T) {
	path := write(t, "deals.csv", dealHeader+
		"1,a,Closed Won,soon,Ann,100,2024-01-02\n2,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n3,only three\n")
	want := dealHeader +
		`"# rejected: ` + path + `:2:16: close date ""soon"" is not a date (column ""Close Date"")"` + "\n" +
		"1,a,Closed Won,soon,Ann,100,2024-01-02\n" +
		`"# rejected: ` + path + `:4: the row has 2 cells, the header has 7"` + "\n" +
		"3,only three\n"
	none := int64(0)
	for name, bad := range map[string]BadRows{"skipped": {Skip: true}, "refused": {}, "too many": {Skip: true, Max: &none}} {
		d, rejects, got, err := readRejects(t, Request{Files: files(path), BadRows: bad})
		if got != want || rejects.Rows != 2 || rejects.Mixed || rejects.Unread != nil {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
		if f := d.Quality.Files[0]; f.Rejected != 2 || f.Used != 1 || f.Rows != 3 {
			t.Errorf("%s: %+v", name, f)
		}
		if (err == nil) != (name == "skipped") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRejectedRowsKeepTheBytesOfTheirFile(t *testing.T) {
	head := "Record ID;Deal Name;Deal Stage;Close Date;Deal owner;Amount\r\n"
	rows := []string{"2;\"é x\r\n\"\"y\"\"\r\n\";Closed Won;2024-02-31;Zoë;8,50\r\n", "3;é;Closed Won\r\n", "4;é;Closed Won;2024-04-03;Zoë;many"}
	good := "1;é;Closed Won;2024-04-03;Zoë;8,25\r\n"
	for _, c := range []struct {
		name, mark string
		encoding   encoding.Encoding
	}{
		{"UTF-8", "", unicode.UTF8}, {"UTF-8 with a mark", "\xef\xbb\xbf", unicode.UTF8}, {"Windows-1252", "", charmap.Windows1252},
		{"UTF-16 LE", "\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-16 BE", "\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"UTF-16 LE without a mark", "", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	} {
		raw := func(text string) string {
			bytes, err := c.encoding.NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			return bytes
		}
		path := write(t, "deals.csv", c.mark+raw(head+rows[0]+good+rows[1]+good+rows[2]))
		_, rejects, got, err := readRejects(t, Request{Files: files(path)})
		var e *DataError
		if !errors.As(err, &e) || rejects.Rows != 3 {
			t.Fatalf("%s: %v", c.name, err)
		}
		want := c.mark + raw(head)
		for i, p := range e.Problems {
			want += raw("\"# rejected: "+strings.ReplaceAll(p.String(), `"`, `""`)+"\"\r\n") + raw(strings.TrimSuffix(rows[i], "\r\n")+"\r\n")
		}
		if got != want {
			t.Errorf("%s: got\n%q\nwant\n%q", c.name, got, want)
		}
	}
}

func TestCorrectedRejectsCountAsIfTheExportHadBeenRight(t *testing.T) {
	right := dealHeader + "1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n2,a,Closed Won,2024-04-03,Ann,9,2024-01-02\n3,a,Closed Lost,2024-05-03,Bob,7,2024-01-02\n"
	wrong := strings.NewReplacer(",9,", ",nine,", "3,a,Closed Lost,2024-05-03,Bob,7,2024-01-02", "3,a,Closed Lost").Replace(right)
	path := write(t, "deals.csv", wrong)
	_, _, rejected, _ := readRejects(t, Request{Files: files(path)})
	for name, edit := range map[string]*strings.Replacer{
		"by hand":            strings.NewReplacer("2,a,Closed Won,2024-04-03,Ann,nine,", "2,a,Closed Won,2024-04-03,Ann,9,", "\n3,a,Closed Lost\n", "\n3,a,Closed Lost,2024-05-03,Bob,7,2024-01-02\n"),
		"with a spreadsheet": strings.NewReplacer("\"\n2,a,Closed Won,2024-04-03,Ann,nine,", "\",,,,,,\n2,a,Closed Won,2024-04-03,Ann,9,", "\"\n3,a,Closed Lost\n", "\",,,,,,\n3,a,Closed Lost,2024-05-03,Bob,7,2024-01-02\n"),
	} {
		corrected := write(t, "corrected.csv", edit.Replace(rejected))
		want := read(t, Request{Files: files(write(t, "deals.csv", right))})
		got := read(t, Request{Files: files(path, corrected), BadRows: BadRows{Skip: true}})
		alone := read(t, Request{Files: files(corrected)})
		for _, step := range []string{funnel.Closed, funnel.Customers, funnel.Revenue} {
			if a, b := total(t, got.Cube, step), total(t, want.Cube, step); a != b {
				t.Errorf("%s: %s is %v, want %v", name, step, a, b)
			}
		}
		if f := alone.Quality.Files[0]; f.Rows != 2 || f.Used != 2 || f.IgnoredFurniture != 2 {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestRejectsDoNotDependOnHowAFileIsCut(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		rows, bad := rapid.IntRange(1, 400).Draw(t, "rows"), 0
		// A column of which most cells are no numbers is refused as a whole.
		b.WriteString(dealHeader + strings.Repeat("1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n", 5+2*rows))
		for i := range rows {
			kind := rapid.SampledFrom([]string{"%d,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n", "%d,a,Closed Won,2024-04-33,Ann,8,2024-01-02\n", "%d,\"a\nb\"\n", "%d,a,Closed Won,2024-04-03,Ann,x,2024-01-02\n"}).Draw(t, "kind")
			fmt.Fprintf(&b, kind, i)
			if !strings.Contains(kind, ",8,") || strings.Contains(kind, "33") {
				bad++
			}
		}
		if bad == 0 {
			t.Skip("no bad row")
		}
		path := filepath.Join(dir, "deals.csv")
		if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		_, rejects, want, first := readRejects(t, Request{Files: files(path), Workers: 1})
		if rejects.Rows != int64(bad) {
			t.Fatalf("%d rows rejected, want %d: %v", rejects.Rows, bad, first)
		}
		_, _, got, again := readRejects(t, Request{Files: files(path), Workers: 3, chunk: rapid.IntRange(1, 4000).Draw(t, "chunk")})
		_, shown := Read(context.Background(), Request{Files: files(path), Workers: 2, chunk: 2000})
		if got != want || first.Error() != again.Error() || first.Error() != shown.Error() {
			t.Fatalf("%v\n%v\n%v\n%s\n%s", first, again, shown, want, got)
		}
	})
}

func TestRejectsOfSeveralFilesKeepTheirHeads(t *testing.T) {
	deals := dealHeader + "1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n2,é\n"
	same := write(t, "same.csv", "\xef\xbb\xbf"+strings.ReplaceAll(deals, ",é", ",ö"))
	latin := write(t, "latin.csv", strings.ReplaceAll(deals, ",é", ",\xe9"))
	other := write(t, "other.csv", strings.ReplaceAll(deals, ",", ";"))
	for _, c := range []struct {
		second string
		mixed  bool
		heads  int
		row    string
	}{{same, false, 1, "2,ö\n"}, {latin, true, 2, "2,\xe9\n"}, {other, true, 2, "2;é\n"}} {
		_, rejects, got, _ := readRejects(t, Request{Files: files(write(t, "deals.csv", deals), c.second)})
		if rejects.Mixed != c.mixed || rejects.Rows != 2 || strings.Count(got, "Record ID") != c.heads {
			t.Errorf("mixed %t, %d rows:\n%s", rejects.Mixed, rejects.Rows, got)
		}
		if !strings.HasPrefix(got, dealHeader) || !strings.Contains(got, "\n2,é\n") || !strings.HasSuffix(got, c.row) {
			t.Errorf("got\n%s", got)
		}
	}
}

func TestRejectsSayWhichFilesWereNotReadToTheEnd(t *testing.T) {
	row := "1,a,Closed Won,2024-04-03,Ann,8.25,2024-01-02\n"
	deals := write(t, "deals.csv", dealHeader+row+"2,a\n")
	cut := write(t, "cut.csv", dealHeader+"2,a\n"+strings.Repeat(row, 3000)+`3,"a`+"\n")
	_, rejects, got, err := readRejects(t, Request{Files: files(deals, cut)})
	if err == nil || !slices.Equal(rejects.Unread, []string{cut}) || rejects.Rows != 1 {
		t.Errorf("%v, unread %v, %d rows", err, rejects.Unread, rejects.Rows)
	}
	want := "\n2,a\n" + `"# rejected: there may be more in ` + cut + `, not read to the end"` + "\n"
	if !strings.HasSuffix(got, want) {
		t.Errorf("got\n%s\nwant at the end%s", got, want)
	}
}

func TestRejectsThatCannotBeWrittenFailTheRun(t *testing.T) {
	path := write(t, "deals.csv", dealHeader+"1,a,Closed Won,2024-04-03,Ann,8,2024-01-02\n2,a\n")
	full := errors.New("no space left")
	_, err := Read(context.Background(), Request{Files: files(path), BadRows: BadRows{Rejects: &Rejects{W: brokenWriter{full}}}})
	if !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }
