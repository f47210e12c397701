package crm

import (
	"slices"
	"strings"
)

// TotalOf reads the name that a subtotal row bears in place of a person's.
// "Grand Total" sums up everybody and leaves of empty; "Ann Lee Total" and
// "Total: Ann Lee" are of Ann Lee. ok is false for a name without a word for
// totals. A caller should make sure that there is somebody of that name: Dan
// Sum is a person, unless there is a Dan.
func (m *Mapping) TotalOf(name string) (of string, ok bool) {
	words := strings.Fields(name)
	if m.words.total(Fold(name)) {
		return "", len(words) > 0
	}
	for n := 1; n < len(words); n++ { // the longest first: Ann Grand Total
		if m.words.total(Fold(strings.Join(words[n:], " "))) {
			return trimJoint(words[:n]), true
		}
		if n := len(words) - n; m.words.total(Fold(strings.Join(words[:n], " "))) {
			return trimJoint(words[n:]), true
		}
	}
	return "", false
}

// nameable are the words for totals, folded, that are names of people as well.
var nameable = map[string]bool{"sum": true, "suma": true, "soma": true, "mean": true, "overall": true}

// MayBeName reports whether what [Mapping.TotalOf] takes for a total could as
// well be somebody's name, as Suma and Dan Sum could: its figures must tell.
func (m *Mapping) MayBeName(name string) bool {
	words := strings.Fields(name)
	return len(words) > 0 && (nameable[Fold(words[0])] || nameable[Fold(words[len(words)-1])])
}

// namesPerson reports whether a cell may be a person's name, though it is a
// word for totals: in a small table by its column, of a deal or an activity if
// the row says more of it than sums do.
func (m *Mapping) namesPerson(cells []string, i int) bool {
	if i >= len(m.Columns) || !slices.Contains(nameFields, m.Columns[i].Field) || !m.MayBeName(cells[i]) {
		return false
	}
	return !m.counts() || m.given(cells, i, FieldStage, FieldStatus, FieldKind, FieldOutcome)
}

var nameFields = append([]Field{FieldFirstName, FieldLastName}, whoNeed...)

// trimJoint spells the name without what parts it from the word for totals.
func trimJoint(words []string) string {
	return strings.Trim(strings.Join(words, " "), " -–—:()")
}

// totalled reports whether a word for totals stands where a row of a small
// table names its rep, and nothing else names one.
func (m *Mapping) totalled(cells []string) bool {
	if m.counts() {
		return false
	}
	for _, f := range whoNeed {
		i := m.Index(f)
		if i < 0 || i >= len(cells) || strings.TrimSpace(cells[i]) == "" {
			continue
		}
		return m.words.total(Fold(cells[i])) && !m.owned(cells, i) && !m.namesPerson(cells, i)
	}
	return false
}
