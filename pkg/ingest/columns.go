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

// noDay stands for a day that is not given.
const noDay = calendar.Day(math.MinInt32)

// dateColumn reads the days of one column.
type dateColumn struct {
	spot
	format  *crm.DateFormat
	mapping *crm.Mapping
	months  *[3600]isoMonth // where the format is the one that isoDay reads
}

// spot is where the field stands in the file.
func (in *input) spot(f crm.Field) spot { return spot{in.mapping.Index(f), f} }

func (in *input) dateColumn(f crm.Field) dateColumn {
	d := dateColumn{in.spot(f), in.dates[f], in.mapping, nil}
	if d.format != nil && d.format.String() == "YYYY-MM-DD" {
		d.months = isoMonths()
	}
	return d
}

// day is noDay for a missing cell; ok is false for one that is no date.
func (d *dateColumn) day(b *csvscan.Batch, row int) (day calendar.Day, ok bool) {
	if d.column == absent {
		return noDay, true
	}
	c := b.Field(row, d.column)
	if len(c) == 0 {
		return noDay, true
	}
	if d.months != nil {
		if day, ok := isoDay(c, d.months); ok {
			return day, true
		}
	}
	if v, ok := d.format.Parse(c); ok {
		return calendar.Day(v), true
	}
	return noDay, d.mapping.Missing(c)
}
