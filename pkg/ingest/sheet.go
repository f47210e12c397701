package ingest

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// sheet is a small table made ready for gocsv: its header holds the names of
// fields instead of the CRM's, its days are YYYY-MM-DD and its numbers plain.
// Cells of several columns of one field are joined, see [list]. A table with
// periods or metrics across is turned so that each figure has a row.
type sheet struct {
	in       *input
	fields   []crm.Field
	rows     [][]string
	places   []csvscan.Record // by row
	columns  []int            // by row: the column of its figure, or absent
	at       int
	dated    bool          // some spans come from a date alone
	unit     calendar.Unit // of those
	calendar calendar.Calendar
	bad      badRows
	total    int64
	useless  int64            // furniture
	held     []csvscan.Record // that may be totals of others
	// totalNames are the names of those that are none.
	totalNames []string
	sumNames   []string             // of records that are taken for totals by their figures
	refused    map[csvscan.Ref]bool // records that were given up once their figures were looked at
}

// listSeparator joins the cells of several columns of one field.
const listSeparator = "\x1f"

// read reads the input's records, turned and normalised.
func (in *input) read(r *Request) (*sheet, error) {
	s := &sheet{in: in, calendar: r.Calendar, bad: badRows{keep: r.BadRows.keep()}}
	for _, c := range in.mapping.Columns {
		if c.Field != "" && !slices.Contains(s.fields, c.Field) {
			s.fields = append(s.fields, c.Field)
		}
	}
	for _, f := range slices.Sorted(maps.Keys(in.always)) {
		if !slices.Contains(s.fields, f) {
			s.fields = append(s.fields, f)
		}
	}
	s.fields = append(s.fields, spanField, figureField, metricField, signField)
	records := in.src.Reader(in.from, 0)
	for {
		rec, err := records.Next()
		if errors.Is(err, io.EOF) {
			s.settleTotals()
			s.unit = s.stretchDates()
			return s, nil
		}
		if err != nil {
			return nil, refuse(err)
		}
		if !s.hold(rec) {
			s.take(rec)
		}
	}
}

// These fields are made, not found: the span of a figure in days, the figure,
// its metric, and the currency that it is written with.
const (
	spanField   crm.Field = "span"
	figureField crm.Field = "figure"
	metricField crm.Field = "figure_metric"
	signField   crm.Field = "figure_currency"
)

// take reads a record, unless it is furniture. Of a bad one no figure is kept.
func (s *sheet) take(rec csvscan.Record) {
	if s.in.mapping.Furniture(rec.Fields) != crm.NoFurniture || s.in.totalPeriod(rec) {
		s.useless++
		return
	}
	s.total++
	if s.in.twins.found(s.in, rec) {
		s.in.report.Duplicates++
		return
	}
	kept := len(s.rows)
	if bad := s.record(rec); bad != nil {
		s.cut(kept)
		bad.ref = rec.Ref
		s.bad.add(*bad)
	}
}

func (s *sheet) record(rec csvscan.Record) *badRow {
	if len(rec.Fields) != s.in.width {
		return &badRow{fault: badWidth, spot: wholeRow}
	}
	row, bad := s.normal(rec)
	if bad != nil {
		return bad
	}
	return s.turn(rec, row)
}

// cut drops the rows from the given one on.
func (s *sheet) cut(from int) {
	s.rows, s.places, s.columns = s.rows[:from], s.places[:from], s.columns[:from]
}

// normal spells the cells of a record in one way.
func (s *sheet) normal(rec csvscan.Record) ([]string, *badRow) {
	row := make([]string, len(s.fields))
	for i, f := range s.fields {
		var cells []string
		for _, c := range s.in.mapping.All(f) {
			text, fault := s.in.plain(f, rec.Fields[c])
			if fault != nil && !acrossField(f) {
				fault.column = c
				return nil, fault
			}
			if text != "" {
				cells = append(cells, text)
			}
		}
		if always, ok := s.in.always[f]; ok && !s.in.mapping.Has(f) {
			cells = []string{always}
		}
		if !acrossField(f) {
			row[i] = strings.Join(cells, listSeparator)
		}
	}
	return row, nil
}

// acrossField tells whether columns of the field each become a row.
func acrossField(f crm.Field) bool { return f == crm.FieldPeriodValue || f == crm.FieldMeasure }

// plain spells one cell of a field in the one way that our types read.
func (in *input) plain(f crm.Field, text string) (string, *badRow) {
	cell := []byte(strings.TrimSpace(text))
	if in.mapping.Missing(cell) {
		return "", nil
	}
	if format := in.dates[f]; format != nil {
		day, ok := format.Parse(cell)
		if !ok {
			return "", &badRow{fault: badDate, spot: in.spot(f)}
		}
		return calendar.Day(day).String(), nil
	}
	if format := in.numbers[f]; format != nil {
		v, ok := format.Parse(cell)
		if !ok {
			return "", &badRow{fault: badNumber, spot: in.spot(f)}
		}
		return v.String(), nil
	}
	return string(cell), nil
}

// Read gives the header, then the rows; with ReadAll it makes a sheet a
// gocsv.CSVReader.
func (s *sheet) Read() ([]string, error) {
	s.at++
	switch {
	case s.at == 1:
		return s.header(), nil
	case s.at-2 < len(s.rows):
		return s.rows[s.at-2], nil
	}
	return nil, io.EOF
}

// ReadAll gives all that Read would give.
func (s *sheet) ReadAll() ([][]string, error) {
	return append([][]string{s.header()}, s.rows...), nil
}

func (s *sheet) header() []string {
	h := make([]string, len(s.fields))
	for i, f := range s.fields {
		h[i] = string(f)
	}
	return h
}

// bind fills a slice of structs, one a row.
func bind[T any](s *sheet) ([]T, error) {
	var out []T
	err := gocsv.UnmarshalCSV(s, &out)
	return out, err
}
