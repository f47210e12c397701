// Package csvscan turns the bytes of a CSV export into records.
//
// It finds out how a file is written (compression, encoding, byte order mark,
// delimiter, line ending), says on what evidence, and hands its records over
// either in parallel batches of byte slices ([Source.Scan], for the big
// exports) or one by one as strings ([Reader], for small tables). It knows
// nothing of what the columns mean.
//
// # Text, refs and positions
//
// Whatever the encoding of the file, the package works on its text as UTF-8,
// without the byte order mark. A [Ref] is the offset of a record's first byte
// in that text. Refs grow along the file and do not depend on the number of
// workers or the chunk size, so they order records ("the last version wins")
// and find them again: [Source.Locate] turns refs into lines, columns and the
// text of the record, [Source.Originals] into the bytes of the file that it was
// read from. Scanning itself never counts lines.
//
// # Use
//
//	src, err := csvscan.Open("deals.csv", csvscan.Options{})
//	defer src.Close()
//	head, err := src.Head(100)           // find the header, say head[0]
//	var workers []*tally
//	stats, err := src.Scan(ctx, csvscan.ScanOptions{
//		From:    head[0].Next,           // the first record below the header
//		Columns: len(head[0].Fields),
//		Wanted:  []int{3, 0, 7},         // batch.Field(row, 0) is column 3
//	}, func(n int) []csvscan.Worker {
//		workers = make([]*tally, n)      // forget those of an earlier attempt
//		...
//	})
//
// Scan calls that function again, and starts over, when the file turns out
// late to be Windows-1252 instead of UTF-8 or to hold stray quotes: what the
// workers of the earlier attempt gathered must then be dropped, which the
// assignment above does.
//
// # Quotes
//
// Records are read as RFC 4180 has it. The file is cut into chunks by counting
// quotes, which is exact as long as quotes are balanced. A quote inside an
// unquoted cell (5" pipe) breaks that; it is detected, and the file is read
// again on one goroutine, keeping the quote as text. A quote inside a quoted
// cell that is not doubled ("5" pipe") is kept as text when every reading of
// the cell ends at the same place, and refused with its position otherwise.
package csvscan
