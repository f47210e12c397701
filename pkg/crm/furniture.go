package crm

import (
	"slices"
	"strings"
	"unicode"
)

// Furniture is the kind of a row that is no record.
type Furniture string

// The kinds.
const (
	NoFurniture    Furniture = ""
	BlankRow       Furniture = "blank"
	FooterRow      Furniture = "footer"
	SubtotalRow    Furniture = "subtotal"
	RepeatedHeader Furniture = "repeated header"
	OtherTable     Furniture = "row of another table"
	RejectReason   Furniture = "reason of a rejected row"
)

// RejectMark begins the line above a row in a file of rejects, which says why
// the row was rejected. Such a file can be corrected and read again: a row
// that has nothing but a cell with this mark is furniture.
const RejectMark = "# rejected: "

// Furniture tells whether a row below the header is no record. In big files it
// is meant for the rows that give cause: another number of cells than the
// header, an owner that is empty or a word for totals, an empty cell in a
// column of [Mapping.Needed], or a cell that cannot be read.
//
// A row is furniture when all its cells are blank; when it repeats the
// header; when it is a line of a file of rejects that tells a reason; when
// its first filled cell or, in a small table, the cell of its rep is a word
// for totals and the row is no record all the same, where a small table's reader
// has to tell of words that are names too, see [Mapping.MayBeName]; when it lacks what every
// record of the file has; or when it has one or two filled cells, of which the
// first begins as footers do. In reports that put titles and footers around
// their data every row with one filled cell is one. A short row that is none
// of these is damage, not furniture.
func (m *Mapping) Furniture(cells []string) Furniture {
	filled, first := 0, -1
	for i, c := range cells {
		if strings.TrimSpace(c) != "" {
			filled++
			if first < 0 {
				first = i
			}
		}
	}
	switch {
	case filled == 0:
		return BlankRow
	case m.repeatsHeader(cells, filled):
		return RepeatedHeader
	case filled == 1 && strings.HasPrefix(cells[first], RejectMark):
		return RejectReason
	}
	switch f := m.words.furnish(cells[first], filled, first); {
	case f == SubtotalRow && (m.owned(cells, first) || m.complete(cells, first) || m.namesPerson(cells, first)):
		// A customer may be called "Total", and a rep Suma.
	case f != NoFurniture:
		return f
	case m.subtotal(cells, first):
		return SubtotalRow
	}
	switch {
	case m.loneCells && filled == 1 && len(m.Columns) > 3:
		return FooterRow
	case m.lacking(cells) || m.hollow(cells):
		return OtherTable
	case m.totalled(cells):
		return SubtotalRow
	}
	return NoFurniture
}

// counts reports whether each record of the file is one deal or activity.
func (m *Mapping) counts() bool { return m.Role == Deals || m.Role == Activities }

// subtotal reports whether a row begins with the total of a group and has
// nothing that a record needs.
func (m *Mapping) subtotal(cells []string, first int) bool {
	if !m.counts() || !m.words.totalAtEnd(Fold(cells[first])) || m.owned(cells, first) {
		return false
	}
	unmet, fixed := m.unmet(cells, first)
	return unmet > 0 && unmet+fixed == len(m.Role.Minimum())-1 && !m.given(cells, first, FieldID, FieldDealKey, FieldName)
}

// complete reports whether a deal or an activity has what each one has, the
// given cell and its rep aside: its key and all but one of the needs, or, in a
// file without keys, all of them.
func (m *Mapping) complete(cells []string, but int) bool {
	if !m.counts() {
		return false
	}
	unmet, fixed := m.unmet(cells, but)
	for _, key := range [][]Field{{FieldID, FieldDealKey}, {FieldName}} {
		if slices.ContainsFunc(key, m.Has) {
			return unmet <= 1 && m.given(cells, but, key...)
		}
	}
	return unmet+fixed == 0
}

// unmet counts what the role needs beside a rep and the row does not have; and
// what it has only because every row of the file does.
func (m *Mapping) unmet(cells []string, but int) (unmet, fixed int) {
	for _, n := range m.Role.Minimum()[1:] {
		switch {
		case m.given(cells, but, n.Any...):
		case slices.ContainsFunc(n.Any, func(f Field) bool { return m.Always[f] != "" }):
			fixed++
		default:
			unmet++
		}
	}
	return unmet, fixed
}

// given reports whether the row fills a column of one of the fields, the given
// cell aside.
func (m *Mapping) given(cells []string, but int, fields ...Field) bool {
	for i := range min(len(cells), len(m.Columns)) {
		if f := m.Columns[i].Field; f != "" && i != but && cells[i] != "" && slices.Contains(fields, f) && !m.Missing([]byte(cells[i])) {
			return true
		}
	}
	return false
}

// hollow reports whether a row of full width has nothing of a deal or an
// activity: it continues the list in a cell of the record above it, as rows of
// one-to-many fields do.
func (m *Mapping) hollow(cells []string) bool {
	if !m.counts() || len(cells) != len(m.Columns) {
		return false
	}
	for _, n := range m.Role.Minimum() {
		if m.given(cells, -1, n.Any...) {
			return false
		}
	}
	return !m.given(cells, -1, FieldID, FieldDealKey, FieldName, FieldAmount, FieldAccount, FieldAccountID, FieldSubject, FieldDeal)
}

// owned reports whether a row names a rep, in another cell than the given one.
func (m *Mapping) owned(cells []string, but int) bool {
	return m.given(cells, but, whoNeed...)
}

// lacking reports whether a row of full width lacks what every record has.
func (m *Mapping) lacking(cells []string) bool {
	for _, i := range m.Needed {
		if i < len(cells) && strings.TrimSpace(cells[i]) == "" {
			return true
		}
	}
	return false
}

// repeatsHeader holds when at least two cells, and nearly all filled ones,
// are the names of their own columns.
func (m *Mapping) repeatsHeader(cells []string, filled int) bool {
	same := 0
	for i, c := range cells {
		if i < len(m.Columns) && c != "" && strings.TrimSpace(c) == m.Columns[i].Header {
			same++
		}
	}
	return same >= 2 && same*10 >= filled*9
}

// footer is how a line below the data begins. The sign in front of its first
// letter or digit, which folding drops, must be there: "© 20" begins no id.
type footer struct{ sign, folded string }

func newFooter(text string) footer {
	letters := strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return footer{text[:len(text)-len(letters)], Fold(text)}
}

// furnish judges a row by its first filled cell.
func (v *vocabulary) furnish(cell string, filled, first int) Furniture {
	word := Fold(cell)
	if v.total(word) {
		return SubtotalRow
	}
	if filled > 2 || first > 1 {
		return NoFurniture
	}
	for _, f := range v.footers {
		if strings.HasPrefix(word, f.folded) && strings.HasPrefix(strings.TrimSpace(cell), f.sign) {
			return FooterRow
		}
	}
	return NoFurniture
}

// total reports whether a folded cell is a word for totals.
func (v *vocabulary) total(word string) bool {
	return v.totals[word] || v.totals[strings.TrimRight(word, " 0123456789")] || strings.HasPrefix(word, "grand totals ")
}

// totalAtEnd reports whether the first or the last word of a folded cell is one
// for totals.
func (v *vocabulary) totalAtEnd(word string) bool {
	first, _, _ := strings.Cut(word, " ")
	return v.totals[first] || v.totals[word[strings.LastIndexByte(word, ' ')+1:]]
}
