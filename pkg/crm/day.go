package crm

// Days are counted from 1970-01-01 in the proleptic Gregorian calendar.
// Years outside 1900..2199 are refused: in an export they are typing errors
// or some program's zero date.
const (
	minYear = 1900
	maxYear = 2199
)

// civilDay gives the day number of a date, ok false when there is no such
// date. The formula counts days in a year that begins in March, so that the
// leap day is the last (Hinnant 2013, "chrono-compatible low-level date
// algorithms").
func civilDay(y, m, d int) (day int32, ok bool) {
	if y < minYear || y > maxYear || m < 1 || m > 12 || d < 1 || d > monthLength(y, m) {
		return 0, false
	}
	if m <= 2 {
		y--
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int32(era*146097 + doe - 719468), true
}

// Civil gives the year, month and day of a day number.
func Civil(day int32) (year, month, dayOfMonth int) {
	z := int(day) + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	m := mp + 3
	if m > 12 {
		m -= 12
	}
	y := yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, doy - (153*mp+2)/5 + 1
}

var monthLengths = [13]uint8{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func monthLength(y, m int) int {
	if m == 2 && y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		return 29
	}
	return int(monthLengths[m])
}

// fullYear widens a two-digit year: 70..99 is 1970..1999, 00..69 is
// 2000..2069, as POSIX strptime nearly does (its pivot is 69).
func fullYear(y int) int {
	if y < 70 {
		return y + 2000
	}
	return y + 1900
}
