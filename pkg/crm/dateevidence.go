package crm

// DateEvidence counts what the cells of a column say about how its dates are
// spelled. The zero value is ready. Adding is cheap and the order of adding
// and merging does not matter.
type DateEvidence struct {
	layouts   [layoutCount]int64
	missing   int64
	dmyOnly   int64 // 31/12/2024
	mdyOnly   int64 // 12/31/2024
	either    int64 // 03/04/2024: two different days
	dotted    int64 // those of them written with points
	instants  int64 // cells with an offset
	clock     int64 // instants that are not midnight UTC
	ambiguous string
	dmyCell   string
	mdyCell   string
	junk      string
	years     yearEvidence
}

// Add looks at one cell.
func (e *DateEvidence) Add(cell []byte) {
	if Missing(cell) {
		e.missing++
		return
	}
	d := readDate(cell)
	e.layouts[d.layout]++
	if d.layout == noLayout || d.layout == damaged {
		keepLeast(&e.junk, cell)
	}
	if d.instant {
		e.instants++
		if (d.second-d.offset)%86400 != 0 {
			e.clock++
		}
	}
	if d.layout == yearLast {
		e.addOrder(d, cell)
	}
}

func (e *DateEvidence) addOrder(d dateParts, cell []byte) {
	dmy, dmyOK := d.day(DMY)
	mdy, mdyOK := d.day(MDY)
	e.years.add(d, cell, dmyOK || mdyOK)
	switch {
	case dmyOK && mdyOK && dmy != mdy:
		e.either++
		if d.dotted {
			e.dotted++
		}
		keepLeast(&e.ambiguous, cell)
	case dmyOK && !mdyOK:
		e.dmyOnly++
		keepLeast(&e.dmyCell, cell)
	case mdyOK && !dmyOK:
		e.mdyOnly++
		keepLeast(&e.mdyCell, cell)
	}
}

// keepLeast keeps the bytewise least cell as the example, so that the example
// does not depend on the order of the rows.
func keepLeast(have *string, cell []byte) {
	if *have == "" || string(cell) < *have {
		*have = string(cell)
	}
}

// Merge adds what another worker saw.
func (e *DateEvidence) Merge(o *DateEvidence) {
	for i := range e.layouts {
		e.layouts[i] += o.layouts[i]
	}
	e.missing += o.missing
	e.dmyOnly += o.dmyOnly
	e.mdyOnly += o.mdyOnly
	e.years.merge(&o.years)
	e.either += o.either
	e.dotted += o.dotted
	e.instants += o.instants
	e.clock += o.clock
	mergeExamples([]*string{&e.ambiguous, &e.dmyCell, &e.mdyCell, &e.junk},
		[]*string{&o.ambiguous, &o.dmyCell, &o.mdyCell, &o.junk})
}

func mergeExamples(have, other []*string) {
	for i, h := range have {
		if *other[i] != "" {
			keepLeast(h, []byte(*other[i]))
		}
	}
}

// Seen counts the cells that held something.
func (e *DateEvidence) Seen() int64 {
	var n int64
	for _, c := range e.layouts {
		n += c
	}
	return n
}

// Missing counts the cells that were empty or NULL-like.
func (e *DateEvidence) Missing() int64 { return e.missing }

// Ordered reports whether the column holds dates whose day/month order
// matters, and whether it shows that order by itself. A caller may lend the
// order of one column to another of the same file by [DateOptions.Order].
func (e *DateEvidence) Ordered() (order DateOrder, matters bool) {
	order, _ = e.order()
	return order, e.layouts[yearLast] > 0
}
