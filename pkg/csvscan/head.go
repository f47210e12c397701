package csvscan

import (
	"bytes"
	"errors"
	"io"
)

// Record is one record with its place. Blank lines are records with one empty
// cell.
type Record struct {
	Ref    Ref
	Next   Ref    // where the following record starts
	Line   int    // the line it starts on, from 1
	Raw    []byte // its text as UTF-8, with quotes and line end
	Fields []string

	file   string
	format format
	from   []int // where in Raw the cells begin
}

// Pos is the place of cell k, at its opening quote if it has one; the
// record's line if it has no such cell.
func (r Record) Pos(k int) Pos {
	if k < 0 || k >= len(r.from) {
		return Pos{File: r.file, Line: r.Line}
	}
	line, col := r.format.lineCol(r.Line, r.Raw, r.from[k])
	return Pos{File: r.file, Line: line, Col: col}
}

// Blank tells whether the record is an empty line.
func (r Record) Blank() bool {
	return len(r.Fields) == 1 && len(bytes.TrimRight(r.Raw, "\r\n")) == 0
}

// record copies what was found out of the buffer.
func (rs *records) record(f found) Record {
	raw := bytes.Clone(f.text)
	r := Record{
		Ref: f.ref, Next: f.ref + Ref(len(raw)), Line: f.line, Raw: raw, file: rs.name, format: rs.format,
		Fields: make([]string, len(rs.spans)), from: make([]int, len(rs.spans)),
	}
	whole := string(raw) // of which most cells are parts
	var scratch []byte
	for i, p := range rs.spans {
		r.from[i], r.Fields[i] = p.from, whole[p.start:p.end]
		if p.quotes {
			var val []byte
			val, scratch = p.value(raw, scratch)
			r.Fields[i] = string(val)
		}
	}
	return r
}

// Head gives the first n records, fewer if the file has fewer or if they do
// not fit into its first MiB.
func (s *Source) Head(n int) ([]Record, error) {
	recs, err := s.sampleRecords(n)
	if err != nil || len(recs) >= n || s.sampleAll || len(s.sample) > maxSample/2 {
		return recs, err
	}
	if err := s.takeSample(maxSample); err != nil {
		return nil, s.readError(err)
	}
	return s.sampleRecords(n)
}

// sampleRecords cuts up to n whole records out of the sample.
func (s *Source) sampleRecords(n int) ([]Record, error) {
	rs := s.sampled(s.format)
	var recs []Record
	for len(recs) < n {
		f, err := rs.next()
		if errors.Is(err, io.EOF) || errors.Is(err, errSampleEnds) {
			break
		}
		if err != nil {
			return recs, err
		}
		recs = append(recs, rs.record(f))
	}
	return recs, nil
}

// errSampleEnds says where a sample ends that is not the whole text, so that
// the record cut there is left out.
var errSampleEnds = errors.New("the sample ends")

// sampled reads the sample as f.
func (s *Source) sampled(f format) *records {
	rs := newRecords(s.name, nil, f, s.opts.MaxRecord)
	rs.buf, rs.w, rs.eof = s.sample, len(s.sample), s.sampleAll
	return rs
}
