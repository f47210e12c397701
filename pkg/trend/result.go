package trend

import "github.com/salescoach/salescoach/pkg/funnel"

// Options say what to follow and for whom.
type Options struct {
	// Metric as [FindMetric] takes it.
	Metric string
	// Window is the stretch of periods looked at.
	Window funnel.Window
	// Baseline holds the periods that the limits are computed from; nil takes all complete ones. The window is
	// widened to hold it.
	Baseline *funnel.Window
	// Reps names the reps to follow, as the cube spells them; nil is everybody.
	Reps []string
	// TeamOnly leaves the reps out.
	TeamOnly bool
	// Target is a line to hold each period against: the team's with TeamOnly, else each rep's. A rate or mean has
	// the same for both.
	Target *float64
	// Starts holds the days on which coaching began, by rep.
	Starts []funnel.Programme
}

// Result is a metric over time.
type Result struct {
	Metric string `json:"metric"`
	Kind   Kind   `json:"kind"`
	// Step and Per are numerator and denominator; Per is empty for counts and sums.
	Step string `json:"step"`
	Per  string `json:"per"`
	// Unit is the currency, or empty.
	Unit string `json:"unit"`
	// By is the length of a period: week, month, quarter or year.
	By     string   `json:"by"`
	Target *float64 `json:"target"`
	Season Season   `json:"season"`
	// Series holds the team first, then the reps by name, and last the rows without a rep, which are counted and
	// not judged.
	Series []Series `json:"series"`
	// ByLuck is how many of the reps would show a direction or a signal if nothing had changed for anybody.
	ByLuck   float64          `json:"by_luck"`
	Warnings []funnel.Warning `json:"-"`
}

// Season says whether the calendar's ups and downs were looked for and taken out. The team's index is used for every
// rep: a single rep's is too uncertain.
type Season struct {
	// Judged is false where the series does not span more than two full cycles.
	Judged bool `json:"judged"`
	// Adjusted tells that there is a season, and that limits, direction and changes are free of it.
	Adjusted bool `json:"adjusted"`
	// Cycle is the number of periods in a year; Periods how many there are, Needed how many it takes.
	Cycle   int `json:"cycle"`
	Periods int `json:"periods"`
	Needed  int `json:"needed"`
	// P is the p-value of there being no season.
	P *float64 `json:"p_value"`
	// Index is each period's share of the usual level, in the order of the series' periods; empty unless adjusted.
	Index []float64 `json:"index"`
}

// Series is the metric of the team or of one rep.
type Series struct {
	Metric string `json:"metric"`
	// Rep is nil for the team.
	Rep *string `json:"rep"`
	// Judged is false for the rows without a rep.
	Judged  bool       `json:"judged"`
	Periods []string   `json:"periods"`
	Values  []*float64 `json:"values"`
	// Center, Lower and Upper are the limits of the last complete period, in the unit of the values; those of every
	// period are in Points. Limits of counts follow the working days, limits of rates their n.
	Center  *float64 `json:"center"`
	Lower   *float64 `json:"lower"`
	Upper   *float64 `json:"upper"`
	Signals []Signal `json:"signals"`
	Points  []Point  `json:"points"`
	Limits  Limits   `json:"limits"`
	// Last is the last complete period's value, Mean that of all complete periods together.
	Last      *float64  `json:"last"`
	Mean      *float64  `json:"mean"`
	N         float64   `json:"n"`
	Direction Direction `json:"direction"`
	Changes   []Change  `json:"changes"`
	// NoChanges says why change points were not looked for, or is empty.
	NoChanges string `json:"no_changes"`
	// Reached counts the complete periods that made the target; nil without one.
	Reached *int `json:"target_reached"`
	// Coached is the period in which coaching of the rep began; nil where the coaching log names none.
	Coached *string `json:"coached_from"`
}

// State says whether a period counts.
type State string

// The states of a period of a series.
const (
	// Complete periods make limits, signals and direction.
	Complete State = "complete"
	// Running periods have working days left at the as-of day.
	Running State = "running"
	// Partial periods were worked for less than three quarters of their days: the first of a new rep, or of the data.
	Partial State = "partial"
	// Absent periods lie outside of the rep's time in the job.
	Absent State = "absent"
	// Empty periods have nothing to divide by: no visits, no rate.
	Empty State = "empty"
	// Missing periods lack a figure that the data do not tell; it is unknown, not zero.
	Missing State = "missing"
)

// Point is one period of a series.
type Point struct {
	Period string   `json:"period"`
	Value  *float64 `json:"value"`
	// N is what the value rests on: the records of a count or sum, the denominator of a rate or mean.
	N float64 `json:"n"`
	// Days is the exposure in working days.
	Days   float64  `json:"days"`
	Center *float64 `json:"center"`
	Lower  *float64 `json:"lower"`
	Upper  *float64 `json:"upper"`
	State  State    `json:"state"`
	// Signal is high or low where the period takes part in a signal, else empty.
	Signal Side `json:"signal"`
}

// Side is the side of the center line that a signal lies on.
type Side string

// The sides.
const (
	High Side = "high"
	Low  Side = "low"
)

// Limits says how the limits were drawn, or why there are none.
type Limits struct {
	// Method is xmr, laney-p, laney-u, or empty where there are none.
	Method string `json:"method"`
	// Residual tells that neighbouring periods were alike beyond the guard, and that what each period adds to the one
	// before was charted instead.
	Residual        bool     `json:"residual"`
	Autocorrelation *float64 `json:"autocorrelation"`
	// SigmaZ is how much wider than chance alone a rate varies; nil for XmR.
	SigmaZ *float64 `json:"sigma_z"`
	// From and To are the first and last period of the baseline, Periods its length; Frozen where it was asked for.
	From    string `json:"from"`
	To      string `json:"to"`
	Periods int    `json:"periods"`
	Frozen  bool   `json:"frozen"`
	// Provisional marks limits from fewer than twelve periods.
	Provisional bool `json:"provisional"`
	// Reason says why there are no limits, and what would do; empty where there are.
	Reason string `json:"reason"`
}

// Pattern is the kind of a signal.
type Pattern string

// The patterns of the two default rules.
const (
	// Beyond is one period outside of the limits.
	Beyond Pattern = "beyond"
	// Run is eight or more periods in a row on one side of the center.
	Run Pattern = "run"
)

// Signal is a pattern that a stable process hardly ever shows.
type Signal struct {
	Pattern Pattern `json:"pattern"`
	Side    Side    `json:"side"`
	// From and To are the first and the last period that take part; equal for one beyond the limits.
	From    string   `json:"from"`
	To      string   `json:"to"`
	Periods int      `json:"periods"`
	Value   *float64 `json:"value"`
	// Meaning is what it says, in words.
	Meaning string `json:"meaning"`
}

// Verdict is what may be said of a direction.
type Verdict string

// The verdicts.
const (
	Rising   Verdict = "rising"
	Falling  Verdict = "falling"
	NotShown Verdict = "no_trend_shown"
	Unknown  Verdict = "not_enough_data"
)

// Direction is the slope of a series over its complete periods.
type Direction struct {
	Verdict Verdict `json:"verdict"`
	// Growth is the relative change a period (0.02 is 2 %), with its 90 % interval, from a log-linear quasi-Poisson
	// fit; nil where it cannot be fitted.
	Growth *float64 `json:"growth"`
	Low    *float64 `json:"low"`
	High   *float64 `json:"high"`
	// Slope is the Theil-Sen slope a period in the unit of the values, and MannKendall the p-value of no monotone
	// trend with Hamed and Rao's variance: the check that a few odd periods do not make the direction.
	Slope       *float64 `json:"slope"`
	MannKendall *float64 `json:"mann_kendall_p"`
	Periods     int      `json:"periods"`
	// Needed is the number of periods that would do where there is not enough data.
	Needed *int `json:"needed"`
	// Reason explains a verdict of not enough data or a disagreement of fit and check; else empty.
	Reason string `json:"reason"`
}

// Change is a point in time at which the level changed.
type Change struct {
	// Period is the first one of the new level; the true one lies From to To (log-likelihood within two units).
	Period string `json:"period"`
	From   string `json:"from"`
	To     string `json:"to"`
	// Before and After are the mean values of the stretches before and after, in the unit of the values.
	Before float64 `json:"before"`
	After  float64 `json:"after"`
}
