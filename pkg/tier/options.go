package tier

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// Level is the confidence of all intervals; Confidence the probability from
// which on a tier is called without a question mark.
const (
	Level      = 0.9
	Confidence = 0.8
)

// Enough is the least number of events (customers won, visits made) that a
// rep must be expected to have before being ranked: with fewer hardly any tier
// can become sure.
const Enough = 10

// DaysPerMonth is the number of working days in an average month, by which
// rates a day are shown.
const DaysPerMonth = 365.2425 / 7 * 5 / 12

// Options say what is ranked.
type Options struct {
	// Metric is a metric of [Metrics] or a quotient of steps, such as
	// customers/visits; empty is the funnel's objective.
	Metric string
	// Window is ranked; Before, where it holds periods, is compared with.
	Window, Before funnel.Window
	// ByMix compares reps at the same mix of the cube's segments.
	ByMix bool
	// ByTenure learns from the data what to expect of new hires, instead of
	// taking Ramp.
	ByTenure bool
	// Ramp is the share of full activity in each month of a new hire, up to
	// full activity.
	Ramp []float64
	// Seed makes the draws of rankings of more than 60 reps.
	Seed uint64
}

// DefaultRamp is the share of full activity in a new hire's first months where
// nothing better is known.
func DefaultRamp() []float64 { return []float64{0.25, 0.5, 0.75} }

// Refusal says that data cannot answer what was asked, and what would.
type Refusal struct {
	What, Do string
	// Unknown tells that the metric has no meaning in any file, rather than no
	// data in these.
	Unknown bool
}

// Error says what is missing.
func (r *Refusal) Error() string { return r.What }

// Hint says what to do about it.
func (r *Refusal) Hint() string { return r.Do }

func refuse(do, format string, args ...any) error {
	return &Refusal{What: fmt.Sprintf(format, args...), Do: do}
}

// span is the days of a window, cut off at the as-of day.
func span(c *funnel.Cube, w funnel.Window) (label string, first, last calendar.Day) {
	if w.Len() <= 0 {
		return "", 0, 0
	}
	a, b := c.Periods[w.Lo], c.Periods[w.Hi-1]
	return labelOf(c, a, b), max(a.First, min(c.FirstDay, a.Last)), min(b.Last, c.AsOf)
}

// labelOf names the run of periods from a to b: as the quarter or year that
// they make up, or by both ends.
func labelOf(c *funnel.Cube, a, b calendar.Period) string {
	for _, unit := range []calendar.Unit{a.Unit, calendar.Quarter, calendar.Year} {
		if p := c.Calendar.Of(a.First, unit); p.First == a.First && p.Last == b.Last {
			return p.Label
		}
	}
	return a.Label + ".." + b.Label
}
