package ingest

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// figureRow is one figure of a quota table or a scorecard.
type figureRow struct {
	Rep    list    `csv:"rep"`
	Email  list    `csv:"rep_email"`
	ID     list    `csv:"rep_id"`
	Span   stretch `csv:"span"`
	Figure figure  `csv:"figure"`
	Metric string  `csv:"figure_metric"`
	Name   string  `csv:"name"`
	Parent string  `csv:"parent"`
	// Currency is the row's, Sign the one that the figure is written with.
	Currency string `csv:"currency"`
	Sign     string `csv:"figure_currency"`
}

// contribution is a figure for the cube that no record stands behind.
type contribution struct {
	in     *input
	person int
	days   stretch
	step   string
	value  funnel.Money
}

// owner finds who a row of a small table is about; false is nobody.
func (rd *reader) owner(in *input, name, email, id list) (int, bool) {
	for _, way := range []struct {
		field crm.Field
		cells list
	}{{crm.FieldRep, name}, {crm.FieldRepEmail, email}, {crm.FieldRepID, id}} {
		if text := way.cells.first(); text != "" {
			person := rd.census.person(in.mapping, in.mapping.Index(way.field), text, 1)
			in.meet(person)
			return person, true
		}
	}
	return unassigned, false
}

// spread cuts a value over periods by their share of working days, in whole
// units of money that add up to it: each period gets its share rounded down,
// what is left goes to the largest remainders, of equals to the earliest.
func spread(value funnel.Money, days stretch, periods []calendar.Period) []funnel.Money {
	weights := make([]int64, len(periods))
	var total int64
	for i, p := range periods {
		weights[i] = int64(calendar.WorkingDays(max(p.First, days.first), min(p.Last, days.last)))
		total += weights[i]
	}
	out := make([]funnel.Money, len(periods))
	if total == 0 {
		out[0] = value
		return out
	}
	left, rest, order := value, make([]int64, len(periods)), make([]int, len(periods))
	for i, w := range weights {
		q, r := divide(int64(value), w, total)
		out[i], rest[i], order[i] = funnel.Money(q), r, i
		left -= out[i]
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(rest[b], rest[a]), cmp.Compare(a, b)) })
	for i := range int(left) {
		out[order[i]]++
	}
	return out
}

// divide is v*w/total, rounded down, and the remainder.
func divide(v, w, total int64) (q, r int64) {
	product := new(big.Int).Mul(big.NewInt(v), big.NewInt(w))
	quotient, rest := new(big.Int).DivMod(product, big.NewInt(total), new(big.Int))
	return quotient.Int64(), rest.Int64()
}
