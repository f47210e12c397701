package tier

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// The metrics beside the steps of the funnel.
const (
	Conversion = "conversion"
	WinRate    = "win-rate"
	DealSize   = "deal-size"
	RevenueDay = "revenue"
	Attainment = "attainment"
	// WinRateOpen is the win rate with open deals counted as undecided.
	WinRateOpen = "win-rate-with-open"
)

// shape is how a metric is computed.
type shape int

const (
	perDay   shape = iota // a counted step a working day
	quotient              // a counted step of another
	size                  // a summed step a record
	product               // what is summed, a working day
	reached               // what is summed of its quota
)

// metric is a resolved name.
type metric struct {
	name     string
	shape    shape
	top      string // the step counted or summed
	from     string // what a quotient is of, or the counted step of a sum
	activity string // the step that a product starts from; empty for none
}

// Metrics lists the names that the cube has data for, in the order of the
// funnel.
func Metrics(c *funnel.Cube) []string {
	var out []string
	names := append([]string{}, countedSteps(c)...)
	for i, j := 0, len(names)-1; i < j; i, j = i+1, j-1 {
		names[i], names[j] = names[j], names[i]
	}
	names = append(names, Conversion, WinRate, DealSize, RevenueDay, Attainment)
	for _, name := range names {
		if _, err := resolve(c, name); err == nil {
			out = append(out, name)
		}
	}
	return out
}

// countedSteps are the counted steps of the funnel, from what a rep does on.
func countedSteps(c *funnel.Cube) []string {
	var out []string
	for _, name := range c.Funnel {
		if i := c.Step(name); i >= 0 && c.Steps[i].Kind == funnel.Counted {
			out = append(out, name)
		}
	}
	return out
}

func activity(c *funnel.Cube) string {
	steps := countedSteps(c)
	if len(steps) == 0 {
		return ""
	}
	return steps[0]
}

// summed is the funnel's last step where it is a sum, such as revenue.
func summed(c *funnel.Cube) string {
	for _, name := range []string{c.Funnel[len(c.Funnel)-1], funnel.Revenue} {
		if i := c.Step(name); i >= 0 && c.Steps[i].Kind == funnel.Summed && name != funnel.Quota {
			return name
		}
	}
	return ""
}

// resolve finds out what a name means for the cube.
func resolve(c *funnel.Cube, name string) (metric, error) {
	if name == "" {
		if name = c.Objective(); name == "" {
			return metric{}, refuse("", "reps are ranked by what can be counted, and these files give only sums")
		}
	}
	m := metric{name: name, activity: activity(c)}
	switch name {
	case Conversion:
		m.shape, m.top, m.from = quotient, c.Objective(), activity(c)
		if m.top == m.from {
			return m, refuse("", "conversion needs two counted steps, such as visits and customers; these files give one")
		}
		return m, nil
	case WinRate:
		m.shape, m.top, m.from = quotient, funnel.Customers, funnel.Closed
		return m, needs(c, m, m.top, m.from)
	case DealSize:
		m.shape, m.top, m.from = size, summed(c), c.Objective()
		return m, needs(c, m, m.top, m.from)
	case RevenueDay, summed(c):
		m.name, m.shape, m.top, m.from = name, product, summed(c), c.Objective()
		return m, needs(c, m, m.top, m.from)
	case Attainment:
		m.shape, m.top, m.from = reached, summed(c), c.Objective()
		return m, needs(c, m, m.top, m.from, funnel.Quota)
	}
	return resolveStep(c, m)
}

func resolveStep(c *funnel.Cube, m metric) (metric, error) {
	if top, from, ok := strings.Cut(m.name, "/"); ok {
		m.shape, m.top, m.from = quotient, top, from
		if i, j := slices.Index(c.Funnel, top), slices.Index(c.Funnel, from); i >= 0 && i < j {
			return m, refuse("write "+from+"/"+top, "%s runs against the funnel %s: more of it would be worse", m.name, c.Funnel)
		}
		return m, needs(c, m, top, from)
	}
	i := c.Step(m.name)
	if i < 0 || c.Steps[i].Kind != funnel.Counted {
		return m, missing(m.name, m.name)
	}
	m.shape, m.top = perDay, m.name
	return m, nil
}

func needs(c *funnel.Cube, m metric, steps ...string) error {
	for _, s := range steps {
		i := c.Step(s)
		if i < 0 || m.shape == quotient && c.Steps[i].Kind != funnel.Counted {
			return missing(m.name, s)
		}
	}
	return nil
}

var sources = map[string]string{
	funnel.Visits: "activities", funnel.Closed: "deals", funnel.Customers: "deals",
	funnel.Revenue: "deals with amounts", funnel.Quota: "quotas",
}

// missing leaves it to the caller to say what there is.
func missing(name, step string) error {
	what := sources[step]
	switch {
	case step == "":
		what = "deals"
	case what == "":
		what = "a step called " + step
	}
	if slices.Contains(known, name) {
		return refuse("", "%s needs %s, and none of the files holds them", name, what)
	}
	return &Refusal{What: fmt.Sprintf("there is no metric %q in these files", name), Unknown: true}
}

// known are the metrics that every funnel could have.
var known = []string{Conversion, WinRate, DealSize, RevenueDay, Attainment, funnel.Visits, funnel.Customers}

// withHint adds to a refusal what the cube can be ranked by.
func withHint(c *funnel.Cube, err error) error {
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Do == "" {
		refusal.Do = "add visits, customers or the export of the deals"
		if metrics := Metrics(c); len(metrics) > 0 {
			refusal.Do = "these files can be ranked by " + strings.Join(metrics, ", ")
		}
	}
	return err
}

// describe is the metric as results name it.
func (m metric) describe(c *funnel.Cube) Metric {
	d := Metric{Name: m.name, Counts: m.top}
	switch m.shape {
	case perDay:
		d.Kind, d.PerMonth = "count", true
	case quotient:
		d.Kind, d.Counts = "share", m.from
	case size:
		d.Kind, d.Unit, d.Counts = "money", unitOf(c, m.top), m.from
	case product:
		d.Kind, d.Unit, d.PerMonth, d.Counts = "money", unitOf(c, m.top), true, m.from
	case reached:
		d.Kind, d.Counts = "share", m.from
	}
	return d
}

func unitOf(c *funnel.Cube, step string) string {
	if i := c.Step(step); i >= 0 {
		return c.Steps[i].Unit
	}
	return ""
}
