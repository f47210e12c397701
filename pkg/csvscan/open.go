package csvscan

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// Open finds out how the file called name is written. The name "-" is
// standard input. Refusals are *Error.
func Open(name string, o Options) (*Source, error) {
	if name == "-" {
		in := o.Stdin
		if in == nil {
			in = os.Stdin
		}
		return OpenReader("(stdin)", in, o)
	}
	s := &Source{name: name, opts: o.withDefaults()}
	info, err := os.Stat(name)
	if err != nil {
		return nil, s.missing(err)
	}
	if info.IsDir() {
		return nil, s.refuse(KindFolder, "is a folder, not a file", "name the CSV files in it")
	}
	if !info.Mode().IsRegular() {
		return s.openPipe()
	}
	s.origin = fileOrigin{path: name, bytes: info.Size()}
	return s.begin()
}

// openPipe reads a named pipe or device, which can be read only once.
func (s *Source) openPipe() (*Source, error) {
	f, err := os.Open(s.name)
	if err != nil {
		return nil, s.missing(err)
	}
	src, err := OpenReader(s.name, f, s.opts)
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	src.pipe = f
	return src, nil
}

// OpenReader is Open for a stream. A stream longer than 1 MiB is kept in a
// temporary file as it is read, because it may have to be read again.
func OpenReader(name string, r io.Reader, o Options) (*Source, error) {
	s := &Source{name: name, opts: o.withDefaults()}
	if f, ok := r.(*os.File); ok {
		s.origin = regularPart(f)
	}
	if s.origin == nil {
		var err error
		if s.origin, err = newStreamOrigin(r, o.TempDir); err != nil {
			return nil, s.readError(err)
		}
	}
	return s.begin()
}

// regularPart is the rest of a regular file, or nil if f is none.
func regularPart(f *os.File) origin {
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	at, err := f.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil
	}
	return partOrigin{file: f, from: at, len: info.Size() - at}
}

// begin finds the dialect; on refusal nothing is left behind.
func (s *Source) begin() (*Source, error) {
	if err := s.findDialect(); err != nil {
		_ = s.origin.close()
		return nil, s.readError(err)
	}
	return s, nil
}

func (s *Source) missing(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e := s.refuse(KindMissing, "no such file", "check the name and the folder you are in")
		e.Err = err
		return e
	case errors.Is(err, fs.ErrPermission):
		e := s.refuse(KindRead, "may not be read", "check the file's permissions")
		e.Err = err
		return e
	}
	return s.readError(err)
}

func (s *Source) findDialect() error {
	if err := s.findCompression(); err != nil {
		return err
	}
	if err := s.takeSample(sniffSize); err != nil {
		return err
	}
	if err := s.refuseText(); err != nil {
		return err
	}
	if err := s.findLineEnding(); err != nil {
		return err
	}
	return s.findDelimiter()
}
