package csvscan

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
)

// decoder turns the bytes of a file into UTF-8.
type decoder struct {
	bom int               // length of the byte order mark
	enc encoding.Encoding // nil: the bytes are UTF-8 already
}

func (d decoder) transformer() transform.Transformer {
	if d.enc == nil {
		return nil
	}
	if c, ok := d.enc.(*charmap.Charmap); ok {
		return singleByte{Charmap: c}
	}
	if d.enc == unicode.UTF8 {
		return runes.ReplaceIllFormed() // byte by byte, as they are counted
	}
	return d.enc.NewDecoder()
}

// decode gives the text of the file's first bytes, leaving out a character cut
// at their end unless they are all.
func (d decoder) decode(raw []byte, all bool) ([]byte, error) {
	raw = raw[min(d.bom, len(raw)):]
	if d.enc == nil {
		return raw, nil
	}
	t := d.transformer()
	dst := make([]byte, 3*len(raw)+utf8.UTFMax)
	n, _, err := t.Transform(dst, raw, all)
	if errors.Is(err, transform.ErrShortSrc) {
		err = nil
	}
	return dst[:n], err
}

var (
	utf16LE = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16BE = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

// encodings by name. ISO-8859-1 is read as Windows-1252, as browsers do: the
// two differ only where ISO-8859-1 has control characters.
var encodings = map[string]encoding.Encoding{
	"utf-8":        nil,
	"utf-16le":     utf16LE,
	"utf-16be":     utf16BE,
	"windows-1250": charmap.Windows1250,
	"windows-1251": charmap.Windows1251,
	"windows-1252": charmap.Windows1252,
	"windows-1253": charmap.Windows1253,
	"windows-1254": charmap.Windows1254,
	"iso-8859-2":   charmap.ISO8859_2,
	"iso-8859-15":  charmap.ISO8859_15,
	"ibm850":       charmap.CodePage850,
	"macintosh":    charmap.Macintosh,
}

var encodingAliases = map[string]string{
	"utf8": "utf-8", "utf16le": "utf-16le", "utf16be": "utf-16be",
	"cp1250": "windows-1250", "cp1251": "windows-1251", "cp1252": "windows-1252",
	"cp1253": "windows-1253", "cp1254": "windows-1254", "ansi": "windows-1252",
	"latin1": "windows-1252", "iso-8859-1": "windows-1252", "latin2": "iso-8859-2",
	"latin9": "iso-8859-15", "cp850": "ibm850",
}

// Encodings lists the names that Options.Encoding takes, sorted, without
// their aliases; "utf-16" stands for either byte order.
func Encodings() []string {
	names := []string{"utf-16"}
	for name := range encodings {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// KnownEncoding tells whether Options.Encoding takes the name, as listed by
// [Encodings] or as one of their aliases.
func KnownEncoding(name string) bool {
	name = canonicalEncoding(name)
	_, ok := encodings[name]
	return ok || name == "utf-16"
}

func canonicalEncoding(name string) string {
	name = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(name), "_", "-"))
	if alias, ok := encodingAliases[name]; ok {
		return alias
	}
	return name
}

// setEncoding makes name, one of encodings, the encoding of the source.
func (s *Source) setEncoding(name string, bom int) {
	s.dialect.Encoding, s.dialect.BOM = name, bom > 0
	s.decoder = decoder{bom: bom, enc: encodings[name]}
}

var boms = []struct {
	mark, encoding string
}{{"\xef\xbb\xbf", "utf-8"}, {"\xff\xfe", "utf-16le"}, {"\xfe\xff", "utf-16be"}}

// findEncoding decides on the first bytes: what was asked for, the byte order
// mark, the zeros of UTF-16, valid UTF-8, else Windows-1252.
func (s *Source) findEncoding(raw []byte, all bool) error {
	if s.settled {
		return nil
	}
	s.forgetEvidence("encoding ")
	s.notices = nil
	marked, bom := byteOrderMark(raw)
	if s.opts.Encoding != "" {
		return s.forceEncoding(raw, marked, bom)
	}
	if marked != "" {
		s.setEncoding(marked, bom)
		s.say("encoding %s: byte order mark", marked)
		return nil
	}
	if name := zerosOfUTF16(raw); name != "" {
		s.setEncoding(name, 0)
		s.say("encoding %s: every other byte is zero", name)
		return nil
	}
	return s.judgeBytes(countUTF8(raw, all))
}

func byteOrderMark(raw []byte) (encoding string, length int) {
	for _, b := range boms {
		if bytes.HasPrefix(raw, []byte(b.mark)) {
			return b.encoding, len(b.mark)
		}
	}
	return "", 0
}

func (s *Source) forceEncoding(raw []byte, marked string, bom int) error {
	name := canonicalEncoding(s.opts.Encoding)
	if name == "utf-16" {
		name = "utf-16le"
		if marked == "utf-16be" || zerosOfUTF16(raw) == "utf-16be" {
			name = "utf-16be"
		}
	}
	if _, ok := encodings[name]; !ok {
		return s.refuse(KindEncoding, fmt.Sprintf("encoding %q is not known", s.opts.Encoding),
			"--encoding takes "+strings.Join(Encodings(), ", "))
	}
	if marked != name {
		bom = 0
	}
	s.forced = true
	s.setEncoding(name, bom)
	if name == "utf-8" && countUTF8(raw[bom:], false).invalid > 0 {
		s.decoder.enc = unicode.UTF8 // now, so that places in the sample are those of the whole text
	}
	s.say("encoding %s: asked for", name)
	return nil
}

// zerosOfUTF16 recognises UTF-16 without a byte order mark: CSV text has ASCII
// characters, whose other byte is zero, and no zero otherwise.
func zerosOfUTF16(raw []byte) string {
	var zeros [2]int
	for i, b := range raw {
		if b == 0 {
			zeros[i&1]++
		}
	}
	few := len(raw) / 10
	switch {
	case zeros[1] > few && zeros[0]*20 < zeros[1]:
		return "utf-16le"
	case zeros[0] > few && zeros[1]*20 < zeros[0]:
		return "utf-16be"
	}
	return ""
}

// utf8Count counts characters above ASCII, and bytes that are no UTF-8.
type utf8Count struct {
	valid, invalid int
	first          int64 // the offset of the first invalid byte
	seen           int64
}

// add counts text and gives how much of it was taken: all but a character cut
// at the end, unless last.
func (c *utf8Count) add(text []byte, last bool) int {
	i := 0
	for i < len(text) {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		if !last && !utf8.FullRune(text[i:]) {
			break
		}
		_, n := utf8.DecodeRune(text[i:])
		if n == 1 {
			c.bad(int64(i))
		} else {
			c.valid++
		}
		i += n
	}
	c.seen += int64(i)
	return i
}

func (c *utf8Count) bad(at int64) {
	if c.invalid == 0 {
		c.first = c.seen + at
	}
	c.invalid++
}

func countUTF8(text []byte, last bool) utf8Count {
	var c utf8Count
	c.add(text, last)
	return c
}

// rareUTF8 is how many invalid bytes a sequence that happens to be valid UTF-8
// needs beside it for the text to be taken for Windows-1252. In such a text
// accented letters rarely come in the pairs that are valid.
const rareUTF8 = 20

// judgeBytes decides between UTF-8 and Windows-1252. A text with plenty of
// both is damaged, and either reading would spoil names without a word.
func (s *Source) judgeBytes(c utf8Count) error {
	switch {
	case c.invalid == 0:
		s.setEncoding("utf-8", 0)
		s.say("encoding utf-8: valid, with %d characters above ASCII in the sample", c.valid)
	case c.valid*rareUTF8 <= c.invalid:
		s.setEncoding("windows-1252", 0)
		s.notice("encoding windows-1252: %s not valid UTF-8; --encoding overrides", bytesAre(c.invalid))
	default:
		return s.mixedEncoding(c)
	}
	return nil
}

func (s *Source) mixedEncoding(c utf8Count) error {
	msg := fmt.Sprintf("a byte here is not UTF-8, though %d characters of the file are", c.valid)
	if s.dialect.BOM {
		msg = "a byte here is not UTF-8, though the file has its byte order mark"
	}
	e := s.refuse(KindEncoding, msg,
		"say which it is: --encoding utf-8 (bad bytes become \uFFFD) or --encoding windows-1252")
	e.Pos = s.posOfOffset(c.first)
	return e
}

func (s *Source) forgetEvidence(prefix string) {
	kept := s.dialect.Evidence[:0]
	for _, e := range s.dialect.Evidence {
		if !strings.HasPrefix(e, prefix) {
			kept = append(kept, e)
		}
	}
	s.dialect.Evidence = kept
}
