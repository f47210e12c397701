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
// Two-digit years stand last (20-10-16 is 2016) unless a number above 31
// says otherwise or the user asks for ymd: no CRM is known to write them
// first. A column of day numbers (45631), of YYYYMMDD or of months is read as
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
		order = o.Lent
	}
	flags := []string{"--date-order dmy", "--date-order mdy"}
	switch {
	case clash:
		return order, &FormatError{Trouble: Contradiction, Subject: "dates", Example: e.dmyCell, Other: e.mdyCell, Flags: flags}
	case order == AnyOrder && e.either == e.dotted:
		order = DMY
	case order == AnyOrder:
		return order, &FormatError{Trouble: TwoReadings, Subject: "dates", Example: e.ambiguous, Readings: bothDates(e.ambiguous), Flags: flags}
	}
	return order, nil
}

func bothDates(cell string) []string {
	d := readDate([]byte(cell))
	dmy, _ := d.day(DMY)
	mdy, _ := d.day(MDY)
	return []string{FormatDay(dmy) + " (day first)", FormatDay(mdy) + " (month first)"}
}

// order gives the order that the cells show, and whether they contradict.
func (e *DateEvidence) order() (o DateOrder, clash bool) {
	if e.ymdOnly > e.dmyOnly+e.mdyOnly {
		return YMD, false
	}
	return majority(e.dmyOnly, e.mdyOnly, DMY, MDY)
}
