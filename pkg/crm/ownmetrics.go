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

// seekMetrics finds the columns of metrics under their own names.
func (c *candidate) seekMetrics(rows [][]string, user map[Field]string) {
	for _, col := range c.columns {
		key := headerKey(col.Header)
		if col.Field == "" && key != "" && !drops(user, key) && !notMetrics()[key] && numeric(rows, col) {
			c.own = append(c.own, col.Index)
		}
	}
}

// drops reports whether a user's mapping drops the column of a metric by an
// empty header.
func drops(user map[Field]string, key string) bool {
	for f, name := range user {
		if name == "" && headerKey(string(f)) == key {
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

// notMetrics are the headers that profiles take for something else than a
// number, those of the parts of a period, and words for totals.
var notMetrics = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	lib, err := builtin()
	if err != nil {
		return names // Identify says so
	}
	for _, w := range slices.Concat(lib.common.Totals, []string{"week", "day", "weekday", "half", "semester", "no", "nr", "row", "rank"}) {
		names[headerKey(w)] = true
	}
	for _, p := range lib.profiles {
		for i := range p.Shapes {
			for f, headers := range p.Shapes[i].Fields {
				if f.Type() == NumberValue {
					continue
				}
				for _, h := range headers {
					names[headerKey(h)] = true
				}
			}
		}
	}
	return names
})

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
// or nothing.
func nearMetric(header string) string {
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
	for _, i := range c.own {
		header := c.columns[i].Header
		if near := nearMetric(header); near != "" {
			m.Warnings = append(m.Warnings, Warning{"unknown_metric",
				fmt.Sprintf("%q is no metric that is known and counts under its own name; if it is meant to be %q, rename it", header, near)})
		}
		if slices.ContainsFunc(rows, func(row []string) bool { return i < len(row) && strings.Contains(row[i], "%") }) {
			m.Warnings = append(m.Warnings, Warning{"added_shares",
				fmt.Sprintf("%q holds shares, which are added up over reps and periods as all figures are: read them one by one", header)})
		}
	}
}
