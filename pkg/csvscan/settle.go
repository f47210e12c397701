package csvscan

import (
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// settleEncoding decides between UTF-8 and Windows-1252 on the whole file,
// where the sample alone said UTF-8.
func (s *Source) settleEncoding() error {
	if s.settled || s.dialect.Encoding != "utf-8" {
		return nil
	}
	c, err := s.countAll()
	if err != nil {
		return s.readError(err)
	}
	s.settled = true
	switch {
	case c.invalid == 0:
		return nil
	case s.forced:
		s.decoder.enc = unicode.UTF8
		s.notice("%s not UTF-8 and read as \uFFFD", bytesAre(c.invalid))
		return nil
	case s.dialect.BOM, c.valid*rareUTF8 > c.invalid, !ascii(s.sample):
		s.settled = false
		return s.mixedEncoding(c)
	}
	s.forgetEvidence("encoding ")
	s.setEncoding("windows-1252", 0)
	s.notice("encoding windows-1252: %s not valid UTF-8; --encoding overrides", bytesAre(c.invalid))
	return nil
}

// bytesAre is a number of bytes with its verb.
func bytesAre(n int) string {
	if n == 1 {
		return "1 byte is"
	}
	return fmt.Sprintf("%d bytes are", n)
}

// ascii tells whether the sample reads the same in UTF-8 and Windows-1252, so
// that the refs and names taken from it stay true.
func ascii(text []byte) bool {
	for _, b := range text {
		if b >= 0x80 {
			return false
		}
	}
	return true
}

func (s *Source) notice(msg string, args ...any) {
	s.notices = append(s.notices, fmt.Sprintf(msg, args...))
	s.say(msg, args...)
}

// countAll counts the bytes of the whole file as UTF-8.
func (s *Source) countAll() (utf8Count, error) {
	var c utf8Count
	t, err := s.behindMark()
	if err != nil {
		return c, err
	}
	defer t.done()
	buf := make([]byte, 256<<10)
	for n := 0; ; {
		got, err := t.Read(buf[n:])
		n += got
		last := errors.Is(err, io.EOF)
		if err != nil && !last {
			return c, err
		}
		n = copy(buf, buf[c.add(buf[:n], last):n])
		if last {
			return c, nil
		}
	}
}
