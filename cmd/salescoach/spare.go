package main

import (
	"os"

	"github.com/salescoach/salescoach/pkg/ingest"
)

// spare refuses to write over a file that is read: the export may be the only
// copy.
func spare(read []ingest.File, written ...string) error {
	for _, path := range written {
		for _, f := range read {
			if path != "" && sameFile(path, f.Path) {
				return badUsage("name another file", "%s is read and would be written over", path)
			}
		}
	}
	return nil
}

// sameFile sees through links and other spellings of a path; a file that is
// not there is no other.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
