package crm

import (
	"cmp"
	"slices"
	"strings"
)

// explain says why no candidate of a row is eligible.
func (s *search) explain(all []*candidate) *IdentifyError {
	if len(all) == 0 {
		return &IdentifyError{Trouble: NoRole}
	}
	slices.SortStableFunc(all, func(a, b *candidate) int {
		return cmp.Or(compareBool(a.hopeless(), b.hopeless()), cmp.Compare(b.promise(), a.promise()), cmp.Compare(a.order, b.order))
	})
	best := all[0]
	e := &IdentifyError{Role: best.shape.Role, Profile: best.profile.Name, Header: best.headers(), known: best.columns}
	e.dates, e.numbers = s.valueColumns(best)
	e.rates = best.rates
	switch {
	case best.unknown != "":
		e.Trouble, e.Name, e.Near = UnknownColumn, best.unknown, nearNames(best, best.unknown)
	case best.clash != "" && len(best.missing) == 0:
		e.Trouble, e.Name = DuplicateHeader, best.clash
	case len(best.taken) < 2 && looksLikeValues(best.columns):
		e.Trouble, e.Role = NoHeader, ""
	case s.options.Role == "" && best.vague():
		e.Trouble, e.Role, e.Missing, e.Near = NoRole, "", best.missing, best.nearNeeds()
	default:
		e.Trouble, e.Missing, e.Near = MissingColumns, best.missing, best.nearNeeds()
	}
	return e
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// hopeless says that the candidate cannot be what the user meant.
func (c *candidate) hopeless() bool { return c.thin || c.unsigned() }

// promise weighs what fits, or nearly so, against what is missing.
func (c *candidate) promise() int {
	return c.score() + weightColumn*(c.nearlyMet()-len(c.missing))
}

// nearlyMet counts the missing needs that a misspelt header may meet.
func (c *candidate) nearlyMet() int {
	n := 0
	for _, need := range c.missing {
		if slices.ContainsFunc(need.Any, func(f Field) bool { return len(c.near(f)) > 0 }) {
			n++
		}
	}
	return n
}

// vague says that too little fits to name a role.
func (c *candidate) vague() bool {
	near := c.nearlyMet()
	none := len(c.missing) == len(c.shape.Role.Minimum())
	return c.hopeless() || len(c.taken)+near < 2 || none && near < 2 || len(c.missing) == 0
}

// unsigned says that the shape's own headers are not there, so that it is no
// good advice.
func (c *candidate) unsigned() bool { return len(c.shape.Signature) > 0 && len(c.signed) == 0 }

// looksLikeValues reports whether a row taken for the header holds dates or
// numbers: then the file has no header.
func looksLikeValues(columns []Column) bool {
	values, filled := 0, 0
	for _, c := range columns {
		if c.Header == "" {
			continue
		}
		filled++
		d := readDate([]byte(c.Header))
		p := readNumber([]byte(c.Header))
		_, number := p.value(Point)
		if number || d.layout != noLayout && d.layout != damaged {
			values++
		}
	}
	return values > 0 && values*5 >= filled
}

// valueColumns lists the unused columns whose cells are mostly dates, and
// those that are mostly numbers.
func (s *search) valueColumns(c *candidate) (dates, numbers []string) {
	for _, col := range c.columns {
		if col.Field != "" || col.Header == "" || c.shape.seeksMetrics() && computedRate(col.Header) {
			continue
		}
		var d DateEvidence
		var n NumberEvidence
		for _, row := range s.table.Rows[c.row+1:] {
			if col.Index < len(row) {
				d.Add([]byte(row[col.Index]))
				n.Add([]byte(row[col.Index]))
			}
		}
		bare := d.layouts[serial] + d.layouts[compact]
		switch {
		case d.Seen() > 0 && (d.layouts[noLayout]+d.layouts[damaged]+bare)*5 < d.Seen():
			dates = append(dates, col.Header)
		case n.Seen() > 0 && n.junk*5 < n.Seen():
			numbers = append(numbers, col.Header)
		}
	}
	return dates, numbers
}

// nearNames finds headers that resemble a name of the user's mapping.
func nearNames(c *candidate, name string) []NearHeader {
	var near []NearHeader
	for _, col := range c.columns {
		if resembles(col.Header, name) {
			near = append(near, NearHeader{Header: col.Header, Wanted: name})
		}
	}
	return near
}

// nearNeeds finds headers that resemble a name of a needed field.
func (c *candidate) nearNeeds() []NearHeader {
	var near []NearHeader
	seen := map[string]bool{}
	for _, n := range c.missing {
		for _, f := range n.Any {
			for _, h := range c.near(f) {
				if !seen[h.Header] {
					seen[h.Header] = true
					near = append(near, h)
				}
			}
		}
	}
	return near
}

func (c *candidate) near(f Field) []NearHeader {
	var near []NearHeader
	for _, col := range c.columns {
		if col.Field != "" || col.Header == "" {
			continue
		}
		for _, wanted := range c.shape.Fields[f] {
			if resembles(col.Header, wanted) {
				near = append(near, NearHeader{Header: col.Header, Wanted: wanted, Field: f})
				break
			}
		}
	}
	return near
}

// resembles allows one edit in four letters, three at most.
func resembles(a, b string) bool {
	x, y := []rune(headerKey(a)), []rune(headerKey(b))
	limit := min(3, min(len(x), len(y))/4)
	if limit == 0 || len(x)-len(y) > limit || len(y)-len(x) > limit {
		return false
	}
	return editDistance(x, y) <= limit
}

// quoteYAML quotes a header for a configuration file where YAML needs it.
func quoteYAML(s string) string {
	plain := s != "" && !strings.ContainsAny(s, ":#{}[],&*!|>'\"%@`=\\") && strings.TrimSpace(s) == s && s[0] != '-' && s[0] != '?'
	if plain && !Missing([]byte(s)) {
		if _, isBool := ParseBool(s); !isBool && !allDigits([]byte(s)) {
			return s
		}
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}
