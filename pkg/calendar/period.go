package calendar

import (
	"fmt"
	"time"
)

// Unit is the length of a period.
type Unit uint8

// The units, from short to long.
const (
	Week Unit = iota + 1
	Month
	Quarter
	Year
)

var unitNames = [...]string{Week: "week", Month: "month", Quarter: "quarter", Year: "year"}

// String is the unit's name as flags take it: week, month, quarter, year.
func (u Unit) String() string {
	if int(u) < len(unitNames) && unitNames[u] != "" {
		return unitNames[u]
	}
	return fmt.Sprintf("Unit(%d)", uint8(u))
}

// MarshalText writes the unit's name.
func (u Unit) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// ParseUnit reads a unit's name.
func ParseUnit(s string) (Unit, error) {
	for u, name := range unitNames {
		if name != "" && s == name {
			return Unit(u), nil
		}
	}
	return 0, fmt.Errorf("%q is not one of week, month, quarter, year", s)
}

// Period is a stretch of whole days, First to Last both included, of one
// unit. The zero Unit marks a free range ("2026-01-15..2026-02-14").
type Period struct {
	Unit        Unit
	First, Last Day
	// Label names the period in every output: 2026-W14, 2026-05, 2026-Q2,
	// 2026, and FY2026-Q2, FY2026 where the fiscal year does not start in
	// January.
	Label string
}

// String is the label.
func (p Period) String() string { return p.Label }

// MarshalText writes the label.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.Label), nil }

// Contains tells whether the day lies in the period.
func (p Period) Contains(d Day) bool { return p.First <= d && d <= p.Last }

// Days is the number of calendar days.
func (p Period) Days() int { return int(p.Last-p.First) + 1 }

// WorkingDays is the number of Mondays to Fridays.
func (p Period) WorkingDays() int { return WorkingDays(p.First, p.Last) }

// Free is a period of no unit, labelled by its two ends.
func Free(first, last Day) Period {
	return Period{First: first, Last: last, Label: first.String() + ".." + last.String()}
}

// Calendar says where the fiscal year starts. The zero value starts in
// January.
type Calendar struct {
	// FiscalStart is the month, 1 to 12, in which the fiscal year starts. A
	// fiscal year is named after the calendar year in which it ends.
	FiscalStart int
}

func (c Calendar) start() int {
	if c.FiscalStart < 1 || c.FiscalStart > 12 {
		return 1
	}
	return c.FiscalStart
}

// Of returns the period of unit u that the day lies in. Weeks are ISO weeks,
// Monday to Sunday.
func (c Calendar) Of(d Day, u Unit) Period {
	year, month, _ := d.YMD()
	switch u {
	case Week:
		return week(d - Day((int(d.Weekday())+6)%7))
	case Month:
		return monthOf(year, month)
	}
	since := (month - c.start() + 12) % 12
	first := month - since
	if u == Quarter {
		first = month - since%3
		return c.quarter(year, first)
	}
	return c.year(year, first)
}

// Next is the period n units later; earlier for a negative n. A free range
// moves by its own length.
func (c Calendar) Next(p Period, n int) Period {
	year, month, _ := p.First.YMD()
	switch p.Unit {
	case Week:
		return week(p.First + Day(7*n))
	case Month:
		return monthOf(year, month+n)
	case Quarter:
		return c.quarter(year, month+3*n)
	case Year:
		return c.year(year+n, month)
	}
	shift := Day(n * p.Days())
	return Free(p.First+shift, p.Last+shift)
}

// Span lists the periods of unit u from the one holding first to the one
// holding last, in order; nothing if last is before first.
func (c Calendar) Span(first, last Day, u Unit) []Period {
	var out []Period
	for p := c.Of(first, u); p.First <= last; p = c.Next(p, 1) {
		out = append(out, p)
	}
	return out
}

func week(monday Day) Period {
	year, n := monday.time().ISOWeek()
	return Period{Week, monday, monday + 6, fmt.Sprintf("%04d-W%02d", year, n)}
}

func monthOf(year, month int) Period {
	first := civil(year, month, 1)
	year, month, _ = first.YMD()
	return Period{Month, first, civil(year, month+1, 1) - 1, fmt.Sprintf("%04d-%02d", year, month)}
}

func (c Calendar) quarter(year, month int) Period {
	first := civil(year, month, 1)
	year, month, _ = first.YMD()
	q := (month-c.start()+12)%12/3 + 1
	label := fmt.Sprintf("%s-Q%d", c.yearLabel(first), q)
	return Period{Quarter, first, civil(year, month+3, 1) - 1, label}
}

func (c Calendar) year(year, month int) Period {
	first := civil(year, month, 1)
	year, month, _ = first.YMD()
	return Period{Year, first, civil(year, month+12, 1) - 1, c.yearLabel(first)}
}

// yearLabel names the fiscal year that holds the day.
func (c Calendar) yearLabel(d Day) string {
	year, month, _ := d.YMD()
	if c.start() == 1 {
		return fmt.Sprintf("%04d", year)
	}
	if month >= c.start() {
		year++
	}
	return fmt.Sprintf("FY%04d", year)
}

// MonthName is the English short name of a month, 1 to 12, for axis labels.
func MonthName(month int) string { return time.Month(month).String()[:3] }
