package csvscan

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/text/encoding/unicode"
)

// ScanOptions says what to scan and how.
type ScanOptions struct {
	// From is where the first record stands, as a rule the header's Next.
	From Ref
	// Columns is the number of cells of the header. Records with another
	// number are handed over as Ragged.
	Columns int
	// Wanted lists the columns, from 0, that Batch.Field gives.
	Wanted []int
	// Workers is the greatest number of goroutines. Zero: one a processor,
	// fewer for small files.
	Workers int
	// ChunkSize is the size of a worker's buffer in bytes. Zero: 1 MiB, less
	// for small files. It does not change what is read.
	ChunkSize int
}

// A Worker takes the records of a scan, batch by batch, on one goroutine. An
// error it returns ends the scan, which then returns that error; of several,
// the first in the file.
type Worker interface {
	Batch(*Batch) error
}

// Stats tells what a scan has seen.
type Stats struct {
	Rows    int   // with as many cells as the header
	Ragged  int   // with another number, blank lines too
	Text    int64 // bytes of text behind From
	Chunks  int
	Stray   int      // quotes kept as text
	Strays  []Ref    // the first records with such quotes, at most 10
	Careful bool     // the file was read on one goroutine, for stray quotes or a long delimiter
	Notices []string // what was found out about the file on the way
}

// keptStrays is how many records with stray quotes Stats names.
const keptStrays = 10

// Scan reads the records from o.From to the end and hands them to workers,
// each on its own goroutine. newWorkers makes n of them; it is called again,
// and the file read again from o.From, when the file turns out to need another
// way of reading (see the package comment): the workers made before are void.
//
// Batches come in no particular order; Batch.Ref gives the order of the file.
// Cancelling ctx ends the scan with its cause.
func (s *Source) Scan(ctx context.Context, o ScanOptions, newWorkers func(n int) []Worker) (Stats, error) {
	if err := o.check(); err != nil {
		return Stats{}, err
	}
	if s.decoder.enc == unicode.UTF8 { // bad bytes in the sample already: count them all
		if err := s.settleEncoding(); err != nil {
			return Stats{}, err
		}
	}
	for {
		st, err := s.scanOnce(ctx, o, newWorkers)
		again, err := s.reconsider(err)
		if !again {
			st.Notices = s.notices
			return st, err
		}
	}
}

func (s *Source) scanOnce(ctx context.Context, o ScanOptions, newWorkers func(int) []Worker) (Stats, error) {
	if s.careful || len(s.format.delim) > 1 {
		return s.scanCareful(ctx, o, newWorkers(1)[0])
	}
	return s.scanParallel(ctx, o, newWorkers)
}

// reconsider turns what a scan has found out into another way of reading, or
// into the error to tell.
func (s *Source) reconsider(err error) (again bool, _ error) {
	var nul errNUL
	switch {
	case errors.Is(err, errStray), errors.Is(err, errUnbalanced):
		s.careful = true
		return true, nil
	case errors.Is(err, errInvalidUTF8):
		return s.resettle()
	case errors.As(err, &nul):
		return false, s.nulError(int64(nul))
	}
	return false, err
}

// resettle decides the encoding anew after text that is not UTF-8.
func (s *Source) resettle() (again bool, _ error) {
	if s.settled {
		return false, s.refuse(KindRead, "the file changes while it is read", "run it again")
	}
	err := s.settleEncoding()
	return err == nil, err
}

func (o ScanOptions) check() error {
	if o.Columns < 1 {
		return fmt.Errorf("csvscan: %d columns to scan", o.Columns)
	}
	for _, w := range o.Wanted {
		if w < 0 || w >= o.Columns {
			return fmt.Errorf("csvscan: column %d wanted of %d", w, o.Columns)
		}
	}
	return nil
}
