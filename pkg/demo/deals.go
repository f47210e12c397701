package demo

import (
	"fmt"
	"slices"
)

const (
	stageWon  = "Closed Won"
	stageLost = "Closed Lost"
)

var openStages = []string{
	"Appointment Scheduled", "Qualified To Buy", "Presentation Scheduled", "Decision Maker Bought-In", "Contract Sent",
}

// dealRow is one line of deals.csv.
type dealRow struct {
	id, stage, amount, closes, created string
	d                                  ownedDeal
}

func dealsCSV(b *board) []byte {
	t := newTable(true, "Record ID", "Deal Name", "Deal Stage", "Pipeline", "Amount", "Currency", "Close Date",
		"Create Date", "Deal owner", "Deal Type", "Product", "Region", "Associated Company")
	for _, r := range overlap(b, dealRows(b)) {
		company, what := companyName(r.d.rep, r.d.company), products[r.d.product].name
		t.row(r.id, company+" - "+what, r.stage, "Sales Pipeline", r.amount, "EUR", r.closes, r.created,
			ownerName(r.d.rep), dealType(r.d), what, regionOf(r.d.rep, r.d.company), company)
	}
	return t.bytes()
}

func dealType(d ownedDeal) string {
	if d.existing {
		return "Existing Business"
	}
	return "New Business"
}

// dealRows is every deal once, in its last version.
func dealRows(b *board) []dealRow {
	var rows []dealRow
	for i, d := range b.deals() {
		r := dealRow{id: d.id, amount: money(d.cents), created: b.cal.clock(d.created, d.minute), d: d}
		r.stage, r.closes = stageWon, b.cal.clock(d.closes, d.closing)
		switch {
		case b.isOpen(d.deal):
			r.stage, r.closes = openStage(b.cal.to-d.created), b.expected(d.deal)
			if r.stage == openStages[0] && i%3 == 0 {
				r.amount = "" // not yet estimated
			}
		case d.fate == lost:
			r.stage = stageLost
		}
		rows = append(rows, r)
	}
	return rows
}

// expected is the close date that an undecided deal carries: the end of the month
// it is hoped to close in, which for a neglected deal has long passed.
func (b *board) expected(d deal) string { return b.cal.clock(b.cal.monthEnd(d.closes), 0) }

// openStage moves on a stage every two weeks.
func openStage(age int) string { return openStages[min(age/14, len(openStages)-1)] }

// overlap adds the mark of two exports joined: one deal of an ordinary rep stands
// there twice, first as it was while still open, at the end of the file as it ended.
func overlap(b *board, rows []dealRow) []dealRow {
	since := b.cal.index["2026-02-02"]
	at := slices.IndexFunc(rows, func(r dealRow) bool {
		return r.stage == stageWon && r.d.created >= since && ownerName(r.d.rep) == "Gustav Meyer"
	})
	if at < 0 {
		return rows
	}
	final := rows[at]
	rows[at].stage, rows[at].closes = openStages[len(openStages)-1], b.expected(final.d.deal)
	rows[at].amount = money(final.d.cents / 10 * 9)
	return append(rows, final)
}

// money writes cents as 45362.12.
func money(cents int64) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }
