package render

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// NotAvailable stands for a figure that does not exist or cannot be computed.
// It is spelled in ASCII words because a dash is read as zero or as a minus,
// and not every terminal and font has the long ones.
const NotAvailable = "n/a"

const percentSign = " %"

// FormatCount groups a whole number by thousands: 1,234.
func FormatCount(n int64) string { return group(strconv.FormatInt(n, 10)) }

// FormatNumber shows a number with a fixed number of decimals, rounded half
// away from zero and grouped by thousands: 1,234.5. What is not finite is
// [NotAvailable], as in all functions here.
func FormatNumber(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return NotAvailable
	}
	return group(fixed(v, decimals))
}

// FormatMoney shows an amount in whole currency units: 1,234,567.
func FormatMoney(v float64) string { return FormatNumber(v, 0) }

// FormatCompact shows an amount by at most three significant digits and a
// letter: 950, 12.3k, 1.2M, 4.56B, 7.89T.
func FormatCompact(v float64) string {
	if math.Abs(RoundFigure(v)) < 999.5 {
		return FormatNumber(v, 0)
	}
	for _, u := range []struct {
		size float64
		mark string
	}{{1e3, "k"}, {1e6, "M"}, {1e9, "B"}} {
		if scaled := RoundFigure(v / u.size); math.Abs(scaled) < 999.5 {
			return compact(scaled) + u.mark
		}
	}
	return unit(compact(v/1e12), "T")
}

func compact(v float64) string {
	s := FormatNumber(v, compactDecimals(v))
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// compactDecimals leaves three significant digits after rounding.
func compactDecimals(v float64) int {
	switch v = math.Abs(v); {
	case v < 9.995:
		return 2
	case v < 99.95:
		return 1
	}
	return 0
}

// FormatPercent shows a fraction (0.243) as a percentage (24.3 %).
func FormatPercent(fraction float64, decimals int) string {
	return unit(FormatNumber(fraction*100, decimals), percentSign)
}

// FormatChange shows a relative change (0.1) with its sign: +10 %, -3 %, and
// 0 % for none.
func FormatChange(fraction float64, decimals int) string {
	s := FormatPercent(fraction, decimals)
	if fraction > 0 && s != NotAvailable && strings.ContainsAny(s, "123456789") {
		return "+" + s
	}
	return s
}

// FormatRatio shows a factor with three decimals: x1.048.
func FormatRatio(v float64) string {
	s := FormatNumber(v, 3)
	if s == NotAvailable {
		return s
	}
	return "x" + s
}

// FormatSpan names the days from first to last, both included; a single day
// is named once. Days print themselves as YYYY-MM-DD.
func FormatSpan(first, last fmt.Stringer) string {
	if first.String() == last.String() {
		return first.String()
	}
	return first.String() + " to " + last.String()
}

// fixed rounds half away from zero in decimal, as people and spreadsheets do:
// 1.005 has no exact binary form and would come out as 1.00. A number is
// first cut to the digits that every platform agrees on.
func fixed(v float64, decimals int) string {
	const exact = 1e11 // beyond it the nudge would reach the whole units
	if math.Abs(v) < exact {
		v = RoundFigure(v)
		v += v * 1e-13
	}
	s := strconv.FormatFloat(v, 'f', max(decimals, 0), 64)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

// group sets commas between the thousands of a plain decimal number.
func group(s string) string {
	digits, fraction, _ := strings.Cut(s, ".")
	digits, negative := strings.CutPrefix(digits, "-")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}

func unit(number, mark string) string {
	if number == NotAvailable {
		return number
	}
	return number + mark
}

func withoutUnit(s string) string { return strings.TrimSuffix(s, percentSign) }
