package csvscan

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

// Findings on the way that need another way of reading.
var (
	errStray       = errors.New("a quote stands where none may")
	errUnbalanced  = errors.New("no record ends within the limit, or a quote is open at the end")
	errInvalidUTF8 = errors.New("not UTF-8")
)

// chunker cuts a text into chunks of whole records. Workers take turns: under
// the lock, one fills its own buffer and cuts it behind the last line end that
// has an even number of quotes before it; what is left goes in front of the
// next chunk. Only that is copied, and nothing is guessed.
type chunker struct {
	mu   sync.Mutex
	src  io.Reader
	eol  byte
	max  int    // of a record
	left []byte // of the last chunk, from a record's start
	base int64  // the text offset of left
	seq  int
	done bool
	made int // line ends put behind the last record
}

// chunk is a buffer and what it holds: data[0] is a line end put there,
// data[1:end] whole records, and padding of blockSize bytes follows.
type chunk struct {
	data []byte
	end  int
	base int64 // the text offset of data[0]
	seq  int
}

// chunks holds the buffers of scans that are over, for the next file.
var chunks = sync.Pool{New: func() any { return new(chunk) }}

// padding is a byte that no delimiter may be.
const padding = 0x7f

// next fills c, or reports that the text has ended.
func (ck *chunker) next(c *chunk) (ok bool, err error) {
	ck.mu.Lock()
	defer ck.mu.Unlock()
	if ck.done {
		return false, nil
	}
	c.seq, c.base = ck.seq, ck.base-1
	ck.seq++
	n, end, err := ck.fill(c)
	if err != nil {
		ck.done = true
		return false, err
	}
	ck.keep(c.data[end:n])
	ck.base += int64(end - 1)
	c.end = end
	pad(c.data[end:])
	return end > 1, nil
}

// fill reads until a record ends in c.data; n is where the data end, end where
// the last record does.
func (ck *chunker) fill(c *chunk) (n, end int, err error) {
	c.data[0] = ck.eol
	c.makeRoom(len(ck.left) + 1)
	n = 1 + copy(c.data[1:], ck.left)
	quotes := 0
	for counted := 1; ; counted = n {
		n, err = ck.read(c.data[:len(c.data)-blockSize-1], n)
		if err != nil {
			return n, 0, err
		}
		quotes += bytes.Count(c.data[counted:n], []byte{'"'})
		if ck.done {
			return ck.finish(c.data, n, quotes)
		}
		if end = lastRecordEnd(c.data[:n], ck.eol, quotes); end > 1 {
			return n, end, nil
		}
		if n > ck.max {
			return n, 0, errUnbalanced
		}
		c.makeRoom(2 * len(c.data))
	}
}

// read fills data from n on, and notes the end of the text.
func (ck *chunker) read(data []byte, n int) (int, error) {
	for n < len(data) && !ck.done {
		got, err := ck.src.Read(data[n:])
		n += got
		if err == io.EOF {
			ck.done = true
		} else if err != nil {
			return n, err
		}
	}
	return n, nil
}

// finish ends the last record, which may lack its line end.
func (ck *chunker) finish(data []byte, n, quotes int) (int, int, error) {
	if quotes%2 == 1 {
		return n, 0, errUnbalanced
	}
	if data[n-1] != ck.eol {
		data[n] = ck.eol
		n++
		ck.made = 1
	}
	return n, n, nil
}

// lastRecordEnd is the offset behind the last line end that is outside quotes,
// of which data has so many; 1 if there is none but data[0].
func lastRecordEnd(data []byte, eol byte, quotes int) int {
	for end := len(data); ; {
		i := bytes.LastIndexByte(data[:end], eol)
		quotes -= bytes.Count(data[i+1:end], []byte{'"'})
		if quotes%2 == 0 || i == 0 {
			return i + 1
		}
		end = i
	}
}

func (ck *chunker) keep(left []byte) { ck.left = append(ck.left[:0], left...) }

// resize makes the buffer what makeRoom(n) makes of an empty one, so that the
// chunks of a file do not depend on the files before it.
func (c *chunk) resize(n int) {
	c.makeRoom(n)
	c.data = c.data[:n+blockSize+1]
}

// makeRoom makes the buffer at least n bytes long, besides padding and the
// line end that the last record may lack.
func (c *chunk) makeRoom(n int) {
	n += blockSize + 1
	if n <= cap(c.data) {
		c.data = c.data[:max(n, len(c.data))]
		return
	}
	// What is never touched takes no memory, and the next file finds it there.
	grown := make([]byte, n, max(n, defaultChunk+blockSize+1))
	copy(grown, c.data)
	c.data = grown
}

func pad(data []byte) {
	for i := range data[:min(blockSize, len(data))] {
		data[i] = padding
	}
}

// count is the number of chunks begun.
func (ck *chunker) count() int {
	ck.mu.Lock()
	defer ck.mu.Unlock()
	return ck.seq
}
