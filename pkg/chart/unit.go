package chart

import (
	"math"
	"strconv"
	"strings"
)

// Kind is what a number means.
type Kind int

// The kinds of numbers.
const (
	Count   Kind = iota // 1,234; from a million on compact (1.2M)
	Money               // compact from a thousand on: $1.2M
	Percent             // a fraction: 0.243 is shown as 24.3%
)

// Unit says how the numbers of a picture are written, on its axes and beside its marks.
type Unit struct {
	Kind   Kind
	Sign   string // before the number, after the minus: a currency sign
	Suffix string // after the number: " days"
}

// Label writes a value to about three figures: 66, 12.5, 1,234, $1.2M, 24.3%. A value that is not finite gives "".
func (u Unit) Label(v float64) string {
	if !finite(v) {
		return ""
	}
	div, letter := u.magnitude(math.Abs(v))
	v /= div
	return u.compose(v, u.decimals(v, letter), letter)
}

// Change writes a value like Label with its sign always shown; what rounds to zero has none.
func (u Unit) Change(v float64) string {
	s := u.Label(v)
	if v > 0 && s != u.Label(-v) {
		return "+" + s
	}
	return s
}

func (u Unit) decimals(v float64, letter string) int {
	a := math.Abs(v)
	whole := a == math.Trunc(a)
	switch {
	case u.Kind == Percent && a != 0 && a*100 < 99.95:
		return 1
	case u.Kind == Percent, whole && letter == "", a >= 999.5:
		return 0
	case letter != "" && a < 9.995:
		return 2
	case a < 99.95 && (letter != "" || a >= 10):
		return 1
	case letter != "":
		return 0
	case a >= 10:
		return 1
	case a < 0.1:
		return 3
	}
	return 2
}

// magnitude gives the divisor and the letter for a number of that size; percentages stay as they are.
func (u Unit) magnitude(a float64) (float64, string) {
	if u.Kind == Percent || (u.Kind == Count && a < 999_500) {
		return 1, ""
	}
	for _, m := range []struct {
		from, div float64
		letter    string
	}{{999.5e9, 1e12, "T"}, {999.5e6, 1e9, "B"}, {999_500, 1e6, "M"}, {999.5, 1e3, "k"}} {
		if a >= m.from {
			return m.div, m.letter
		}
	}
	return 1, ""
}

func (u Unit) compose(v float64, decimals int, letter string) string {
	if u.Kind == Percent {
		v *= 100
		letter = "%"
	}
	digits := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	if math.Abs(v) >= 1e15 {
		digits = strconv.FormatFloat(math.Abs(v), 'g', 3, 64)
	}
	if letter != "%" && letter != "" && strings.Contains(digits, ".") {
		digits = strings.TrimRight(strings.TrimRight(digits, "0"), ".")
	}
	minus := ""
	if v < 0 && strings.Trim(digits, "0.") != "" {
		minus = "\u2212"
	}
	return minus + u.Sign + grouped(digits) + letter + u.Suffix
}

// grouped puts commas between thousands.
func grouped(digits string) string {
	whole, frac, _ := strings.Cut(digits, ".")
	if strings.ContainsAny(digits, "e") {
		return digits
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		return whole + "." + frac
	}
	return whole
}

// ticks writes the labels of an axis alike: one magnitude and as many decimals as the step needs.
func (u Unit) ticks(at []float64) []string {
	if len(at) == 0 {
		return nil
	}
	step := 1.0
	if len(at) > 1 {
		step = at[1] - at[0]
	}
	div, letter := u.magnitude(math.Max(math.Abs(at[0]), math.Abs(at[len(at)-1])))
	if u.Kind == Percent {
		step *= 100
	}
	decimals := tickDecimals(step / div)
	out := make([]string, len(at))
	for i, v := range at {
		if math.Abs(v) < step*1e-9 {
			out[i] = u.compose(0, 0, "")
			continue
		}
		out[i] = u.composeTick(v/div, decimals, letter)
	}
	return out
}

// composeTick keeps trailing zeros, so that 1.0M and 1.5M stand under each other.
func (u Unit) composeTick(v float64, decimals int, letter string) string {
	if decimals > 6 {
		return strings.Replace(strconv.FormatFloat(v, 'g', 3, 64), "-", "\u2212", 1) + letter + u.Suffix
	}
	if letter == "" || decimals == 0 {
		return u.compose(v, decimals, letter)
	}
	bare := Unit{Sign: u.Sign}
	return bare.compose(v, decimals, "") + letter + u.Suffix
}

func tickDecimals(step float64) int {
	d := int(math.Ceil(-math.Log10(step) - 1e-9))
	return min(max(d, 0), 9)
}
