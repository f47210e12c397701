package crm

import (
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

// Furniture tells whether a row below the header is no record. It is meant
// for the rows that give cause: another number of cells than the header, an
// empty owner or an empty cell in a column of [Mapping.Needed], or a cell that
// cannot be read.
//
// A row is furniture when all its cells are blank; when it repeats the
// header; when it is a line of a file of rejects that tells a reason; when its first filled cell is a word for totals; when it lacks what
// every record of the file has; or when it has one or two filled cells, of
// which the first begins as footers do. In reports that put titles and
// footers around their data every row with one filled cell is one. A short
// row that is none of these is damage, not furniture.
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
	f := m.words.furnish(cells[first], filled, first)
	if f == SubtotalRow && m.owned(cells, first) {
		f = NoFurniture // a customer may be called "Total"
	}
	if f != NoFurniture {
		return f
	}
	switch {
	case m.loneCells && filled == 1 && len(m.Columns) > 3:
		return FooterRow
	case m.lacking(cells):
		return OtherTable
	}
	return NoFurniture
}

// owned reports whether a row names a rep, in another cell than the given one.
func (m *Mapping) owned(cells []string, but int) bool {
	for _, f := range whoNeed {
		if i := m.Index(f); i >= 0 && i != but && i < len(cells) && strings.TrimSpace(cells[i]) != "" {
			return true
		}
	}
	return false
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
	if v.totals[word] || v.totals[strings.TrimRight(word, " 0123456789")] || strings.HasPrefix(word, "grand totals ") {
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
