// Package atomicfile writes a file whole or not at all: a reader, or the next
// run after a crash, sees the old content or the new, never a part.
package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Write replaces the file at path by data. The bytes go to a new file in the
// same folder, are forced to disk and take the name by a rename. A new file
// gets the mode 0644 less the umask, an existing one keeps its mode; a
// symbolic link stays and its target is replaced; a device or pipe, such as
// /dev/stdout, is written to. Errors are of type [*Error].
//
// The folder itself is not forced to disk: after a power cut the old file may
// be back, still whole.
func Write(path string, data []byte) error {
	f, err := Create(path)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Discard()
		return err
	}
	return f.Commit()
}

// inspect finds the file behind links and refuses what cannot be replaced;
// info is nil where there is no file yet.
func inspect(path string) (target string, info fs.FileInfo, err error) {
	if path == "" {
		return "", nil, &Error{Path: `""`, Problem: "is not a file name", Remedy: "name a file"}
	}
	target = path
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		target = resolved
	}
	info, err = os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return target, nil, nil
	case err != nil:
		return "", nil, explain(path, err)
	case info.IsDir():
		return "", nil, &Error{Path: path, Problem: "is a folder", Remedy: "name a file in it"}
	case info.Mode().IsRegular() && info.Mode().Perm()&0o222 == 0:
		return "", nil, &Error{Path: path, Problem: "is read-only", Remedy: "name another file or make it writable"}
	}
	return target, info, nil
}
