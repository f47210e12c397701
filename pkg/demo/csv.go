package demo

import (
	"bytes"
	"strings"
)

// table collects a CSV file: fields apart by commas, lines ended by LF.
type table struct {
	buf      bytes.Buffer
	quoteAll bool // as CRMs export; a spreadsheet quotes only where needed
}

func newTable(quoteAll bool, header ...string) *table {
	t := &table{quoteAll: quoteAll}
	t.row(header...)
	return t
}

func (t *table) row(fields ...string) {
	for i, f := range fields {
		if i > 0 {
			t.buf.WriteByte(',')
		}
		t.field(f)
	}
	t.buf.WriteByte('\n')
}

func (t *table) field(s string) {
	if !t.quoteAll && !strings.ContainsAny(s, ",\"\r\n") {
		t.buf.WriteString(s)
		return
	}
	t.buf.WriteByte('"')
	t.buf.WriteString(strings.ReplaceAll(s, `"`, `""`))
	t.buf.WriteByte('"')
}

func (t *table) bytes() []byte { return t.buf.Bytes() }
