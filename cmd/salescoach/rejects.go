package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/salescoach/salescoach/pkg/atomicfile"
	"github.com/salescoach/salescoach/pkg/ingest"
)

// rejects is the file of the rows that cannot be read.
type rejects struct {
	ingest.Rejects
	file *atomicfile.File
	path string
}

// newRejects begins the file, so that a folder that is not there is told of
// before anything is read. It is nil where the file is not asked for.
func newRejects(path string) (*rejects, error) {
	if path == "" {
		return nil, nil
	}
	file, err := atomicfile.Create(path)
	if err != nil {
		return nil, err
	}
	return &rejects{Rejects: ingest.Rejects{W: file}, file: file, path: path}, nil
}

// close gives the file its name when the files were read, and also when they
// were refused and there are rows to show for it. Otherwise an earlier file
// stays as it is.
func (r *rejects) close(err error) error {
	if r == nil {
		return err
	}
	var refused *ingest.DataError
	if err != nil && (r.Rows == 0 || !errors.As(err, &refused)) {
		r.file.Discard()
		return err
	}
	return errors.Join(err, r.file.Commit())
}

// warn says what stands in the file, where that is not what one expects.
func (r *rejects) warn(w io.Writer) {
	if r == nil {
		return
	}
	if len(r.Unread) > 0 {
		fmt.Fprintf(w, "salescoach: warning: %s does not hold all rows that cannot be read: there may be more in %s, not read to the end\n",
			r.path, strings.Join(r.Unread, ", "))
	}
	if r.Mixed {
		fmt.Fprintf(w, "salescoach: warning: %s holds rows of files that differ in header or encoding, each in its own bytes; "+
			"read one file at a time for rejects that can be corrected and read again\n", r.path)
	}
}
