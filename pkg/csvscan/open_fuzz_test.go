package csvscan

import (
	"bytes"
	"errors"
	"testing"
)

// FuzzAnyBytes holds that no file makes the package panic or hang, that every
// refusal is an *Error, and that rows found by scanning are found again.
func FuzzAnyBytes(f *testing.F) {
	f.Add([]byte("a;b\n1;2\n"), "")
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x00"), "")
	f.Add([]byte("Name,Note\nJos\xe9,\"x\"\"y\"\r\n"), "+|")
	f.Add([]byte("\x1f\x8b\x08\x00"), "")
	f.Fuzz(func(t *testing.T, file []byte, delimiter string) {
		s, err := OpenReader("f.csv", bytes.NewReader(file), Options{Delimiter: delimiter, MaxExpanded: 1 << 20})
		if err != nil {
			checkRefusal(t, err)
			return
		}
		defer s.Close()
		head, err := s.Head(3)
		if err != nil || len(head) == 0 {
			checkRefusal(t, err)
			return
		}
		rows, _, err := scanAll(t, s, ScanOptions{From: head[0].Next, Columns: len(head[0].Fields), ChunkSize: 200})
		checkRefusal(t, err)
		var refs []Ref
		for _, r := range rows {
			refs = append(refs, r.Ref)
		}
		recs, err := s.Locate(refs)
		if err != nil {
			t.Fatalf("rows %v are not found again: %v", rows, err)
		}
		for i, r := range recs {
			if r.Ref != refs[i] {
				t.Fatalf("located %d for %d", r.Ref, refs[i])
			}
		}
		_, err = s.Reader(0, 0).ReadAll()
		checkRefusal(t, err)
	})
}

func checkRefusal(t *testing.T, err error) {
	t.Helper()
	var e *Error
	if err != nil && !errors.As(err, &e) {
		t.Fatalf("%T is no refusal: %v", err, err)
	}
	if e != nil && (e.Msg == "" || e.Pos.File != "f.csv") {
		t.Fatalf("refusal without message or file: %+v", e)
	}
}
