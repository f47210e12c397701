package crm

import (
	"slices"
	"strings"
)

// candidate is one shape laid over one row taken for the header.
type candidate struct {
	profile  *Profile
	shape    *Shape
	order    int // position among all shapes, for ties
	row      int
	columns  []Column
	ranks    []int // of each column's name, lower is better
	taken    map[Field]int
	always   map[Field]string
	clash    string // a header that occurs twice with different cells
	unknown  string // a header of the user's mapping that the row lacks
	signed   []string
	mapped   int
	missing  []Need
	repeated int
	own      []int    // columns of metrics that no profile knows
	rates    []string // headers of rates that are computed, and so not read
	unread   []string // headers of numbers that profiles know as something else
	thin     bool     // see Shape.LeastShare; never when the user named the role
	barred   bool     // see Shape.Without; only when the user named the role
}

// Weights of a match: a header that only one CRM writes says more than a
// common one, the user's word more than both.
const (
	weightColumn    = 2
	weightSignature = 3
	weightMapping   = 5
)

func (c *candidate) score() int {
	return weightColumn*(len(c.taken)+c.repeated) + weightSignature*len(c.signed) + weightMapping*c.mapped
}

// eligible says that the shape has all it needs. A shape with headers of its
// own needs one of them, unless the user named the profile and the shape takes
// nothing for granted.
func (c *candidate) eligible(forced bool) bool {
	signed := !c.unsigned() || forced && len(c.shape.Always) == 0
	return len(c.missing) == 0 && c.unknown == "" && c.clash == "" && signed && !c.thin
}

// thinly reports whether too few of the named columns are known.
func (c *candidate) thinly() bool {
	return float64(len(c.taken)+c.repeated+len(c.own)+len(c.rates)) < c.shape.LeastShare*float64(len(c.headers()))
}

// manifold are the fields that may have several columns.
func manifold(r Role, f Field) bool {
	return f == FieldOutcome || f == FieldMeasure || f == FieldPeriodValue ||
		r == Roster && (f == FieldRepID || f == FieldAlias)
}

// header is a row with its cells made comparable once for all shapes.
type header struct {
	row    int
	cells  []string
	keys   []string
	set    map[string]bool // of the keys
	sample [][]string
	plain  bool // the user named the role or the columns: the names of fields are headers too
}

func newHeader(t Table, row int, plain bool) header {
	h := header{plain: plain, row: row, cells: t.Rows[row], sample: t.Rows[row+1:], set: map[string]bool{}}
	for _, c := range h.cells {
		key := headerKey(c)
		h.keys = append(h.keys, key)
		h.set[key] = true
	}
	return h
}

// lay fits a shape over the header.
func lay(s *Shape, h header, user map[Field]string) *candidate {
	c := &candidate{shape: s, row: h.row, taken: map[Field]int{}, always: map[Field]string{}}
	for f, v := range s.Always {
		c.always[f] = v
	}
	for i, cell := range h.cells {
		c.columns = append(c.columns, Column{Index: i, Header: strings.TrimSpace(cell)})
	}
	c.barred = s.forbids(h.set)
	c.ranks = make([]int, len(c.columns))
	c.applyUser(h, user)
	for i := range c.columns {
		c.matchColumn(i, h, user)
	}
	c.matchPeriods()
	c.count()
	return c
}

func (c *candidate) matchColumn(i int, h header, user map[Field]string) {
	if c.shape.index.tells(h.cells[i], h.keys[i]) {
		c.signed = append(c.signed, c.columns[i].Header)
	}
	if c.columns[i].Field != "" || h.keys[i] == "" {
		return
	}
	a, how, ok := c.shape.index.find(h.cells[i], h.keys[i])
	if !ok && h.plain {
		a, how, ok = fieldName(c.shape.Role, h.cells[i])
	}
	if !ok {
		return
	}
	if _, decided := user[a.field]; decided || a.field == FieldMeasure && replaced(user, h.keys[i]) {
		return
	}
	c.take(claim{i, a, how}, h)
}

// claim is one column's claim to a meaning.
type claim struct {
	column int
	alias  alias
	how    string
}

// take gives a column its meaning, or keeps the better one of two columns.
func (c *candidate) take(n claim, h header) {
	have, occupied := c.taken[n.alias.field]
	if !occupied || manifold(c.shape.Role, n.alias.field) {
		if !occupied {
			c.taken[n.alias.field] = n.column
		}
		c.set(n)
		return
	}
	switch {
	case h.keys[n.column] == h.keys[have] && !sameCells(h.sample, n.column, have):
		c.twins(n, have, h)
	case h.prefer(n, claim{column: have, alias: alias{rank: c.ranks[have]}}):
		c.replace(n, have)
	}
}

func (c *candidate) set(n claim) {
	col := &c.columns[n.column]
	col.Field, col.Metric, col.How = n.alias.field, n.alias.metric, n.how
	c.ranks[n.column] = n.alias.rank
}

func (c *candidate) replace(n claim, have int) {
	c.columns[have].Field, c.columns[have].How = "", ""
	c.taken[n.alias.field] = n.column
	c.set(n)
}

// twins decides between two columns of one name: an empty one loses, two
// different ones are a clash.
func (c *candidate) twins(n claim, have int, h header) {
	switch {
	case emptyCells(h.sample, n.column):
	case emptyCells(h.sample, have):
		c.replace(n, have)
	default:
		c.clash = c.columns[n.column].Header
	}
}

// prefer reports whether a column is the better one for its field. For kinds
// of activities the column whose cells are known words wins; a filled column
// wins over an empty one; else the better name.
func (h header) prefer(n, have claim) bool {
	if n.alias.field == FieldKind {
		if a, b := h.knownKinds(n.column), h.knownKinds(have.column); a != b {
			return a > b
		}
	}
	if a, b := emptyCells(h.sample, n.column), emptyCells(h.sample, have.column); a != b && len(h.sample) > 0 {
		return b
	}
	return n.alias.rank < have.alias.rank
}

func (h header) knownKinds(i int) int {
	l, _ := builtin()
	kinds := slices.Concat(l.common.Visits, l.common.Calls)
	n := 0
	for _, row := range h.sample {
		if i < len(row) && slices.ContainsFunc(kinds, func(k string) bool { return Fold(k) == Fold(row[i]) }) {
			n++
		}
	}
	return n
}

func sameCells(rows [][]string, i, j int) bool {
	for _, r := range rows {
		if i < len(r) && j < len(r) && r[i] != r[j] {
			return false
		}
	}
	return true
}

func emptyCells(rows [][]string, i int) bool {
	for _, r := range rows {
		if i < len(r) && strings.TrimSpace(r[i]) != "" {
			return false
		}
	}
	return true
}

// count finishes the candidate: what is missing, how often a field repeats.
func (c *candidate) count() {
	for _, col := range c.columns {
		if col.Field != "" && c.taken[col.Field] != col.Index {
			c.repeated++
		}
	}
	for _, n := range c.shape.Role.Minimum() {
		if !slices.ContainsFunc(n.Any, c.has) {
			c.missing = append(c.missing, n)
		}
	}
}

func (c *candidate) has(f Field) bool {
	_, ok := c.taken[f]
	return ok || c.always[f] != ""
}
