package csvscan

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFilesThatAreNoTableAreRefusedWithTheReason(t *testing.T) {
	for _, tt := range []struct {
		name, bytes string
		kind        Kind
		want        string
	}{
		{"empty", "", KindEmpty, "f.csv: is empty"},
		{"blank", " \n\r\n\n", KindEmpty, "f.csv: holds nothing but blanks"},
		{"only a byte order mark", "\xef\xbb\xbf", KindEmpty, "f.csv: holds nothing but blanks"},
		{"XLSX", "PK\x03\x04\x14\x00\x06\x00", KindSpreadsheet, "f.csv: is an XLSX, ODS or other ZIP file, not CSV"},
		{"XLS", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", KindSpreadsheet, "f.csv: is an XLS or other old Office file, not CSV"},
		{"PDF", "%PDF-1.7\n", KindBinary, "f.csv: is a PDF, not CSV"},
		{"Parquet", "PAR1\x15\x04", KindBinary, "f.csv: is a Parquet file, not CSV"},
		{"JSON array", "[\n  {\"id\": 1}\n]\n", KindJSON, "f.csv: is JSON, not CSV"},
		{"JSON object", `{"deals": []}`, KindJSON, "f.csv: is JSON, not CSV"},
		{"HTML", "\n<!DOCTYPE html><html>", KindMarkup, "f.csv: is HTML or XML, not CSV"},
		{"XML", "<?xml version=\"1.0\"?>", KindMarkup, "f.csv: is HTML or XML, not CSV"},
		{"a NUL in text", "a,b\n1,2\nx\x00,3\n", KindBinary, "f.csv:3:2: a NUL byte stands here, so this is not a text file"},
		{"control characters", strings.Repeat("a\x03\x04\x05\x06\x07", 9), KindBinary, "f.csv: is not text"},
		{"gzip twice", gzipped(t, gzipped(t, "a,b\n")), KindBinary, "f.csv: is compressed twice"},
		{"gzip cut short", gzipped(t, table)[:30], KindRead, "f.csv: gzip data are damaged or cut short"},
		{"zstd cut short", zstded(t, table)[:20], KindRead, "f.csv: zstd data are damaged or cut short"},
		{"CR and LF mixed", "a,b\r1,2\r3,4\n", KindRecord, "f.csv: line ends are mixed: 2 lines end in CR, 1 in LF"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := OpenReader("f.csv", strings.NewReader(tt.bytes), Options{})
			if !IsKind(err, tt.kind) || err.Error() != tt.want {
				t.Fatalf("got %v, want %s", err, tt.want)
			}
			var e *Error
			if errors.As(err, &e); e.Hint == "" {
				t.Error("no hint")
			}
		})
	}
}

func TestBadOptionsAreRefused(t *testing.T) {
	for _, tt := range []struct {
		opts Options
		kind Kind
		want string
	}{
		{Options{Encoding: "klingon"}, KindEncoding, `f.csv: encoding "klingon" is not known`},
		{Options{Delimiter: "\""}, KindDelimiter, `f.csv: "\"" cannot separate cells`},
		{Options{Delimiter: "\n"}, KindDelimiter, `f.csv: "\n" cannot separate cells`},
	} {
		_, err := OpenReader("f.csv", strings.NewReader("a,b\n"), tt.opts)
		if !IsKind(err, tt.kind) || err.Error() != tt.want {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
}

func TestPathsThatAreNoFileAreRefused(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(dir, Options{})
	if !IsKind(err, KindFolder) || err.Error() != dir+": is a folder, not a file" {
		t.Errorf("folder: %v", err)
	}
	gone := filepath.Join(dir, "gone.csv")
	_, err = Open(gone, Options{})
	if !IsKind(err, KindMissing) || !errors.Is(err, fs.ErrNotExist) || err.Error() != gone+": no such file" {
		t.Errorf("missing: %v", err)
	}
}

func TestABombIsRefusedBeforeItFillsTheDisk(t *testing.T) {
	zeros := strings.Repeat("a,b\n"+strings.Repeat(" ", 60)+",1\n", 1<<18)
	for name, bomb := range map[string]string{"gzip": gzipped(t, zeros), "zstd": zstded(t, zeros)} {
		_, _, err := scanAll(t, open(t, bomb, Options{}), ScanOptions{Columns: 3})
		if !IsKind(err, KindExpansion) || err.Error() != "f.csv: expands to more than 250 times its size" {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, _, err := scanAll(t, open(t, gzipped(t, zeros), Options{MaxExpanded: 1 << 20}), ScanOptions{Columns: 3})
	if !IsKind(err, KindExpansion) || err.Error() != "f.csv: expands to more than 1048576 bytes" {
		t.Errorf("limit: %v", err)
	}
}

func TestCompressedDataDamagedLateAreRefused(t *testing.T) {
	whole := gzipped(t, string(activityLog(20000)))
	s := open(t, whole[:len(whole)-100], Options{})
	_, _, err := scanAll(t, s, ScanOptions{Columns: 8})
	if !IsKind(err, KindRead) || !strings.Contains(err.Error(), "cut short") {
		t.Errorf("got %v", err)
	}
}

func TestANULBehindTheSampleIsFoundWithItsPlace(t *testing.T) {
	text := "a,b\n" + strings.Repeat("12345,67890\n", 20000) + "é\x00,1\n"
	for name, careful := range map[string]bool{"parallel": false, "careful": true} {
		s := open(t, text, Options{})
		s.careful = careful
		_, _, err := scanAll(t, s, ScanOptions{Columns: 2})
		if !IsKind(err, KindBinary) || !strings.HasPrefix(err.Error(), "f.csv:20002:2: a NUL byte") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestALongStreamIsSpooledAndRemoved(t *testing.T) {
	dir := t.TempDir()
	text := activityLog(40000)
	s, err := OpenReader("(stdin)", onlyReader{bytes.NewReader(text)}, Options{TempDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	var first []row
	for range 2 {
		rows, st, err := scanAll(t, s, ScanOptions{Columns: 8, Wanted: upTo(8), ChunkSize: 100000})
		if err != nil || st.Text != int64(len(text)) || len(rows) != 40001 {
			t.Fatalf("%d rows, stats %+v, %v", len(rows), st, err)
		}
		if first != nil && first[40000] != rows[40000] {
			t.Error("the second reading differs")
		}
		first = rows
	}
	if read, size := s.Progress(); read != int64(len(text)) || size != read {
		t.Errorf("progress %d of %d", read, size)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// onlyReader hides everything but Read.
type onlyReader struct{ r *bytes.Reader }

func (o onlyReader) Read(p []byte) (int, error) { return o.r.Read(p[:min(len(p), 1000)]) }

func TestStandardInputRedirectedFromAFileIsReadInPlace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(path, []byte("skip this\na,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Seek(10, 0); err != nil {
		t.Fatal(err)
	}
	s, err := Open("-", Options{Stdin: f})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.Reader(0, 2).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][1] != "2" || s.Name() != "(stdin)" {
		t.Errorf("rows %v, name %s, %v", rows, s.Name(), err)
	}
}
