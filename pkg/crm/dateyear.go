package crm

// yearEvidence counts what dates with two-digit years say about whether the
// year stands behind (31-01-24) or in front (24-01-31). Adding and merging in
// any order give the same.
type yearEvidence struct {
	front, behind         int64 // cells that allow only the one
	open                  int64 // cells that allow both
	hyphened, dotted      int64 // those of them written with hyphens, with points
	frontCell, behindCell string
	openCell              string
	ifFront, ifBehind     yearSpan // the years that the open cells would have
}

// yearSpan is the least and the greatest year of at least one.
type yearSpan struct{ least, most int }

func (s *yearSpan) add(o yearSpan, isFirst bool) {
	if isFirst {
		*s = o
		return
	}
	s.least, s.most = min(s.least, o.least), max(s.most, o.most)
}

func (s yearSpan) length() int { return s.most - s.least }

// add looks at a date that fits the year behind, or not. A year is never
// written with one digit, so 3/1/24 has it behind.
func (e *yearEvidence) add(d dateParts, cell []byte, behind bool) {
	_, front := d.day(YMD)
	switch {
	case front && behind && !d.single:
		years := yearSpan{fullYear(d.a), fullYear(d.a)}
		e.ifFront.add(years, e.open == 0)
		e.ifBehind.add(yearSpan{fullYear(d.c), fullYear(d.c)}, e.open == 0)
		e.open++
		if d.hyphened {
			e.hyphened++
		}
		if d.dotted {
			e.dotted++
		}
		keepLeast(&e.openCell, cell)
	case behind:
		e.behind++
		keepLeast(&e.behindCell, cell)
	case front:
		e.front++
		keepLeast(&e.frontCell, cell)
	}
}

func (e *yearEvidence) merge(o *yearEvidence) {
	if o.open > 0 {
		e.ifFront.add(o.ifFront, e.open == 0)
		e.ifBehind.add(o.ifBehind, e.open == 0)
	}
	e.front += o.front
	e.behind += o.behind
	e.open += o.open
	e.hyphened += o.hyphened
	e.dotted += o.dotted
	mergeExamples([]*string{&e.frontCell, &e.behindCell, &e.openCell}, []*string{&o.frontCell, &o.behindCell, &o.openCell})
}

// yearPlace is where the year stands.
type yearPlace uint8

const (
	yearUnknown yearPlace = iota
	yearBehind
	yearFront
)

// The open cells decide where one reading gives years that lie close together
// and the other scatters them, as days of the month do: by spanMargin more
// years, and then over spanFactor times as many or over most of a month's days.
// The margin is wide because the dates of a small table may all be the first or
// the last days of months.
const (
	spanFactor = 2
	spanMargin = 8
	mostOfDays = 25
)

// scatters reports whether years this far apart are days of the month, beside
// those of the other reading.
func scatters(years, other int) bool {
	return years >= other+spanMargin && (years >= spanFactor*other+spanMargin || years >= mostOfDays)
}

// place tells where the year stands, and whether the cells contradict.
// Slashes and points are the marks of dates with the year behind; with slashes
// years that lie farther apart in that reading speak against it, with points
// only those that scatter, since hardly anybody writes them with the year in
// front. Hyphens are those of YYYY-MM-DD as well, and say nothing.
func (e *yearEvidence) place() (p yearPlace, clash bool) {
	if p, clash = majority(e.front, e.behind, yearFront, yearBehind); p != yearUnknown || clash {
		return p, clash
	}
	front, behind := e.ifFront.length(), e.ifBehind.length()
	switch {
	case e.open == 0, scatters(front, behind):
		return yearBehind, false
	case scatters(behind, front):
		return yearFront, false
	case e.dotted == e.open, e.hyphened == 0 && behind <= front:
		return yearBehind, false
	}
	return yearUnknown, false
}

// twoYears is the refusal of a column whose years may stand in front or
// behind.
func (e *yearEvidence) twoYears() *FormatError {
	d := readDate([]byte(e.openCell))
	trouble := &FormatError{Trouble: TwoReadings, Subject: "dates", Example: e.openCell}
	for _, o := range []struct {
		order DateOrder
		name  string
	}{{DMY, "day first"}, {MDY, "month first"}, {YMD, "year first"}} {
		if day, ok := d.day(o.order); ok {
			trouble.Readings = append(trouble.Readings, FormatDay(day)+" ("+o.name+")")
			trouble.Flags = append(trouble.Flags, "--date-order "+o.order.String())
		}
	}
	return trouble
}
