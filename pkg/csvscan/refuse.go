package csvscan

import (
	"bytes"
	"strings"
)

const saveAsCSV = "save or export it as CSV and give that file"

// magics are the starts of files that people take for CSV.
var magics = []struct {
	magic, what string
	kind        Kind
}{
	{"PK\x03\x04", "is an XLSX, ODS or other ZIP file, not CSV", KindSpreadsheet},
	{"PK\x05\x06", "is an empty ZIP file, not CSV", KindSpreadsheet},
	{"\xd0\xcf\x11\xe0", "is an XLS or other old Office file, not CSV", KindSpreadsheet},
	{"%PDF-", "is a PDF, not CSV", KindBinary},
	{"PAR1\x15", "is a Parquet file, not CSV", KindBinary},
	{"\x89PNG", "is a picture, not CSV", KindBinary},
	{"BZh91AY&SY", "is compressed with bzip2, which is not read", KindBinary},
	{"\xfd7zXZ", "is compressed with xz, which is not read", KindBinary},
	{"7z\xbc\xaf", "is a 7-Zip archive, not CSV", KindBinary},
	{"SQLite format 3\x00", "is a SQLite database, not CSV", KindBinary},
}

// refuseBytes refuses what is no text: empty, another format, or full of zeros.
func (s *Source) refuseBytes(raw []byte) error {
	if len(raw) == 0 {
		return s.refuse(KindEmpty, "is empty", "export it again")
	}
	for _, m := range magics {
		if bytes.HasPrefix(raw, []byte(m.magic)) {
			return s.refuse(m.kind, m.what, saveAsCSV)
		}
	}
	if bytes.HasPrefix(raw, gzipMagic) || bytes.HasPrefix(raw, zstdMagic) {
		return s.refuse(KindBinary, "is compressed twice", "decompress it once")
	}
	return nil
}

// refuseText refuses text that is no table.
func (s *Source) refuseText() error {
	if at := bytes.IndexByte(s.sample, 0); at >= 0 {
		return s.nulError(int64(at))
	}
	text := bytes.TrimSpace(s.sample)
	switch {
	case len(text) == 0 && s.sampleAll:
		return s.refuse(KindEmpty, "holds nothing but blanks", "export it again")
	case controls(text)*10 > len(text):
		return s.refuse(KindBinary, "is not text", saveAsCSV)
	case looksLikeJSON(text):
		return s.refuse(KindJSON, "is JSON, not CSV", saveAsCSV)
	case looksLikeMarkup(text):
		return s.refuse(KindMarkup, "is HTML or XML, not CSV",
			"was a web page saved instead of the export? "+saveAsCSV)
	}
	return nil
}

func (s *Source) nulError(at int64) error {
	e := s.refuse(KindBinary, "a NUL byte stands here, so this is not a text file", saveAsCSV)
	e.Pos = s.posOfOffset(at)
	return e
}

// controls counts the control characters that text does not hold.
func controls(text []byte) int {
	n := 0
	for _, b := range text {
		if b < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1c\x1d\x1e\x1f\x01\x02", rune(b)) {
			n++
		}
	}
	return n
}

func looksLikeJSON(text []byte) bool {
	if len(text) == 0 || text[0] != '{' && text[0] != '[' {
		return false
	}
	rest := bytes.TrimSpace(text[1:])
	if len(rest) == 0 {
		return true
	}
	if text[0] == '{' {
		return rest[0] == '"' || rest[0] == '}'
	}
	return strings.IndexByte(`{["]-0123456789`, rest[0]) >= 0
}

func looksLikeMarkup(text []byte) bool {
	start := strings.ToLower(string(text[:min(len(text), 32)]))
	for _, tag := range []string{"<!doctype", "<html", "<?xml", "<head", "<body", "<table", "<script", "<meta", "<!--"} {
		if strings.HasPrefix(start, tag) {
			return true
		}
	}
	return false
}
