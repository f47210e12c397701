package crm

import "unicode/utf8"

// digitScan reads digits with grouping, decimals and an exponent.
type digitScan struct {
	decimal  rune
	group    rune // the grouping sign in use, 0 before the first
	digits   int  // in the present group
	first    int  // digits of the first group
	middle   int  // digits of the groups between first and last: 3, or 2 as in India
	zero     bool // the number begins with 0
	value    int64
	decimals int // kept, at most four; -1 before the mark
	round    bool
	dropped  bool
	bad      bool
}

// scan gives the value in 1/10,000.
func (s *digitScan) scan(c []byte) (int64, bool) {
	s.decimals = -1
	s.zero = len(c) > 0 && c[0] == '0'
	for i := 0; i < len(c) && !s.bad; {
		r, n := utf8.DecodeRune(c[i:])
		switch {
		case digit(r):
			s.digit(int64(r - '0'))
		case r == 'e' || r == 'E':
			return s.exponent(c[i+1:])
		case s.decimals >= 0:
			return 0, false
		case r == s.decimal:
			s.endWhole()
			s.decimals, s.digits = 0, 0
		default:
			s.separator(r)
		}
		i += n
	}
	return s.finish()
}

func (s *digitScan) digit(d int64) {
	s.digits++
	switch {
	case s.decimals < 0 || s.decimals < 4:
		if s.value > (1<<63-1-d)/10 {
			s.bad = true
			return
		}
		s.value = s.value*10 + d
		if s.decimals >= 0 {
			s.decimals++
		}
	case !s.dropped:
		s.round, s.dropped = d >= 5, true
	}
}

// separator ends a group.
func (s *digitScan) separator(r rune) {
	if r == '\u2019' {
		r = '\''
	}
	if r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\u2007' {
		r = ' '
	}
	switch {
	case r != ' ' && r != '\'' && r != '.' && r != ',', s.group != 0 && r != s.group:
		s.bad = true
	case s.group == 0:
		s.group, s.first = r, s.digits
		s.bad = s.first < 1 || s.first > 3 || s.zero
	case s.digits != 3 && s.digits != 2 || s.middle != 0 && s.middle != s.digits:
		s.bad = true
	default:
		s.middle = s.digits
	}
	s.digits = 0
}

// endWhole checks the last group before the decimals.
func (s *digitScan) endWhole() {
	if s.group == 0 {
		return
	}
	if s.digits != 3 || s.middle == 2 && s.first > 2 {
		s.bad = true
	}
}

func (s *digitScan) finish() (int64, bool) {
	if s.decimals < 0 {
		s.endWhole()
		s.decimals = 0
	}
	if s.bad || s.digits == 0 {
		return 0, false
	}
	scale := decimalScale[s.decimals]
	if s.value > (1<<63-1)/scale {
		return 0, false
	}
	v := s.value * scale
	if s.round && v < 1<<63-1 {
		v++
	}
	return v, true
}

// maxExponential bounds numbers in exponent notation: from twelve digits on
// it is a spreadsheet that cut the digits off (2.4142E+18), and the true
// number is lost.
const maxExponential = 100_000_000_000 * int64(AmountUnit)

// exponent reads the power of ten behind the E.
func (s *digitScan) exponent(c []byte) (int64, bool) {
	negative := len(c) > 0 && c[0] == '-'
	if len(c) > 0 && (c[0] == '-' || c[0] == '+') {
		c = c[1:]
	}
	if len(c) == 0 || len(c) > 2 || s.group != 0 {
		return 0, false
	}
	power := 0
	for _, b := range c {
		if b-'0' > 9 {
			return 0, false
		}
		power = power*10 + int(b-'0')
	}
	v, ok := s.finish()
	if s.dropped {
		return 0, false // more than four decimals before an exponent: not worth a wider scan
	}
	for ; ok && power > 0; power-- {
		if negative {
			v /= 10
		} else if v *= 10; v >= maxExponential {
			return 0, false
		}
	}
	return v, ok && v < maxExponential
}
