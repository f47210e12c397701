package crm

import (
	"slices"
	"strings"
)

// Period is a period label taken apart. What the label does not say is zero:
// "M01" has only a month, "Q4 2016" a year and a quarter.
type Period struct {
	Year, Quarter, Month, Week int
	Fiscal                     bool // the label says FY: year and quarter are fiscal
}

// ParsePeriod reads a label: 2024, FY24, 2024-Q1, Q1 2024, FY26-Q3, 2024-03,
// 03/2024, March 2024, Mar, Mar-24, M03, 2024-W14. A date that is the first
// of a month is that month. ok is false for anything else.
func ParsePeriod(cell string) (p Period, ok bool) {
	if p, ok = monthOf(readDate([]byte(cell))); ok {
		return p, true
	}
	tokens := periodTokens(cell)
	for _, w := range tokens {
		if !p.take(w) {
			return Period{}, false
		}
	}
	bare := len(tokens) == 1 && len(tokens[0]) == 2 && allDigits([]byte(tokens[0]))
	return p, p.sound() && !bare
}

// monthOf is the month that a date without a day, or the first day of a month,
// stands for.
func monthOf(d dateParts) (p Period, ok bool) {
	first := d.c == 1 && (d.layout == compact || (d.layout == yearFirst || d.layout == named) && !d.short)
	if (d.layout != monthOnly && !first) || d.b < 1 || d.b > 12 || d.a < minYear || d.a > maxYear {
		return Period{}, false
	}
	return Period{Year: d.a, Month: d.b}, true
}

// ParsePeriodPart reads a cell of a year, quarter or month column, where a
// plain number is that part of the period ("3" under month is March), and any
// other cell as [ParsePeriod] does. A period that is called annual adds nothing
// to its year.
func ParsePeriodPart(f Field, cell string) (p Period, ok bool) {
	if f == FieldPeriod && slices.Contains(annual, Fold(cell)) {
		return Period{}, true
	}
	n := 0
	c := string(trimCell([]byte(cell)))
	if !allDigits([]byte(c)) || len(c) > 4 {
		return ParsePeriod(cell)
	}
	for _, b := range []byte(c) {
		n = n*10 + int(b-'0')
	}
	switch {
	case f == FieldMonth && len(c) <= 2:
		ok = set(&p.Month, n, 12)
	case f == FieldQuarter && len(c) == 1:
		ok = set(&p.Quarter, n, 4)
	case f == FieldYear && len(c) == 2:
		ok = p.setYear(n, 2)
	default:
		return ParsePeriod(cell)
	}
	return p, ok
}

var annual = []string{"annual", "annually", "yearly", "full year", "jahrlich", "anual", "annuel", "annuelle", "annuale"} //nolint:misspell // in several languages

// periodTokens splits a label where letters and digits meet.
func periodTokens(cell string) []string {
	var tokens []string
	start, class := 0, byte(0)
	s := Fold(cell) + " "
	for i := 0; i < len(s); i++ {
		c := byte('a')
		switch {
		case s[i] == ' ':
			c = ' '
		case s[i]-'0' <= 9:
			c = '0'
		}
		if c == class {
			continue
		}
		if class == 'a' || class == '0' {
			tokens = append(tokens, s[start:i])
		}
		start, class = i, c
	}
	return joinLetters(tokens)
}

// joinLetters puts the letter of Q1, W14, M03 or FY24 before its number.
func joinLetters(tokens []string) []string {
	var out []string
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if _, ok := periodLetters[t]; ok && i+1 < len(tokens) && tokens[i+1][0] <= '9' {
			t += tokens[i+1]
			i++
		}
		out = append(out, t)
	}
	return out
}

var periodLetters = map[string]byte{"q": 'q', "t": 'q', "quarter": 'q', "qtr": 'q', "quartal": 'q', "trimestre": 'q',
	"w": 'w', "kw": 'w', "week": 'w', "m": 'm', "month": 'm', "fy": 'y', "gj": 'y', "year": 'y', "ej": 'y'}

// take reads one token into the period; false when it says nothing new.
func (p *Period) take(w string) bool {
	letters := strings.TrimRight(w, "0123456789")
	digits := w[len(letters):]
	n := 0
	for _, b := range digits {
		n = n*10 + int(b-'0')
	}
	switch kind := periodLetters[letters]; {
	case len(digits) > 4:
		return false
	case letters == "" && (len(digits) == 4 || len(digits) == 2):
		return p.setYear(n, len(digits))
	case digits == "":
		m, ok := monthNames[letters]
		return ok && m > 0 && set(&p.Month, int(m), 12)
	case kind == 'q':
		return set(&p.Quarter, n, 4)
	case kind == 'w':
		return set(&p.Week, n, 53)
	case kind == 'm':
		return set(&p.Month, n, 12)
	case kind == 'y':
		p.Fiscal = letters == "fy" || letters == "gj" || letters == "ej"
		return p.setYear(n, len(digits))
	}
	return false
}

func (p *Period) setYear(n, width int) bool {
	if width == 2 {
		n = fullYear(n)
	}
	return n >= minYear && set(&p.Year, n, maxYear)
}

func set(to *int, n, limit int) bool {
	if *to != 0 || n < 1 || n > limit {
		return false
	}
	*to = n
	return true
}

// sound refuses labels that say nothing, or two things.
func (p Period) sound() bool {
	parts := 0
	for _, n := range []int{p.Quarter, p.Month, p.Week} {
		if n != 0 {
			parts++
		}
	}
	return parts == 1 || parts == 0 && p.Year != 0
}
