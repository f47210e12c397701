package crm

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// A scorecard may have columns of metrics that no profile knows, such as an
// NPS. They are metrics under their own names where all their cells are
// numbers. They do not make a file a scorecard as known headers do: they count
// once its periods are labelled, by month, say, and nothing else fits.

// seeksMetrics reports whether further columns of the shape may be metrics.
func (s *Shape) seeksMetrics() bool { return s.Role == Scorecard && len(s.Metrics) > 0 }

// labelled reports whether periods are named, and not only dated: dates are in
// files of many kinds.
func (c *candidate) labelled() bool {
	return slices.ContainsFunc([]Field{FieldPeriod, FieldYear, FieldQuarter, FieldMonth}, c.has)
}

// seekMetrics finds the columns of metrics under their own names, and those of
// numbers that are none.
func (c *candidate) seekMetrics(rows [][]string, user map[Field]string) {
	for _, col := range c.columns {
		key := headerKey(col.Header)
		if col.Field != "" || key == "" || replaced(user, key) || notMetrics()[key] == aside || !numeric(rows, col) {
			continue
		}
		switch {
		case computedRate(col.Header):
			c.rates = append(c.rates, col.Header)
		case notMetrics()[key] == textual:
			c.unread = append(c.unread, col.Header)
		default:
			c.own = append(c.own, col.Index)
		}
	}
}

// replaced reports whether a user's mapping says of a metric which column it is
// or, by an empty header, that there is none: no other column is it by its name.
func replaced(user map[Field]string, key string) bool {
	for f, name := range user {
		if !strings.HasPrefix(name, "=") && headerKey(string(f)) == key {
			return true
		}
	}
	return false
}

// numeric reports whether a column holds nothing but numbers, none of them a
// code such as 0042 or a day such as 20250131.
func numeric(rows [][]string, col Column) bool {
	var n NumberEvidence
	var d DateEvidence
	for _, row := range rows {
		if col.Index >= len(row) || strings.TrimSpace(row[col.Index]) == col.Header {
			continue // the header may be repeated
		}
		cell := trimCell([]byte(row[col.Index]))
		if len(cell) > 1 && cell[0] == '0' && allDigits(cell) {
			return false
		}
		n.Add(cell)
		d.Add(cell)
	}
	return n.Seen() > 0 && n.junk == 0 && d.layouts[compact] < n.Seen()
}

// reading is what becomes of a column of numbers that a profile knows as
// something else.
type reading uint8

const (
	free    reading = iota // no profile knows it: a metric
	textual                // a text, a flag or a day elsewhere: not read, and said so
	aside                  // an id, a part of a period or a total
)

// notMetrics are the headers that profiles take for something else than a
// number, those of the parts of a period, and words for totals.
var notMetrics = sync.OnceValue(func() map[string]reading {
	names := map[string]reading{}
	lib, err := builtin()
	if err != nil {
		return names // Identify says so
	}
	for _, p := range lib.profiles {
		for i := range p.Shapes {
			for f, headers := range p.Shapes[i].Fields {
				if f.Type() == NumberValue {
					continue
				}
				for _, h := range headers {
					names[headerKey(h)] = max(names[headerKey(h)], knownAs(f, h))
				}
			}
		}
	}
	for _, w := range slices.Concat(lib.common.Totals, []string{"week", "day", "weekday", "half", "semester", "no", "nr", "row", "rank"}) {
		names[headerKey(w)] = aside
	}
	return names
})

// knownAs tells ids and periods, of which numbers are a matter of course, from
// other fields.
func knownAs(f Field, header string) reading {
	if strings.HasSuffix(Fold(header), " id") || slices.Contains([]Field{FieldID, FieldRepID, FieldAccountID, FieldDealKey, FieldPeriod, FieldYear, FieldQuarter, FieldMonth}, f) {
		return aside
	}
	return textual
}

// unnamed reports whether a scorecard has figures under their own names alone,
// none of which looks like the slip of a name that is known.
func (c *candidate) unnamed() bool {
	if !c.shape.seeksMetrics() || !c.labelled() || c.unknown != "" || c.clash != "" || c.thin || len(c.own) == 0 {
		return false
	}
	lacksFigures := len(c.missing) == 1 && slices.Contains(c.missing[0].Any, FieldMeasure)
	slip := slices.ContainsFunc(c.own, func(i int) bool { return nearMetric(c.columns[i].Header) != "" })
	return lacksFigures && !slip
}

// nearMetric is a name of a metric or target that a header resembles and is not,
// or nothing. What is an amount elsewhere may be revenue.
func nearMetric(header string) string {
	if amountHeader(header) {
		return "revenue"
	}
	var near []string
	for _, name := range figureNames() {
		switch {
		case headerKey(name) == headerKey(header):
			return ""
		case resembles(header, name):
			near = append(near, name)
		}
	}
	if len(near) == 0 {
		return ""
	}
	return slices.Min(near)
}

// figureNames are the headers of metrics and of targets.
func figureNames() []string {
	lib, err := builtin()
	if err != nil {
		return nil
	}
	var names []string
	for _, p := range lib.profiles {
		for i := range p.Shapes {
			s := &p.Shapes[i]
			if s.Role == Quotas {
				names = append(names, s.Fields[FieldAmount]...)
			}
			for _, headers := range s.Metrics {
				names = append(names, headers...)
			}
		}
	}
	return names
}

// adopt gives the columns of own metrics their meaning.
func (s *search) adopt(c *candidate) {
	if c.shape.seeksMetrics() && !c.labelled() {
		c.seekMetrics(s.table.Rows[c.row+1:], s.options.Columns[c.shape.Role])
	}
	for _, i := range c.own {
		if _, ok := c.taken[FieldMeasure]; !ok {
			c.taken[FieldMeasure] = i
		}
		c.set(claim{i, alias{field: FieldMeasure}, "numbers under a name of their own"})
	}
}

// warnTwins names the columns that are taken for one metric. Amounts of several
// currencies are told apart by their headers.
func (m *Mapping) warnTwins() {
	first := map[string]Column{}
	for _, c := range m.Measures() {
		have, twice := first[c.Metric]
		switch {
		case c.Metric == "":
		case !twice:
			first[c.Metric] = c
		case HeaderCurrency(c.Header) == HeaderCurrency(have.Header):
			m.Warnings = append(m.Warnings, Warning{"added_columns",
				fmt.Sprintf("%q and %q are both taken for %s and added up; an empty name in salescoach.yaml drops one: %s: \"\"", have.Header, c.Header, c.Metric, quoteYAML(c.Header))})
		}
	}
}

// warnUnread names the figures that stand beside the targets of a file of quotas:
// a file has one role.
func (m *Mapping) warnUnread() {
	var unread []string
	for _, c := range m.Columns {
		if _, known := Metric(c.Header); m.Role == Quotas && c.Field == "" && known {
			unread = append(unread, c.Header)
		}
	}
	if len(unread) > 0 {
		m.Warnings = append(m.Warnings, Warning{"unread_figures",
			fmt.Sprintf("the file is read for its targets, and its figures (%s) are not; --scorecard FILE reads those", quoteList(unread, 4))})
	}
}

// warnOwn says what is odd about metrics under their own names.
func (m *Mapping) warnOwn(c *candidate, rows [][]string) {
	add := func(code, format string, args ...any) {
		m.Warnings = append(m.Warnings, Warning{code, fmt.Sprintf(format, args...)})
	}
	for _, col := range m.Measures() {
		if col.Metric != "" {
			continue
		}
		i, header := col.Index, col.Header
		if near := nearMetric(header); near != "" {
			add("unknown_metric", "%q is no metric that is known and counts under its own name; if it is meant to be %q, rename it", header, near)
		}
		percent := slices.ContainsFunc(rows, func(row []string) bool { return i < len(row) && strings.Contains(row[i], "%") })
		if percent || ratio(header) {
			add("added_shares", "%q holds shares or averages, as it seems, which are added up over reps and periods as all figures are: "+
				"read them one by one, or drop them by %s: \"\" among the columns in salescoach.yaml", header, quoteYAML(header))
		}
	}
	if m.Role != Scorecard {
		return
	}
	for _, header := range c.rates {
		add("computed_rate", "%q is not read: that rate is computed from the counts and amounts, for shares do not add up", header)
	}
	for _, header := range c.unread {
		add("unread_figures", "%q holds numbers and is not read, for it is no figure in other files; if it is one here, rename it", header)
	}
}
