package crm

import (
	"fmt"
	"strings"
	"time"
)

// DateOrder is the order of day, month and year in dates written as numbers.
type DateOrder uint8

// The orders.
const (
	AnyOrder DateOrder = iota // not decided
	DMY                       // 31/12/2024
	MDY                       // 12/31/2024
	YMD                       // 2024/12/31
)

// String gives "dmy", "mdy", "ymd" or "".
func (o DateOrder) String() string { return [...]string{"", "dmy", "mdy", "ymd"}[min(o, 3)] }

// ParseDateOrder reads "dmy", "mdy" or "ymd".
func ParseDateOrder(s string) (DateOrder, error) {
	for o := DMY; o <= YMD; o++ {
		if strings.EqualFold(s, o.String()) {
			return o, nil
		}
	}
	return AnyOrder, fmt.Errorf("%q is not a date order: want dmy, mdy or ymd", s)
}

// DateOptions are what the user decided about dates.
type DateOptions struct {
	Order  DateOrder // --date-order
	Format string    // --date-format, see [ParseDateFormat]
	// Lent is the order that another column of the same file shows; it counts
	// only where the column itself allows two readings.
	Lent DateOrder
	// Zone is where days begin and end for instants, cells that carry an
	// offset ("2024-01-22T23:30:00Z"). Nil takes the day as written.
	Zone *time.Location
}

// layouts are the families of spelling.
type layout uint8

const (
	noLayout      layout = iota
	yearFirst            // 2024-12-31, 2024/12/31, 2024.12.31
	yearLast             // 31/12/2024, 12/31/24: DateOrder decides
	named                // Friday, December 1, 2017; 2 de mayo de 2024
	compact              // 20241231
	serial               // 45631, days since 1899-12-30
	monthOnly            // 2024-12, 12/2024, December 2024: its first day
	damaged              // 01-May, without a year
	layoutCount          // how many there are
	layoutMissing = layoutCount
)

type layoutSet uint16

func setOf(ls ...layout) layoutSet {
	var s layoutSet
	for _, l := range ls {
		s |= 1 << l
	}
	return s
}

func (s layoutSet) has(l layout) bool { return s>>l&1 == 1 }

// DateFormat is a decided spelling of dates. The zero value reads nothing.
type DateFormat struct {
	main  layout
	order DateOrder
	allow layoutSet
	zone  *time.Location
}

// Order is the order of day, month and year in dates written as numbers.
func (f *DateFormat) Order() DateOrder {
	if f.main == yearFirst {
		return YMD
	}
	return f.order
}

// String names the format for people: "YYYY-MM-DD", "DD/MM/YYYY".
func (f *DateFormat) String() string {
	switch f.main {
	case yearFirst:
		return "YYYY-MM-DD"
	case yearLast:
		return [...]string{"?", "D/M/Y", "M/D/Y", "Y/M/D"}[f.order]
	case named:
		return "month names"
	case compact:
		return "YYYYMMDD"
	case serial:
		return "Excel serial days"
	case monthOnly:
		return "months"
	}
	return "none"
}

// ParseDateFormat reads a pattern made of YYYY or YY, MM, M or MMM, DD or D
// and separators ("DD.MM.YYYY", "MMM D, YYYY", "YYYY-MM"), or "serial" for
// Excel day numbers. Times behind the date are always accepted.
func ParseDateFormat(pattern string) (DateFormat, error) {
	p := strings.ToUpper(strings.TrimSpace(pattern))
	f := patternFormat(p)
	if f.main == noLayout {
		return f, fmt.Errorf("%q is not a date format: want a pattern such as DD/MM/YYYY, YYYY-MM-DD, MMM D, YYYY or serial", pattern)
	}
	f.allow = setOf(f.main)
	return f, nil
}

func patternFormat(p string) DateFormat {
	y, m, d := strings.Index(p, "Y"), strings.Index(p, "M"), strings.Index(p, "D")
	switch {
	case p == "SERIAL":
		return DateFormat{main: serial}
	case p == "YYYYMMDD":
		return DateFormat{main: compact}
	case strings.Trim(p, "YMD ./-,") != "" || y < 0 || m < 0:
		return DateFormat{}
	case d < 0:
		return DateFormat{main: monthOnly}
	case strings.Contains(p, "MMM"):
		return DateFormat{main: named}
	case y < m && m < d && strings.HasPrefix(p, "YYYY"):
		return DateFormat{main: yearFirst}
	case y < m && m < d:
		return DateFormat{main: yearLast, order: YMD}
	case d < m && m < y:
		return DateFormat{main: yearLast, order: DMY}
	case m < d && d < y:
		return DateFormat{main: yearLast, order: MDY}
	}
	return DateFormat{}
}

// Parse reads a cell as a day, counted from 1970-01-01. A time behind the
// date is checked and dropped, or with a zone decides the day. It does not
// allocate. ok is false for a missing cell, an impossible date (31/02/2024)
// and a spelling that the column does not have.
func (f *DateFormat) Parse(cell []byte) (day int32, ok bool) {
	if f.main == yearFirst && len(cell) >= 10 && f.zone == nil {
		if day, ok = parseISO(cell[:10]); ok && plainTime(cell[10:]) {
			return day, true
		}
	}
	if f.main == yearLast && len(cell) <= 10 {
		if day, ok = f.parseYearLast(cell); ok {
			return day, true
		}
	}
	return f.parseSlow(cell)
}

// parseYearLast reads D/M/YYYY in either order, without a time.
func (f *DateFormat) parseYearLast(c []byte) (day int32, ok bool) {
	a, n := oneOrTwo(c)
	if n == 0 || n >= len(c) || !dateSeparator(c[n]) {
		return 0, false
	}
	sep, rest := c[n], c[n+1:]
	b, n := oneOrTwo(rest)
	if n == 0 || len(rest) != n+5 || rest[n] != sep {
		return 0, false
	}
	y := 0
	for _, d := range rest[n+1:] {
		if d -= '0'; d > 9 {
			return 0, false
		}
		y = y*10 + int(d)
	}
	switch f.order {
	case DMY:
		return civilDay(y, b, a)
	case MDY:
		return civilDay(y, a, b)
	}
	return 0, false
}

// oneOrTwo reads one or two digits and tells how many.
func oneOrTwo(c []byte) (n, width int) {
	for width < 2 && width < len(c) && c[width]-'0' <= 9 {
		n = n*10 + int(c[width]-'0')
		width++
	}
	return n, width
}

// plainTime reports whether a cell ends here, or goes on with " HH:MM" or
// " HH:MM:SS", the two times that exports write most.
func plainTime(c []byte) bool {
	switch len(c) {
	case 0:
		return true
	case 6:
		return (c[0] == ' ' || c[0] == 'T') && c[3] == ':' && below(c[1], c[2], 24) && below(c[4], c[5], 60)
	case 9:
		return c[6] == ':' && below(c[7], c[8], 60) && plainTime(c[:6])
	}
	return false
}

// below reads two digits and reports whether they are less than limit.
func below(tens, ones byte, limit int) bool {
	tens, ones = tens-'0', ones-'0'
	return tens <= 9 && ones <= 9 && int(tens)*10+int(ones) < limit
}

// parseISO reads exactly YYYY-MM-DD or, with the same separator twice,
// YYYY/MM/DD and YYYY.MM.DD.
func parseISO(c []byte) (day int32, ok bool) {
	_ = c[9]
	y0, y1, y2, y3 := c[0]-'0', c[1]-'0', c[2]-'0', c[3]-'0'
	m0, m1, d0, d1 := c[5]-'0', c[6]-'0', c[8]-'0', c[9]-'0'
	if y0 > 9 || y1 > 9 || y2 > 9 || y3 > 9 || m0 > 1 || m1 > 9 || d0 > 3 || d1 > 9 || c[4] != c[7] || !dateSeparator(c[4]) {
		return 0, false
	}
	y := int(y0)*1000 + int(y1)*100 + int(y2)*10 + int(y3)
	return civilDay(y, int(m0)*10+int(m1), int(d0)*10+int(d1))
}

func dateSeparator(c byte) bool { return c == '-' || c == '/' || c == '.' }

// parseSlow reads every spelling but the plainest.
func (f *DateFormat) parseSlow(cell []byte) (day int32, ok bool) {
	d := readDate(cell)
	if !f.allow.has(d.layout) {
		return 0, false
	}
	day, ok = d.day(f.order)
	if ok && f.zone != nil && d.instant {
		return shift(day, d.second, d.offset, f.zone), true
	}
	return day, ok
}

// shift gives the day in a zone of an instant given by its local day, second
// of the day and offset in seconds.
func shift(day int32, second, offset int, zone *time.Location) int32 {
	unix := int64(day)*86400 + int64(second-offset)
	_, local := time.Unix(unix, 0).In(zone).Zone()
	unix += int64(local)
	days := unix / 86400
	if unix%86400 < 0 {
		days--
	}
	return int32(days)
}

// FormatDay spells a day as YYYY-MM-DD.
func FormatDay(day int32) string {
	y, m, d := Civil(day)
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}
