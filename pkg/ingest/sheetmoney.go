package ingest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// sign is the currency that a figure is written with: in its cell, "€100", or
// in the header of its column, "Revenue (EUR)". One that its row contradicts is
// refused.
func (s *sheet) sign(c figureColumn, rec csvscan.Record, row []string) (string, *badRow) {
	if c.column == absent {
		return "", nil
	}
	sign := cmp.Or(crm.CurrencyOf(rec.Fields[c.column]), crm.HeaderCurrency(s.in.mapping.Columns[c.column].Header))
	said, _ := crm.Currency(s.text(row, crm.FieldCurrency))
	switch {
	case !crm.SameCurrency(sign, said):
		return "", &badRow{fault: twoCurrencies, spot: spot{c.column, c.field}}
	case said != "" && sign != "":
		return said, nil // the row says which dollars
	}
	return sign, nil
}

// currencyOf is the currency of a figure, as far as the file says it.
func (in *input) currencyOf(row figureRow) string {
	always, _ := in.mapping.Constant(crm.FieldCurrency)
	return cmp.Or(row.Sign, row.Currency, always)
}

// purse counts the amounts of a sheet by currency.
type purse struct{ verdicts []currencyVerdict }

// of is the verdict on amounts of a currency. It holds until the next one is
// asked for.
func (p *purse) of(r *Reading, currency string) *currencyVerdict {
	v := r.judge(currency)
	i := slices.IndexFunc(p.verdicts, func(o currencyVerdict) bool { return o.code == v.code })
	if i < 0 {
		i, p.verdicts = len(p.verdicts), append(p.verdicts, v)
	}
	return &p.verdicts[i]
}

// occasion is a record and the time of one of its figures.
type occasion struct {
	ref  csvscan.Ref
	days stretch
}

// teller converts the figures of a scorecard that are money, and finds those
// that the request leaves out for their currency: with them go the other
// figures of the same row and period, if none of those is in a wanted one.
type teller struct {
	rd     *reader
	s      *sheet
	prices purse
	loose  map[string][]string // currencies by metrics that may be money
	out    map[occasion]bool
	kept   map[occasion]bool
}

func (rd *reader) teller(s *sheet, rows []figureRow) *teller {
	t := &teller{rd: rd, s: s, loose: map[string][]string{}, out: map[occasion]bool{}, kept: map[occasion]bool{}}
	for i, row := range rows {
		if s.refused[s.places[i].Ref] {
			continue
		}
		currency := s.in.currencyOf(row)
		price := t.prices.of(&rd.req.Reading, currency)
		step := rd.metricStep(row.Metric)
		kind, known := rd.kindOf(step)
		switch {
		case t.money(i, row):
			price.amounts++
		case !(known && kind == funnel.Counted) && currency != "" && price.keep:
			t.loose[step] = join(t.loose[step], []string{price.code})
		}
		at := occasion{s.places[i].Ref, row.Span}
		t.out[at] = t.out[at] || !price.keep
		t.kept[at] = t.kept[at] || price.keep && t.money(i, row)
	}
	return t
}

// money reports whether a figure is an amount of money: revenue, what is
// written with a currency, and what a row about this figure alone says the
// currency of. The currency of a row of several metrics is that of its revenue.
func (t *teller) money(i int, row figureRow) bool {
	step := t.rd.metricStep(row.Metric)
	if kind, known := t.rd.kindOf(step); known && kind == funnel.Counted {
		return false
	}
	column := t.s.columns[i]
	single := column == absent || t.s.in.mapping.Columns[column].Field != crm.FieldMeasure
	return step == funnel.Revenue || row.Sign != "" || single && row.Currency != ""
}

// value is the figure in the currency of the cube; false is one left out.
func (t *teller) value(i int, row figureRow) (funnel.Money, bool) {
	at := occasion{t.s.places[i].Ref, row.Span}
	price := t.prices.of(&t.rd.req.Reading, t.s.in.currencyOf(row))
	switch {
	case !price.keep || t.out[at] && !t.kept[at]:
		return 0, false
	case !t.money(i, row):
		return *row.Figure.Money, true
	}
	t.rd.inMoney[t.rd.metricStep(row.Metric)] = true
	return funnel.Money(price.convert(crm.Amount(*row.Figure.Money))), true
}

// warn names the metrics that stand in rows of several currencies and are not
// known to be money.
func (t *teller) warn() {
	for _, step := range slices.Sorted(maps.Keys(t.loose)) {
		if codes := t.loose[step]; len(codes) > 1 {
			t.rd.warning("loose-currencies", fmt.Sprintf("%s: figures of %s stand in rows of several currencies (%s) and are added up as they are",
				t.s.in.src.Name(), step, strings.Join(codes, ", ")))
		}
	}
}

// figureCurrency refuses figures of a role whose amounts cannot be added up, to
// each other or to those that were read before.
func (rd *reader) figureCurrency(role crm.Role) error {
	if nouns[role] == "" {
		return nil
	}
	inputs := rd.of(role)
	seen, all := rd.currenciesOf(inputs)
	if len(seen) == 1 {
		rd.oneUnit(role, seen)
	}
	dealsToo := slices.ContainsFunc(rd.of(crm.Deals), func(in *input) bool { return len(in.codes(true)) > 0 })
	if role != crm.Scorecard || dealsToo {
		return nil // without these figures the rest still says something
	}
	return rd.anyAmount(inputs, seen, all)
}

// oneUnit refuses figures or quotas in another currency than what was read
// before them.
func (rd *reader) oneUnit(role crm.Role, seen []string) {
	if rd.req.Reading.Rates != nil {
		return
	}
	for _, code := range seen {
		if !crm.SameCurrency(code, rd.unit) {
			rd.note(refusal(Problem{
				Pos:  csvscan.Pos{File: rd.fileIn(role, code)},
				What: fmt.Sprintf("there are %s in %s and other amounts in %s", nouns[role], code, rd.unit),
				Hint: "keep one with --currency " + code + ", or convert them with --fx FILE",
			}))
			return
		}
		if len(rd.unit) < len(code) {
			rd.unit = code
		}
	}
}

// nouns are the roles of figures, and what messages call those.
var nouns = map[crm.Role]string{crm.Quotas: "quotas", crm.Scorecard: "figures"}

// fileIn is the first file of a role with amounts in a currency.
func (rd *reader) fileIn(role crm.Role, code string) string {
	for _, in := range rd.of(role) {
		if slices.Contains(in.codes(true), code) {
			return in.src.Name()
		}
	}
	return ""
}
