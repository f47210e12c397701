package ingest

import (
	"math"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// absent is the index of a column that the file does not have. Scans ask for
// every column, so that wanted columns and columns of the file have the same
// index; a cell that is not looked at costs nothing.
const absent = -1

func everyColumn(width int) []int {
	all := make([]int, width)
	for i := range all {
		all[i] = i
	}
	return all
}

// cell is the text in a column, nothing where the file has no such column.
func cell(b *csvscan.Batch, row, column int) []byte {
	if column == absent {
		return nil
	}
	return b.Field(row, column)
}

// columnsOf lists all columns of the fields, field by field.
func columnsOf(m *crm.Mapping, fields ...crm.Field) []int {
	var all []int
	for _, f := range fields {
		all = append(all, m.All(f)...)
	}
	return all
}

// firstCell is the first cell of the columns that is not empty.
func firstCell(b *csvscan.Batch, row int, columns []int) []byte {
	for _, c := range columns {
		if v := b.Field(row, c); len(v) > 0 {
			return v
		}
	}
	return nil
}

// badDay stands for a cell that is no date, noDay for a day that is not given. They
// are below all days.
const (
	badDay = calendar.Day(math.MinInt32)
	noDay  = badDay + 1
)

// dateColumn reads the days of one column.
type dateColumn struct {
	spot
	format  *crm.DateFormat
	mapping *crm.Mapping
	months  *[3600]isoMonth // where the format is the one that isoDays reads
	always  calendar.Day    // of every row, where there is no column
}

// spot is where the field stands in the file.
func (in *input) spot(f crm.Field) spot { return spot{in.mapping.Index(f), f} }

func (in *input) dateColumn(f crm.Field) dateColumn {
	d := dateColumn{in.spot(f), in.dates[f], in.mapping, nil, noDay}
	if day, err := calendar.ParseDay(in.always[f]); err == nil {
		d.always = day
	}
	if d.format != nil && d.format.String() == "YYYY-MM-DD" {
		d.months = isoMonths()
	}
	return d
}

// day is noDay for a missing cell, badDay for one that is no date.
func (d *dateColumn) day(b *csvscan.Batch, row int) calendar.Day {
	if d.column == absent {
		return d.always
	}
	return d.parse(b.Field(row, d.column))
}

// days reads the column of all rows of a batch into a slice that it may use
// again, and tells the least of them.
func (d *dateColumn) days(b *csvscan.Batch, s *strip, into []calendar.Day) (days []calendar.Day, least calendar.Day) {
	into = sized(into, b.Len())
	if d.column == absent {
		for row := range into {
			into[row] = d.always
		}
		return into, d.always
	}
	s.of(b, d.column)
	if d.months != nil {
		least = isoDays(s, d.months, into)
		if least > badDay {
			return into, least
		}
	} else {
		for row := range into {
			into[row] = badDay
		}
	}
	least = math.MaxInt32
	for row, day := range into {
		if day == badDay {
			into[row] = d.parse(s.cell(row))
		}
		least = min(least, into[row])
	}
	return into, least
}

// strip is the cells of one column of a batch, used again for the next.
type strip struct {
	batch  *csvscan.Batch
	column int
	text   []byte
	spans  []csvscan.Span
}

func (s *strip) of(b *csvscan.Batch, column int) *strip {
	s.batch, s.column, s.text = b, column, b.Text()
	s.spans = b.Spans(column, s.spans)
	return s
}

// cell is the text of a row's cell.
func (s *strip) cell(row int) []byte {
	c := s.spans[row]
	if c.Size == csvscan.Elsewhere {
		return s.batch.Field(row, s.column)
	}
	return s.text[c.From : c.From+c.Size]
}

// parse reads any spelling that the column's format allows.
func (d *dateColumn) parse(cell []byte) calendar.Day {
	if len(cell) == 0 {
		return noDay
	}
	if v, ok := d.format.Parse(cell); ok {
		return calendar.Day(v)
	}
	if d.mapping.Missing(cell) {
		return noDay
	}
	return badDay
}

// sized is a slice of that length, a new one only where the old is too short.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/4)[:n]
	}
	return s[:n]
}
