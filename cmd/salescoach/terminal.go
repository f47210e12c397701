package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/salescoach/salescoach/pkg/ingest"
)

// largeInput is from how many bytes on reading shows its progress.
const largeInput = 64 << 20

// terminalOf is the terminal behind w, if there is one. Colour and width may
// depend on it, rows and columns never.
func terminalOf(w io.Writer) (f *os.File, ok bool) {
	f, ok = w.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// width is the width of the terminal behind w; 0 where there is none.
func width(w io.Writer) int {
	f, ok := terminalOf(w)
	if !ok {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// progress shows how far the reading of large files is, on a terminal only.
func (p *program) progress() func(ingest.Progress) {
	w, ok := terminalOf(p.err)
	if !ok || p.quiet {
		return nil
	}
	m := &meter{w: w, start: time.Now()}
	return m.show
}

// meter writes one line and overwrites it, at most ten times a second.
type meter struct {
	w     io.Writer
	mu    sync.Mutex
	start time.Time
	last  time.Time
	file  string
}

func (m *meter) show(at ingest.Progress) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	if at.File != m.file {
		m.file, m.start = at.File, now
	}
	done := at.Size > 0 && at.Read >= at.Size
	if at.Size >= 0 && at.Size < largeInput || at.Read < largeInput/8 || now.Sub(m.last) < 100*time.Millisecond && !done {
		return
	}
	m.last = now
	if done {
		fmt.Fprint(m.w, "\r\x1b[K")
		return
	}
	fmt.Fprintf(m.w, "\r\x1b[K%s: %s", at.File, describe(at, now.Sub(m.start)))
}

// describe says bytes, rate and time left.
func describe(at ingest.Progress, since time.Duration) string {
	rate := float64(at.Read) / max(since.Seconds(), 1e-3)
	text := fmt.Sprintf("%d MB, %.0f MB/s", at.Read>>20, rate/(1<<20))
	if at.Size <= 0 {
		return text
	}
	left := time.Duration(float64(at.Size-at.Read) / rate * float64(time.Second))
	return fmt.Sprintf("%d %% of %d MB, %.0f MB/s, %s left", at.Read*100/at.Size, at.Size>>20, rate/(1<<20), left.Round(time.Second))
}
