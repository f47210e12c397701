package tier

import (
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// The verdicts on a difference.
const (
	Real      = "real"
	Luck      = "could be luck"
	TooLittle = "not enough data"
)

// The tiers: thirds of the ranked reps.
const (
	Top      = "top"
	Mediocre = "mediocre"
	Poor     = "poor"
)

// Result is a ranking.
type Result struct {
	Metric string       `json:"metric"`
	Period string       `json:"period"`
	First  calendar.Day `json:"first"`
	Last   calendar.Day `json:"last"`
	// Heterogeneity says whether the reps differ at all in the metric.
	Heterogeneity Heterogeneity `json:"heterogeneity"`
	// Totals are those of all reps and of what has none.
	Totals     map[string]float64 `json:"totals"`
	Unassigned map[string]float64 `json:"unassigned"`
	// Adjusted names what reps were made comparable in; Mix is the test before
	// and after it.
	Adjusted []string `json:"adjusted"`
	Mix      *Mix     `json:"mix"`
	// Measures lists the metrics of the reps: the ranked one first.
	Measures []Metric `json:"measures"`
	Ranked   int      `json:"ranked"`
	// Confident counts the reps whose tier is sure enough; Misplaced is the
	// expected number of reps that belong to another tier than the one named.
	Confident int      `json:"confident"`
	Misplaced *float64 `json:"misplaced"`
	// Compared is the period that ranks are compared with, nil for none.
	Compared *string `json:"compared_with"`
	// Pipeline tells what open deals make of the win rate; nil unless asked.
	Pipeline *Pipeline        `json:"pipeline"`
	Reps     []Rep            `json:"reps"`
	Warnings []funnel.Warning `json:"-"`
}

// Heterogeneity is a test of whether reps differ at all.
type Heterogeneity struct {
	// P is the chance of at least this much scatter if all were the same; nil
	// where fewer than two reps can be compared.
	P       *float64 `json:"p_value"`
	Verdict string   `json:"verdict"`
	// Test names the test, Statistic and DF are its outcome.
	Test      string   `json:"test"`
	Statistic *float64 `json:"statistic"`
	DF        int      `json:"df"`
	DFWithin  *int     `json:"df_within"`
	// Dispersion is the variance of a rep's own counts over time as a multiple
	// of what pure chance gives; nil for metrics that are no counts.
	Dispersion *float64 `json:"dispersion"`
	// Needed is the n a rep at which a difference of a tenth from the team
	// would be seen four times in five; nil where it cannot be said.
	Needed *float64 `json:"needed_n"`
}

// Mix compares the differences between reps before and after what they sell
// is taken into account.
type Mix struct {
	By       []string      `json:"by"`
	Alone    Heterogeneity `json:"alone"`
	Given    Heterogeneity `json:"given"`
	SDAlone  float64       `json:"sd_log_alone"`
	SDGiven  float64       `json:"sd_log_given"`
	Segments int           `json:"segments"`
}

// Metric describes a measure and what the group shows in it.
type Metric struct {
	Name string `json:"name"`
	// Kind is count, share, money or ratio; PerMonth marks rates a month.
	Kind     string `json:"kind"`
	PerMonth bool   `json:"per_month"`
	// Counts names what n counts.
	Counts string `json:"n_counts"`
	// Unit is the currency of amounts, where it is known.
	Unit string `json:"unit"`
	// Method names the model behind the estimates.
	Method string `json:"method"`
	// Team is the figure of all reps together, Typical the centre that
	// estimates are drawn towards.
	Team          *float64      `json:"team"`
	Typical       *float64      `json:"typical"`
	Heterogeneity Heterogeneity `json:"heterogeneity"`
}

// Measure is one metric of one rep.
type Measure struct {
	N float64 `json:"n"`
	// Value is the raw figure, Estimate the shrunken one, Low and High its 90 %
	// interval; nil where there is no data for it.
	Value    *float64 `json:"value"`
	Estimate *float64 `json:"estimate"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
}

// Rep is one rep's place.
type Rep struct {
	Rep    string `json:"rep"`
	Team   string `json:"team"`
	Ranked bool   `json:"ranked"`
	// Reason says why a rep is not ranked; Needed the n that would do.
	Reason string   `json:"reason"`
	Needed *float64 `json:"needed_n"`
	// Rank goes by the expected rank; RankLow and RankHigh are its interval.
	Rank      *int     `json:"rank"`
	RankLow   *int     `json:"rank_low"`
	RankHigh  *int     `json:"rank_high"`
	PTop      *float64 `json:"p_top"`
	PMediocre *float64 `json:"p_mediocre"`
	PPoor     *float64 `json:"p_poor"`
	Tier      *string  `json:"tier"`
	Confident bool     `json:"confident"`
	// Days are working days at full time and full activity.
	Days float64 `json:"days"`
	// NewHire marks reps whose first months lie in the period.
	NewHire  bool               `json:"new_hire"`
	Measures map[string]Measure `json:"measures"`
	Pattern  Pattern            `json:"pattern"`
	Movement *Movement          `json:"movement"`
	Steps    map[string]float64 `json:"steps"`
}

// Chance is the probability of the rep's tier, 0 for a rep not ranked.
func (r Rep) Chance() float64 {
	if r.Tier == nil {
		return 0
	}
	return map[string]float64{Top: *r.PTop, Mediocre: *r.PMediocre, Poor: *r.PPoor}[*r.Tier]
}

// Pattern sets activity beside conversion.
type Pattern struct {
	Words string `json:"words"`
	// Activity and Conversion are the probabilities of lying below the typical
	// rep; nil without data.
	Activity   *float64 `json:"p_activity_below"`
	Conversion *float64 `json:"p_conversion_below"`
}

// Movement compares with the period before.
type Movement struct {
	RankBefore *int     `json:"rank_before"`
	Before     *float64 `json:"estimate_before"`
	// Change is the relative change of the estimate, AgainstTeam that of its
	// ratio to the middle rep; Verdict says whether the latter could be luck.
	Change      *float64 `json:"change"`
	AgainstTeam *float64 `json:"against_team"`
	Verdict     string   `json:"verdict"`
}

// Pipeline is the win rate with open deals counted as undecided.
type Pipeline struct {
	Won  int `json:"won"`
	Lost int `json:"lost"`
	Open int `json:"open"`
	// ClosedOnly is won over closed; WithOpen the share won by the age of
	// Days, when the last deal was decided; StillOpen the share undecided then.
	ClosedOnly *float64 `json:"closed_only"`
	WithOpen   float64  `json:"with_open"`
	Low        float64  `json:"low"`
	High       float64  `json:"high"`
	StillOpen  float64  `json:"still_open"`
	Days       float64  `json:"days"`
}
