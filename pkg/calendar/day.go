// Package calendar counts days and cuts them into the periods that sales
// teams report by: weeks, months, quarters, (fiscal) years, and working days.
//
// A [Day] has no time and no zone: an export's instants are turned into days
// before they come here. Nothing in this package reads the clock; what
// "last-quarter" means is always asked relative to a given day.
package calendar

import (
	"fmt"
	"time"
)

// Day is a date of the proleptic Gregorian calendar, as the number of days
// since 1970-01-01.
type Day int32

// Date returns the day of a year, month (1 to 12) and day of the month; ok is
// false where no such date exists.
func Date(year, month, day int) (d Day, ok bool) {
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, false
	}
	return civil(year, month, day), true
}

// civil is Date for arguments known to be a date; months beyond 12 carry
// into the year.
func civil(year, month, day int) Day {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return Day(t.Unix() / secondsPerDay)
}

const secondsPerDay = 24 * 60 * 60

// YMD splits a day into year, month (1 to 12) and day of the month.
func (d Day) YMD() (year, month, day int) {
	t := d.time()
	return t.Year(), int(t.Month()), t.Day()
}

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// String is the day as YYYY-MM-DD.
func (d Day) String() string {
	year, month, day := d.YMD()
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// MarshalText writes the day as YYYY-MM-DD, in JSON too.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD and nothing else.
func (d *Day) UnmarshalText(text []byte) error {
	day, err := ParseDay(string(text))
	if err == nil {
		*d = day
	}
	return err
}

func (d Day) time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// ParseDay reads a day written YYYY-MM-DD, as flags and configuration give it.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a date like 2026-05-31", s)
	}
	return Day(t.Unix() / secondsPerDay), nil
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// WorkingDays counts Monday to Friday from first to last, both included;
// 0 if last is before first. Public holidays are not known and count as
// working days.
func WorkingDays(first, last Day) int {
	if last < first {
		return 0
	}
	days := int(last-first) + 1
	n := days / 7 * 5
	start := int(first.Weekday())
	for i := 0; i < days%7; i++ {
		if w := (start + i) % 7; w != int(time.Saturday) && w != int(time.Sunday) {
			n++
		}
	}
	return n
}
