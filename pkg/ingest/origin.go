package ingest

import (
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// origin is where what the rows say comes from: a column, or, without one, the
// configuration or the header, since it is the same in every row.
type origin struct {
	column int
	field  crm.Field // of what is the same
	always string
}

var noOrigin = origin{column: absent}

// of is the text of a row.
func (p *origin) of(b *csvscan.Batch, row int) string {
	if p.column == absent {
		return p.always
	}
	return string(b.Field(row, p.column))
}

// origin is that of a field: its first column, else its value for every row.
func (in *input) origin(f crm.Field) origin {
	if i := in.mapping.Index(f); i != absent {
		return origin{column: i}
	}
	if v, ok := in.always[f]; ok {
		return origin{absent, f, v}
	}
	return noOrigin
}

// text is what the row says of a field.
func (in *input) text(b *csvscan.Batch, row int, f crm.Field) string {
	p := in.origin(f)
	return p.of(b, row)
}

// origins are those of all columns of the fields, field by field, and what is
// the same in every row. Behind that nothing else is looked at.
func (in *input) origins(fields ...crm.Field) []origin {
	var all []origin
	for _, f := range fields {
		for _, c := range in.mapping.All(f) {
			all = append(all, origin{column: c})
		}
		if p := in.origin(f); p.column == absent && p != noOrigin {
			return append(all, p)
		}
	}
	return all
}

// columnsIn are the columns among the origins, and what stands in for a row
// that they leave empty.
func columnsIn(all []origin) (columns []int, always []byte) {
	for _, p := range all {
		if p.column == absent {
			return columns, []byte(p.always)
		}
		columns = append(columns, p.column)
	}
	return columns, nil
}

// firstText is the first text of the origins that is not empty.
func firstText(b *csvscan.Batch, row int, all []origin) string {
	for i := range all {
		if text := all[i].of(b, row); text != "" {
			return text
		}
	}
	return ""
}

// originNamed finds an origin by the header of its column, blanks and case aside,
// or by the name of its field.
func (in *input) originNamed(name string) origin {
	if c := in.columnNamed(name); c != absent {
		return origin{column: c}
	}
	return in.origin(crm.Field(strings.ToLower(strings.TrimSpace(name))))
}
