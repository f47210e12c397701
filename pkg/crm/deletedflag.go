package crm

import "strings"

// Deleted reads the cell that tells whether a record was deleted or cancelled.
// Yes is a yes, the day on which it was, a word for what is lost, or the word
// of the column itself ("Deleted" below "Is deleted"); an empty cell is a no.
// ok is false for anything else.
func (m *Mapping) Deleted(cell string) (gone, ok bool) {
	if gone, ok = ParseBool(cell); ok {
		return gone, true
	}
	if m.Missing([]byte(cell)) {
		return false, true
	}
	if s, known := m.words.status(cell); known {
		return s == Lost, s == Lost
	}
	gone = m.namesColumn(cell) || someDay([]byte(cell))
	return gone, gone
}

// leastName is how long a word is that stands in a header by more than chance.
const leastName = 4

func (m *Mapping) namesColumn(cell string) bool {
	word := Fold(cell)
	return len(word) >= leastName && strings.Contains(Fold(m.Header(m.Index(FieldDeleted))), word)
}

// someDay tells whether a cell is a date, whichever its order. Bare numbers are
// none: nothing says that they are.
func someDay(cell []byte) bool {
	d := readDate(cell)
	if d.layout != yearFirst && d.layout != yearLast && d.layout != named {
		return false
	}
	for _, o := range []DateOrder{DMY, MDY, YMD} {
		if _, ok := d.day(o); ok {
			return true
		}
	}
	return false
}
