package crm

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// NumberEvidence counts what the cells of a column say about how its numbers
// are spelled. The zero value is ready. Adding is cheap and the order of
// adding and merging does not matter.
type NumberEvidence struct {
	neutral    int64 // 1234, 12 500: the mark does not matter
	point      int64 // 1234.5, 1,234.50, 1,234,567
	comma      int64 // 1234,5, 1.234,50, 1.234.567
	either     int64 // 1,234 or 1.234: two different numbers
	round      int64 // of point and comma: 1234.0, 1234,00
	junk       int64
	missing    int64
	percent    int64
	negative   int64
	eitherCell string
	pointCell  string
	commaCell  string
	junkCell   string
	currencies map[string]int64
}

// Add looks at one cell.
func (e *NumberEvidence) Add(cell []byte) {
	if allDigits(cell) {
		e.neutral++
		return
	}
	if Missing(cell) {
		e.missing++
		return
	}
	p := readNumber(cell)
	point, pointOK := p.value(Point)
	comma, commaOK := p.value(Comma)
	e.addReading(cell, readings{pointOK, commaOK, point == comma})
	if !pointOK && !commaOK {
		return
	}
	if pointOK != commaOK && round(p.core) {
		e.round++
	}
	if p.percent {
		e.percent++
	}
	if p.negative {
		e.negative++
	}
	if p.currency != "" {
		e.addCurrency(p.currency, 1)
	}
}

// readings tells which marks make sense of a cell, and whether it is the same
// number under both.
type readings struct{ point, comma, same bool }

func (e *NumberEvidence) addReading(cell []byte, r readings) {
	switch {
	case r.point && r.comma && r.same:
		e.neutral++
	case r.point && r.comma:
		e.either++
		keepLeast(&e.eitherCell, cell)
	case r.point:
		e.point++
		keepLeast(&e.pointCell, cell)
	case r.comma:
		e.comma++
		keepLeast(&e.commaCell, cell)
	default:
		e.junk++
		keepLeast(&e.junkCell, cell)
	}
}

func (e *NumberEvidence) addCurrency(code string, n int64) {
	if e.currencies == nil {
		e.currencies = map[string]int64{}
	}
	e.currencies[code] += n
}

func allDigits(c []byte) bool {
	for _, b := range c {
		if b-'0' > 9 {
			return false
		}
	}
	return len(c) > 0 && len(c) <= 14
}

// Merge adds what another worker saw.
func (e *NumberEvidence) Merge(o *NumberEvidence) {
	for _, p := range []struct{ have, other *int64 }{
		{&e.neutral, &o.neutral}, {&e.point, &o.point}, {&e.comma, &o.comma}, {&e.either, &o.either},
		{&e.round, &o.round}, {&e.junk, &o.junk}, {&e.missing, &o.missing}, {&e.percent, &o.percent}, {&e.negative, &o.negative},
	} {
		*p.have += *p.other
	}
	mergeExamples([]*string{&e.eitherCell, &e.pointCell, &e.commaCell, &e.junkCell},
		[]*string{&o.eitherCell, &o.pointCell, &o.commaCell, &o.junkCell})
	for code, n := range o.currencies {
		e.addCurrency(code, n)
	}
}

// Seen counts the cells that held something.
func (e *NumberEvidence) Seen() int64 { return e.neutral + e.point + e.comma + e.either + e.junk }

// Missing counts the cells that were empty or NULL-like.
func (e *NumberEvidence) Missing() int64 { return e.missing }

// Percent counts the cells with a percent sign. Where only some cells have
// one, a caller should ask what the others mean.
func (e *NumberEvidence) Percent() int64 { return e.percent }

// Negative counts the cells below zero: reversals.
func (e *NumberEvidence) Negative() int64 { return e.negative }

// Whole reports whether all numbers are whole ones without grouping or
// currency, as counts of cents are. Programs between the CRM and here may have
// given them a decimal mark and one or two zeros: 125000.0.
func (e *NumberEvidence) Whole() bool {
	return e.point+e.comma-e.round+e.either == 0 && len(e.currencies) == 0
}

// round tells whether digits without grouping are followed by a decimal mark
// and one or two zeros.
func round(core []byte) bool {
	i := bytes.IndexAny(core, ".,")
	return i > 0 && allDigits(core[:i]) && len(core)-i <= 3 && len(bytes.Trim(core[i+1:], "0")) == 0
}

// CurrencyCount is a currency seen in cells.
type CurrencyCount struct {
	Currency string // ISO code, or the sign as written where it names several ("$")
	Count    int64
}

// Currencies lists the signs and codes seen in the cells, most frequent first.
func (e *NumberEvidence) Currencies() []CurrencyCount {
	all := make([]CurrencyCount, 0, len(e.currencies))
	for code, n := range e.currencies {
		all = append(all, CurrencyCount{code, n})
	}
	slices.SortFunc(all, func(a, b CurrencyCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Currency, b.Currency))
	})
	return all
}

// Mark gives the decimal mark that the cells show by themselves, and whether
// it matters for any cell. A caller may lend the mark of one column to
// another of the same file by [NumberOptions].
func (e *NumberEvidence) Mark() (mark Decimal, matters bool) {
	mark, _ = majority(e.point, e.comma, Point, Comma)
	return mark, e.point+e.comma+e.either > 0
}

// dominance is how many times more frequent one reading must be than a
// contradicting one for the rare cells to count as damage in themselves.
const dominance = 20

// majority picks the reading that dominates; clash is true when neither does.
func majority[T any](a, b int64, first, second T) (winner T, clash bool) {
	switch {
	case a > 0 && a >= dominance*b:
		return first, false
	case b > 0 && b >= dominance*a:
		return second, false
	}
	return winner, a > 0 && b > 0
}

// Decide gives the format of the column. The user's mark wins, then the one
// that the cells show, then a lent one, then, where it never matters, the
// point. The error is a *[FormatError]: every cell that could tell
// allows two readings ("1,234"), the cells contradict each other, or most are
// no numbers at all. The rare cells that do not fit the decided format are
// left for the parser to refuse.
func (e *NumberEvidence) Decide(o NumberOptions) (NumberFormat, error) {
	if e.junk*2 > e.Seen() {
		return NumberFormat{}, &FormatError{Trouble: NoValues, Subject: "numbers", Example: e.junkCell}
	}
	if o.Decimal != AnyDecimal {
		return NumberFormat{decimal: o.Decimal}, nil
	}
	mark, clash := majority(e.point, e.comma, Point, Comma)
	if mark == AnyDecimal && !clash {
		mark = o.Lent
	}
	flags := []string{"--decimal point", "--decimal comma"}
	switch {
	case clash:
		return NumberFormat{}, &FormatError{Trouble: Contradiction, Subject: "numbers", Example: e.pointCell, Other: e.commaCell, Flags: flags}
	case mark == AnyDecimal && e.either > 0:
		return NumberFormat{}, &FormatError{Trouble: TwoReadings, Subject: "numbers", Example: e.eitherCell, Readings: bothNumbers(e.eitherCell), Flags: flags}
	case mark == AnyDecimal:
		mark = Point
	}
	return NumberFormat{decimal: mark}, nil
}

func bothNumbers(cell string) []string {
	p := readNumber([]byte(cell))
	point, _ := p.value(Point)
	comma, _ := p.value(Comma)
	return []string{fmt.Sprintf("%s (decimal point)", point), fmt.Sprintf("%s (decimal comma)", comma)}
}
