package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Error says which file was not written, why, and what to do.
type Error struct {
	Path    string // as the caller gave it
	Problem string // reads on from the path: "is a folder"
	Remedy  string // may be empty
	Err     error  // the cause; nil where there is none beneath
}

// Error is the path and the problem.
func (e *Error) Error() string { return e.Path + ": " + e.Problem }

// Hint is what the user can do about it.
func (e *Error) Hint() string { return e.Remedy }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// explain turns an error of the operating system into one that names the
// user's path rather than the temporary one.
func explain(path string, err error) error {
	folder := filepath.Dir(path)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return &Error{path, "cannot be written: there is no folder " + folder, "create the folder first", err}
	case errors.Is(err, fs.ErrPermission):
		return &Error{path, "cannot be written: no permission in " + folder, "choose a folder you may write to", err}
	}
	return &Error{Path: path, Problem: "cannot be written: " + reason(err), Err: err}
}

// reason is the error without the paths in it.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	if l, ok := errors.AsType[*os.LinkError](err); ok {
		return l.Err.Error()
	}
	return err.Error()
}
