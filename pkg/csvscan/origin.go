package csvscan

import (
	"bytes"
	"io"
	"os"
	"sync/atomic"
)

// origin is where the stored bytes come from. Only one of the readers it opens
// is used at a time.
type origin interface {
	open() (io.ReadCloser, error) // from the start
	size() int64                  // -1 if not known
	close() error
}

// fileOrigin is a regular file, opened anew for each reading.
type fileOrigin struct {
	path  string
	bytes int64
}

func (f fileOrigin) open() (io.ReadCloser, error) { return os.Open(f.path) }
func (f fileOrigin) size() int64                  { return f.bytes }
func (f fileOrigin) close() error                 { return nil }

// partOrigin is what lies in a file from its current offset on, such as
// standard input redirected from a file.
type partOrigin struct {
	file *os.File
	from int64
	len  int64
}

func (p partOrigin) open() (io.ReadCloser, error) {
	return io.NopCloser(io.NewSectionReader(p.file, p.from, p.len)), nil
}
func (p partOrigin) size() int64  { return p.len }
func (p partOrigin) close() error { return nil }

// memoryOrigin is a short stream, kept.
type memoryOrigin []byte

func (m memoryOrigin) open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(m)), nil }
func (m memoryOrigin) size() int64                  { return int64(len(m)) }
func (m memoryOrigin) close() error                 { return nil }

// spoolOrigin is a stream that is written to a temporary file as it is read,
// so that it can be read again however long it is.
type spoolOrigin struct {
	src   io.Reader
	file  *os.File
	have  int64        // bytes in file
	total atomic.Int64 // have, once src is at its end; before, -1
}

// keepAll is the length up to which a stream is kept in memory.
const keepAll = 1 << 20

// newStreamOrigin keeps a short stream in memory and spools a longer one.
func newStreamOrigin(src io.Reader, tempDir string) (origin, error) {
	start, err := io.ReadAll(io.LimitReader(src, keepAll+1))
	if err != nil {
		return nil, err
	}
	if len(start) <= keepAll {
		return memoryOrigin(start), nil
	}
	file, err := os.CreateTemp(tempDir, "csvscan-*")
	if err != nil {
		return nil, err
	}
	sp := &spoolOrigin{src: src, file: file}
	sp.total.Store(-1)
	if _, err := sp.file.Write(start); err != nil {
		_ = sp.close()
		return nil, err
	}
	sp.have = int64(len(start))
	return sp, nil
}

func (sp *spoolOrigin) open() (io.ReadCloser, error) {
	return io.NopCloser(&spoolReader{spoolOrigin: sp}), nil
}

func (sp *spoolOrigin) size() int64 { return sp.total.Load() }

func (sp *spoolOrigin) close() error {
	err := sp.file.Close()
	if rm := os.Remove(sp.file.Name()); err == nil {
		err = rm
	}
	return err
}

type spoolReader struct {
	*spoolOrigin
	at int64
}

// Read gives what the file holds, then what the stream still gives.
func (r *spoolReader) Read(p []byte) (int, error) {
	if r.at < r.have {
		n, err := r.file.ReadAt(p[:min(int64(len(p)), r.have-r.at)], r.at)
		r.at += int64(n)
		if n > 0 {
			err = nil
		}
		return n, err
	}
	if r.total.Load() >= 0 {
		return 0, io.EOF
	}
	n, err := r.src.Read(p)
	if _, werr := r.file.WriteAt(p[:n], r.have); werr != nil {
		return n, werr
	}
	r.have += int64(n)
	r.at = r.have
	if err == io.EOF {
		r.total.Store(r.have)
	}
	return n, err
}
