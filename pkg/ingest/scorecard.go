package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// knownKinds are the steps whose kind needs no telling.
var knownKinds = map[string]funnel.Kind{
	funnel.Visits: funnel.Counted, funnel.Opened: funnel.Counted, funnel.Closed: funnel.Counted,
	funnel.Customers: funnel.Counted, funnel.Lost: funnel.Counted,
	funnel.Revenue: funnel.Summed, funnel.Quota: funnel.Summed,
}

// scorecard takes in figures that the CRM has aggregated already. Figures of
// one rep, period and metric add up: a report may give them by product.
func (rd *reader) scorecard(in *input) error {
	in.twins = rd.twinsOf(in.mapping.Role)
	defer in.twins.close()
	s, err := in.read(&rd.req)
	if err != nil {
		return err
	}
	rows, err := bind[figureRow](s)
	if err != nil {
		return err
	}
	rows, blanks := s.split(rows)
	rd.empty = append(rd.empty, blanks...)
	rows, outside, err := rd.window(s, rows)
	if err != nil {
		return err
	}
	for i, row := range rows {
		if f, bad := rd.figureFault(row); bad {
			s.refuse(i, s.columns[i], f)
		}
	}
	money, used := rd.teller(s, rows), map[csvscan.Ref]bool{}
	maps.Copy(used, s.refused)
	for i, row := range rows {
		value, wanted := money.value(i, row)
		if s.refused[s.places[i].Ref] || !wanted {
			continue
		}
		if err := rd.fitsPeriods(in, row.Span); err != nil {
			return err
		}
		if !used[s.places[i].Ref] {
			rd.endRecord()
		}
		used[s.places[i].Ref] = true
		rd.score(in, row, value)
	}
	rd.endRecord()
	rd.outside += outside
	in.report.LeftOut = outside + s.recordsWithout(used)
	in.priced(money.prices.verdicts)
	money.warn()
	return rd.finishSheet(s)
}

// score takes in one figure. Figures of one metric in one record, such as visits
// and meetings, are one.
func (rd *reader) score(in *input, row figureRow, value funnel.Money) {
	person, _ := rd.owner(in, row.Rep, row.Email, row.ID)
	step := rd.metricStep(row.Metric)
	for i := range rd.record {
		if c := &rd.record[i]; c.step == step && c.days == row.Span {
			c.value += value
			return
		}
	}
	rd.record = append(rd.record, contribution{in, person, row.Span, step, value})
	rd.census.seen(person, presence{first: row.Span.first, last: row.Span.last})
	rd.span.widen(row.Span.first, row.Span.last)
	in.report.First, in.report.Last = earlier(in.report.First, row.Span.first), later(in.report.Last, row.Span.last)
}

// endRecord takes in the figures of one record.
func (rd *reader) endRecord() {
	rd.scores, rd.record = append(rd.scores, rd.record...), rd.record[:0]
}

// figureFault is what is wrong with a figure, if anything: it has no metric,
// or is no count of what is counted.
func (rd *reader) figureFault(row figureRow) (fault, bool) {
	if row.Metric == "" {
		return noMetric, true
	}
	kind, known := rd.kindOf(rd.metricStep(row.Metric))
	return noCount, known && kind == funnel.Counted && !isCount(*row.Figure.Money)
}

func isCount(m funnel.Money) bool { return m >= 0 && m%funnel.MoneyUnit == 0 }

// metricStep is the step that a metric of a scorecard becomes.
func (rd *reader) metricStep(metric string) string {
	for _, s := range rd.req.Steps {
		if s.Metric != "" && (crm.Fold(s.Metric) == crm.Fold(metric) || s.Name == metric) {
			return s.Name
		}
	}
	if _, ok := knownKinds[strings.ToLower(metric)]; ok {
		return strings.ToLower(metric)
	}
	if step, ok := crm.Metric(metric); ok {
		return step
	}
	return strings.ReplaceAll(crm.Fold(metric), " ", "_")
}

// kindOf is the kind of a step where the request or the step's name says it.
func (rd *reader) kindOf(step string) (funnel.Kind, bool) {
	for _, s := range rd.req.Steps {
		if s.Metric != "" && s.Name == step {
			return s.Kind, true
		}
	}
	k, ok := knownKinds[step]
	return k, ok
}

// scoreSteps lists the steps that scorecards add, known ones in their usual
// order and others by name. A metric of unknown kind is counted if all its
// figures are whole.
func (rd *reader) scoreSteps() []funnel.Step {
	kinds := map[string]funnel.Kind{}
	for _, c := range rd.scores {
		kind, ok := rd.kindOf(c.step)
		if !ok {
			kind = kinds[c.step]
			if !isCount(c.value) {
				kind = funnel.Summed
			}
		}
		kinds[c.step] = kind
	}
	var steps []funnel.Step
	for _, name := range []string{funnel.Visits, funnel.Opened, funnel.Closed, funnel.Customers, funnel.Lost, funnel.Revenue, funnel.Quota} {
		if kind, ok := kinds[name]; ok {
			steps = append(steps, rd.scoreStep(name, kind))
			delete(kinds, name)
		}
	}
	others := len(steps)
	for name, kind := range kinds {
		steps = append(steps, rd.scoreStep(name, kind))
	}
	slices.SortFunc(steps[others:], func(a, b funnel.Step) int { return strings.Compare(a.Name, b.Name) })
	return steps
}

// scoreStep is a step of a scorecard, in the cube's currency if it is money.
func (rd *reader) scoreStep(name string, kind funnel.Kind) funnel.Step {
	step := funnel.Step{Name: name, Kind: kind}
	if rd.inMoney[name] {
		step.Kind, step.Unit = funnel.Summed, rd.unit
	}
	return step
}

// fillScores adds the scorecards' figures.
func (b *builder) fillScores() {
	for _, c := range b.scores {
		rep, kept := b.reps[c.person]
		step := b.cube.Step(c.step)
		if !kept || step < 0 {
			continue
		}
		if period := b.periodOf(c.days.first); period >= 0 {
			b.cube.Add(rep, period, step, scoreTally(b.cube.Steps[step].Kind, c.value))
		}
	}
}

// scoreTally is a figure as a tally. A sum has no known records behind it, so
// that no mean or spread is made of it.
func scoreTally(k funnel.Kind, v funnel.Money) funnel.Tally {
	if k == funnel.Counted {
		return funnel.Tally{N: int64(v / funnel.MoneyUnit)}
	}
	return funnel.Tally{Sum: v}
}

func (b *builder) periodOf(d calendar.Day) int {
	return slices.IndexFunc(b.cube.Periods, func(p calendar.Period) bool { return p.Contains(d) })
}

// clash refuses a step that both records and a scorecard give: it would count
// twice.
func (b *builder) clash(steps []funnel.Step) error {
	for _, s := range b.scoreSteps() {
		if slices.ContainsFunc(steps, func(o funnel.Step) bool { return o.Name == s.Name }) {
			return &UsageError{
				Msg:  fmt.Sprintf("%s come both from a scorecard and from other files, and would count twice", s.Name),
				Hint: "leave one of the files out",
			}
		}
	}
	return nil
}
