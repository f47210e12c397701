package crm

import (
	"fmt"
	"strings"
)

// Decimal is the mark before the decimals.
type Decimal uint8

// The marks.
const (
	AnyDecimal Decimal = iota // not decided
	Point                     // 1,234.56
	Comma                     // 1.234,56
)

// String gives "point", "comma" or "".
func (d Decimal) String() string { return [...]string{"", "point", "comma"}[min(d, 2)] }

// ParseDecimal reads "point" or "comma", also "." or ",".
func ParseDecimal(s string) (Decimal, error) {
	switch strings.ToLower(s) {
	case "point", ".":
		return Point, nil
	case "comma", ",":
		return Comma, nil
	}
	return AnyDecimal, fmt.Errorf("%q is not a decimal mark: want point or comma", s)
}

// NumberOptions are what the user decided about numbers.
type NumberOptions struct {
	Decimal Decimal // --decimal
	// Lent is the mark that another column of the same file shows; it counts
	// only where the column itself allows two readings.
	Lent Decimal
}

// NumberFormat is a decided spelling of numbers. The zero value takes the
// point as decimal mark.
type NumberFormat struct {
	decimal Decimal
	money   bool // a percent sign is an error
}

// RefusePercent makes the format one of money: 50% is no amount of it.
func (f *NumberFormat) RefusePercent() { f.money = true }

// Decimal is the decided mark.
func (f *NumberFormat) Decimal() Decimal {
	if f.decimal == AnyDecimal {
		return Point
	}
	return f.decimal
}

// Parse reads a cell as an amount. Grouping must be sound (1,23.4 is
// refused), currency signs and codes, parentheses and a sign in front or
// behind are understood, 50% is 0.5. Decimals past the fourth are rounded
// half away from zero. ok is false for a missing cell, for anything else and
// for what does not fit. It does not allocate.
func (f *NumberFormat) Parse(cell []byte) (v Amount, ok bool) {
	if f.decimal != Comma {
		if v, ok = parsePlain(cell); ok {
			return v, true
		}
	}
	p := readNumber(cell)
	if p.percent && f.money {
		return 0, false
	}
	return p.value(f.Decimal())
}

var decimalScale = [5]int64{10_000, 1000, 100, 10, 1}

// parsePlain reads -?digits[.digits] of at most 14 and 4 digits.
func parsePlain(c []byte) (Amount, bool) {
	i, n := 0, len(c)
	if n == 0 || n > 20 {
		return 0, false
	}
	neg := c[0] == '-'
	if neg {
		i = 1
	}
	var v int64
	start := i
	for i < n && c[i]-'0' <= 9 {
		v = v*10 + int64(c[i]-'0')
		i++
	}
	whole, decimals := i-start, 0
	if i < n && c[i] == '.' {
		i++
		for from := i; i < n && c[i]-'0' <= 9; i++ {
			v = v*10 + int64(c[i]-'0')
			decimals = i - from + 1
			if decimals > 4 {
				return 0, false
			}
		}
	}
	if i < n || whole > 14 || whole+decimals == 0 {
		return 0, false
	}
	v *= decimalScale[decimals]
	if neg {
		v = -v
	}
	return Amount(v), true
}
