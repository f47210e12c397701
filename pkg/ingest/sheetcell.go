package ingest

import (
	"fmt"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// list is the cells of all columns of one field.
type list []string

// UnmarshalCSV takes the cells apart.
func (l *list) UnmarshalCSV(text string) error {
	*l = nil
	if text != "" {
		*l = strings.Split(text, listSeparator)
	}
	return nil
}

// first is the first cell, or nothing.
func (l list) first() string {
	if len(l) == 0 {
		return ""
	}
	return l[0]
}

// optionalDay is a day, or none for an empty cell.
type optionalDay struct{ *calendar.Day }

// UnmarshalCSV reads YYYY-MM-DD and nothing else.
func (d *optionalDay) UnmarshalCSV(text string) error {
	d.Day = nil
	if text == "" {
		return nil
	}
	day, err := calendar.ParseDay(text)
	d.Day = &day
	return err
}

// figure is a number, or none for an empty cell: missing is not zero.
type figure struct{ *funnel.Money }

var plainNumber crm.NumberFormat // the zero format reads a decimal point

// UnmarshalCSV reads digits with a decimal point and nothing else.
func (f *figure) UnmarshalCSV(text string) error {
	f.Money = nil
	if text == "" {
		return nil
	}
	v, ok := plainNumber.Parse([]byte(text))
	if !ok {
		return fmt.Errorf("%q is not a number", text)
	}
	m := funnel.Money(v)
	f.Money = &m
	return nil
}

// float is the number as analyses take it, nil for none.
func (f figure) float() *float64 {
	if f.Money == nil {
		return nil
	}
	v := f.Money.Float()
	return &v
}

// stretch is the first and last day that a figure is for.
type stretch struct{ first, last calendar.Day }

// UnmarshalCSV reads two days joined by two points.
func (s *stretch) UnmarshalCSV(text string) (err error) {
	first, last, _ := strings.Cut(text, "..")
	if s.first, err = calendar.ParseDay(first); err != nil {
		return err
	}
	s.last, err = calendar.ParseDay(last)
	return err
}

func (s stretch) String() string { return s.first.String() + ".." + s.last.String() }
