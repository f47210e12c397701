package crm

// dateParts are the numbers of a date before their order is decided, and the
// time of day if there is one.
type dateParts struct {
	layout   layout
	a, b, c  int  // in written order; for named dates year, month, day
	short    bool // the year has two digits
	single   bool // the first number has one digit
	dotted   bool // written with points
	hyphened bool // written with hyphens
	instant  bool // the time carries an offset
	second   int  // of the day
	offset   int  // east of UTC, in seconds
}

// day gives the day under an order, which only layout yearLast heeds.
func (d dateParts) day(o DateOrder) (int32, bool) {
	y, m, dd := d.a, d.b, d.c
	switch d.layout {
	case noLayout, damaged:
		return 0, false
	case serial:
		return int32(d.a) - excelEpoch, true
	case yearLast:
		switch o {
		case DMY:
			y, m, dd = d.c, d.b, d.a
		case MDY:
			y, m, dd = d.c, d.a, d.b
		case AnyOrder:
			return 0, false
		case YMD:
			if !d.short {
				return 0, false
			}
		}
	}
	if d.short {
		y = fullYear(y)
	}
	return civilDay(y, m, dd)
}

// excelEpoch is the serial number of 1970-01-01 in the 1900 date system.
const excelEpoch = 25569

// Serials are read from 1954-10-03 to 2119-01-28: five-digit numbers in which a date
// of any business falls.
const (
	minSerial = 20000
	maxSerial = 80000
)

// readDate takes a cell apart. The layout is noLayout when it is no date.
func readDate(cell []byte) dateParts {
	c := trimCell(cell)
	if len(c) == 0 {
		return dateParts{}
	}
	d, rest := readNumbers(c)
	if d.layout == noLayout {
		d, rest = readNamed(c)
	}
	if d.layout == noLayout || len(rest) == 0 {
		return d
	}
	if !d.layout.timed() || !d.readTime(rest) {
		return dateParts{}
	}
	return d
}

// timed reports whether a time of day may follow.
func (l layout) timed() bool { return l == yearFirst || l == yearLast || l == named }

// readNumbers reads a date made of digits and returns what follows it.
func readNumbers(c []byte) (dateParts, []byte) {
	var n, width [3]int
	var sep byte
	i, k := 0, 0
	for k < 3 {
		start := i
		for i < len(c) && c[i]-'0' <= 9 && i-start < 15 {
			n[k] = n[k]*10 + int(c[i]-'0')
			i++
		}
		if width[k] = i - start; width[k] == 0 {
			return dateParts{}, nil
		}
		k++
		if k == 3 || i >= len(c) || !dateSeparator(c[i]) || sep != 0 && c[i] != sep {
			break
		}
		sep = c[i]
		i++
	}
	if k < 3 && i < len(c) {
		return dateParts{}, nil // a time cannot follow half a date
	}
	return classify(n, width, k, sep), c[i:]
}

func classify(n, w [3]int, k int, sep byte) dateParts {
	d := dateParts{a: n[0], b: n[1], c: n[2]}
	switch {
	case k == 1 && w[0] == 8:
		d.layout, d.a, d.b, d.c = compact, n[0]/10000, n[0]/100%100, n[0]%100
	case k == 1 && w[0] == 5 && n[0] >= minSerial && n[0] <= maxSerial:
		d.layout = serial
	case k == 2 && w[0] == 5 && n[0] >= minSerial && n[0] <= maxSerial && sep == '.':
		d.layout = serial
	case k == 2 && w[0] == 4 && w[1] <= 2:
		d.layout, d.c = monthOnly, 1
	case k == 2 && w[0] <= 2 && w[1] == 4:
		d.layout, d.a, d.b, d.c = monthOnly, n[1], n[0], 1
	case k == 3 && w[0] == 4 && w[1] <= 2 && w[2] <= 2:
		d.layout = yearFirst
	case k == 3 && w[0] <= 2 && w[1] <= 2 && (w[2] == 4 || w[2] == 2):
		d.layout, d.short = yearLast, w[2] == 2
		d.single, d.dotted, d.hyphened = w[0] == 1, sep == '.', sep == '-'
	default:
		return dateParts{}
	}
	return d
}

// readTime reads what follows a date: " 13:00", "T16:14:25.000+0000",
// " 3:04 PM". It reports whether all of it was understood.
func (d *dateParts) readTime(c []byte) bool {
	t := clock{c: c}
	ok := t.read()
	d.second, d.offset, d.instant = t.second, t.offset, t.zoned
	return ok
}
