package goal

import (
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// Allocation is how the team's visits are shared out.
type Allocation string

// The ways to share out: by working days (ramp and part time counted), equally, or as in the base period.
const (
	ByCapacity Allocation = "capacity"
	Equally    Allocation = "equal"
	ByHistory  Allocation = "history"
)

// BreakdownOptions say what is to be broken down.
type BreakdownOptions struct {
	Aims []Aim
	// Base is compared with, For is planned.
	Base, For calendar.Period
	Allocate  Allocation
	// Ramp is the share of full activity in each month of a new hire, up to full activity.
	Ramp []float64
}

// DefaultRamp is the share of full activity in a new hire's first months where nothing better is known.
func DefaultRamp() []float64 { return []float64{0.25, 0.5, 0.75} }

// Span is a period with its days of work.
type Span struct {
	Period      string       `json:"period"`
	First       calendar.Day `json:"first"`
	Last        calendar.Day `json:"last"`
	WorkingDays int          `json:"working_days"`
}

// StepGoal is one step of the chain.
type StepGoal struct {
	Step string `json:"step"`
	Unit string `json:"unit"`
	// Base is what the cube holds for the base period; Comparable is it for a period of the target's length.
	Base       float64 `json:"base"`
	Comparable float64 `json:"comparable"`
	// Target is rounded up to a whole number for counted steps; Change is that of the unrounded one on Comparable.
	Target *float64 `json:"target"`
	Change *float64 `json:"change"`
	// Goal says that the target was set rather than derived.
	Goal bool `json:"goal"`
	// Counted tells counts from sums.
	Counted bool `json:"-"`

	exact *float64
}

// RateGoal is the quotient of two neighbouring steps.
type RateGoal struct {
	From    string   `json:"from"`
	To      string   `json:"to"`
	Base    *float64 `json:"base"`
	Implied *float64 `json:"implied"`
	// Ratio is Implied over Base.
	Ratio *float64 `json:"ratio"`
	// Assumed says that the rate is held at the base; else the goals on both sides imply it.
	Assumed bool `json:"assumed"`
	// Low and High are the 90 % interval of the rate that history supports; nil below two periods.
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	// N is the number of records of the step divided by, in the history.
	N float64 `json:"n"`
	// Supported says that Implied lies in the interval: the rate of the plan, implied or held. nil where it is unknown.
	Supported *bool `json:"supported"`
}

// Estimate is a figure with its 90 % interval.
type Estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// VisitsFor is the activity that a chance takes; Visits is nil where not even 20 times the plan reach it.
type VisitsFor struct {
	Chance float64 `json:"chance"`
	Visits *int    `json:"visits"`
}

// Market is the factor that all reps share.
type Market struct {
	// SD is the standard deviation of its logarithm over a period of the target's length.
	SD float64 `json:"sd"`
	// Blocks is the number of past stretches it was measured on; 0 where it is assumed.
	Blocks int `json:"blocks"`
}

// Lag is how long a customer takes, and what that does to a plan.
type Lag struct {
	// MedianDays is the median number of days from a deal's creation to its win.
	MedianDays float64 `json:"median_days"`
	// Counting is the share of the planned visits whose customers still come in the period; Carried is what the visits
	// before the period still bring, in visits.
	Counting float64 `json:"counting"`
	Carried  float64 `json:"carried"`
}

// RepPlan is one rep's part.
type RepPlan struct {
	Rep  string `json:"rep"`
	Team string `json:"team"`
	// Activity is the rep's part of the chain's first step, a whole number; nil where the team's is unknown.
	Activity *int `json:"activity"`
	// Visits, Customers and Revenue are the part of these steps; nil where the chain has no such step or its target is
	// unknown.
	Visits    *float64 `json:"visits"`
	Customers *float64 `json:"customers"`
	Revenue   *float64 `json:"revenue"`
	// Days is the capacity in the target period: working days at full time and full activity.
	Days float64 `json:"days"`
	// Reason says why a rep gets nothing; empty for a rep in the plan.
	Reason string `json:"reason"`
	// Rate is the rep's conversion of activity into customers, shrunken towards the team, with N visits behind it.
	Rate *Estimate `json:"rate"`
	N    float64   `json:"n"`
	// Expected is the result that the rep's part brings on average, Chance that of making the rep's part of the goal.
	Expected *float64 `json:"expected"`
	Chance   *float64 `json:"chance"`
	// Stretch is planned over past activity a working day; nil without a past.
	Stretch *float64 `json:"stretch"`
	// Base holds the steps of the base period.
	Base map[string]float64 `json:"base"`
}

// Breakdown is a goal broken down along the chain and over the reps.
type Breakdown struct {
	Funnel []string   `json:"funnel"`
	Base   Span       `json:"base"`
	For    Span       `json:"for"`
	Steps  []StepGoal `json:"steps"`
	Rates  []RateGoal `json:"rates"`
	// Goal is the step whose target the chances are about.
	Goal string `json:"goal"`
	// Chance is that of reaching the goal with the activity planned; nil where it cannot be told.
	Chance *float64 `json:"chance"`
	// Planned is the activity planned, Needed what the goal takes on average at the base's rates: an even bet at best.
	Planned   *int        `json:"planned"`
	Needed    *Estimate   `json:"needed"`
	VisitsFor []VisitsFor `json:"visits_for"`
	// Realistic is the largest target that the activity planned reaches with a chance of 80 %.
	Realistic *float64 `json:"realistic_target"`
	// Point is how many visits fewer one more point of conversion would take.
	Point *float64 `json:"point_of_conversion"`
	// Stretch is planned over past activity a day of capacity.
	Stretch *float64 `json:"stretch"`
	Market  *Market  `json:"market"`
	Lag     *Lag     `json:"lag"`
	// History is the stretch that the uncertainty was learnt from.
	History  Span       `json:"history"`
	Allocate Allocation `json:"allocate"`
	Reps     []RepPlan  `json:"reps"`
	// AllWon says that no deal of the history was lost, as in a ledger of sales: its win rate tells nothing.
	AllWon bool `json:"-"`
	// Unassigned holds the steps of the base period that no rep owns.
	Unassigned map[string]float64 `json:"unassigned"`
	Warnings   []funnel.Warning   `json:"-"`
}

// BreakDown breaks goals down. Each target is set, or derived from the nearest goal towards the result (else towards the
// activity) at the base's rates; a link between two goals is implied by them. The uncertainty comes from the year before
// the target period: win rates are beta-binomial with hyperparameters integrated out, deal sizes shrunken (Bühlmann
// 1967), the team's revenue is the convolution of the reps' times a common market factor, and visits count as far as
// their customers close in time (Aalen & Johansen 1978).
//
// It returns a [Refusal] where the chain or the base holds nothing to break down, and a [Mistake] where the target period
// does not follow the base.
func BreakDown(c *funnel.Cube, o BreakdownOptions) (Breakdown, error) {
	p, err := newPlanner(c, o)
	if err != nil {
		return Breakdown{}, err
	}
	if err := p.chain(); err != nil {
		return Breakdown{}, err
	}
	p.support()
	p.allocate()
	p.predict()
	p.warn()
	return p.Breakdown, nil
}
