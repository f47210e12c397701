package csvscan

import (
	"context"
	"fmt"
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
	Stray   int   // quotes kept as text
	Strays  []Ref // the first records with such quotes, at most 10
	Careful bool  // the file was read on one goroutine, for stray quotes or a long delimiter
	Notices []string
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
	st, err := s.scanCareful(ctx, o, newWorkers(1)[0])
	return st, s.readError(err)
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
