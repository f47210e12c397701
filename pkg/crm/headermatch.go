package crm

import "strings"

// find gives the meaning of a header: as it stands, behind a prefix such as
// "Opportunity: ", or before a currency in parentheses.
func (x *shapeIndex) find(cell, key string) (a alias, how string, ok bool) {
	if a, ok = x.fields[key]; ok {
		return a, "header", true
	}
	if i := strings.LastIndex(cell, ": "); i >= 0 {
		if a, ok = x.fields[headerKey(cell[i+2:])]; ok {
			a.rank += 100
			return a, "header behind its prefix", true
		}
		if j := strings.LastIndex(cell[:i], ": "); j >= 0 {
			if a, ok = x.fields[headerKey(cell[j+2:i])]; ok {
				a.rank += 100
				return a, "header within its prefix", true
			}
		}
	}
	if name, _, found := headerCurrency(cell); found {
		if a, ok = x.fields[headerKey(name)]; ok && a.field.Type() == NumberValue {
			a.rank += 50
			return a, "header before its currency", true
		}
	}
	return alias{}, "", false
}

// fieldName takes a header for the field of the role that it names: what the
// user calls amount is the amount, whatever else could be.
func fieldName(r Role, cell string) (a alias, how string, ok bool) {
	f := Field(strings.ToLower(strings.TrimSpace(cell)))
	if !roleFields()[r][f] || f == FieldMeasure || f == FieldPeriodValue {
		return alias{}, "", false
	}
	return alias{field: f, rank: 200}, "name of the field", true
}

// headerCurrency splits "Amount (EUR)" and "Amount [€]".
func headerCurrency(cell string) (name, code string, ok bool) {
	s := strings.TrimSpace(cell)
	i := strings.LastIndexAny(s, "([")
	if i < 1 || !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "]") {
		return "", "", false
	}
	code, ok = currencyToken([]byte(s[i+1 : len(s)-1]))
	return s[:i], code, ok
}

// applyUser lays the user's mapping over the header, before any other.
func (c *candidate) applyUser(h header, user map[Field]string) {
	for _, f := range sortedFields(user) {
		name := user[f]
		switch {
		case name == "":
			delete(c.always, f)
		case strings.HasPrefix(name, "=") && len(name) > 1:
			c.always[f] = name[1:]
			c.mapped++
		default:
			c.applyName(h, f, name)
		}
	}
}

func (c *candidate) applyName(h header, f Field, name string) {
	i := h.lookup(name)
	if i < 0 {
		if c.unknown == "" {
			c.unknown = name
		}
		return
	}
	if own, _, ok := c.shape.index.find(h.cells[i], h.keys[i]); !ok || own.field != f {
		delete(c.always, f) // the column is none that the constant is meant to go with
	}
	a := alias{field: f}
	if !knownField(f) {
		a = alias{field: FieldMeasure, metric: string(f)}
	}
	c.set(claim{i, a, "your mapping"})
	if _, ok := c.taken[a.field]; !ok {
		c.taken[a.field] = i
	}
	c.mapped++
}

// lookup finds the column of a name: "#3" is the third, else the header as
// written, else without case and punctuation.
func (h header) lookup(name string) int {
	if n, ok := columnNumber(name); ok && n <= len(h.cells) {
		return n - 1
	}
	for i, c := range h.cells {
		if strings.TrimSpace(c) == strings.TrimSpace(name) {
			return i
		}
	}
	key := headerKey(name)
	for i, k := range h.keys {
		if k == key && k != "" {
			return i
		}
	}
	return -1
}

func columnNumber(name string) (int, bool) {
	if len(name) < 2 || len(name) > 4 || name[0] != '#' {
		return 0, false
	}
	n := 0
	for _, b := range []byte(name[1:]) {
		if b-'0' > 9 {
			return 0, false
		}
		n = n*10 + int(b-'0')
	}
	return n, n > 0
}

// matchPeriods takes columns named by periods, if there are at least two.
func (c *candidate) matchPeriods() {
	if !c.shape.Periods {
		return
	}
	found := map[int]Period{}
	for i, col := range c.columns {
		if p, ok := ParsePeriod(col.Header); ok && col.Field == "" {
			found[i] = p
		}
	}
	if len(found) < 2 {
		return
	}
	for i := range c.columns {
		p, ok := found[i]
		if !ok {
			continue
		}
		if _, have := c.taken[FieldPeriodValue]; !have {
			c.taken[FieldPeriodValue] = i
		}
		c.set(claim{i, alias{field: FieldPeriodValue}, "a period as header"})
		c.columns[i].Period = p
	}
}
