package crm

// Decide gives the format of the column: the user's, else what the cells
// show, else, between day and month, a lent order. The error is a
// *[FormatError]: every cell that could tell allows two readings
// ("03/04/2024"), the cells contradict each other, or most are no dates. The
// rare cells that do not fit the decided format are left for the parser to
// refuse. A column without any value gets YYYY-MM-DD.
//
// Dates with points (01.02.2024) are day first: no locale writes them with the
// month first. Cells that are the same day either way (03/03/2024) decide
// nothing and need no decision.
//
// Where two-digit years stand, numbers above 31 tell, else the reading that
// does not scatter the years as days of the month are: 20-10-16 beside
// 01-03-17 is 2016. Where neither tells, dates with slashes and points have the
// year behind, and those with hyphens are refused. A column of day numbers (45631), of YYYYMMDD or of months is read as
// such only when most of its cells are.
func (e *DateEvidence) Decide(o DateOptions) (DateFormat, error) {
	zone := o.Zone
	if e.clock == 0 {
		zone = nil // every instant is midnight UTC: these are days, not instants
	}
	if o.Format != "" {
		f, err := ParseDateFormat(o.Format)
		f.zone = zone
		return f, err
	}
	bad := e.layouts[noLayout] + e.layouts[damaged]
	if bad*2 > e.Seen() {
		return DateFormat{}, &FormatError{Trouble: NoValues, Subject: "dates", Example: e.junk, Flags: []string{"--date-format"}}
	}
	f := DateFormat{main: e.mainLayout(), zone: zone}
	f.allow = setOf(f.main, yearFirst, named)
	if e.layouts[yearLast] == 0 || f.main == serial {
		return f, nil
	}
	f.allow |= setOf(yearLast)
	order, err := e.chooseOrder(o)
	f.order = order
	return f, err
}

// mainLayout is the most frequent layout; of equals the first.
func (e *DateEvidence) mainLayout() layout {
	best := yearFirst
	for l := yearFirst; l < damaged; l++ {
		if e.layouts[l] > e.layouts[best] {
			best = l
		}
	}
	return best
}

func (e *DateEvidence) chooseOrder(o DateOptions) (DateOrder, error) {
	if o.Order != AnyOrder {
		return o.Order, nil
	}
	order, clash := e.order()
	if order == AnyOrder && !clash {
		order, clash = e.borrow(o.Lent)
	}
	year, mixed := e.years.place()
	flags := []string{"--date-order dmy", "--date-order mdy"}
	switch {
	case mixed:
		return order, &FormatError{Trouble: Contradiction, Subject: "dates", Example: e.years.behindCell, Other: e.years.frontCell,
			Flags: append(flags, "--date-order ymd")}
	case clash:
		return order, &FormatError{Trouble: Contradiction, Subject: "dates", Example: e.dmyCell, Other: e.mdyCell, Flags: flags}
	case order != AnyOrder:
		return order, nil
	case year == yearUnknown:
		return order, e.years.twoYears()
	case e.either == e.dotted:
		return DMY, nil
	}
	return order, &FormatError{Trouble: TwoReadings, Subject: "dates", Example: e.ambiguous, Readings: bothDates(e.ambiguous), Flags: flags}
}

// borrow is the order of the neighbours, as far as the cells allow it: a year
// that has its place behind stays there, and a lent place of the year leaves
// day and month to the cells.
func (e *DateEvidence) borrow(lent DateOrder) (o DateOrder, clash bool) {
	switch {
	case lent == AnyOrder, lent == YMD && e.years.behind > 0:
		return AnyOrder, false
	case lent == YMD && e.years.open > 0:
		return YMD, false
	}
	if o, clash = majority(e.dmyOnly, e.mdyOnly, DMY, MDY); o == AnyOrder && !clash && lent != YMD {
		o = lent
	}
	return o, clash
}

func bothDates(cell string) []string {
	d := readDate([]byte(cell))
	dmy, _ := d.day(DMY)
	mdy, _ := d.day(MDY)
	return []string{FormatDay(dmy) + " (day first)", FormatDay(mdy) + " (month first)"}
}

// order gives the order that the cells show, and whether they contradict.
func (e *DateEvidence) order() (o DateOrder, clash bool) {
	switch year, clash := e.years.place(); year {
	case yearFront:
		return YMD, false
	case yearUnknown:
		return AnyOrder, clash
	}
	return majority(e.dmyOnly, e.mdyOnly, DMY, MDY)
}

// LentOrder is the order that the date columns of one file can lend each other
// by [DateOptions.Lent]: the one that those agree on that show it, or where
// none shows it alone, what they show together. It is AnyOrder where they
// disagree.
func LentOrder(columns []*DateEvidence) DateOrder {
	var lent DateOrder
	var together DateEvidence
	for _, c := range columns {
		order, _ := c.Ordered()
		if order != AnyOrder && lent != AnyOrder && order != lent {
			return AnyOrder
		}
		lent = max(lent, order)
		together.Merge(c)
	}
	if lent == AnyOrder {
		lent, _ = together.Ordered()
	}
	return lent
}
