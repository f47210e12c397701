package csvscan

import (
	"bytes"
	"context"
	"errors"
	"io"
	"unicode/utf8"
)

// carefulBatch is the number of rows in a batch of the careful reading.
const carefulBatch = 512

// careful reads record by record on one goroutine, and rewrites the wanted
// cells as clean CSV into the batch that it hands over.
type careful struct {
	s     *Source
	o     ScanOptions
	rs    *records
	batch Batch
	stats Stats
}

func (s *Source) scanCareful(ctx context.Context, o ScanOptions, w Worker) (Stats, error) {
	// Settled first, because the place of a quote error counts characters.
	if err := s.settleEncoding(); err != nil {
		return Stats{}, err
	}
	t, err := s.text()
	if err != nil {
		return Stats{}, s.readError(err)
	}
	defer t.done()
	c := &careful{s: s, o: o, rs: newRecords(s.name, t, s.format, s.opts.MaxRecord)}
	c.stats.Careful = true
	if err := c.rs.skipTo(o.From); err != nil {
		return c.stats, s.locateError(o.From, err)
	}
	c.batch.cols, c.batch.tail = make([]uint32, len(o.Wanted)), noTail
	for k := range o.Wanted {
		c.batch.cols[k] = uint32(k)
	}
	for done := false; !done && err == nil; {
		if err = context.Cause(ctx); err == nil {
			done, err = c.fillBatch()
			err = s.readError(err)
		}
		if err == nil && c.batch.Len()+len(c.batch.ragged) > 0 {
			err = w.Batch(&c.batch)
		}
	}
	return c.stats, err
}

// fillBatch reads up to carefulBatch records.
func (c *careful) fillBatch() (done bool, err error) {
	c.startBatch()
	for range carefulBatch {
		f, err := c.rs.next()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return true, err
		}
		if err := checkText(f); err != nil {
			return true, err
		}
		c.stats.Text += int64(len(f.text))
		c.noteStray(f)
		if len(c.rs.spans) == c.o.Columns && !c.rs.blank() {
			c.addRow(f)
		} else {
			c.addRagged(f)
		}
	}
	return false, nil
}

// checkText finds what the index of the parallel reading finds.
func checkText(f found) error {
	if i := bytes.IndexByte(f.text, 0); i >= 0 {
		return errNUL(int64(f.ref) + int64(i))
	}
	if !utf8.Valid(f.text) {
		return errInvalidUTF8
	}
	return nil
}

func (c *careful) startBatch() {
	b := &c.batch
	b.reset()
	b.doubled = true
	b.data = append(b.data[:0], '\n')
	b.ends = append(b.ends, 0)
	b.chunk = c.stats.Chunks
	c.stats.Chunks++
}

func (c *careful) noteStray(f found) {
	c.stats.Stray += c.rs.stray
	if c.rs.stray > 0 && len(c.stats.Strays) < keptStrays {
		c.stats.Strays = append(c.stats.Strays, f.ref)
	}
}

// addRow writes the wanted cells, quoting those that start with a quote,
// because that is what Batch.Field looks at.
func (c *careful) addRow(f found) {
	b := &c.batch
	c.stats.Rows++
	b.first = append(b.first, uint32(len(b.ends)-1))
	b.refs = append(b.refs, f.ref)
	for _, col := range c.o.Wanted {
		var val []byte
		val, b.scratch = c.rs.spans[col].value(f.text, b.scratch[:0])
		if len(val) > 0 && val[0] == '"' {
			b.data = appendQuoted(b.data, val)
		} else {
			b.data = append(b.data, val...)
		}
		b.ends = append(b.ends, uint32(len(b.data)))
		b.data = append(b.data, '\n')
	}
}

func appendQuoted(dst, val []byte) []byte {
	dst = append(dst, '"')
	for _, ch := range val {
		if ch == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, ch)
	}
	return append(dst, '"')
}

func (c *careful) addRagged(f found) {
	c.stats.Ragged++
	c.batch.ragged = append(c.batch.ragged, newRagged(f.ref, f.text, c.rs.spans))
}

// newRagged copies a record's cells out of the buffer. Ragged records are few,
// so that this may allocate.
func newRagged(ref Ref, text []byte, spans []span) Ragged {
	r := Ragged{Ref: ref, Fields: make([][]byte, len(spans))}
	text = append([]byte(nil), text...)
	for i, p := range spans {
		r.Fields[i], _ = p.value(text, nil)
	}
	return r
}
