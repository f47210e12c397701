package ingest

import (
	"sync"
	"sync/atomic"

	"github.com/salescoach/salescoach/pkg/csvscan"
)

// progressStep is how many bytes are read between two reports.
const progressStep = 8 << 20

// speaker tells the caller how far the reading is, from whichever worker comes
// by first.
type speaker struct {
	tell func(Progress)
	src  *csvscan.Source
	pass int
	next atomic.Int64
	mu   *sync.Mutex // of all files of a run
}

func (s *speaker) update() {
	if s == nil || s.tell == nil {
		return
	}
	read, size := s.src.Progress()
	if read < s.next.Load() || !s.mu.TryLock() {
		return
	}
	defer s.mu.Unlock()
	s.next.Store(read + progressStep)
	s.tell(Progress{File: s.src.Name(), Read: read, Size: size, Pass: s.pass})
}

// spoken is a worker that reports progress behind each batch.
type spoken struct {
	csvscan.Worker
	speaker *speaker
}

// Batch does the worker's batch, then reports.
func (w spoken) Batch(b *csvscan.Batch) error {
	err := w.Worker.Batch(b)
	w.speaker.update()
	return err
}
