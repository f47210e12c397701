package csvscan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"
)

// Locate gives the records that start at refs, in the order of refs. It reads
// the file again up to the last of them.
func (s *Source) Locate(refs []Ref) ([]Record, error) {
	byRef := make(map[Ref]Record, len(refs))
	err := s.LocateEach(refs, func(r Record) error {
		byRef[r.Ref] = r
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]Record, len(refs))
	for i, ref := range refs {
		out[i] = byRef[ref]
	}
	return out, nil
}

// LocateEach hands the records that start at refs to do, one by one in the
// order of the file, each once. It ends with the first error do returns.
func (s *Source) LocateEach(refs []Ref, do func(Record) error) error {
	t, err := s.text()
	if err != nil {
		return s.readError(err)
	}
	defer t.done()
	rs := newRecords(s.name, t, s.format, s.opts.MaxRecord)
	for _, ref := range slices.Compact(slices.Sorted(slices.Values(refs))) {
		rec, err := s.recordAt(rs, ref)
		if err != nil {
			return err
		}
		if err := do(rec); err != nil {
			return err
		}
	}
	return nil
}

func (s *Source) recordAt(rs *records, ref Ref) (Record, error) {
	if err := rs.skipTo(ref); err != nil {
		return Record{}, s.locateError(ref, err)
	}
	f, err := rs.next()
	if err != nil {
		return Record{}, s.locateError(ref, err)
	}
	return rs.record(f), nil
}

func (s *Source) locateError(ref Ref, err error) error {
	if !errors.Is(err, io.EOF) && !errors.Is(err, errNoRecord) {
		return s.readError(err)
	}
	return s.refuse(KindRead, fmt.Sprintf("no record at byte %d: the file has changed", ref), "run it again")
}

// posOfOffset is the place of a byte of the text; the file as a whole if it
// cannot be read again.
func (s *Source) posOfOffset(at int64) Pos {
	pos := Pos{File: s.name}
	t, err := s.text()
	if err != nil {
		return pos
	}
	defer t.done()
	c := placeCounter{format: s.format, line: 1}
	if _, err := io.CopyN(&c, t, at); err != nil {
		return pos
	}
	pos.Line, pos.Col = c.line, c.chars+1
	return pos
}

// placeCounter counts lines, and characters since the last line start.
type placeCounter struct {
	format
	line, chars int
}

func (c *placeCounter) Write(text []byte) (int, error) {
	brk := byte('\n')
	if c.eol == '\r' {
		brk = '\r'
	}
	n := len(text)
	if i := bytes.LastIndexByte(text, brk); i >= 0 {
		c.line += bytes.Count(text[:i+1], []byte{brk})
		c.chars, text = 0, text[i+1:]
	}
	for _, b := range text {
		if utf8.RuneStart(b) {
			c.chars++
		}
	}
	return n, nil
}
