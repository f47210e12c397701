package ingest

import (
	"fmt"

	"github.com/gocarina/gocsv"

	"github.com/salescoach/salescoach/pkg/csvscan"
)

// reject is one line of the file of rejects.
type reject struct {
	File   string `csv:"file"`
	Line   string `csv:"line"`
	Column string `csv:"column"`
	Reason string `csv:"reason"`
	Record string `csv:"record"`
}

// rejectBlock is how many bad rows are looked up at a time.
const rejectBlock = 4096

// reject writes the bad rows of a file away, in the order of the file.
func (rd *reader) reject(in *input, rows []badRow) error {
	if rd.req.BadRows.Rejects == nil {
		return nil
	}
	for len(rows) > 0 {
		block := rows[:min(len(rows), rejectBlock)]
		if err := rd.rejectRows(in, block); err != nil {
			return err
		}
		rows = rows[len(block):]
	}
	return nil
}

func (rd *reader) rejectRows(in *input, rows []badRow) error {
	refs := make([]csvscan.Ref, len(rows))
	for i, r := range rows {
		refs[i] = r.ref
	}
	records, err := in.src.Locate(refs)
	if err != nil {
		return refuse(err)
	}
	lines := make([]reject, len(rows))
	for i, r := range rows {
		p := in.problem(r, records[i])
		lines[i] = reject{p.Pos.File, fmt.Sprint(p.Pos.Line), p.Column, p.What, string(records[i].Raw)}
	}
	write := gocsv.MarshalWithoutHeaders
	if !rd.rejecting {
		write, rd.rejecting = gocsv.Marshal, true
	}
	if err := write(lines, rd.req.BadRows.Rejects); err != nil {
		return fmt.Errorf("writing the rejected rows: %w", err)
	}
	return nil
}
