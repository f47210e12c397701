package funnel

import "github.com/salescoach/salescoach/pkg/calendar"

// Warning is something a reader of a result must know. It never changes the
// result: whoever prints the result prints it too.
type Warning struct {
	// Code is stable and lower-case-with-dashes, for scripts.
	Code string `json:"code"`
	// Message is one sentence for people.
	Message string `json:"message"`
}

// Assessment is one skill of one rep as the rep, the manager and the job see
// it, on one scale. A level that was not given is nil, not zero.
type Assessment struct {
	Rep   string
	Skill string
	// Dimension is the Sales Star dimension, or empty.
	Dimension               string
	Self, Manager, Required *float64
	// Weight is the skill's importance; 1 where it was not given.
	Weight float64
	// Date is the day of the assessment where it was given.
	Date *calendar.Day
	// Rater is the manager who rated, or empty.
	Rater string
}

// Programme is one coaching effort as the coaching log tells it.
type Programme struct {
	Rep    string
	Skill  string
	Metric string
	Start  calendar.Day
	End    *calendar.Day
	Coach  string
	// Chosen tells why the rep was coached ("worst quarter", "random"), or is
	// empty.
	Chosen string
	Note   string
}
