package csvscan

import (
	"errors"
	"fmt"
	"io"
)

// Reader reads records one by one as strings. It serves small tables, and fits
// gocsv's CSVReader.
type Reader struct {
	s     *Source
	text  *textReader
	rs    *records
	width int
	rec   Record
	err   error
}

// Reader reads the records from a ref on, 0 for the start. If columns is
// above 0, a record with another number of cells is an error of KindWidth;
// reading may go on behind it. Blank lines are left out.
func (s *Source) Reader(from Ref, columns int) *Reader {
	r := &Reader{s: s, width: columns}
	if r.err = s.settleEncoding(); r.err != nil {
		return r
	}
	if r.text, r.err = s.text(); r.err != nil {
		return r
	}
	r.rs = newRecords(s.name, r.text, s.format, s.opts.MaxRecord)
	if err := r.rs.skipTo(from); err != nil {
		r.stop(s.locateError(from, err))
	}
	return r
}

// Read gives the cells of the next record, io.EOF after the last.
func (r *Reader) Read() ([]string, error) {
	rec, err := r.Next()
	return rec.Fields, err
}

// Next is Read with the record's place.
func (r *Reader) Next() (Record, error) {
	for r.err == nil {
		f, err := r.rs.next()
		if err != nil {
			r.stop(err)
			break
		}
		if r.rs.blank() {
			continue
		}
		r.rec = r.rs.record(f)
		return r.rec, r.checkWidth()
	}
	return Record{}, r.err
}

func (r *Reader) stop(err error) {
	if !errors.Is(err, io.EOF) {
		err = r.s.readError(err)
	}
	r.err = err
	r.text.done()
}

func (r *Reader) checkWidth() error {
	n := len(r.rec.Fields)
	if r.width <= 0 || n == r.width {
		return nil
	}
	return &Error{
		Pos:  Pos{File: r.s.name, Line: r.rec.Line},
		Kind: KindWidth,
		Msg:  fmt.Sprintf("%d cells, but the header has %d", n, r.width),
		Hint: "is a cell with a delimiter in it not quoted?",
	}
}

// ReadAll gives the cells of all records that are left.
func (r *Reader) ReadAll() ([][]string, error) {
	var all [][]string
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		all = append(all, rec)
	}
}

// FieldPos is the place of cell k of the record read last.
func (r *Reader) FieldPos(k int) Pos { return r.rec.Pos(k) }

// Close frees the reader. It is needed only when not all records are read.
func (r *Reader) Close() error {
	if r.text == nil || r.err != nil {
		return nil
	}
	r.err = io.EOF
	return r.text.Close()
}
