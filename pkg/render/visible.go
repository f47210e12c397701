package render

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible makes a text from an export safe to print on one line of a
// terminal. Line breaks and tabs become a space; every other control
// character, and those that reorder or hide text, become an escape that can
// be read: \u001b. Joiners that scripts need stay.
func visible(s string) string {
	if !strings.ContainsFunc(s, unprintable) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '\r', r == '\n', r == '\t', r == '\u2028', r == '\u2029':
			b.WriteByte(' ')
		case unprintable(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unprintable(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\ufeff', r == '\u200b':
		return true
	}
	return unicode.Is(unicode.Bidi_Control, r)
}
