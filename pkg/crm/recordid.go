package crm

import (
	"regexp"
	"strings"
)

// Salesforce writes one id in two forms: 15 characters, of which the case
// counts, in reports, and 18 in everything else, where the last three tell
// which of the others are capitals, five each, as a number to base 32.
const (
	shortID  = 15
	longID   = 18
	idDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
)

// ShortID gives the form of 15 characters of a Salesforce id of 18, by which
// the two forms of one id are equal. Any other text stays as it is: that the
// last three characters fit the first 15 is not to be met by chance.
func ShortID(id []byte) []byte {
	if len(id) != longID {
		return id
	}
	if sum, ok := capitals(string(id[:shortID])); !ok || sum != string(id[shortID:]) {
		return id
	}
	return id[:shortID]
}

// capitals are the last three characters that belong to a short id; false is a
// text that cannot be one.
func capitals(id string) (sum string, ok bool) {
	var digits [3]byte
	for i := range digits {
		bits := 0
		for j := range 5 {
			switch c := id[5*i+j]; {
			case 'A' <= c && c <= 'Z':
				bits |= 1 << j
			case ('a' > c || c > 'z') && ('0' > c || c > '9'):
				return "", false
			}
		}
		digits[i] = idDigits[bits]
	}
	return string(digits[:]), true
}

// userID gives the long form of the short id of a Salesforce user, which can be
// compared without case. All user ids begin with 005.
func userID(name string) string {
	if len(name) != shortID || !strings.HasPrefix(name, "005") {
		return name
	}
	sum, _ := capitals(name)
	return name + sum
}

var roundedID = regexp.MustCompile(`^\d([.,]\d+)?[Ee]\+\d+$`)

// RoundedID tells whether a spreadsheet has made a rounded number of a long id:
// 2.4142E+18 stands for any of thousands of records.
func RoundedID(id []byte) bool { return roundedID.Match(id) }
