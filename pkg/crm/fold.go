package crm

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes headers and words comparable: accents, case, punctuation and
// repeated blanks do not count, and words run together in CamelCase stay
// together ("CloseDate" is "closedate"). Signs and emoji are dropped.
func Fold(s string) string {
	if ascii(s) {
		return foldASCII(s)
	}
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r) || keptSign(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}

// keptSign keeps the signs that tell headers apart ("% Target", "Target") or
// are a cell's whole meaning (a check mark).
func keptSign(r rune) bool { return r == '%' || r == '#' || r == '✓' || r == '✔' }

// foldASCII is Fold for the most frequent case, without a table.
func foldASCII(s string) string {
	b := make([]byte, 0, len(s))
	gap := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z', c-'0' <= 9, keptSign(rune(c)):
		default:
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = append(b, c)
	}
	return string(b)
}
