package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"sync"

	"github.com/gocarina/gocsv"
)

// WriteCSV writes result rows, a slice of structs with csv tags, under a
// header of the tags. Floats are rounded by [RoundFigure]; a nil pointer is an
// empty cell; NaN and infinities are an error. Text that a spreadsheet would
// run as a formula gets an apostrophe in front, a number never.
func WriteCSV(w io.Writer, rows any, o Options) error {
	rounded, err := roundRows(rows)
	if err != nil {
		return err
	}
	return writeGuarded(w, 0, o, func(g *guardedWriter) error {
		return gocsv.MarshalCSV(rounded, g)
	})
}

// WriteRecords writes records of text under a header, for tables whose columns
// depend on the data. It guards formulas as [WriteCSV] does. Every record must
// be as long as the header.
func WriteRecords(w io.Writer, header []string, records [][]string, o Options) error {
	size := 0
	for i, r := range records {
		if len(r) != len(header) {
			return fmt.Errorf("record %d has %d fields for %d columns", i+1, len(r), len(header))
		}
		for _, field := range r {
			size += len(field) + 1
		}
	}
	return writeGuarded(w, size, o, func(g *guardedWriter) error {
		if err := g.Write(header); err != nil {
			return err
		}
		for _, r := range records {
			if err := g.Write(r); err != nil {
				return err
			}
		}
		g.Flush()
		return g.Error()
	})
}

const byteOrderMark = "\ufeff"

// writeGuarded collects the whole text, of about that size, first: an error
// leaves nothing written.
func writeGuarded(w io.Writer, size int, o Options, write func(*guardedWriter) error) error {
	var out bytes.Buffer
	out.Grow(size)
	if o.BOM {
		out.WriteString(byteOrderMark)
	}
	plain := csv.NewWriter(&out)
	plain.UseCRLF = o.CRLF
	if err := write(&guardedWriter{Writer: plain}); err != nil {
		return err
	}
	_, err := w.Write(out.Bytes())
	return err
}

// guardedWriter is the gocsv.CSVWriter that defuses formulas.
type guardedWriter struct {
	*csv.Writer
	safe []string // used again for every record
}

func (g *guardedWriter) Write(record []string) error {
	g.safe = g.safe[:0]
	for _, field := range record {
		g.safe = append(g.safe, guardFormula(field))
	}
	return g.Writer.Write(g.safe)
}

var plainNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
})

// guardFormula follows OWASP's advice on CSV injection: what begins with
// = + - @ tab or carriage return may run. What is a plain number cannot, and
// must stay a number.
func guardFormula(field string) string {
	if field == "" {
		return field
	}
	switch field[0] {
	case '+', '-':
		if plainNumber().MatchString(field) {
			return field
		}
		return "'" + field
	case '=', '@', '\t', '\r':
		return "'" + field
	}
	return field
}
