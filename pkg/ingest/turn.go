package ingest

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// turn adds a record to the sheet: as it is, or a row for each of its figures.
func (s *sheet) turn(rec csvscan.Record, row []string) *badRow {
	switch s.in.mapping.Role {
	case crm.Quotas, crm.Scorecard:
		return s.figures(rec, row)
	}
	s.add(rec, absent, row)
	return nil
}

func (s *sheet) add(rec csvscan.Record, column int, row []string) {
	s.rows, s.places, s.columns = append(s.rows, row), append(s.places, rec), append(s.columns, column)
}

// figureColumn is a column that holds figures in a quota table or scorecard.
type figureColumn struct {
	column int
	field  crm.Field
	metric string
	period crm.Period
}

// figureColumns lists them: months across, metrics across, or the one column
// of a long table.
func (in *input) figureColumns() []figureColumn {
	m := in.mapping
	var all []figureColumn
	for _, c := range m.PeriodColumns() {
		all = append(all, figureColumn{c.Index, c.Field, c.Metric, c.Period})
	}
	for _, c := range m.Measures() {
		all = append(all, figureColumn{c.Index, c.Field, cmp.Or(c.Metric, c.Header), c.Period})
	}
	for _, f := range []crm.Field{crm.FieldValue, crm.FieldAmount} {
		if m.Given(f) && len(all) == 0 {
			all = append(all, figureColumn{column: m.Index(f), field: f})
		}
	}
	return all
}

func (s *sheet) figures(rec csvscan.Record, row []string) *badRow {
	for _, c := range s.in.figureColumns() {
		value, bad := s.figure(c, rec, row)
		if bad != nil {
			bad.column = c.column
			return bad
		}
		if value == "" {
			s.blank(c, rec, row)
			continue
		}
		days, bad := s.days(c, row)
		if bad != nil {
			return bad
		}
		sign, bad := s.sign(c, rec, row)
		if bad != nil {
			return bad
		}
		turned := slices.Clone(row)
		turned[s.field(spanField)], turned[s.field(figureField)], turned[s.field(signField)] = days.String(), value, sign
		turned[s.field(metricField)] = s.metric(c, row)
		s.add(rec, c.column, turned)
	}
	return nil
}

// figure is the figure of a row, from its column or the same in all rows.
func (s *sheet) figure(c figureColumn, rec csvscan.Record, row []string) (string, *badRow) {
	if c.column == absent {
		return s.text(row, c.field), nil
	}
	return s.in.plain(c.field, rec.Fields[c.column])
}

// metric is what a figure is of: what the row says, else the header of its
// column, else what all rows have.
func (s *sheet) metric(c figureColumn, row []string) string {
	if s.in.mapping.Has(crm.FieldMetric) {
		return cmp.Or(s.text(row, crm.FieldMetric), c.metric)
	}
	return cmp.Or(c.metric, s.in.always[crm.FieldMetric])
}

func (s *sheet) field(f crm.Field) int { return slices.Index(s.fields, f) }

func (s *sheet) text(row []string, f crm.Field) string {
	if i := s.field(f); i >= 0 {
		return row[i]
	}
	return ""
}

// periodFields are the fields that a period is put together from, the one
// that says most first.
var periodFields = []crm.Field{crm.FieldPeriod, crm.FieldYear, crm.FieldQuarter, crm.FieldMonth}

// days is the period that a figure is for. Where only a date says so, it is
// that day alone until [sheet.stretchDates] has seen all rows.
func (s *sheet) days(c figureColumn, row []string) (stretch, *badRow) {
	if whole, given := s.between(c, row); given {
		if whole.last < whole.first {
			return stretch{}, &badRow{fault: badSpan, spot: s.in.spot(crm.FieldEnd)}
		}
		return whole, nil
	}
	p := c.period
	for _, f := range periodFields {
		if bad := s.fillPeriod(&p, f, s.text(row, f)); bad != nil {
			if bad.column == absent {
				bad.spot = s.periodSpot(c, row)
			}
			return stretch{}, bad
		}
	}
	p = s.civilYear(p)
	if day, err := calendar.ParseDay(s.text(row, crm.FieldDate)); err == nil && p == (crm.Period{}) {
		s.dated = true
		return stretch{day, day}, nil
	}
	whole, err := s.calendar.Parse(periodLabel(p), 0)
	switch {
	case p.Year == 0 && p != (crm.Period{}):
		return stretch{}, &badRow{fault: noYear, spot: s.periodSpot(c, row)}
	case err != nil || p.Year == 0:
		return stretch{}, &badRow{fault: noPeriod, spot: s.periodSpot(c, row)}
	}
	return stretch{whole.First, whole.Last}, nil
}

// between is the period of a row that names its first and its last day, which
// is more exact than any label beside them.
func (s *sheet) between(c figureColumn, row []string) (whole stretch, given bool) {
	format := s.in.dates[crm.FieldDate]
	first, err := calendar.ParseDay(s.text(row, crm.FieldDate))
	if format == nil || err != nil || c.period != (crm.Period{}) {
		return stretch{}, false
	}
	last, ok := format.Parse([]byte(s.text(row, crm.FieldEnd)))
	return stretch{first, calendar.Day(last)}, ok
}

// periodSpot is where a row, or the header of a column, says its period, or
// should.
func (s *sheet) periodSpot(c figureColumn, row []string) spot {
	at := spot{c.column, c.field}
	for _, f := range append(periodFields, crm.FieldDate) {
		switch {
		case s.text(row, f) != "":
			return s.in.spot(f)
		case s.in.mapping.Has(f) && at.column == c.column:
			at = s.in.spot(f)
		}
	}
	return at
}

// periodLabel spells a period as [calendar.Calendar.Parse] reads it.
func periodLabel(p crm.Period) string {
	switch {
	case p.Week > 0:
		return fmt.Sprintf("%04d-W%02d", p.Year, p.Week)
	case p.Month > 0:
		return fmt.Sprintf("%04d-%02d", p.Year, p.Month)
	case p.Quarter > 0:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.Quarter)
	}
	return fmt.Sprintf("%04d", p.Year)
}

// The longest gaps between the dates of one rep, in days, that still make a
// table weekly, monthly or quarterly.
const (
	weekGap    = 10
	monthGap   = 45
	quarterGap = 135
)

// stretchDates makes periods of the dates of a table that gives only the day
// on which a period begins, or ends: as long as the shortest gap between two
// dates of one rep, and months where no rep has two.
func (s *sheet) stretchDates() calendar.Unit {
	if !s.dated {
		return 0
	}
	unit := unitOfGap(s.shortestGap())
	period := s.begin
	if unit > calendar.Month && s.allEnds() {
		period = ending
	}
	i := s.field(spanField)
	for _, row := range s.rows {
		if day, ok := loneDay(row[i]); ok {
			row[i] = period(day, unit).String()
		}
	}
	return unit
}

// loneDay is the day of a span that is known by a date alone.
func loneDay(span string) (calendar.Day, bool) {
	var days stretch
	err := days.UnmarshalCSV(span)
	return days.first, err == nil && days.first == days.last
}

// allEnds tells whether each date of the table is the last day of a quarter of
// the calendar or the fiscal year, so that the dates say when periods end.
func (s *sheet) allEnds() bool {
	for _, row := range s.rows {
		day, ok := loneDay(row[s.field(spanField)])
		if ok && s.calendar.Of(day, calendar.Quarter).Last != day && (calendar.Calendar{}).Of(day, calendar.Quarter).Last != day {
			return false
		}
	}
	return true
}

// ending is the period that ends on the last day of a month.
func ending(day calendar.Day, unit calendar.Unit) stretch {
	year, month, _ := day.YMD()
	return stretch{monthStart(year-1, month+13-monthsOf[unit]), day}
}

// begin is the period that begins on a day, or nearly so: quarters that are
// dated 30 May begin with June.
func (s *sheet) begin(day calendar.Day, unit calendar.Unit) stretch {
	if unit == calendar.Week {
		week := s.calendar.Of(day, calendar.Week)
		return stretch{week.First, week.Last}
	}
	year, month, dayOfMonth := day.YMD()
	if dayOfMonth > 15 && unit != calendar.Month {
		month++
	}
	return stretch{monthStart(year, month), monthStart(year, month+monthsOf[unit]) - 1}
}

var monthsOf = map[calendar.Unit]int{calendar.Month: 1, calendar.Quarter: 3, calendar.Year: 12}

// monthStart is the first day of a month; months beyond 12 carry into the
// year.
func monthStart(year, month int) calendar.Day {
	d, _ := calendar.Date(year+(month-1)/12, (month-1)%12+1, 1)
	return d
}

func (s *sheet) shortestGap() int {
	days := map[string][]calendar.Day{}
	for _, row := range s.rows {
		var d stretch
		if d.UnmarshalCSV(row[s.field(spanField)]) == nil {
			who := s.text(row, crm.FieldRep) + s.text(row, crm.FieldRepID) + s.text(row, crm.FieldRepEmail) + s.text(row, metricField)
			days[who] = append(days[who], d.first)
		}
	}
	gap := monthGap
	found := false
	for _, of := range days {
		slices.Sort(of)
		of = slices.Compact(of)
		for i := 1; i < len(of); i++ {
			if g := int(of[i] - of[i-1]); !found || g < gap {
				gap, found = g, true
			}
		}
	}
	return gap
}

func unitOfGap(days int) calendar.Unit {
	switch {
	case days <= weekGap:
		return calendar.Week
	case days <= monthGap:
		return calendar.Month
	case days <= quarterGap:
		return calendar.Quarter
	}
	return calendar.Year
}
