package csvscan

import (
	"context"
	"runtime"
	"sync"
)

// defaultChunk is a worker's buffer for big files; smaller ones wait for the
// lock, larger ones only take memory.
const (
	defaultChunk = 256 << 10
	smallChunk   = 128 << 10
)

// parallel is a scan by several workers.
type parallel struct {
	s      *Source
	o      ScanOptions
	ctx    context.Context
	chunks chunker

	mu     sync.Mutex
	stats  Stats
	failed int // the chunk of err
	err    error
}

// plan chooses the number of workers and the size of their buffers by the size
// of the file, so that small files do not pay for fresh memory and yet are
// shared among the workers.
func (s *Source) plan(o ScanOptions) (workers, size int) {
	workers, size = o.Workers, o.ChunkSize
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	n := s.textSize()
	if size <= 0 {
		size = defaultChunk
		if n >= 0 {
			size = int(min(defaultChunk, max(smallChunk, n/int64(workers)+1)))
		}
	}
	if n >= 0 {
		size = int(min(int64(size), n+1))
		workers = int(min(int64(workers), n/int64(size)+1))
	}
	return workers, max(size, 2*blockSize)
}

// textSize is the size of the text where that is known beforehand, else -1.
func (s *Source) textSize() int64 {
	switch {
	case s.sampleAll:
		return int64(len(s.sample))
	case s.dialect.Compression == "" && s.decoder.enc == nil:
		return s.origin.size()
	}
	return -1
}

func (s *Source) scanParallel(ctx context.Context, o ScanOptions, newWorkers func(int) []Worker) (Stats, error) {
	t, err := s.textFrom(o.From)
	if err != nil {
		return Stats{}, s.readError(err)
	}
	defer t.done()
	n, size := s.plan(o)
	p := &parallel{s: s, o: o, ctx: ctx}
	p.chunks = chunker{src: t, eol: s.format.eol, max: s.opts.MaxRecord, base: int64(o.From)}
	var wg sync.WaitGroup
	for _, w := range newWorkers(n) {
		wg.Go(func() { p.work(w, size) })
	}
	wg.Wait()
	p.stats.Chunks, p.stats.Text = p.chunks.seq, p.chunks.base-int64(o.From)-int64(p.chunks.made)
	return p.stats, p.err
}

// work scans chunks until the text or the scan ends.
func (p *parallel) work(w Worker, size int) {
	x, c := indexes.Get().(*index), chunks.Get().(*chunk)
	defer indexes.Put(x)
	defer chunks.Put(c)
	x.prepare(p.s.format, p.o)
	c.resize(size)
	rows, ragged := 0, 0
	each := func(b *Batch) error {
		if len(b.first)+len(b.ragged) == 0 {
			return nil
		}
		rows, ragged = rows+len(b.first), ragged+len(b.ragged)
		return w.Batch(b)
	}
	for p.going() {
		ok, err := p.chunks.next(c)
		err = p.s.readError(err)
		if err == nil && ok {
			err = x.scan(c, p.s.format, each)
		}
		if err != nil {
			p.fail(c.seq, err)
		}
		if err != nil || !ok {
			break
		}
	}
	p.mu.Lock()
	p.stats.Rows, p.stats.Ragged = p.stats.Rows+rows, p.stats.Ragged+ragged
	p.mu.Unlock()
}

// going tells whether another chunk may be begun. Chunks that are begun are
// finished after a failure, so that of several the first in the file is told,
// however the goroutines run.
func (p *parallel) going() bool {
	if err := context.Cause(p.ctx); err != nil {
		p.fail(p.chunks.count(), err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err == nil
}

func (p *parallel) fail(seq int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil || seq < p.failed {
		p.failed, p.err = seq, err
	}
}
