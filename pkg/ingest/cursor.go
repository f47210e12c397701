package ingest

import (
	"slices"

	"github.com/salescoach/salescoach/pkg/csvscan"
)

// cursor walks along a sorted list of refs as a worker walks along the file.
type cursor struct {
	refs []csvscan.Ref
	at   int
}

// next tells whether the row is in the list. Rows are asked for in the order
// of the file, as workers meet them.
func (c *cursor) next(b *csvscan.Batch, row int) bool {
	if len(c.refs) == 0 {
		return false
	}
	ref := b.Ref(row)
	if row == 0 || c.at < len(c.refs) && c.refs[c.at] < ref {
		c.at, _ = slices.BinarySearch(c.refs, ref)
	}
	return c.at < len(c.refs) && c.refs[c.at] == ref
}
