package crm

// Decide gives the format of the column. The error is a *[FormatError] when
// the cells allow two readings, contradict each other, or are no dates.
// A column without any value gets a format that reads YYYY-MM-DD.
func (e *DateEvidence) Decide(o DateOptions) (DateFormat, error) {
	f := DateFormat{main: yearFirst, order: o.Order, allow: setOf(yearFirst, yearLast, named), zone: o.Zone}
	if e.layouts[yearLast] > 0 {
		f.main = yearLast
		if f.order == AnyOrder {
			f.order, _ = e.order()
		}
		if f.order == AnyOrder {
			return f, &FormatError{Trouble: TwoReadings, Example: e.ambiguous}
		}
	}
	return f, nil
}

// order gives the order that the cells show, and whether they contradict.
func (e *DateEvidence) order() (o DateOrder, contradiction bool) {
	switch {
	case e.dmyOnly > 0 && e.mdyOnly == 0:
		return DMY, false
	case e.mdyOnly > 0 && e.dmyOnly == 0:
		return MDY, false
	}
	return AnyOrder, e.dmyOnly > 0
}
