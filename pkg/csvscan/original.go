package csvscan

import (
	"bytes"
	"io"
	"iter"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// Originals hands the records that start at refs to do, each with the bytes
// of the file that it was read from: decompressed, but in the file's own
// encoding, with quotes and line end. refs ascend. The
// file is read once, up to the last of them; the first error that do returns
// ends it.
func (s *Source) Originals(refs iter.Seq[Ref], do func(r Record, original []byte) error) error {
	t, kept, err := s.taped()
	if err != nil {
		return s.readError(err)
	}
	defer t.done()
	rs := newRecords(s.name, t, s.format, s.opts.MaxRecord)
	for ref := range refs {
		kept.dropTo(int64(ref))
		rec, err := s.recordAt(rs, ref)
		if err != nil {
			return err
		}
		if err := do(rec, kept.original(rec)); err != nil {
			return err
		}
	}
	return nil
}

// Before gives the bytes of the file, decompressed, that lie before the record
// at ref: the byte order mark, titles and the header, as a rule.
func (s *Source) Before(ref Ref) ([]byte, error) {
	t, err := s.plain()
	if err != nil {
		return nil, s.readError(err)
	}
	defer t.done()
	head := make([]byte, s.decoder.bom)
	if _, err := io.ReadFull(t, head); err != nil {
		return nil, s.readError(err)
	}
	kept := s.decode(t)
	if _, err := io.CopyN(io.Discard, t, int64(ref)); err != nil {
		return nil, s.locateError(ref, err)
	}
	n, _ := kept.measure(int64(ref))
	return append(head, kept.bytes[:n]...), nil
}

// Encode writes text in the encoding of the file, without byte order mark;
// characters that the encoding lacks become question marks.
func (s *Source) Encode(text string) ([]byte, error) {
	if s.decoder.enc == nil {
		return []byte(text), nil
	}
	if c, ok := s.decoder.enc.(*charmap.Charmap); ok {
		text = strings.Map(func(r rune) rune {
			if _, ok := c.EncodeRune(r); !ok {
				return '?'
			}
			return r
		}, text)
	}
	return s.decoder.enc.NewEncoder().Bytes([]byte(text))
}

// taped is text that keeps the bytes it is decoded from.
func (s *Source) taped() (*textReader, *tape, error) {
	t, err := s.behindMark()
	if err != nil {
		return nil, nil, err
	}
	return t, s.decode(t), nil
}

// decode puts the decoder on top of t, and a tape below it.
func (s *Source) decode(t *textReader) *tape {
	kept := &tape{src: t.Reader, decode: s.decoder.transformer()}
	t.Reader = kept
	if d := s.decoder.transformer(); d != nil {
		t.Reader = transform.NewReader(kept, d)
	}
	return kept
}

// tape keeps the bytes that a text is decoded from, from a place of the text
// on that is still to be asked for. How many bytes belong to so much text is
// found by decoding them again.
type tape struct {
	src     io.Reader
	decode  transform.Transformer // nil: the bytes are the text
	bytes   []byte
	at      int64 // where in the text bytes begin
	from    int64 // the text before it is not asked for
	scratch [4096]byte
}

// Read passes the bytes on and keeps them.
func (t *tape) Read(p []byte) (int, error) {
	n, err := t.src.Read(p)
	t.bytes = append(t.bytes, p[:n]...)
	t.dropTo(t.from)
	return n, err
}

// dropTo forgets what lies before a place of the text, now or once it is read.
func (t *tape) dropTo(text int64) {
	t.from = max(text, t.at)
	n, gone := t.measure(t.from - t.at)
	t.bytes, t.at = t.bytes[n:], t.at+gone
}

// measure gives the number of kept bytes that the next so many bytes of text
// were decoded from; fewer, with the text they make, where the kept bytes end.
func (t *tape) measure(text int64) (size int, got int64) {
	if t.decode == nil {
		size = int(min(text, int64(len(t.bytes))))
		return size, int64(size)
	}
	for got < text {
		dst := t.scratch[:min(text-got, int64(len(t.scratch)))]
		n, m, _ := t.decode.Transform(dst, t.bytes[size:], false)
		if m == 0 {
			break
		}
		size, got = size+m, got+int64(n)
	}
	return size, got
}

// original gives the bytes of a record. The last one may end in half a
// character, which belongs to it.
func (t *tape) original(r Record) []byte {
	t.dropTo(int64(r.Ref))
	size, got := t.measure(int64(r.Next - r.Ref))
	if got < int64(r.Next-r.Ref) {
		size = len(t.bytes)
	}
	return bytes.Clone(t.bytes[:size])
}
