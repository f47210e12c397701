package crm

import (
	"unicode"
	"unicode/utf8"
)

// numberParts is a number taken apart before its decimal mark is decided.
type numberParts struct {
	core     []byte // digits, separators, exponent
	negative bool
	percent  bool
	currency string // ISO code or shared sign, "" when none
	ok       bool
}

// readNumber strips everything around the digits: a formula guard, one sign
// (in front, behind, or parentheses), one currency, a percent sign.
func readNumber(cell []byte) numberParts {
	c := trimCell(cell)
	if len(c) > 1 && c[0] == '\'' {
		c = c[1:]
	}
	var s stripper
	if len(c) > 2 && c[0] == '(' && c[len(c)-1] == ')' {
		s.signs, s.negative, c = 1, true, c[1:len(c)-1]
	}
	c = s.front(c)
	c = s.back(c)
	ok := !s.bad && s.signs <= 1 && s.currencies <= 1 && len(c) > 0
	return numberParts{core: c, negative: s.negative, percent: s.percent, currency: s.currency, ok: ok}
}

// stripper counts what was taken off the ends of a number.
type stripper struct {
	signs, currencies int
	negative, percent bool
	bad               bool
	currency          string
}

func (s *stripper) front(c []byte) []byte {
	for len(c) > 0 {
		c = trimLeftSet(c, blanks)
		r, n := utf8.DecodeRune(c)
		switch {
		case n == 0 || digit(r) || (r == '.' || r == ',') && len(c) > 1 && digit(rune(c[1])):
			return c
		case s.sign(r):
			c = c[n:]
		default:
			n = currencyPrefix(c)
			if !s.money(c[:n]) {
				return nil
			}
			c = c[n:]
		}
	}
	return c
}

func (s *stripper) back(c []byte) []byte {
	for len(c) > 0 {
		c = trimRightSet(c, blanks)
		r, n := utf8.DecodeLastRune(c)
		switch {
		case n == 0 || digit(r):
			return c
		case r == '-' && len(c) > 1 && (c[len(c)-2] == '.' || c[len(c)-2] == ',' || c[len(c)-2] == '-'):
			c = trimRightSet(c, "-.,") // 1'234.- and 1.234,-- are whole amounts
		case r == '.' && allDigits(c[:len(c)-1]):
			return c[:len(c)-1] // "1." is 1
		case r == '%' && !s.percent:
			s.percent = true
			c = c[:len(c)-n]
		case s.sign(r):
			c = c[:len(c)-n]
		default:
			n = currencySuffix(c)
			if !s.money(c[len(c)-n:]) {
				return nil
			}
			c = c[:len(c)-n]
		}
	}
	return c
}

func (s *stripper) sign(r rune) bool {
	if r != '-' && r != '+' && r != '\u2212' {
		return false
	}
	s.signs++
	s.negative = s.negative || r != '+'
	return true
}

func (s *stripper) money(token []byte) bool {
	code, ok := currencyToken(token)
	s.currencies++
	s.currency = code
	s.bad = s.bad || !ok
	return ok
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// currencyPrefix measures the letters and signs before the number.
func currencyPrefix(c []byte) int {
	i := 0
	for i < len(c) {
		r, n := utf8.DecodeRune(c[i:])
		if !currencyRune(r) && (i == 0 || r != '.' && r != '/') {
			break
		}
		if r == '.' && i+1 < len(c) && digit(rune(c[i+1])) && i > 0 && c[i-1] == '$' {
			break
		}
		i += n
	}
	return i
}

func currencySuffix(c []byte) int {
	i := len(c)
	for i > 0 {
		r, n := utf8.DecodeLastRune(c[:i])
		if !currencyRune(r) && (i != len(c) || r != '.') {
			break
		}
		i -= n
	}
	return len(c) - i
}

func currencyRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.Is(unicode.Sc, r))
}

// value reads the digits under a decimal mark.
func (p numberParts) value(d Decimal) (Amount, bool) {
	if !p.ok {
		return 0, false
	}
	s := digitScan{decimal: '.'}
	if d == Comma {
		s.decimal = ','
	}
	v, ok := s.scan(p.core)
	if p.percent {
		v = (v + 50) / 100
	}
	if p.negative {
		v = -v
	}
	return Amount(v), ok
}
