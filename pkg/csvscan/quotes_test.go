package csvscan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// pasted has notes into which lines of another export were pasted: legal, and
// each looks like rows of a table of its own.
func pasted(records int) string {
	var b strings.Builder
	b.WriteString("Id,Type,Note\n")
	for i := range records {
		fmt.Fprintf(&b, "%d,Visit,\"see:\nId,Type,Note\n", i)
		for j := range i % 30 {
			fmt.Fprintf(&b, "%d,Call,\"\"x, %d\"\"\n", j, i)
		}
		b.WriteString("\"\n")
	}
	return b.String()
}

func TestLinesOfAnExportPastedIntoANoteAreOneCell(t *testing.T) {
	text := pasted(3000)
	for _, size := range []int{130, 1000, 65536, 1 << 20} {
		rows, st, err := scanAll(t, open(t, text, Options{}), ScanOptions{From: 13, Columns: 3, Wanted: upTo(3), ChunkSize: size, Workers: 3})
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != 3000 || st.Ragged != 0 || st.Careful {
			t.Fatalf("chunks of %d: %d rows, stats %+v", size, len(rows), st)
		}
		if want := `["2" "Visit" "see:\nId,Type,Note\n0,Call,\"x, 2\"\n1,Call,\"x, 2\"\n"]`; rows[2].Cells != want {
			t.Errorf("row 2 is %s", rows[2].Cells)
		}
	}
}

func TestAStrayQuoteIsKeptAsTextAndReported(t *testing.T) {
	text := "Id,Item,Note\n" + strings.Repeat("1,pipe,\"a\nb\"\n", 9000) + "2,5\" pipe,ok\n" + strings.Repeat("3,rod,\"c,d\"\n", 9000)
	for _, size := range []int{200, 70000, 0} {
		rows, st, err := scanAll(t, open(t, text, Options{}), ScanOptions{From: 13, Columns: 3, Wanted: upTo(3), ChunkSize: size})
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != 18001 || rows[9000].Cells != `["2" "5\" pipe" "ok"]` || rows[18000].Cells != `["3" "rod" "c,d"]` {
			t.Fatalf("%d rows, %s", len(rows), rows[9000].Cells)
		}
		if !st.Careful || st.Stray != 1 || !slices.Equal(st.Strays, []Ref{rows[9000].Ref}) {
			t.Errorf("stats %+v", st)
		}
	}
}

func TestQuotesAreReadWhereUnambiguousAndRefusedElsewhere(t *testing.T) {
	for _, tt := range []struct{ name, line, want string }{
		{"doubled", `1,"5"" pipe"`, `["1" "5\" pipe"]`},
		{"not doubled, and every reading ends alike", `1,"5" pipe"`, `["1" "5\" pipe"]`},
		{"an empty cell", `"",""`, `["" ""]`},
		{"a quoted quote", `"""",1`, `["\"" "1"]`},
		{"a stray quote at a cell's end", `1,5"`, `["1" "5\""]`},
		{"not doubled, with a delimiter behind it", `"5" x 4, steel","b"`, "f.csv:2:3: quote inside a quoted cell is not doubled"},
		{"text behind a closing quote", `"a"b,c`, "f.csv:2:3: quote inside a quoted cell is not doubled"},
		{"never closed", "1,\"a\n2,b\n3,c", "f.csv:2:3: quote opened here is never closed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, "h,é\n"+tt.line+"\n", Options{Delimiter: ","})
			rows, _, err := scanAll(t, s, ScanOptions{From: 5, Columns: 2, Wanted: upTo(2)})
			got := fmt.Sprint(err)
			if err == nil {
				got = rows[0].Cells
			} else if !IsKind(err, KindQuote) {
				t.Errorf("kind of %v", err)
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestARecordAboveTheLimitIsRefusedAtTheQuoteThatOpenedIt(t *testing.T) {
	text := "a,b\n1,2\n3,\"" + strings.Repeat("never closed\n", 20000)
	_, _, err := scanAll(t, open(t, text, Options{Delimiter: ",", MaxRecord: 100000}), ScanOptions{Columns: 2, ChunkSize: 1000})
	if !IsKind(err, KindQuote) || err.Error() != "f.csv:3:3: quote opened here is not closed within 100000 bytes" {
		t.Errorf("got %v", err)
	}
	long := "a,b\n1,2\n" + strings.Repeat("x", 300000) + ",3\n"
	_, _, err = scanAll(t, open(t, long, Options{Delimiter: ",", MaxRecord: 100000}), ScanOptions{Columns: 2, ChunkSize: 1000})
	if !IsKind(err, KindRecord) || err.Error() != "f.csv:3:1: a record longer than 100000 bytes starts here" {
		t.Errorf("got %v", err)
	}
}

func TestARecordLongerThanTheChunkIsRead(t *testing.T) {
	note := strings.Repeat("line, and line\n", 20000)
	rows, st, err := scanAll(t, open(t, "a,b\n1,\""+note+"\"\n2,x\n", Options{}), ScanOptions{Columns: 2, Wanted: upTo(2), ChunkSize: 4096})
	if err != nil || len(rows) != 3 || st.Careful {
		t.Fatalf("%d rows, %+v, %v", len(rows), st, err)
	}
	if want := fmt.Sprintf("%q", []string{"1", note}); rows[1].Cells != want {
		t.Error("the long cell differs")
	}
}

// failing fails at rows with a mark.
type failing struct{}

var errMark = errors.New("mark")

func (failing) Batch(b *Batch) error {
	for i := range b.Len() {
		if bytes.HasPrefix(b.Field(i, 0), []byte("!")) {
			return fmt.Errorf("%w at %d", errMark, b.Ref(i))
		}
	}
	return nil
}

func TestOfSeveralFailuresTheFirstInTheFileIsTold(t *testing.T) {
	filler := strings.Repeat("a,b\n", 700)
	text := "h,i\n" + filler + "!,1\n" + filler + "!,2\n" + filler + "!,3\n"
	want := fmt.Sprintf("mark at %d", 4+len(filler))
	for range 30 {
		_, err := open(t, text, Options{}).Scan(context.Background(), ScanOptions{Columns: 2, Wanted: []int{0}, Workers: 4, ChunkSize: 600},
			func(n int) []Worker { return slices.Repeat([]Worker{failing{}}, n) })
		if !errors.Is(err, errMark) || err.Error() != want {
			t.Fatalf("got %v, want %s", err, want)
		}
	}
}

func TestACancelledScanEndsWithTheCause(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errMark)
	for _, careful := range []bool{false, true} {
		s := open(t, table, Options{})
		s.careful = careful
		_, err := s.Scan(ctx, ScanOptions{Columns: 3, Wanted: upTo(3)}, func(n int) []Worker { return slices.Repeat([]Worker{failing{}}, n) })
		if !errors.Is(err, errMark) {
			t.Errorf("got %v", err)
		}
	}
}

func TestAHeaderOnlyFileHasNoRows(t *testing.T) {
	for _, text := range []string{"a,b", "a,b\n", "a,b\r\n"} {
		s := open(t, text, Options{})
		head, err := s.Head(5)
		if err != nil || len(head) != 1 {
			t.Fatalf("head %v, %v", head, err)
		}
		rows, st, err := scanAll(t, s, ScanOptions{From: head[0].Next, Columns: 2})
		if err != nil || len(rows) != 0 || st.Rows != 0 || st.Text != 0 {
			t.Errorf("%q: rows %v, stats %+v, %v", text, rows, st, err)
		}
	}
}

func TestTheReaderRefusesARaggedRecordAndGoesOn(t *testing.T) {
	r := open(t, "a,b\n\n1\n2,3\n", Options{}).Reader(4, 2)
	if _, err := r.Read(); !IsKind(err, KindWidth) || err.Error() != "f.csv:3: 1 cells, but the header has 2" {
		t.Errorf("got %v", err)
	}
	if row, err := r.Read(); err != nil || row[1] != "3" {
		t.Errorf("got %v, %v", row, err)
	}
}

func TestScanAllocatesNothingPerRow(t *testing.T) {
	text := string(activityLog(20000))
	few := allocations(t, text[:len(text)/10])
	many := allocations(t, text)
	if many > few+40 {
		t.Errorf("%v allocations for 10 times as many rows, %v before", many, few)
	}
}

func allocations(t *testing.T, text string) float64 {
	text = text[:strings.LastIndex(text, "\n9")+1]
	s := open(t, text, Options{})
	return testing.AllocsPerRun(3, func() {
		_, err := s.Scan(context.Background(), ScanOptions{Columns: 8, Wanted: upTo(8), Workers: 1, ChunkSize: 100000},
			func(n int) []Worker { return slices.Repeat([]Worker{failing{}}, n) })
		if err != nil {
			t.Fatal(err)
		}
	})
}
