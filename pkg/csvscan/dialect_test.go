package csvscan

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func encode(t testing.TB, e encoding.Encoding, text string) string {
	t.Helper()
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstded(t testing.TB, text string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(text), nil))
}

// table has accents, a delimiter and a line break in cells.
const table = "Name;Größe;Note\nJosé;1,5;\"a;b\nc\"\nZoë;2,5;ok\n"

var tableRows = []string{`["José" "1,5" "a;b\nc"]`, `["Zoë" "2,5" "ok"]`}

// withBOM is UTF-16 that writes a byte order mark.
func withBOM(e unicode.Endianness) encoding.Encoding { return unicode.UTF16(e, unicode.UseBOM) }

func TestEveryWayOfWritingATableReadsTheSame(t *testing.T) {
	cr := strings.ReplaceAll(table, "\n", "\r")
	latin := encode(t, charmap.Windows1252, table)
	for _, tt := range []struct {
		name, bytes string
		opts        Options
		want        string // encoding, byte order mark, compression, line ending
	}{
		{"UTF-8", table, Options{}, "utf-8 false  LF"},
		{"UTF-8 with BOM", "\xef\xbb\xbf" + table, Options{}, "utf-8 true  LF"},
		{"UTF-16LE with BOM", encode(t, withBOM(unicode.LittleEndian), table), Options{}, "utf-16le true  LF"},
		{"UTF-16BE with BOM", encode(t, withBOM(unicode.BigEndian), table), Options{}, "utf-16be true  LF"},
		{"UTF-16LE without BOM", encode(t, utf16LE, table), Options{}, "utf-16le false  LF"},
		{"UTF-16BE without BOM", encode(t, utf16BE, table), Options{}, "utf-16be false  LF"},
		{"Windows-1252", latin, Options{}, "windows-1252 false  LF"},
		{"Latin-1 asked for", latin, Options{Encoding: "ISO-8859-1"}, "windows-1252 false  LF"},
		{"UTF-16 asked for", encode(t, utf16BE, table), Options{Encoding: "utf-16"}, "utf-16be false  LF"},
		{"CRLF", strings.ReplaceAll(table, "\n", "\r\n"), Options{}, "utf-8 false  CRLF"},
		{"CR", cr, Options{}, "utf-8 false  CR"},
		{"no line end at the end", strings.TrimSuffix(table, "\n"), Options{}, "utf-8 false  LF"},
		{"gzip", gzipped(t, table), Options{}, "utf-8 false gzip LF"},
		{"gzip in two parts", gzipped(t, table[:20]) + gzipped(t, table[20:]), Options{}, "utf-8 false gzip LF"},
		{"zstd of Windows-1252", zstded(t, latin), Options{}, "windows-1252 false zstd LF"},
		{"tabs", strings.ReplaceAll(strings.ReplaceAll(table, ";", "\t"), "a\tb", "a;b"), Options{}, "utf-8 false  LF"},
		{"bars", strings.ReplaceAll(strings.ReplaceAll(table, ";", "|"), "a|b", "a;b"), Options{}, "utf-8 false  LF"},
		{"a long delimiter", strings.ReplaceAll(strings.ReplaceAll(table, ";", "+|"), "a+|b", "a;b"), Options{Delimiter: "+|"}, "utf-8 false  LF"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, tt.bytes, tt.opts)
			d := s.Dialect()
			if got := fmt.Sprintf("%s %v %s %s", d.Encoding, d.BOM, d.Compression, d.LineEnding); got != tt.want {
				t.Errorf("dialect %q, want %q", got, tt.want)
			}
			checkTable(t, s)
		})
	}
}

// checkTable reads table by all doors. Line breaks in cells are as in the file.
func checkTable(t *testing.T, s *Source) {
	t.Helper()
	head, err := s.Head(2)
	if err != nil {
		t.Fatal(err)
	}
	rows, _, err := scanAll(t, s, ScanOptions{From: head[0].Next, Columns: 3, Wanted: upTo(3)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		cells := strings.NewReplacer(`\r\n`, `\n`, `\r`, `\n`).Replace(r.Cells)
		got = append(got, cells)
	}
	if !slices.Equal(got, tableRows) {
		t.Errorf("rows %s, want %s", got, tableRows)
	}
	recs, err := s.Locate([]Ref{rows[1].Ref})
	if err != nil {
		t.Fatal(err)
	}
	if pos := recs[0].Pos(1); pos.Line != 4 || pos.Col != 4+len(s.format.delim) {
		t.Errorf("position %s behind a cell of two lines, want line 4, column %d", pos, 4+len(s.format.delim))
	}
	rd := s.Reader(head[1].Next, 3)
	defer rd.Close()
	if cells, err := rd.Read(); err != nil || fmt.Sprintf("%q", cells) != tableRows[1] {
		t.Errorf("read %q, %v", cells, err)
	}
	if pos := rd.FieldPos(0); pos.Line != 4 || pos.Col != 1 {
		t.Errorf("reader's position %s", pos)
	}
}

func TestTheDelimiterIsTheOneThatMakesATable(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"decimal commas under semicolons", "Rep;Amount\nA;1,50\nB;2,75\nC;3,00\n", ";"},
		{"lists of ids inside a cell", "Id,Name,Contacts\n1,A,7;8\n2,B,9;10\n3,C,1;2\n", ","},
		{"everything quoted, other delimiters in the cells", "\"Id\",\"Note\"\n\"1\",\"a;b;c\"\n\"2\",\"d;e;f\"\n", ","},
		{"titles above and totals below", "Sales Report\nAs of May 2, 2025\n\nRep,Deals,Won\nA,1,2\nB,3,4\n\nGrand Totals (2 records)\n", ","},
		{"tabs with commas in text", "Name\tCity\nDoe, J\tParis, FR\nRoe, R\tLyon, FR\n", "\t"},
		{"one column", "Name\nAnna\nBert\n", ","},
		{"declared in the first line", "sep=;\nLast, First;Amount\nDoe, Jane;5\nRoe, Rick;6\n", ";"},
		{"a quote that cannot be read further down", "a,b\n1,2;3\n\"x\"y,3\n", ","},
		{"a comma in each row, but more semicolons", "Name;Amount, EUR;Date\nA;1,50;x\nB;2,00;y\n", ";"},
		{"bars with a few commas", "a|b|c\nx, y|2|3\n4|5|6\n", "|"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := open(t, tt.text, Options{}).Dialect().Delimiter; got != tt.want {
				t.Errorf("delimiter %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTwoDelimitersThatFitAlikeAreRefused(t *testing.T) {
	_, err := OpenReader("f.csv", strings.NewReader("Last, First;Amount\nDoe, Jane;5\nRoe, Rick;6\n"), Options{})
	if !IsKind(err, KindDelimiter) {
		t.Fatalf("got %v", err)
	}
	want := "f.csv: the delimiter may be comma (2 cells in 3 of 3 records) or semicolon (2 cells in 3 of 3 records)"
	if err.Error() != want {
		t.Errorf("got %q", err)
	}
}

// late gives a file whose first accent comes behind the sample.
func late(accent string) string {
	return "Name,Note\n" + strings.Repeat("Anna,nothing of note here\n", 8000) + "Jos" + accent + ",x\n"
}

func TestWindows1252IsFoundBehindTheSample(t *testing.T) {
	s := open(t, late("\xe9"), Options{})
	if got := s.Dialect().Encoding; got != "utf-8" {
		t.Fatalf("the sample says %s", got)
	}
	attempts := 0
	var g *gather
	st, err := s.Scan(context.Background(), ScanOptions{From: 10, Columns: 2, Wanted: upTo(2), ChunkSize: 5000},
		func(n int) []Worker {
			attempts++
			g = &gather{n: 2}
			return slices.Repeat([]Worker{g}, n)
		})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(g.rows, func(a, b row) int { return int(a.Ref - b.Ref) })
	if last := g.rows[len(g.rows)-1].Cells; last != `["José" "x"]` || len(g.rows) != 8001 {
		t.Errorf("%d rows, the last %s", len(g.rows), last)
	}
	if attempts != 2 || len(st.Notices) != 1 || s.Dialect().Encoding != "windows-1252" {
		t.Errorf("attempts %d, notices %q, encoding %s", attempts, st.Notices, s.Dialect().Encoding)
	}
}

func TestTheReaderSettlesTheEncodingFirst(t *testing.T) {
	rows, err := open(t, late("\xe9"), Options{}).Reader(0, 2).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := rows[len(rows)-1][0]; got != "José" {
		t.Errorf("got %q", got)
	}
}

func TestTextThatIsPartlyUTF8IsRefusedUnlessToldHow(t *testing.T) {
	mixed := late("é") + "Zo\xeb,y\n"
	_, _, err := scanAll(t, open(t, mixed, Options{}), ScanOptions{Columns: 2})
	if !IsKind(err, KindEncoding) || !strings.HasPrefix(err.Error(), "f.csv:8003:3: a byte here is not UTF-8") {
		t.Errorf("got %v", err)
	}
	for encoding, want := range map[string]string{"utf-8": `["Zo�" "y"]`, "cp1252": `["Zoë" "y"]`} {
		rows, _, err := scanAll(t, open(t, mixed, Options{Encoding: encoding}), ScanOptions{Columns: 2, Wanted: upTo(2)})
		if err != nil {
			t.Fatal(err)
		}
		if got := rows[len(rows)-1].Cells; got != want {
			t.Errorf("%s: got %s, want %s", encoding, got, want)
		}
	}
}

func TestASmallFileWithBadBytesObeysTheEncodingAskedFor(t *testing.T) {
	rows, st, err := scanAll(t, open(t, "a,b\nJos\xe9,1\n", Options{Encoding: "utf-8"}), ScanOptions{Columns: 2, Wanted: upTo(2)})
	if err != nil {
		t.Fatal(err)
	}
	if rows[1].Cells != `["Jos�" "1"]` || len(st.Notices) != 1 {
		t.Errorf("rows %v, notices %q", rows, st.Notices)
	}
}

func TestBadBytesInTheHeaderDoNotShiftTheRecords(t *testing.T) {
	for name, text := range map[string]string{
		"plain":  "Name,N\xba\nJos\xe9,1\nAnn,2\n",
		"quoted": "\"Name\";\"N\xba\"\n\"Jos\xe9\";\"1\"\n\"Ann\";\"2\"\n",
		"marked": "\xef\xbb\xbfName,N\xba\xba\xba\nJos\xe9,1\nAnn,2\n",
	} {
		s := open(t, text, Options{Encoding: "utf-8"})
		head, err := s.Head(9)
		if err != nil {
			t.Fatal(err)
		}
		rows, st, err := scanAll(t, s, ScanOptions{From: head[1].Ref, Columns: 2, Wanted: upTo(2)})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(rows) != 2 || rows[0].Cells != `["Jos�" "1"]` || rows[1].Cells != `["Ann" "2"]` || len(st.Notices) != 1 {
			t.Errorf("%s: rows %v, notices %q", name, rows, st.Notices)
		}
	}
}
