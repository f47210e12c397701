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

// unprintable are controls, what hides itself and what turns the text around
// it; the marks that only tell a direction come with Hebrew and Arabic names.
func unprintable(r rune) bool {
	switch r {
	case '\u200b', '\u2028', '\u2029', '\u2060', '\ufeff':
		return true
	}
	turns := r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
	return turns || unicode.IsControl(r)
}
