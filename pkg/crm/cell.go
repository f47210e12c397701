package crm

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

const blanks = " \t\r\n\u00a0\u202f\u2007\u2009\ufeff"

// trimCell drops blanks, also the no-break kinds, from both ends.
func trimCell(c []byte) []byte {
	for len(c) > 0 && c[0] > ' ' && c[0] < 0x80 && c[len(c)-1] > ' ' && c[len(c)-1] < 0x80 {
		return c
	}
	return trimRightSet(trimLeftSet(c, blanks), blanks)
}

// trimLeftSet is bytes.TrimLeft without its allocations for mixed sets.
func trimLeftSet(c []byte, set string) []byte {
	for len(c) > 0 {
		r, n := utf8.DecodeRune(c)
		if !strings.ContainsRune(set, r) {
			break
		}
		c = c[n:]
	}
	return c
}

func trimRightSet(c []byte, set string) []byte {
	for len(c) > 0 {
		r, n := utf8.DecodeLastRune(c)
		if !strings.ContainsRune(set, r) {
			break
		}
		c = c[:len(c)-n]
	}
	return c
}

// missingWords mean "no value" in cells of dates, numbers and flags, without
// case. Spreadsheet errors other than #N/A are no such words: they are damage.
var missingWords = []string{
	"null", "n/a", "#n/a", "na", "nan", "nil", "none", "(none)", "(null)", "(blank)", "-", "--", "---", "\u2013", "\u2014",
	"$-", "$ -", "€-", "- €", "-€", "£-", `\n`, "n.a.", "k.a.", "n.d.", "s/d", "s/n", "<null>", "undefined",
	"0000-00-00", "0000-00-00 00:00:00", "0001-01-01", "0001-01-01 00:00:00",
}

// Missing reports whether a cell says that there is no value: it is empty,
// blank or a word such as NULL, N/A or "-". Zero is a value.
func Missing(cell []byte) bool {
	c := trimCell(cell)
	if len(c) == 0 {
		return true
	}
	if len(c) > 20 || c[0] >= '1' && c[0] <= '9' {
		return false
	}
	for _, w := range missingWords {
		if len(w) == len(c) && bytes.EqualFold(c, []byte(w)) {
			return true
		}
	}
	return false
}

// ParseBool reads a flag: true/false, yes/no, 1/0, x, v and the same in
// German, Spanish, French and Portuguese. ok is false for anything else.
func ParseBool(cell string) (v, ok bool) {
	v, ok = boolWords[Fold(cell)]
	return v, ok
}

var boolWords = map[string]bool{
	"true": true, "t": true, "yes": true, "y": true, "1": true, "x": true, "v": true, "✓": true, "✔": true, "checked": true,
	"wahr": true, "ja": true, "j": true, "si": true, "s": true, "verdadero": true, "vrai": true, "oui": true, "o": true,
	"sim": true, "verdadeiro": true, "1.0": true,
	"false": false, "f": false, "no": false, "n": false, "0": false, "unchecked": false, "0.0": false,
	"falsch": false, "nein": false, "falso": false, "faux": false, "non": false, "nao": false,
}
