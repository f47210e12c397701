package trend

import (
	"fmt"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// Kind tells how a metric's value in a period comes about, and with it how its limits are drawn.
type Kind string

// The kinds of metrics.
const (
	// Count is a number of records; it is judged per working day.
	Count Kind = "count"
	// Sum is an amount of money.
	Sum Kind = "sum"
	// Rate is the quotient of two counts, such as customers per visit.
	Rate Kind = "rate"
	// Mean is an amount per record, such as revenue per customer.
	Mean Kind = "mean"
)

// Metric is what is followed over time.
type Metric struct {
	// Name is the metric as the user asked for it: visits, conversion, customers/closed.
	Name string
	Kind Kind
	// Step is the numerator, Per the denominator; Per is empty for counts and sums.
	Step, Per string
	// Unit is the currency of an amount where it is known, else empty.
	Unit string
}

// MetricError says that the files do not give a metric.
type MetricError struct {
	Metric, Why string
	// Known lists what could be asked for instead.
	Known []string
}

// Error says what is wrong with the metric.
func (e *MetricError) Error() string { return fmt.Sprintf("metric %q %s", e.Metric, e.Why) }

// Hint lists the metrics that the files give.
func (e *MetricError) Hint() string { return "these files give " + strings.Join(e.Known, ", ") }

// named are the rates that have a name of their own.
func named(c *funnel.Cube) map[string][2]string {
	return map[string][2]string{
		"conversion": {c.Objective(), c.Funnel.Activity()},
		"win-rate":   {funnel.Customers, funnel.Closed},
		"deal-size":  {funnel.Revenue, funnel.Customers},
	}
}

// FindMetric resolves a name: a step, conversion, win-rate, deal-size, or two steps as TO/FROM. An empty name is the
// first step of the funnel. A step never stands in the place of a rate: shares that a scorecard holds are sums here.
func FindMetric(c *funnel.Cube, name string) (Metric, error) {
	if name == "" {
		name = c.Funnel.Activity()
	}
	pair, ok := named(c)[name]
	if i := c.Step(name); i >= 0 && name != funnel.Quota && !ok {
		m := Metric{Name: name, Kind: Count, Step: name}
		if c.Steps[i].Kind == funnel.Summed {
			m.Kind, m.Unit = Sum, c.Steps[i].Unit
		}
		return m, nil
	}
	if step, per, cut := strings.Cut(name, "/"); cut {
		pair, ok = [2]string{strings.TrimSpace(step), strings.TrimSpace(per)}, true
	}
	if !ok {
		return Metric{}, &MetricError{name, "is not in the files", Known(c)}
	}
	return findRate(c, name, pair)
}

func findRate(c *funnel.Cube, name string, pair [2]string) (Metric, error) {
	step, per := c.Step(pair[0]), c.Step(pair[1])
	refuse := func(why string) (Metric, error) { return Metric{}, &MetricError{name, why, Known(c)} }
	for i, at := range []int{step, per} {
		if at < 0 {
			return refuse(fmt.Sprintf("needs %s, which the files do not hold", pair[i]))
		}
	}
	if step == per {
		return refuse("is a step over itself")
	}
	if c.Steps[per].Kind == funnel.Summed {
		return refuse(fmt.Sprintf("divides by %s, which is not a count", pair[1]))
	}
	m := Metric{Name: name, Kind: Rate, Step: pair[0], Per: pair[1]}
	if c.Steps[step].Kind == funnel.Summed {
		m.Kind, m.Unit = Mean, c.Steps[step].Unit
	}
	return m, nil
}

// Known lists the metrics that a cube gives: its steps, then the named rates.
func Known(c *funnel.Cube) []string {
	var out []string
	for _, s := range c.Steps {
		if s.Name != funnel.Quota {
			out = append(out, s.Name)
		}
	}
	pairs := named(c)
	for _, name := range []string{"conversion", "win-rate", "deal-size"} {
		p := pairs[name]
		if !slices.Contains(out, name) && p[0] != p[1] && c.Has(p[0]) && c.Has(p[1]) {
			out = append(out, name)
		}
	}
	return out
}
