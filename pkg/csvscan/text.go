package csvscan

import (
	"errors"
	"io"

	"golang.org/x/text/transform"
)

// The sample is what the dialect is found on: sniffSize at first, more if Head
// is asked for more records, maxSample at most.
const (
	sniffSize = 64 << 10
	maxSample = 1 << 20
)

// textReader reads the text of the source as UTF-8 from its start.
type textReader struct {
	io.Reader
	closers []io.Closer
}

// Close closes the decompressor, then the file.
func (t *textReader) Close() error {
	var first error
	for i := len(t.closers) - 1; i >= 0; i-- {
		if err := t.closers[i].Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// done closes what was only read from, where an error tells nothing.
func (t *textReader) done() { _ = t.Close() }

// plain reads the decompressed bytes, with their byte order mark.
func (s *Source) plain() (*textReader, error) {
	raw, err := s.origin.open()
	if err != nil {
		return nil, err
	}
	s.read.Store(0)
	t := &textReader{Reader: &counted{raw, &s.read}, closers: []io.Closer{raw}}
	if err := s.decompress(t); err != nil {
		t.done()
		return nil, err
	}
	return t, nil
}

// behindMark reads the decompressed bytes behind the byte order mark.
func (s *Source) behindMark() (*textReader, error) {
	t, err := s.plain()
	if err != nil {
		return nil, err
	}
	if _, err := io.CopyN(io.Discard, t, int64(s.decoder.bom)); err != nil {
		t.done()
		return nil, err
	}
	return t, nil
}

// text reads the text as UTF-8, without byte order mark.
func (s *Source) text() (*textReader, error) {
	t, err := s.behindMark()
	if err != nil {
		return nil, err
	}
	if d := s.decoder.transformer(); d != nil {
		t.Reader = transform.NewReader(t.Reader, d)
	}
	return t, nil
}

// textFrom reads the text from an offset on.
func (s *Source) textFrom(ref Ref) (*textReader, error) {
	t, err := s.text()
	if err != nil {
		return nil, err
	}
	if _, err := io.CopyN(io.Discard, t, int64(ref)); err != nil {
		t.done()
		return nil, s.locateError(ref, err)
	}
	return t, nil
}

// counted adds what is read to the progress.
type counted struct {
	io.Reader
	n interface{ Add(int64) int64 }
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}

// takeSample reads the first size bytes and finds their encoding.
func (s *Source) takeSample(size int) error {
	raw, all, err := s.start(size)
	if err != nil {
		return err
	}
	if err := s.refuseBytes(raw); err != nil {
		return err
	}
	if err := s.findEncoding(raw, all); err != nil {
		return err
	}
	s.sampleAll = all
	s.sample, err = s.decoder.decode(raw, all)
	return err
}

// start gives the first decompressed bytes and whether they are all.
func (s *Source) start(size int) (raw []byte, all bool, err error) {
	n, size := 0, s.sampleRoom(size)
	t, err := s.plain()
	if err != nil {
		return nil, false, err
	}
	defer t.done()
	raw = make([]byte, size)
	for n < size && err == nil {
		var got int
		got, err = t.Read(raw[n:])
		n += got
	}
	if errors.Is(err, io.EOF) {
		return raw[:n], true, nil
	}
	return raw[:n], false, err
}

// sampleRoom is size, or a little more than the file where that is less.
func (s *Source) sampleRoom(size int) int {
	if n := s.origin.size(); s.dialect.Compression == "" && n >= 0 && n < int64(size) {
		return int(n) + 1
	}
	return size
}
