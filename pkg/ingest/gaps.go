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

// split parts the figures of a scorecard from its blanks.
func (s *sheet) split(rows []figureRow) (figures, blanks []figureRow) {
	places, columns := s.places, s.columns
	s.places, s.columns = nil, nil
	for i, row := range rows {
		if row.Figure.Money == nil {
			blanks = append(blanks, row)
			continue
		}
		figures, s.places, s.columns = append(figures, row), append(s.places, places[i]), append(s.columns, columns[i])
	}
	return figures, blanks
}

// blanks takes in the empty cells of people that the file has figures of.
func (rd *reader) blanks(in *input, blanks, figures []figureRow) {
	present := map[string]bool{}
	for _, row := range figures {
		present[row.who()] = true
	}
	for _, row := range blanks {
		if row.Metric != "" && present[row.who()] {
			person, _ := rd.owner(in, row.Rep, row.Email, row.ID)
			rd.blank = append(rd.blank, contribution{in, person, row.Span, rd.metricStep(row.Metric), 0})
		}
	}
}

func (row *figureRow) who() string {
	return cmp.Or(row.Rep.first(), row.Email.first(), row.ID.first())
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
	for _, c := range append(rd.unlisted(), rd.blank...) {
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
func (rd *reader) unlisted() []contribution {
	listed := map[*input]*listing{}
	long := slices.DeleteFunc(rd.of(crm.Scorecard), func(in *input) bool {
		return len(in.mapping.Measures())+len(in.mapping.PeriodColumns()) > 0
	})
	for _, in := range long {
		listed[in] = &listing{map[told]bool{}, map[contribution]bool{}, map[string]bool{}, nil}
	}
	for _, c := range rd.scores {
		listed[c.in].add(c)
	}
	for _, c := range rd.blank {
		listed[c.in].leave(c)
	}
	var out []contribution
	for _, in := range long {
		out = append(out, listed[in].missing()...)
	}
	return out
}

// listing is what a table lists: metrics by person, figures without their
// values, the metrics of which it has noughts, and the people's times.
type listing struct {
	metrics map[told]bool
	figures map[contribution]bool
	noughts map[string]bool
	times   []contribution // without a step
}

func (l *listing) add(c contribution) {
	if l == nil {
		return
	}
	l.noughts[c.step] = l.noughts[c.step] || c.value == 0
	l.metrics[told{c.person, c.step}] = true
	c.value = 0
	l.figures[c] = true
	if c.step = ""; !l.figures[c] {
		l.figures[c] = true
		l.times = append(l.times, c)
	}
}

// leave takes an empty cell for listed.
func (l *listing) leave(c contribution) {
	if l != nil {
		l.figures[c] = true
	}
}

// missing lists what is unknown, and counts for the file what is taken for
// nought.
func (l *listing) missing() (out []contribution) {
	steps := slices.Sorted(maps.Keys(l.noughts))
	for _, c := range l.times {
		for _, step := range steps {
			c.step = step
			switch {
			case l.figures[c] || !l.metrics[told{c.person, step}]:
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
