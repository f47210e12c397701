package crm

import "bytes"

// OutOfRange tells whether the cell is a date in this format but for its year,
// which is not within 1900 to 2199: in an export that is a typing error, or a
// stand-in for no date.
func (f *DateFormat) OutOfRange(cell []byte) bool {
	from, digits, year := 0, 0, 0
	for i, b := range append(bytes.Clone(cell), ' ') {
		if b-'0' <= 9 {
			digits, year = digits+1, min(year*10+int(b-'0'), 1e6)
			continue
		}
		if digits == len("2000") && (year < minYear || year > maxYear) && f.readsWithout(cell, from) {
			return true
		}
		from, digits, year = i+1, 0, 0
	}
	return false
}

// readsWithout tells whether the cell is a date once the year that starts at
// a place is another.
func (f *DateFormat) readsWithout(cell []byte, year int) bool {
	if _, fine := f.Parse(cell); fine {
		return false
	}
	sound := bytes.Clone(cell)
	copy(sound[year:], "2000")
	_, ok := f.Parse(sound)
	return ok
}
