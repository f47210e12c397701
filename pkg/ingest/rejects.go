package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// Rejects takes the rows that cannot be read, in a form that can be corrected
// and read again: what stands above the records of their file (byte order
// mark, titles, header), then for each row a line that says where it stood and
// why it was rejected, and the row. Both head and rows are the bytes of the
// file, decompressed, and nothing in them is changed; a row that lacks its line
// end is given one. The line of the reason is one quoted cell that begins with
// [crm.RejectMark], in the encoding and with the line ends of the file.
//
// The rows of several files follow each other; the head is not repeated where
// it is that of the rows before.
type Rejects struct {
	// W is where they are written.
	W io.Writer
	// Rows is the number of rows written so far.
	Rows int64
	// Mixed is set where the files of the rows differ in encoding, header or
	// role, so that the whole cannot be read again as one file.
	Mixed bool
	// Unread names the files that were not read to their end, because the data
	// was refused for something else: there may be more bad rows in them.
	Unread []string

	last *input
	head []byte
}

// reject writes the bad rows of a file away, in the order of the file.
func (rd *reader) reject(in *input, rows iter.Seq[badRow]) error {
	rejects := rd.req.BadRows.Rejects
	if rejects == nil {
		return nil
	}
	if err := rejects.begin(in); err != nil {
		return err
	}
	var row badRow
	refs := func(yield func(csvscan.Ref) bool) {
		for row = range rows {
			if !yield(row.ref) {
				return
			}
		}
	}
	err := in.src.Originals(refs, func(rec csvscan.Record, original []byte) error {
		if err := rd.ctx.Err(); err != nil {
			return err
		}
		return rejects.row(in.problem(row, rec), rec, original)
	})
	return refuse(err)
}

// begin turns to the rows of another file.
func (r *Rejects) begin(in *input) error {
	head, err := in.src.Before(in.from)
	if err != nil {
		return refuse(err)
	}
	if r.last == nil || !r.last.readsLike(in) || !bytes.Equal(unmarked(r.head), unmarked(head)) {
		r.Mixed = r.last != nil
		if err := r.write(head); err != nil {
			return err
		}
	}
	r.last, r.head = in, head
	return nil
}

// readsLike tells whether the rows of both can stand in one file.
func (in *input) readsLike(other *input) bool {
	a, b := in.src.Dialect(), other.src.Dialect()
	return a.Encoding == b.Encoding && a.Delimiter == b.Delimiter && in.mapping.Role == other.mapping.Role
}

// unmarked is text without its byte order mark.
func unmarked(text []byte) []byte {
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		text = bytes.TrimPrefix(text, []byte(mark))
	}
	return text
}

// row writes a row below the reason.
func (r *Rejects) row(p Problem, rec csvscan.Record, original []byte) error {
	if err := r.remark(p.String()); err != nil {
		return err
	}
	r.Rows++
	if end := r.lineEnd(); rec.Raw[len(rec.Raw)-1] != end[len(end)-1] {
		end, err := r.last.src.Encode(end)
		if err != nil {
			return err
		}
		original = append(original, end...)
	}
	return r.write(original)
}

// remark writes a line that is no row.
func (r *Rejects) remark(text string) error {
	cell := `"` + strings.ReplaceAll(crm.RejectMark+text, `"`, `""`) + `"`
	line, err := r.last.src.Encode(cell + r.lineEnd())
	if err != nil {
		return err
	}
	return r.write(line)
}

func (r *Rejects) lineEnd() string {
	switch r.last.src.Dialect().LineEnding {
	case "CRLF":
		return "\r\n"
	case "CR":
		return "\r"
	}
	return "\n"
}

func (r *Rejects) write(data []byte) error {
	if _, err := r.W.Write(data); err != nil {
		return fmt.Errorf("writing the rejected rows: %w", err)
	}
	return nil
}

// endRejects says below the rejects where more of them may be, when the data
// is refused for something else before all files are read.
func (rd *reader) endRejects(refusal error) error {
	rejects := rd.req.BadRows.Rejects
	var e *DataError
	if rejects == nil || rejects.Rows == 0 || !errors.As(refusal, &e) {
		return refusal
	}
	for _, in := range rd.inputs {
		if !in.settled {
			rejects.Unread = append(rejects.Unread, in.src.Name())
		}
	}
	if len(rejects.Unread) == 0 {
		return refusal
	}
	if err := rejects.remark("there may be more in " + strings.Join(rejects.Unread, ", ") + ", not read to the end"); err != nil {
		return errors.Join(refusal, err)
	}
	return refusal
}
