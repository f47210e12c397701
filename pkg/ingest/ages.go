package ingest

import (
	"cmp"
	"slices"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// age is the days that a deal took; of an open one it is the day on which it
// was created, since the as-of day may not be known before all is read.
type age struct {
	rep    uint32
	status crm.Status
	days   int32
}

// ages counts deals by age.
type ages map[age]int64

func (a ages) add(rep uint32, d *deal) {
	if a == nil || d.created == noDay {
		return
	}
	if d.closes {
		a[age{rep, d.status, int32(d.closed - d.created)}]++
		return
	}
	a[age{rep, crm.Open, int32(d.created)}]++
}

// ageRows is one person's deals by days.
type ageRows map[int]*funnel.AgeCount

// add adds deals; one dated before its creation took no day.
func (t ageRows) add(s crm.Status, days int, n int64) {
	days = max(days, 0)
	if t[days] == nil {
		t[days] = &funnel.AgeCount{Days: days}
	}
	switch s {
	case crm.Won:
		t[days].Won += n
	case crm.Lost:
		t[days].Lost += n
	default:
		t[days].Open += n
	}
}

func (t ageRows) table() funnel.AgeTable {
	var out funnel.AgeTable
	for _, row := range t {
		out = append(out, *row)
	}
	slices.SortFunc(out, func(a, b funnel.AgeCount) int { return cmp.Compare(a.Days, b.Days) })
	return out
}

// aged is a book's ages with the persons of its reps.
type aged struct {
	ages    ages
	persons []int
}

// fillAges turns the ages into a table a rep.
func (b *builder) fillAges() {
	if !b.req.Ages {
		return
	}
	rows := make([]ageRows, len(b.persons))
	for i := range rows {
		rows[i] = ageRows{}
	}
	for _, a := range b.aged {
		for k, n := range a.ages {
			rep, kept := b.reps[a.persons[k.rep]]
			if !kept {
				continue
			}
			days := int(k.days)
			if k.status == crm.Open {
				days = int(b.cube.AsOf - calendar.Day(k.days))
			}
			rows[rep].add(k.status, days, n)
		}
	}
	b.cube.Ages = make([]funnel.AgeTable, len(rows))
	for i := range rows {
		b.cube.Ages[i] = rows[i].table()
	}
}
