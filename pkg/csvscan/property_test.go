package csvscan

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// fullScan scans a text from its start with a given engine.
func fullScan(t rapid.TB, text string, columns int, o Options, so ScanOptions, careful bool) ([]row, Stats, error) {
	t.Helper()
	o.Encoding, o.MaxRecord = "utf-8", 1<<20
	if o.Delimiter == "" {
		o.Delimiter = ","
	}
	s, err := OpenReader("f.csv", strings.NewReader(text), o)
	if err != nil {
		t.Skip("refused when opened:", err)
	}
	defer s.Close()
	s.careful = careful
	so.Columns, so.Wanted = columns, upTo(columns)
	return scanAll(t, s, so)
}

// dirtyCSV draws texts full of what decides where records end.
func dirtyCSV() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		",", ",", ",", "\n", "\n", "\r\n", "\"", "\"\"", "\"a,b\"", "\"x\ny\"", "\"q\"\"q\"", "a", "é", "5", " ", "\r",
	})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 1, 400).Draw(t, "pieces"), "")
	})
}

// cleanCSV draws texts as a CSV writer makes them.
func cleanCSV() *rapid.Generator[string] {
	cell := rapid.SampledFrom([]string{"", "a", "5", "é", `"a,b"`, "\"x\ny\"", `"q""q"`, `""`, "\"id,name\n1,\"\"z\"\"\n\"", "long words here"})
	return rapid.Custom(func(t *rapid.T) string {
		eol := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "eol")
		width := rapid.IntRange(1, 4).Draw(t, "width")
		var b strings.Builder
		for range rapid.IntRange(1, 80).Draw(t, "rows") {
			n := width
			if rapid.IntRange(0, 9).Draw(t, "ragged") == 0 {
				n = rapid.IntRange(1, 5).Draw(t, "cells")
			}
			b.WriteString(strings.Join(rapid.SliceOfN(cell, n, n).Draw(t, "row"), ",") + eol)
		}
		return b.String()
	})
}

func TestChunkSizeAndWorkersChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(cleanCSV(), dirtyCSV()).Draw(rt, "text")
		columns := rapid.IntRange(1, 4).Draw(rt, "columns")
		want, wantStats, wantErr := fullScan(rt, text, columns, Options{}, ScanOptions{}, true)
		got, gotStats, gotErr := fullScan(rt, text, columns, Options{}, ScanOptions{
			Workers:   rapid.IntRange(1, 4).Draw(rt, "workers"),
			ChunkSize: rapid.IntRange(1, 700).Draw(rt, "chunk"),
		}, false)
		if fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
			rt.Fatalf("error %v, want %v", gotErr, wantErr)
		}
		if wantErr != nil {
			return
		}
		if !slices.Equal(got, want) {
			rt.Fatalf("text %q\ngot  %v\nwant %v", text, got, want)
		}
		if gotStats.Rows != wantStats.Rows || gotStats.Ragged != wantStats.Ragged || gotStats.Text != wantStats.Text {
			rt.Fatalf("stats %+v, want %+v", gotStats, wantStats)
		}
	})
}

func TestLocateFindsEveryRowAgain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := cleanCSV().Draw(rt, "text")
		s, err := OpenReader("f.csv", strings.NewReader(text), Options{Delimiter: ",", Encoding: "utf-8"})
		if err != nil {
			rt.Skip("refused when opened:", err)
		}
		defer s.Close()
		rows, _, err := scanAll(rt, s, ScanOptions{Columns: 3, Wanted: upTo(3), ChunkSize: 200})
		if err != nil {
			rt.Fatal(err)
		}
		var refs []Ref
		for _, r := range rows {
			refs = append(refs, r.Ref)
		}
		recs, err := s.Locate(refs)
		if err != nil {
			rt.Fatal(err)
		}
		for i, rec := range recs {
			if got := fmt.Sprintf("%q", rec.Fields); got != rows[i].Cells {
				rt.Fatalf("located %s, scanned %s", got, rows[i].Cells)
			}
			if line := 1 + strings.Count(text[:rec.Ref], "\n"); rec.Line != line {
				rt.Fatalf("line %d, want %d", rec.Line, line)
			}
			if string(rec.Raw) != text[rec.Ref:rec.Next] {
				rt.Fatalf("raw %q, want %q", rec.Raw, text[rec.Ref:rec.Next])
			}
		}
	})
}

// stdlib reads text with encoding/csv, which leaves out blank lines and makes
// CRLF inside quotes LF.
func stdlib(text []byte, delim byte) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord = rune(delim), -1
	return r.ReadAll()
}

func ours(t *testing.T, text []byte, delim byte) ([][]string, error) {
	s, err := OpenReader("f.csv", bytes.NewReader(text), Options{Delimiter: string(rune(delim)), Encoding: "utf-8"})
	if err != nil {
		t.Skip("refused when opened:", err)
	}
	defer s.Close()
	s.format.eol = '\n' // encoding/csv knows no other
	rows, err := s.Reader(0, 0).ReadAll()
	for _, row := range rows {
		for i := range row {
			row[i] = strings.ReplaceAll(row[i], "\r\n", "\n")
		}
	}
	return rows, err
}

func FuzzAgainstEncodingCSV(f *testing.F) {
	f.Add([]byte("a,b\n1,\"x\"\"y\"\n"), byte(','))
	f.Add([]byte("a;b\r\n\"1\r\n2\";\r\n\r\n;"), byte(';'))
	f.Add([]byte("\"\"\n\n\"a\"\r"), byte('\t'))
	f.Fuzz(func(t *testing.T, text []byte, delim byte) {
		if delim >= 0x80 || bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) || !utf8.Valid(text) {
			t.Skip("no delimiter of one byte, a byte order mark, or not UTF-8")
		}
		want, err := stdlib(text, delim)
		if err != nil {
			t.Skip("encoding/csv refuses it")
		}
		got, err := ours(t, text, delim)
		if err != nil {
			t.Fatalf("refused %q: %v", text, err)
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Fatalf("text %q\ngot  %q\nwant %q", text, got, want)
		}
	})
}

func FuzzParallelAgainstCareful(f *testing.F) {
	f.Add("a,b\n1,\"x\"\"y\"\r\n\"p\nq\",\n5\" pipe,2\n", 2, 130)
	f.Fuzz(func(t *testing.T, text string, columns, chunk int) {
		columns, chunk = 1+(columns&3), 1+(chunk&1023)
		want, _, wantErr := fullScan(t, text, columns, Options{}, ScanOptions{}, true)
		got, _, gotErr := fullScan(t, text, columns, Options{}, ScanOptions{ChunkSize: chunk}, false)
		if fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
			t.Fatalf("error %v, want %v", gotErr, wantErr)
		}
		if wantErr == nil && !slices.Equal(got, want) {
			t.Fatalf("text %q\ngot  %v\nwant %v", text, got, want)
		}
	})
}

func TestReaderStopsWithEOFAndStaysThere(t *testing.T) {
	r := open(t, "a,b\n1,2\n", Options{}).Reader(0, 2)
	if _, err := r.ReadAll(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(); !errors.Is(err, io.EOF) {
		t.Errorf("behind the end: %v", err)
	}
}
