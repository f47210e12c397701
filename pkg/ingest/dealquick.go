package ingest

import (
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// dealQuick is what the rows of a batch give, gathered by what is counted.
type dealQuick struct {
	amounts      []amountCell
	prices       []uint32 // the verdict on the currency
	opened, lost []mark
	won          []sale
}

// amountCell is the amount of a row.
type amountCell struct {
	crm.Amount
	known int64 // 1 if there is one
	odd   bool  // it is not as plain as most
}

// sale is a won deal.
type sale struct {
	mark
	row uint32
}

// tally takes in a batch of which nothing is left out, as row does. What counts is
// first gathered, and then added in loops of their own, so that the processor
// need not guess which rows those are. Rows that need a closer look are left
// to row.
func (w *dealWorker) tally(b *csvscan.Batch) {
	q := &w.quick
	w.readAmounts(b)
	opened, won, lost := sized(q.opened, b.Len()), sized(q.won, b.Len()), sized(q.lost, b.Len())
	openedN, wonN, lostN, all := 0, 0, 0, 0
	created := w.on[createdDay]
	for row, state := range w.said {
		v, rep := w.memo.verdict(state), w.owner.known(row)
		if v == nil || rep == 0 || len(v.steps) > 0 || q.amounts[row].odd {
			w.row(b, row)
			continue
		}
		closed := w.on[v.when][row]
		if v.status != crm.Open && closed == noDay {
			w.row(b, row)
			continue
		}
		v.count++
		all++
		w.acc.people[rep-1].rows++
		w.prices.verdicts[q.prices[row]].amounts += q.amounts[row].known
		opened[openedN] = mark{rep - 1, created[row]}
		openedN += int(bit(created[row] != noDay))
		won[wonN] = sale{mark{rep - 1, closed}, uint32(row)}
		wonN += v.isWon
		lost[lostN] = mark{rep - 1, closed}
		lostN += v.isLost
	}
	q.opened, q.won, q.lost = opened, won, lost
	w.rows, w.used = w.rows+int64(all), w.used+int64(all)
	w.totals.won, w.totals.lost, w.totals.open = w.totals.won+int64(wonN), w.totals.lost+int64(lostN), w.totals.open+int64(all-wonN-lostN)
	w.acc.countAll(opened[:openedN], openedCount)
	w.acc.countAll(lost[:lostN], lostCount)
	w.sell(won[:wonN])
}

// sell counts won deals and puts off their amounts.
func (w *dealWorker) sell(won []sale) {
	for _, s := range won {
		place := w.acc.at(s.rep, s.day)
		w.acc.tally(place)[wonCount]++
		if a := &w.quick.amounts[s.row]; a.known > 0 {
			w.totals.revenue.add(wideOf(int64(a.Amount)))
			w.acc.pays = append(w.acc.pays, pay{place, a.Amount})
		} else {
			w.totals.unknownAmount++
		}
	}
}

// readAmounts reads the column of amounts, and those of their currencies.
func (w *dealWorker) readAmounts(b *csvscan.Batch) {
	q := &w.quick
	q.prices = w.prices.number(b, &w.strip, q.prices)
	q.amounts = sized(q.amounts, b.Len())
	s := w.strip.of(b, w.amount)
	for row, c := range s.spans[:len(q.amounts)] {
		price := &w.prices.verdicts[q.prices[row]]
		q.amounts[row] = amountCell{odd: !price.keep}
		if c.Size > 0 && price.keep {
			q.amounts[row] = w.plainAmount(s.cell(row), price)
		}
	}
}

// plainAmount reads an amount that is a number and no more.
func (w *dealWorker) plainAmount(cell []byte, price *currencyVerdict) amountCell {
	n := len(cell)
	v, ok := w.amounts.Parse(cell)
	if !ok || cell[0]-'0' > 9 || cell[n-1]-'0' > 9 {
		return amountCell{odd: true}
	}
	if w.mapping.Cents {
		v /= 100
	}
	return amountCell{Amount: price.convert(v), known: 1}
}
