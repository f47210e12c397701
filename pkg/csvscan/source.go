package csvscan

import (
	"io"
	"slices"
	"sync/atomic"
)

// Ref is the offset in bytes of a record's start in the text of a file, as
// UTF-8 and without byte order mark. It orders and identifies records.
type Ref int64

// Source is one CSV file or stream whose dialect is known. It may be scanned,
// read and located in any number of times, one after the other; only Progress
// may be called while another method runs.
type Source struct {
	name    string
	opts    Options
	origin  origin
	dialect Dialect
	decoder decoder
	format  format

	sample    []byte // the text from the start
	sampleAll bool   // the sample is the whole text
	forced    bool   // the caller chose the encoding
	settled   bool   // the encoding was decided on the whole file
	careful   bool   // the file has stray quotes
	notices   []string
	pipe      io.Closer // what Open opened besides the origin, or nil

	read atomic.Int64
}

// Name is the name the source was opened under; "(stdin)" for standard input.
func (s *Source) Name() string { return s.name }

// Dialect tells how the file is written. A scan may change its encoding.
func (s *Source) Dialect() Dialect {
	d := s.dialect
	d.Evidence = slices.Clone(d.Evidence)
	return d
}

// Notices gives what reading the file has found out on the way, as
// [Stats.Notices] does for a scan.
func (s *Source) Notices() []string { return slices.Clone(s.notices) }

// Progress tells how many bytes of the file the running scan has read, and the
// file's size, -1 if that is not known. Bytes are counted as stored, that is
// compressed. It may be called from any goroutine.
func (s *Source) Progress() (read, size int64) { return s.read.Load(), s.origin.size() }

// Original gives the bytes of the file as they are stored, from the start, for
// a digest. Close it before the next call on the source.
func (s *Source) Original() (io.ReadCloser, error) {
	r, err := s.origin.open()
	return r, s.readError(err)
}

// Close frees what the source holds and removes its temporary file.
func (s *Source) Close() error {
	err := s.origin.close()
	if s.pipe != nil {
		_ = s.pipe.Close() // it was only read from
	}
	return err
}
