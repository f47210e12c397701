package csvscan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

var (
	gzipMagic = []byte{0x1f, 0x8b}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// zstdWindow bounds what a zstd frame may ask for as memory; the zstd program
// itself goes no further without being told to.
const zstdWindow = 128 << 20

func (s *Source) findCompression() error {
	start, _, err := s.start(4)
	if err != nil {
		return err
	}
	switch {
	case bytes.HasPrefix(start, gzipMagic):
		s.dialect.Compression = "gzip"
	case bytes.HasPrefix(start, zstdMagic):
		s.dialect.Compression = "zstd"
	default:
		return nil
	}
	s.say("compressed with %s: magic number", s.dialect.Compression)
	return nil
}

// decompress puts the decompressor, guarded, on top of t.
func (s *Source) decompress(t *textReader) error {
	var expanded io.Reader
	switch s.dialect.Compression {
	case "":
		return nil
	case "gzip":
		z, err := gzip.NewReader(t.Reader)
		if err != nil {
			return s.badCompression(err)
		}
		t.closers, expanded = append(t.closers, z), z
	default:
		z, err := zstd.NewReader(t.Reader, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return s.badCompression(err)
		}
		t.closers, expanded = append(t.closers, z.IOReadCloser()), z
	}
	t.Reader = &guard{Reader: expanded, s: s, in: &s.read}
	return nil
}

func (s *Source) badCompression(err error) error {
	e := s.refuse(KindRead, s.dialect.Compression+" data are damaged or cut short", "fetch or compress the file again")
	if e.Err = err; errors.Is(err, io.EOF) {
		e.Err = io.ErrUnexpectedEOF // not to be taken for the end of the text
	}
	return e
}

// guard stops a decompressor that gives far more than it is given.
type guard struct {
	io.Reader
	s   *Source
	in  *atomic.Int64
	out int64
}

// ratioFrom is the size from which the ratio is looked at: below it, no harm
// is done.
const ratioFrom = 16 << 20

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	g.out += int64(n)
	if err != nil && err != io.EOF {
		return n, g.s.badCompression(err)
	}
	if over := g.over(); over != "" {
		return n, g.s.refuse(KindExpansion, over, "decompress it yourself if you trust it, and give the plain file")
	}
	return n, err
}

func (g *guard) over() string {
	o := g.s.opts
	switch {
	case g.out > o.MaxExpanded:
		return fmt.Sprintf("expands to more than %d bytes", o.MaxExpanded)
	case g.out > ratioFrom && g.out > int64(o.MaxRatio)*g.in.Load():
		return fmt.Sprintf("expands to more than %d times its size", o.MaxRatio)
	}
	return ""
}
