package atomicfile

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
)

// File is a file in the making: what is written to it is seen under its name
// once it is committed, all at once, or never.
type File struct {
	path, target string
	mode         fs.FileMode
	replaces     bool // an existing file, whose mode is kept
	device       bool // written to, not replaced
	temp         *os.File
	buf          *bufio.Writer
}

// Create begins the replacement of the file at path, under the rules of
// [Write]. Errors, here and of the methods, are of type [*Error]. Either
// Commit or Discard ends it.
func Create(path string) (*File, error) {
	target, info, err := inspect(path)
	if err != nil {
		return nil, err
	}
	f := &File{path: path, target: target}
	if info != nil {
		f.mode, f.replaces, f.device = info.Mode().Perm(), info.Mode().IsRegular(), !info.Mode().IsRegular()
	}
	if f.device {
		f.temp, err = os.CreateTemp("", "atomicfile-*")
	} else {
		f.temp, err = create(target)
	}
	if err != nil {
		return nil, explain(path, err)
	}
	f.buf = bufio.NewWriterSize(f.temp, 64<<10)
	return f, nil
}

// Write adds to the file.
func (f *File) Write(data []byte) (int, error) {
	n, err := f.buf.Write(data)
	return n, explain(f.path, err)
}

// Commit gives the file its name. After an error the old file is still there.
func (f *File) Commit() error {
	defer f.Discard()
	err := f.buf.Flush()
	switch {
	case err != nil:
	case f.device:
		err = f.pass()
	default:
		err = f.rename()
	}
	return explain(f.path, err)
}

// Discard removes what was written. After a commit it does nothing.
func (f *File) Discard() {
	_ = f.temp.Close() // it is given up, or closed already
	_ = os.Remove(f.temp.Name())
}

func (f *File) rename() error {
	if f.replaces {
		if err := f.temp.Chmod(f.mode); err != nil {
			return err
		}
	}
	if err := errors.Join(f.temp.Sync(), f.temp.Close()); err != nil {
		return err
	}
	return os.Rename(f.temp.Name(), f.target)
}

// pass copies what was written to a device or pipe.
func (f *File) pass() error {
	if _, err := f.temp.Seek(0, io.SeekStart); err != nil {
		return err
	}
	out, err := os.OpenFile(f.target, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, f.temp)
	return errors.Join(err, out.Close())
}
