package crm

// clock reads a time of day.
type clock struct {
	c      []byte
	second int
	offset int
	zoned  bool
}

func (t *clock) read() bool {
	if len(t.c) > 0 && (t.c[0] == 'T' || t.c[0] == 't') {
		t.c = t.c[1:]
	} else if !t.skip(" ,\u00a0\u202f") {
		return false
	}
	h, ok := t.number(2)
	if !ok || !t.eat(':') {
		return false
	}
	m, ok := t.number(2)
	if !ok || m > 59 {
		return false
	}
	s := 0
	if t.eat(':') {
		if s, ok = t.number(2); !ok || s > 60 || !t.fraction() {
			return false
		}
	}
	h, ok = t.half(h)
	t.second = h*3600 + m*60 + s
	return ok && h <= 24 && t.second <= 86400 && t.zone() && len(t.c) == 0
}

// skip drops leading blanks of the given set and reports whether there was one.
func (t *clock) skip(set string) bool {
	n := len(t.c)
	t.c = trimLeftSet(t.c, set)
	return len(t.c) < n
}

func (t *clock) eat(b byte) bool {
	if len(t.c) == 0 || t.c[0] != b {
		return false
	}
	t.c = t.c[1:]
	return true
}

// number reads one to limit digits.
func (t *clock) number(limit int) (n int, ok bool) {
	i := 0
	for i < len(t.c) && i < limit && t.c[i]-'0' <= 9 {
		n = n*10 + int(t.c[i]-'0')
		i++
	}
	t.c = t.c[i:]
	return n, i > 0
}

func (t *clock) fraction() bool {
	if !t.eat('.') && !t.eat(',') {
		return true
	}
	_, ok := t.number(9)
	return ok
}

// half applies AM or PM, in the spellings "PM", "pm", "p.m.", "p. m.".
func (t *clock) half(h int) (int, bool) {
	rest := trimLeftSet(t.c, " \u00a0\u202f")
	if len(rest) < 2 || rest[0]|0x20 != 'a' && rest[0]|0x20 != 'p' {
		return h, true
	}
	pm := rest[0]|0x20 == 'p'
	rest = trimLeftSet(rest[1:], ". \u00a0")
	if len(rest) == 0 || rest[0]|0x20 != 'm' || h < 1 || h > 12 {
		return h, false
	}
	t.c = trimLeftSet(rest[1:], ".")
	h %= 12
	if pm {
		h += 12
	}
	return h, true
}

// zone reads "Z", "UTC", "GMT", "+0000", "+01:00", "-05".
func (t *clock) zone() bool {
	t.skip(" ")
	if len(t.c) == 0 {
		return true
	}
	t.zoned = true
	switch string(t.c) {
	case "Z", "z", "UTC", "GMT":
		t.c = nil
		return true
	}
	sign := 1
	if t.eat('-') {
		sign = -1
	} else if !t.eat('+') {
		return false
	}
	h, ok := t.number(2)
	if !ok || h > 14 {
		return false
	}
	t.eat(':')
	m, _ := t.number(2)
	t.offset = sign * (h*3600 + m*60)
	return m < 60
}
