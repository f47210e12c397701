package crm

// namedDate reads dates with a month's name: "Friday, December 1, 2017",
// "2. März 2024", "1 de mayo de 2024", "02-May-2024", "March 2024".
type namedDate struct {
	month   int8
	numbers [2]int
	width   [2]int
	count   int
	words   int
	first   bool // the month stands before the first number
}

func readNamed(c []byte) (dateParts, []byte) {
	var d namedDate
	for len(c) > 0 && (d.month == 0 || d.count < 2) {
		b := c[0]
		switch {
		case b-'0' <= 9:
			if d.count == 2 {
				return dateParts{}, nil
			}
			c = d.number(c)
		case b == ' ' || b == ',' || b == '.' || b == '-' || b == '/' || b == '\'':
			c = c[1:]
		case len(trimLeftSet(c, blanks)) < len(c):
			c = trimLeftSet(c, blanks)
		default:
			w, rest, ok := readWord(c)
			if !ok || !d.word(w) {
				return dateParts{}, nil
			}
			c = rest
		}
	}
	return d.parts(), c
}

func (d *namedDate) number(c []byte) []byte {
	i, n := 0, 0
	for i < len(c) && i < 5 && c[i]-'0' <= 9 {
		n = n*10 + int(c[i]-'0')
		i++
	}
	d.numbers[d.count], d.width[d.count] = n, i
	d.count++
	if i <= 2 {
		return trimOrdinal(c[i:])
	}
	return c[i:]
}

// trimOrdinal drops "st", "nd", "rd", "th", "er", "º" and "°" behind a day.
func trimOrdinal(c []byte) []byte {
	if len(c) >= 2 {
		switch string([]byte{c[0] | 0x20, c[1] | 0x20}) {
		case "st", "nd", "rd", "th", "er":
			return c[2:]
		}
	}
	return trimLeftSet(c, "º°ª")
}

// word takes a month name or a word that means nothing. "mar" may be the
// French Tuesday: a month behind it wins.
func (d *namedDate) word(w foldedWord) bool {
	d.words++
	m, ok := w.month()
	if !ok || d.words > 5 {
		return false
	}
	if m == 0 {
		return true
	}
	if d.month != 0 && (d.month != 3 || !d.first) {
		return false
	}
	d.first = d.count == 0
	d.month = m
	return true
}

func (d *namedDate) parts() dateParts {
	p := dateParts{layout: named, b: int(d.month)}
	w0, w1 := d.width[0], d.width[1]
	switch {
	case d.month == 0:
		return dateParts{}
	case d.count == 1 && w0 == 4:
		p.layout, p.a, p.c = monthOnly, d.numbers[0], 1
	case d.count == 1 && w0 <= 2:
		p.layout = damaged
	case d.count == 2 && w0 == 4 && w1 <= 2:
		p.a, p.c = d.numbers[0], d.numbers[1]
	case d.count == 2 && w0 <= 2 && (w1 == 4 || w1 == 2):
		p.a, p.c, p.short = d.numbers[1], d.numbers[0], w1 == 2
	default:
		return dateParts{}
	}
	return p
}
