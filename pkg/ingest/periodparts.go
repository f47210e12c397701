package ingest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
)

// fillPeriod adds to a period what a cell says of it. What contradicts it is a
// fault.
func (s *sheet) fillPeriod(p *crm.Period, f crm.Field, text string) *badRow {
	if text == "" {
		return nil
	}
	more, ok := crm.ParsePeriodPart(f, text)
	if !ok {
		return &badRow{fault: badPeriod, spot: s.in.spot(f)}
	}
	more.Fiscal = more.Fiscal || f == crm.FieldYear && s.in.isFiscal(f)
	if *p, ok = s.joined(*p, more); !ok {
		return &badRow{fault: twoPeriods, spot: s.in.spot(f)}
	}
	return nil
}

// isFiscal tells whether the header of a field's column says that its years are
// fiscal ones.
func (in *input) isFiscal(f crm.Field) bool {
	i := in.mapping.Index(f)
	if i == absent {
		return false
	}
	words := strings.Fields(crm.Fold(in.mapping.Header(i)))
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(fiscalWords, w) })
}

var fiscalWords = []string{"fiscal", "fy", "financial", "geschaftsjahr", "gj", "exercice", "ejercicio", "fiscale", "fiscaal"}

// joined is what two parts of a row say of its period together; false is a
// contradiction. A month or week that names its own year may lie in a fiscal
// year, or quarter, of another number.
func (s *sheet) joined(a, b crm.Period) (crm.Period, bool) {
	p := crm.Period{
		Year: cmp.Or(a.Year, b.Year), Quarter: cmp.Or(a.Quarter, b.Quarter), Month: cmp.Or(a.Month, b.Month), Week: cmp.Or(a.Week, b.Week),
		Fiscal: a.Fiscal || b.Fiscal,
	}
	one := agree(a.Quarter, b.Quarter) && agree(a.Month, b.Month) && agree(a.Week, b.Week)
	whole, exact := a, b
	if isExact(a) {
		whole, exact = b, a
	}
	if isExact(exact) && !isExact(whole) && whole.Year != 0 && exact.Year != 0 && !exact.Fiscal &&
		(whole.Fiscal || whole.Quarter != 0 && whole.Year != exact.Year) {
		p.Year, p.Fiscal = exact.Year, false
		return p, one && s.within(exact, whole)
	}
	return p, one && agree(a.Year, b.Year)
}

// isExact tells whether a period is said by its month or week.
func isExact(p crm.Period) bool { return p.Month+p.Week > 0 }

func agree(a, b int) bool { return a == 0 || b == 0 || a == b }

// within tells whether a month or week begins in a fiscal year or quarter.
func (s *sheet) within(part, whole crm.Period) bool {
	days, err := s.calendar.Parse(periodLabel(part), 0)
	in, failed := s.calendar.Parse(periodLabel(whole), 0)
	return err == nil && failed == nil && in.Contains(days.First)
}

// civilYear gives a month or week of a fiscal year the year of its days:
// November of a fiscal year 2026 that begins in October is of 2025.
func (s *sheet) civilYear(p crm.Period) crm.Period {
	if !p.Fiscal || !isExact(p) || p.Year == 0 {
		return p
	}
	before := p
	before.Year--
	if s.within(before, crm.Period{Year: p.Year}) {
		return before
	}
	return p
}
