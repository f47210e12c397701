package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"

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
	return writeGuarded(w, o, func(g *guardedWriter) error {
		return gocsv.MarshalCSV(rounded, g)
	})
}

// WriteRecords writes records of text under a header, for tables whose columns
// depend on the data. It guards formulas as [WriteCSV] does. Every record must
// be as long as the header.
func WriteRecords(w io.Writer, header []string, records [][]string, o Options) error {
	for i, r := range records {
		if len(r) != len(header) {
			return fmt.Errorf("record %d has %d fields for %d columns", i+1, len(r), len(header))
		}
	}
	return writeGuarded(w, o, func(g *guardedWriter) error {
		for _, r := range append([][]string{header}, records...) {
			if err := g.Write(r); err != nil {
				return err
			}
		}
		g.Flush()
		return g.Error()
	})
}

const byteOrderMark = "\ufeff"

// writeGuarded collects the whole text first: an error leaves nothing written.
func writeGuarded(w io.Writer, o Options, write func(*guardedWriter) error) error {
	var out bytes.Buffer
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
type guardedWriter struct{ *csv.Writer }

func (g *guardedWriter) Write(record []string) error {
	safe := make([]string, len(record))
	for i, field := range record {
		safe[i] = guardFormula(field)
	}
	return g.Writer.Write(safe)
}

var plainNumber = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// guardFormula follows OWASP's advice on CSV injection: what begins with
// = + - @ tab or carriage return may run. What is a plain number cannot, and
// must stay a number.
func guardFormula(field string) string {
	if field == "" || plainNumber.MatchString(field) {
		return field
	}
	switch field[0] {
	case '=', '+', '-', '@', '\t', '\r':
		return "'" + field
	}
	return field
}
