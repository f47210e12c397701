package ingest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// Figures that a scorecard leaves out are unknown, not zero, between a rep's
// first and last figure: before and after, the rep was not there. An empty cell
// leaves one out. In a table of one figure a row so does a row that is not
// there, if the table has rows of nought for the metric; else rows of nought
// are what it does not list.

// blank keeps an empty cell in mind, if it says of which time it is.
func (s *sheet) blank(c figureColumn, rec csvscan.Record, row []string) {
	days, bad := s.days(c, row)
	if bad != nil || s.in.mapping.Role != crm.Scorecard {
		return
	}
	turned := slices.Clone(row)
	turned[s.field(spanField)], turned[s.field(metricField)] = days.String(), s.metric(c, row)
	s.add(rec, c.column, turned)
}

// split parts the figures of a scorecard from its empty cells.
func (s *sheet) split(rows []figureRow) (figures []figureRow, blanks []emptyCell) {
	places, columns := s.places, s.columns
	s.places, s.columns = nil, nil
	for i, row := range rows {
		if row.Figure.Money == nil {
			blanks = append(blanks, emptyCell{s.in, row})
			continue
		}
		figures, s.places, s.columns = append(figures, row), append(s.places, places[i]), append(s.columns, columns[i])
	}
	return figures, blanks
}

// emptyCell is a figure without its number.
type emptyCell struct {
	in  *input
	row figureRow
}

// blanks are the empty cells of people who are known by their figures, which
// may stand in another file.
func (rd *reader) blanks() []contribution {
	var out []contribution
	for _, e := range rd.empty {
		if e.row.Metric == "" || !rd.census.knows(cmp.Or(e.row.Rep.first(), e.row.Email.first(), e.row.ID.first())) {
			continue
		}
		person, _ := rd.owner(e.in, e.row.Rep, e.row.Email, e.row.ID)
		out = append(out, contribution{e.in, person, e.row.Span, rd.metricStep(e.row.Metric), 0})
	}
	return out
}

// knows reports whether a name or id is somebody's who has been entered.
func (c *census) knows(name string) bool {
	key := crm.PersonKey(name)
	known := c.keys[key] != nil
	for _, ids := range c.byHeader {
		known = known || ids[key] != nil
	}
	return known
}

// told is a person and a step that a scorecard gives figures of.
type told struct {
	person int
	step   string
}

// findGaps finds the figures that are unknown.
func (rd *reader) findGaps() {
	known, there := map[told][]stretch{}, map[int]stretch{}
	for _, c := range rd.scores {
		known[told{c.person, c.step}] = append(known[told{c.person, c.step}], c.days)
		d, ok := there[c.person]
		if !ok {
			d = c.days
		}
		there[c.person] = stretch{min(d.first, c.days.first), max(d.last, c.days.last)}
	}
	seen := map[contribution]bool{}
	blanks := rd.blanks()
	for _, c := range append(rd.unlisted(blanks), blanks...) {
		overlaps := func(s stretch) bool { return s.first <= c.days.last && c.days.first <= s.last }
		if d, ok := there[c.person]; !ok || !overlaps(d) || slices.ContainsFunc(known[told{c.person, c.step}], overlaps) || seen[c] {
			continue
		}
		seen[c] = true
		rd.gaps = append(rd.gaps, c)
	}
}

// unlisted are the figures that tables of one figure a row do not list: of a
// person and a time of whom they list others, and of a metric that they list at
// other times. They come in the order of the figures.
func (rd *reader) unlisted(blanks []contribution) []contribution {
	l := listing{map[told]bool{}, map[contribution]bool{}, map[string]bool{}, nil}
	for _, c := range rd.scores {
		if c.in.isLong() {
			l.add(c)
		}
	}
	for _, c := range blanks {
		l.figures[anywhere(c)] = true
	}
	return l.missing()
}

// isLong tells that the figures of a scorecard have a row each.
func (in *input) isLong() bool {
	return len(in.mapping.Measures())+len(in.mapping.PeriodColumns()) == 0
}

// anywhere is what a figure is for, whatever its value and file.
func anywhere(c contribution) contribution {
	c.in, c.value = nil, 0
	return c
}

// listing is what tables list: metrics by person, what they have figures for,
// the metrics of which they have noughts, and the people's times.
type listing struct {
	metrics map[told]bool
	figures map[contribution]bool
	noughts map[string]bool
	times   []contribution
}

func (l *listing) add(c contribution) {
	l.noughts[c.step] = l.noughts[c.step] || c.value == 0
	l.metrics[told{c.person, c.step}] = true
	l.figures[anywhere(c)] = true
	c.step = ""
	if time := anywhere(c); !l.figures[time] {
		l.figures[time] = true
		l.times = append(l.times, contribution{in: c.in, person: c.person, days: c.days})
	}
}

// missing lists what is unknown, and counts for its file what is taken for
// nought.
func (l *listing) missing() (out []contribution) {
	steps := slices.Sorted(maps.Keys(l.noughts))
	for _, c := range l.times {
		for _, step := range steps {
			c.step = step
			switch {
			case l.figures[anywhere(c)] || !l.metrics[told{c.person, step}]:
			case l.noughts[step]:
				out = append(out, c)
			default:
				c.in.unlisted++
			}
		}
	}
	return out
}

// fillGaps marks the cells of the cube that lack a figure.
func (b *builder) fillGaps() {
	for _, g := range b.gaps {
		rep, kept := b.reps[g.person]
		period, step := b.periodOf(g.days.first), b.cube.Step(g.step)
		if kept && period >= 0 && step >= 0 {
			b.cube.Lack(rep, period, step)
		}
	}
}

// warnGaps says how many figures a file leaves out.
func (rd *reader) warnGaps(in *input) {
	count := map[string]int64{}
	var n int64
	for _, g := range rd.gaps {
		if g.in == in {
			count[g.step]++
			n++
		}
	}
	var parts []string
	for _, step := range slices.Sorted(maps.Keys(count)) {
		parts = append(parts, fmt.Sprintf("%s %d", step, count[step]))
	}
	if n > 0 {
		rd.warning("missing-figures", fmt.Sprintf("%s: %s (%s) and unknown, not 0: sums and rates are of the others, and trend leaves such periods out; write 0 where it is 0",
			in.src.Name(), counted(n, "figure is missing", "figures are missing"), strings.Join(parts, ", ")))
	}
	if in.unlisted > 0 {
		rd.warning("unlisted-figures", fmt.Sprintf("%s: %s for reps and periods of which it has others, and taken for 0, which it never lists",
			in.src.Name(), counted(in.unlisted, "figure is not listed", "figures are not listed")))
	}
}
