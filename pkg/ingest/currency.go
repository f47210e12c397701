package ingest

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// currencyVerdict says what happens to amounts of one currency.
type currencyVerdict struct {
	code    string  // empty where the file does not say
	keep    bool    // the rows are wanted
	factor  float64 // units of the wanted currency to one of this
	amounts int64   // how many amounts there are
}

// currencies tells a worker's rows apart by currency: by the column that names
// it or what all rows have, else by the sign in the cell of the amount.
type currencies struct {
	column   int
	always   []byte
	reading  *Reading
	keys     interner
	verdicts []currencyVerdict
	scratch  []byte

	// The last sign that was found to agree with what the row names.
	sign, named string
}

// of is the verdict on the row's amount, and whether the sign of the amount
// agrees with it.
func (c *currencies) of(b *csvscan.Batch, row int, amount []byte) (v *currencyVerdict, agrees bool) {
	key := c.always
	if c.column != absent {
		key = b.Field(row, c.column)
	}
	if sign := c.signOf(amount); len(sign) > 0 {
		if key, agrees = c.compare(sign, key); !agrees {
			return nil, false
		}
	}
	id, isNew := c.keys.id(key)
	if isNew {
		c.verdicts = append(c.verdicts, c.reading.judge(string(key)))
	}
	return &c.verdicts[id], true
}

// compare gives the sign where the row names no currency, else what it names,
// and whether the two agree.
func (c *currencies) compare(sign, named []byte) (key []byte, agrees bool) {
	switch {
	case string(sign) == c.sign && string(named) == c.named:
		return named, true
	case crm.Missing(named):
		return sign, true
	case !crm.SignFits(string(sign), string(named)):
		return nil, false
	}
	c.sign, c.named = string(sign), string(named)
	return named, true
}

// number gives the numbers of the verdicts on rows whose amounts have no sign.
func (c *currencies) number(b *csvscan.Batch, s *strip, into []uint32) []uint32 {
	if c.column != absent {
		into = c.keys.number(s.of(b, c.column), into)
	} else {
		id, _ := c.keys.id(c.always)
		into = sized(into, b.Len())
		for row := range into {
			into[row] = id
		}
	}
	for _, key := range c.keys.names[len(c.verdicts):] {
		c.verdicts = append(c.verdicts, c.reading.judge(key))
	}
	return into
}

// signOf is what is left of an amount without figures and their punctuation.
func (c *currencies) signOf(amount []byte) []byte {
	n := len(amount)
	if n == 0 || amount[0]-'0' <= 9 && amount[n-1]-'0' <= 9 {
		return nil
	}
	c.scratch = c.scratch[:0]
	for _, ch := range amount {
		if !strings.ContainsRune("0123456789.,'+-()% \t", rune(ch)) {
			c.scratch = append(c.scratch, ch)
		}
	}
	return bytes.TrimSpace(c.scratch)
}

func (r *Reading) judge(cell string) currencyVerdict {
	v := currencyVerdict{code: strings.TrimSpace(cell), keep: true, factor: 1}
	if code, ok := crm.Currency(v.code); ok {
		v.code = code
	} else if crm.Missing([]byte(v.code)) {
		v.code = ""
	}
	switch {
	case r.Rates != nil:
		v.factor = r.Rates.PerUnit[v.code]
		if v.code == r.Rates.To || v.code == "" {
			v.factor = 1
		}
	case r.Currency != "":
		v.keep = v.code == "" || strings.EqualFold(v.code, r.Currency)
	}
	return v
}

// convert is the amount in the wanted currency, rounded half away from zero.
func (v *currencyVerdict) convert(a crm.Amount) crm.Amount {
	if v.factor == 1 {
		return a
	}
	return crm.Amount(math.Round(float64(a) * v.factor))
}

// priced counts the amounts of a file by currency.
func (in *input) priced(verdicts []currencyVerdict) {
	for _, v := range verdicts {
		if v.amounts == 0 {
			continue
		}
		i := slices.IndexFunc(in.money, func(o currencyVerdict) bool { return o.code == v.code })
		if i < 0 {
			in.money = append(in.money, v)
			continue
		}
		in.money[i].amounts += v.amounts
	}
	slices.SortFunc(in.money, func(a, b currencyVerdict) int {
		return cmp.Or(cmp.Compare(b.amounts, a.amounts), strings.Compare(a.code, b.code))
	})
}

// oneCurrency refuses deals whose amounts cannot be added up, and a currency
// that no amount is in.
func (rd *reader) oneCurrency() error {
	inputs := rd.of(crm.Deals)
	seen, all := rd.currenciesOf(inputs)
	rd.unit = rd.unitOf(seen)
	return rd.anyAmount(inputs, seen, all)
}

// currenciesOf lists the currencies of the files' amounts, those that the
// request keeps and all, and refuses several that are neither kept apart nor
// converted.
func (rd *reader) currenciesOf(inputs []*input) (seen, all []string) {
	for _, in := range inputs {
		rd.wantRates(in)
		seen, all = join(seen, in.codes(true)), join(all, in.codes(false))
		if len(seen) > 1 && rd.req.Reading.Rates == nil {
			rd.note(refusal(Problem{
				Pos: csvscan.Pos{File: in.src.Name()}, What: "amounts are in several currencies: " + in.countCodes(seen),
				Hint: "keep one with --currency " + seen[0] + ", or convert them with --fx FILE",
			}))
		}
		in.report.Currency = strings.Join(in.codes(true), ", ")
	}
	return seen, all
}

// anyAmount refuses a currency that no amount is in.
func (rd *reader) anyAmount(inputs []*input, seen, all []string) error {
	if len(all) == 0 || len(seen) > 0 || slices.ContainsFunc(inputs, func(in *input) bool { return in.unpriced() > 0 }) {
		return nil
	}
	return &UsageError{Msg: "no amount is in " + rd.req.Reading.Currency, Hint: "they are in " + strings.Join(all, ", ")}
}

// unitOf is the currency of the cube.
func (rd *reader) unitOf(seen []string) string {
	how := &rd.req.Reading
	switch {
	case how.Rates != nil:
		return how.Rates.To
	case len(seen) > 0:
		return seen[0]
	}
	return how.Currency
}

// wantRates refuses amounts in a currency without a rate.
func (rd *reader) wantRates(in *input) {
	if missing := in.withoutRate(); missing != "" {
		rd.note(in.noRate(missing))
	}
}

func (in *input) noRate(code string) error {
	return refusal(Problem{
		Pos: csvscan.Pos{File: in.src.Name()}, What: "there are amounts in " + code + " and no rate for it",
		Hint: "add a line for it to the rates given by --fx",
	})
}

// unpriced counts the amounts whose currency the file does not name.
func (in *input) unpriced() int64 {
	for _, v := range in.money {
		if v.code == "" {
			return v.amounts
		}
	}
	return 0
}

// warnUnpriced says what amounts without a currency were taken for, where
// others have one. Quotas rarely name theirs, and are compared, not added.
func (rd *reader) warnUnpriced(in *input) {
	asked := rd.req.Reading.Currency != "" || rd.req.Reading.Rates != nil
	if n := in.unpriced(); n > 0 && rd.unit != "" && (asked || in.mapping.Role != crm.Quotas) {
		rd.warning("no-currency", fmt.Sprintf("%s: %s taken as %s", in.src.Name(),
			counted(n, "amount names no currency and is", "amounts name no currency and are"), rd.unit))
	}
}

// join adds what is new to a list.
func join(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// codes lists the currencies of the file that are named: of the amounts that
// the request keeps, or of all.
func (in *input) codes(kept bool) []string {
	var codes []string
	for _, v := range in.money {
		if v.code != "" && (v.keep || !kept) {
			codes = append(codes, v.code)
		}
	}
	return codes
}

func (in *input) withoutRate() string {
	for _, v := range in.money {
		if v.factor == 0 {
			return v.code
		}
	}
	return ""
}

func (in *input) countCodes(seen []string) string {
	if len(in.codes(true)) < 2 {
		return strings.Join(seen, ", ") + " over all files"
	}
	var parts []string
	for _, v := range in.money {
		parts = append(parts, fmt.Sprintf("%s (%d)", cmp.Or(v.code, "none named"), v.amounts))
	}
	return strings.Join(parts, ", ")
}
