package csvscan

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// encoded is a text as a file of an encoding holds it, byte order mark apart.
func encoded(t rapid.TB, name, text string) []byte {
	t.Helper()
	if encodings[name] == nil {
		return []byte(text)
	}
	raw, err := encodings[name].NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestEveryRecordIsGivenBackInTheBytesOfItsFile(t *testing.T) {
	lines := []string{"id;name;note\r\n", "1;José;\"a \"\"b\"\"\r\nsecond line\"\r\n", "2;ñ;\r\n", "3;x;last é"}
	for _, c := range []struct{ encoding, mark, more string }{
		{"utf-8", "", "Łódź 𝄞"}, {"utf-8", "\xef\xbb\xbf", "Łódź 𝄞"}, {"windows-1252", "", "€"}, {"iso-8859-15", "", "€"},
		{"utf-16le", "\xff\xfe", "Łódź 𝄞"}, {"utf-16be", "\xfe\xff", "𝄞"}, {"utf-16be", "", "Ł"}, {"macintosh", "", "€"},
	} {
		var want [][]byte
		file := []byte(c.mark)
		for _, l := range append(lines[:3:3], lines[3]+c.more) {
			want = append(want, encoded(t, c.encoding, l))
			file = append(file, want[len(want)-1]...)
		}
		s := opened(t, file, Options{Encoding: c.encoding, Delimiter: ";"})
		got, head := originals(t, s, slices.Values(refsOf(t, s)[1:]))
		if !slices.EqualFunc(got, want[1:], bytes.Equal) {
			t.Errorf("%s: got %q\nwant %q", c.encoding, got, want[1:])
		}
		if want := c.mark + string(want[0]); string(head) != want {
			t.Errorf("%s: the head is %q, want %q", c.encoding, head, want)
		}
	}
}

func TestBytesThatAreNoCharactersAreGivenBackAsWell(t *testing.T) {
	for name, c := range map[string]struct {
		encoding string
		rows     []string
	}{
		"broken UTF-8":                {"utf-8", []string{"a,b\n", "\xf0,\xe2\x82\n", "\uFFFD,\xc3\n", "x,\xe2\x82"}},
		"half a character at the end": {"utf-16le", []string{"a\x00,\x00b\x00\n\x00", "c\x00,\x00d\x00\n\x00", "e\x00,\x00\x00\xd8f\x00\n\x00", "g\x00,\x00h\x00\x01"}},
		"a lone surrogate at the end": {"utf-16be", []string{"\x00a\x00,\x00b\x00\n", "\x00c\x00,\xd8\x00"}},
		"a code page with gaps":       {"windows-1253", []string{"a,b\n", "\xaa\xd2,\xff\n", "\xe1,c"}},
	} {
		s := opened(t, []byte(strings.Join(c.rows, "")), Options{Encoding: c.encoding, Delimiter: ","})
		if err := s.settleEncoding(); err != nil {
			t.Fatal(err)
		}
		got, _ := originals(t, s, slices.Values(refsOf(t, s)))
		if len(got) != len(c.rows) {
			t.Fatalf("%s: %d records, want %d", name, len(got), len(c.rows))
		}
		for i, want := range c.rows {
			if string(got[i]) != want {
				t.Errorf("%s: record %d is %q, want %q", name, i+1, got[i], want)
			}
		}
	}
}

func TestOriginalsOfAllRecordsAreTheFile(t *testing.T) {
	names := []string{"utf-8", "utf-16le", "utf-16be", "windows-1252", "ibm850"}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "encoding")
		text := strings.Repeat(cleanCSV().Draw(t, "text"), rapid.SampledFrom([]int{1, 200}).Draw(t, "times"))
		file := encoded(t, name, text)
		s, err := OpenReader("f.csv", bytes.NewReader(file), Options{Encoding: name, Delimiter: ","})
		if err != nil {
			t.Skip("refused when opened:", err)
		}
		defer s.Close()
		refs := refsOf(t, s)
		got, _ := originals(t, s, slices.Values(refs))
		if !bytes.Equal(slices.Concat(got...), file) {
			t.Fatal("the records together are not the file")
		}
		one := rapid.IntRange(0, len(refs)-1).Draw(t, "record")
		alone, head := originals(t, s, slices.Values(refs[one:one+1]))
		if !bytes.Equal(alone[0], got[one]) || !bytes.Equal(head, slices.Concat(got[:one]...)) {
			t.Fatalf("record %d alone is %q, among others %q", one, alone[0], got[one])
		}
	})
}

func TestTextIsWrittenInTheEncodingOfTheFile(t *testing.T) {
	for _, c := range []struct{ encoding, text, want string }{
		{"utf-8", "é€Ł", "é€Ł"}, {"windows-1252", "é€Ł", "\xe9\x80?"}, {"utf-16be", "é𝄞", "\x00\xe9\xd8\x34\xdd\x1e"},
	} {
		s := opened(t, encoded(t, c.encoding, "a,b\n1,2\n"), Options{Encoding: c.encoding})
		got, err := s.Encode(c.text)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v; want %q", c.encoding, got, err, c.want)
		}
	}
}

func opened(t *testing.T, file []byte, o Options) *Source {
	t.Helper()
	s, err := OpenReader("f.csv", bytes.NewReader(file), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// refsOf lists where the records start.
func refsOf(t rapid.TB, s *Source) []Ref {
	t.Helper()
	text, err := s.text()
	if err != nil {
		t.Fatal(err)
	}
	defer text.done()
	var refs []Ref
	for rs := newRecords(s.name, text, s.format, s.opts.MaxRecord); ; {
		f, err := rs.next()
		if err != nil {
			return refs
		}
		refs = append(refs, f.ref)
	}
}

// originals gives the bytes of the records, and what lies before the first.
func originals(t rapid.TB, s *Source, refs iter.Seq[Ref]) (all [][]byte, head []byte) {
	t.Helper()
	err := s.Originals(refs, func(_ Record, original []byte) error {
		all = append(all, original)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	first, stop := iter.Pull(refs)
	defer stop()
	ref, _ := first()
	if head, err = s.Before(ref); err != nil {
		t.Fatal(err)
	}
	return all, head
}
