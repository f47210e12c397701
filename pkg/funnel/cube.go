package funnel

import (
	"slices"
	"sort"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
)

// UnassignedName stands in every output for rows that name no rep.
const UnassignedName = "(unassigned)"

// Rep is a salesperson, or the stand-in for rows without one.
type Rep struct {
	Name    string
	Team    string
	Manager string
	// Start and End are the first and last day of work where the roster gives
	// them, else nil.
	Start, End *calendar.Day
	// Share is the part-time share, 1 for full time.
	Share float64
	// InRoster tells that the roster lists the rep.
	InRoster bool
	// First and Last are the first and last day with a record of the rep; nil
	// for a rep that only the roster or the quotas know.
	First, Last *calendar.Day
	// Unassigned marks the stand-in: it counts in totals and is never ranked.
	Unassigned bool
}

// Cube holds tallies by rep, period and step: all that any analysis needs.
// Reps are sorted by name, the unassigned stand-in last; periods are
// contiguous and ascending. Make one with [New].
type Cube struct {
	Funnel   Funnel
	Calendar calendar.Calendar
	Reps     []Rep
	Periods  []calendar.Period
	Steps    []Step
	// AsOf is the day that the analysis looks back from; later records are
	// not in the cube (quotas may be).
	AsOf calendar.Day
	// FirstDay is the first day with a done activity or a closed deal: from
	// then on the data can tell activity and result. Deals may have been
	// opened earlier.
	FirstDay calendar.Day
	// SegmentBy names the columns whose values make up the segments, such as
	// product; Segments are the distinct values, sorted. Both are empty unless
	// asked for.
	SegmentBy []string
	Segments  []string
	// Ages tells how long deals took or have been waiting, per rep; nil unless
	// asked for.
	Ages []AgeTable

	tallies  []stepTallies // by step
	segments map[segmentKey]Tally
	gaps     map[[3]int]bool // by rep, period and step
}

type segmentKey struct{ rep, period, segment, step int }

// AgeTable counts one rep's deals by days from creation to close, or to the
// as-of day for those still open. Days ascend and do not repeat.
type AgeTable []AgeCount

// AgeCount is one row of an [AgeTable].
type AgeCount struct {
	Days            int
	Won, Lost, Open int64
}

// New makes a cube of empty tallies. The caller sorts reps and periods as the
// type says and fills the cells with [Cube.Add] and [Cube.AddSegment].
func New(f Funnel, reps []Rep, periods []calendar.Period, steps []Step) *Cube {
	return &Cube{
		Funnel: f, Reps: reps, Periods: periods, Steps: steps,
		tallies: make([]stepTallies, len(steps)),
	}
}

// Step returns the index of the step of that name, or -1.
func (c *Cube) Step(name string) int {
	return slices.IndexFunc(c.Steps, func(s Step) bool { return s.Name == name })
}

// Objective is the last step of the funnel that is counted: customers in the
// default chain. It is empty where there are only sums.
func (c *Cube) Objective() string {
	for _, name := range slices.Backward(c.Funnel) {
		if i := c.Step(name); i >= 0 && c.Steps[i].Kind == Counted {
			return name
		}
	}
	return ""
}

// Has tells whether the cube has a step of that name.
func (c *Cube) Has(step string) bool { return c.Step(step) >= 0 }

// Add adds a tally to the cell of a rep, period and step, all by index.
func (c *Cube) Add(rep, period, step int, t Tally) {
	c.tallies[step].add(c.cell(rep, period), len(c.Reps)*len(c.Periods), t)
}

// At is the tally of a rep, period and step, all by index.
func (c *Cube) At(rep, period, step int) Tally { return c.tallies[step].at(c.cell(rep, period)) }

// Value is the count of a counted step and the sum of a summed one in the cell
// of a rep, period and step, all by index.
func (c *Cube) Value(rep, period, step int) float64 {
	return c.tallies[step].value(c.cell(rep, period), c.Steps[step].Kind)
}

func (c *Cube) cell(rep, period int) int { return rep*len(c.Periods) + period }

// AddSegment adds a tally to the cell of a rep, period, segment and step.
// The plain cell is not touched: the caller adds to both.
func (c *Cube) AddSegment(rep, period, segment, step int, t Tally) {
	if c.segments == nil {
		c.segments = map[segmentKey]Tally{}
	}
	k := segmentKey{rep, period, segment, step}
	c.segments[k] = c.segments[k].Plus(t)
}

// AtSegment is the tally of a rep, period, segment and step, all by index.
func (c *Cube) AtSegment(rep, period, segment, step int) Tally {
	return c.segments[segmentKey{rep, period, segment, step}]
}

// SortReps brings reps and their tallies back into the order of names, the
// unassigned last, after names were changed.
func (c *Cube) SortReps() {
	order := make([]int, len(c.Reps))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return compareReps(c.Reps[a], c.Reps[b]) })
	old := *c
	c.Reps, c.segments, c.gaps, c.Ages = nil, nil, nil, nil
	place := make([]int, len(order))
	for to, from := range order {
		place[from] = to
		c.Reps = append(c.Reps, old.Reps[from])
		if old.Ages != nil {
			c.Ages = append(c.Ages, old.Ages[from])
		}
	}
	for step := range c.tallies {
		c.tallies[step] = old.tallies[step].reordered(order, len(c.Periods))
	}
	for at := range old.gaps {
		c.Lack(place[at[0]], at[1], at[2])
	}
	for k, t := range old.segments {
		k.rep = place[k.rep]
		c.AddSegment(k.rep, k.period, k.segment, k.step, t)
	}
}

func compareReps(a, b Rep) int {
	if a.Unassigned != b.Unassigned {
		if a.Unassigned {
			return 1
		}
		return -1
	}
	return strings.Compare(a.Name, b.Name)
}

// Settle moves the first day to the first period with a done activity, a
// closed deal or another step of the rep's work: deals opened and quotas set
// before it do not make a time that can be judged. Call it when all tallies
// are in.
func (c *Cube) Settle() {
	for p := range c.Periods {
		for rep := range c.Reps {
			for i, s := range c.Steps {
				if s.Name != Opened && s.Name != Quota && c.At(rep, p, i).N > 0 {
					c.FirstDay = max(c.FirstDay, c.Periods[p].First)
					return
				}
			}
		}
	}
}

// Window is a run of consecutive periods by index: Lo included, Hi not.
type Window struct{ Lo, Hi int }

// Len is the number of periods.
func (w Window) Len() int { return w.Hi - w.Lo }

// All is the window of the periods from the one of the first day to the one
// of the as-of day: periods in which deals were only opened, and those that
// only quotas reach into, are left out.
func (c *Cube) All() Window {
	lo, hi := 0, len(c.Periods)
	for hi > 0 && c.Periods[hi-1].First > c.AsOf {
		hi--
	}
	for lo < hi && c.Periods[lo].Last < c.FirstDay {
		lo++
	}
	return Window{lo, hi}
}

// Between is the window of the periods that lie in p, as far as the cube
// reaches; ok is false where an edge of p cuts through one of them (a quarter
// over weeks) or none lies in p.
func (c *Cube) Between(p calendar.Period) (w Window, ok bool) {
	n := len(c.Periods)
	w.Lo = sort.Search(n, func(i int) bool { return c.Periods[i].First >= p.First })
	w.Hi = sort.Search(n, func(i int) bool { return c.Periods[i].Last > p.Last })
	cutFirst := w.Lo > 0 && c.Periods[w.Lo-1].Last >= p.First
	cutLast := w.Hi < n && c.Periods[w.Hi].First <= p.Last
	return w, w.Len() > 0 && !cutFirst && !cutLast
}

// Sum is a rep's tally of a step over a window.
func (c *Cube) Sum(rep int, w Window, step int) Tally {
	var t Tally
	for p := w.Lo; p < w.Hi; p++ {
		t = t.Plus(c.At(rep, p, step))
	}
	return t
}

// Total is the tally of a step over all reps, the unassigned included, and a
// window.
func (c *Cube) Total(w Window, step int) Tally {
	var t Tally
	for rep := range c.Reps {
		t = t.Plus(c.Sum(rep, w, step))
	}
	return t
}

// SumSegment is a rep's tally of a step in a segment over a window.
func (c *Cube) SumSegment(rep int, w Window, segment, step int) Tally {
	var t Tally
	for p := w.Lo; p < w.Hi; p++ {
		t = t.Plus(c.AtSegment(rep, p, segment, step))
	}
	return t
}

// Days is a rep's exposure over a window in working days at full time: Monday
// to Friday between the rep's first and last day of work, no earlier than the
// first day of the data and no later than the as-of day, times the part-time
// share.
//
// Where the roster gives no start, a rep counts from the beginning of the
// period of the first record, or from the start of the data where there is
// none; where it gives no end, to the as-of day.
func (c *Cube) Days(rep int, w Window) float64 {
	if w.Len() <= 0 {
		return 0
	}
	first, last := c.Periods[w.Lo].First, min(c.Periods[w.Hi-1].Last, c.AsOf)
	first = max(first, c.FirstDay, c.begins(rep))
	if end := c.Reps[rep].End; end != nil {
		last = min(last, *end)
	}
	return float64(calendar.WorkingDays(first, last)) * c.share(rep)
}

func (c *Cube) begins(rep int) calendar.Day {
	r := c.Reps[rep]
	switch {
	case r.Start != nil:
		return *r.Start
	case r.First != nil && len(c.Periods) > 0:
		return c.Calendar.Of(*r.First, c.Periods[0].Unit).First
	}
	return c.FirstDay
}

func (c *Cube) share(rep int) float64 {
	if s := c.Reps[rep].Share; s > 0 {
		return s
	}
	return 1
}
