package bridge

import (
	"errors"
	"fmt"
	"math"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// analyst holds what an analysis works with.
type analyst struct {
	Result
	cube    *funnel.Cube
	opts    Options
	windows [2]funnel.Window
	chain   []string
	// presence has one value a rep.
	presence []Presence
	entries  []entry
	units    []Unit
	noise    Noise
	pulls    [][2]countPull
	// unknown marks the drivers whose noise no records tell.
	unknown []bool
}

// Analyse splits the change of the cube's result, such as revenue, between two periods over the steps that lead to it:
// for the team, each rep and, where the cube has segments, with their mix. The unassigned stand-in counts, so that the
// parts add up to the whole. It gives a Refusal where the data hold no such result or no steps before it, and
// ErrNegative where LMDI is asked of negative amounts.
func Analyse(c *funnel.Cube, opts Options) (Result, error) {
	a := &analyst{cube: c, opts: opts}
	for i, p := range []calendar.Period{opts.Base, opts.For} {
		w, ok := c.Between(p)
		if !ok {
			return Result{}, &Refusal{fmt.Sprintf("the data do not cover %s in whole periods", p), "choose periods within the data"}
		}
		a.windows[i] = w
	}
	if a.windows[0].Lo < a.windows[1].Hi && a.windows[1].Lo < a.windows[0].Hi {
		return Result{}, &Refusal{fmt.Sprintf("%s and %s overlap, so there is no change from one to the other", opts.Base, opts.For), "choose two periods that follow each other"}
	}
	if err := a.chainSteps(); err != nil {
		return Result{}, err
	}
	for rep := range c.Reps {
		a.presence = append(a.presence, a.presenceOf(rep))
	}
	a.entries = a.list()
	a.buildUnits()
	if err := a.decompose(); err != nil {
		return Result{}, err
	}
	a.tell()
	a.warn()
	return a.Result, nil
}

func (a *analyst) say(code, format string, args ...any) {
	a.Warnings = append(a.Warnings, funnel.Warning{Code: code, Message: fmt.Sprintf(format, args...)})
}

// buildUnits makes the units to split: one a rep, or one a rep and segment.
func (a *analyst) buildUnits() {
	for i := 0; i < len(a.entries); {
		rep := a.entries[i].rep
		var chains []Chain
		for ; i < len(a.entries) && a.entries[i].rep == rep; i++ {
			chains = append(chains, a.chainOf(a.entries[i]))
		}
		a.units = append(a.units, a.repUnits(rep, chains)...)
	}
}

// repUnits are the units of one rep, all with the rep's own presence: who sells a product for the first time has not
// joined.
func (a *analyst) repUnits(rep int, chains []Chain) []Unit {
	units := Units(chains)
	if a.split() {
		units = Segments(chains)
	}
	for i := range units {
		units[i].Presence = a.presence[rep]
		if a.cube.Reps[rep].Unassigned && a.alone(rep) {
			units[i].Unsplit = "rows without a rep are in one period alone"
		}
	}
	return units
}

// alone tells whether a rep has records in one period alone.
func (a *analyst) alone(rep int) bool {
	is := a.counted(rep)
	return is == Joined || is == Left
}

func (a *analyst) counted(rep int) Presence {
	e := a.entry(rep, -1)
	return presence(a.values(e, 0), a.values(e, 1))
}

// presenceOf tells who joined and who left. A rep without records in one of the periods who has some before or after
// it, or whom the roster has at work, was idle: that is activity. The unassigned are no person and do neither.
func (a *analyst) presenceOf(rep int) Presence {
	r, is := a.cube.Reps[rep], a.counted(rep)
	came, went := r.First, r.Last
	if r.Start != nil {
		came = r.Start
	}
	if r.End != nil {
		went = r.End
	}
	switch {
	case is == Joined && (r.Unassigned || came != nil && *came < a.opts.Base.First),
		is == Left && (r.Unassigned || went != nil && *went > a.opts.For.Last):
		return Stayed
	}
	return is
}

func (a *analyst) decompose() error {
	split, err := Decompose(a.opts.Method, a.driverNames(), a.units)
	if errors.Is(err, ErrNegative) {
		return err
	}
	if err != nil {
		return &Refusal{err.Error(), "look at the amounts with salescoach cube"}
	}
	cv := a.scatter(a.entries)
	var spreads []Spread
	for _, e := range a.entries {
		spreads = append(spreads, a.spread(e, cv))
	}
	a.noise, err = split.Noise(spreads)
	if err != nil {
		return &Refusal{err.Error(), "look at the amounts with salescoach cube"}
	}
	a.pulls = a.countPulls()
	a.unknown = make([]bool, len(split.Drivers))
	shift := len(split.Drivers) - len(a.chain)
	for k := 1; k < len(a.chain); k++ {
		a.unknown[k+shift] = a.kind(k) == funnel.Summed && cv[k] == 0 && !a.exactAmounts(k) ||
			a.kind(k) == funnel.Counted && a.kind(k-1) == funnel.Summed
	}
	return nil
}

// exactAmounts tells whether records show that the amounts of a step do not vary.
func (a *analyst) exactAmounts(k int) bool {
	for _, e := range a.entries {
		for _, period := range e.tallies {
			if amounts(period[k]).known() {
				return true
			}
		}
	}
	return false
}

// quantile of the standard normal distribution for Level.
const z90 = 1.6448536269514722

// part makes a line of its contribution and standard error; a negative one is unknown.
func part(driver string, contribution, se float64) Part {
	p := Part{Driver: driver, Contribution: contribution}
	if se < 0 || math.IsNaN(se) {
		return p
	}
	low, high := contribution-z90*se, contribution+z90*se
	p.Low, p.High = &low, &high
	is := low > 0 || high < 0
	p.Real = &is
	return p
}
