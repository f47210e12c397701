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
	if s == "" {
		return ""
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

// keptSign keeps the signs that tell headers apart: "Deal - Label" and
// "Deal label" may fold together, "% Target" and "Target" may not.
func keptSign(r rune) bool { return r == '%' || r == '#' || r == '✓' || r == '✔' }
