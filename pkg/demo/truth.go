package demo

// Case names what was planted in a rep's figures.
type Case string

// The planted cases. An ordinary rep is one about whom there is nothing to find.
const (
	Ordinary        Case = ""
	LowActivity     Case = "low activity"
	LowConversion   Case = "high activity, low conversion"
	SmallProduct    Case = "small deals by product only"
	NewHire         Case = "new hire ramping up"
	LuckySmall      Case = "lucky on few visits"
	CoachedImproved Case = "coached, conversion rose"
	CoachedNoEffect Case = "coached after a bad quarter, no effect"
)

// Facts is what is true of one simulated rep, as opposed to what a draw shows.
type Facts struct {
	Rep, Email, Team, Manager string
	Planted                   Case
	Start                     string  // first day in the job, YYYY-MM-DD
	Share                     float64 // of a full-time job in the field, 0..1
	VisitsPerMonth            float64 // completed visits expected in a normal month, share counted, once ramped up
	Conversion                float64 // won deals per completed visit
	ConversionAfter           float64 // the same from Changed on; equal to Conversion where nothing changed
	Changed                   string  // day of the true change; empty: none
	Coached                   string  // first day of coaching; empty: not coached
	SensorShare               float64 // share of deals in the smallest product (the others: about half)
	WeakSkill                 string  // the skill rated far below what is required; empty: none planted
}

// Truth gives the facts of all reps in the order of the roster.
func Truth() []Facts {
	out := make([]Facts, len(cast))
	for i, p := range cast {
		out[i] = p.facts()
	}
	return out
}

func (p person) facts() Facts {
	f := Facts{
		Rep: p.name, Email: p.email, Team: teams[p.team].name, Manager: teams[p.team].manager,
		Planted: p.planted, Start: p.start, Share: float64(p.share) / 100,
		VisitsPerMonth: float64(p.visits*p.share) / 100,
		Conversion:     float64(p.win) / perAll, ConversionAfter: float64(p.win) / perAll,
		Changed: p.improved, SensorShare: float64(p.mix[0]) / 100, WeakSkill: p.weak,
	}
	if p.improved != "" {
		f.ConversionAfter = float64(p.winAfter) / perAll
	}
	for _, c := range programmes {
		if c.rep == p.name {
			f.Coached = c.start
		}
	}
	return f
}
