package bridge

import (
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// Options say which change is to be told.
type Options struct {
	// Base is compared with; the change is that from Base to For.
	Base, For calendar.Period
	Method    Method
}

// Level is the confidence of all intervals.
const Level = 0.9

// The lines of a bridge beside the drivers.
const (
	// JoinedLine and LeftLine are people with records in one of the periods alone.
	JoinedLine = "joined"
	LeftLine   = "left"
	// UnsplitLine is change that has no factors: customers without a visit, rows without a rep in one period alone.
	UnsplitLine = "unsplit"
	// MixLine is the shift between segments.
	MixLine = "mix"
)

// Side is one of the two periods.
type Side struct {
	Period      string       `json:"period"`
	First       calendar.Day `json:"first"`
	Last        calendar.Day `json:"last"`
	WorkingDays int          `json:"working_days"`
	// Value is the result, such as revenue.
	Value float64 `json:"value"`
	// Steps holds every step of the chain.
	Steps map[string]float64 `json:"steps"`
	// PerDay is the first step a working day; nil without one.
	PerDay *float64 `json:"per_day"`
}

// Part is what one driver did to the result, with its 90 % interval.
type Part struct {
	Driver       string  `json:"driver"`
	Contribution float64 `json:"contribution"`
	// Low and High are nil where the noise is not known.
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	// Real says that the interval leaves out zero; nil where there is none.
	Real *bool `json:"real"`
}

// Noise says that the part may be chance alone.
func (p Part) Noise() bool { return p.Real != nil && !*p.Real }

// Account is the change of one rep, team or segment.
type Account struct {
	// From and To are the results of the two periods; Change is To - From, the sum of the drivers.
	From   float64 `json:"from"`
	To     float64 `json:"to"`
	Change float64 `json:"change"`
	// Drivers add up to Change.
	Drivers []Part `json:"drivers"`
}

// RepAccount is the change of one rep.
type RepAccount struct {
	Rep  string `json:"rep"`
	Team string `json:"team"`
	// Presence is stayed, joined or left.
	Presence string `json:"presence"`
	Account
	// Before and After hold the steps of the chain.
	Before map[string]float64 `json:"before"`
	After  map[string]float64 `json:"after"`
}

// TeamAccount is the change of one team.
type TeamAccount struct {
	Team string `json:"team"`
	Account
}

// SegmentAccount is the change of one segment, such as a product.
type SegmentAccount struct {
	Segment string `json:"segment"`
	Account
}

// RateGroup is a group of records with a rate of its own.
type RateGroup struct {
	Group string `json:"group"`
	// Before and After are the rates; nil without a trial.
	Before *float64 `json:"before"`
	After  *float64 `json:"after"`
	// ShareBefore and ShareAfter are the shares of the trials.
	ShareBefore float64 `json:"share_before"`
	ShareAfter  float64 `json:"share_after"`
	// Rate and Mix are what the group added to the change of the overall rate; Mix is centred on the overall rate, so
	// that the growth of a group below it counts as a loss.
	Rate float64 `json:"rate_effect"`
	Mix  float64 `json:"mix_effect"`
}

// RateAccount splits the change of an overall rate into rates and mix of its groups.
type RateAccount struct {
	// Rate names the driver; By says what the groups are.
	Rate   string  `json:"rate"`
	By     string  `json:"by"`
	Before float64 `json:"before"`
	After  float64 `json:"after"`
	// RateEffect is what the groups' own rates did, with its 90 % interval; MixEffect what the shift between them did.
	RateEffect float64 `json:"rate_effect"`
	Low        float64 `json:"low"`
	High       float64 `json:"high"`
	MixEffect  float64 `json:"mix_effect"`
	// Paradox says that the overall rate moved one way and the groups' own rates the other.
	Paradox bool        `json:"paradox"`
	Groups  []RateGroup `json:"groups"`
}

// Result tells why a figure changed between two periods.
type Result struct {
	// Metric is the last step of the chain, Unit its currency where known.
	Metric string `json:"metric"`
	Unit   string `json:"unit"`
	// Counted tells that the metric is a count.
	Counted bool     `json:"-"`
	Funnel  []string `json:"funnel"`
	Method  string   `json:"method"`
	From    Side     `json:"from"`
	To      Side     `json:"to"`
	Change  float64  `json:"change"`
	// Relative is Change over the first value; nil where that is not above zero.
	Relative *float64 `json:"relative"`
	// Low and High are the 90 % interval of Change; Real says that it leaves out zero.
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	Real *bool    `json:"real"`
	// Drivers are the team's, then people who joined and left and what could not be split; they add up to Change.
	Drivers []Part `json:"drivers"`
	// SplitBy names the columns of the segments; empty without.
	SplitBy  []string         `json:"split_by"`
	Teams    []TeamAccount    `json:"teams"`
	Reps     []RepAccount     `json:"reps"`
	Segments []SegmentAccount `json:"segments"`
	// Rate is the change of the overall conversion; nil where the chain has no such rate.
	Rate *RateAccount `json:"rate"`
	// Lag is nil unless customers of earlier visits pass for conversion.
	Lag      *Lag             `json:"lag"`
	Warnings []funnel.Warning `json:"-"`
}

// Refusal says why there is no bridge, and what to do.
type Refusal struct{ What, Do string }

// Error says what is missing.
func (r *Refusal) Error() string { return r.What }

// Hint says what to do about it.
func (r *Refusal) Hint() string { return r.Do }
