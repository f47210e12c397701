package bridge

import "github.com/salescoach/salescoach/pkg/stats"

// SegmentDrivers are the drivers of a change over segments, in the order of their factors.
var SegmentDrivers = []string{"activity", "mix", "conversion", "deal_size"}

// Segments turns chains of visits, customers and revenue, one a segment, into units of four factors: all visits x the
// segment's share of them x its conversion x its deal size. Mix is then what a shift of visits towards other
// segments did. Source: Ang (2005), Energy Policy 33:867, activity-structure-intensity.
func Segments(chains []Chain) []Unit {
	before, after := firstSteps(chains)
	units := Units(chains)
	for i := range units {
		u := &units[i]
		if u.Unsplit != "" {
			continue
		}
		u.Before = append([]float64{before, share(u.Before[0], before)}, u.Before[1:]...)
		u.After = append([]float64{after, share(u.After[0], after)}, u.After[1:]...)
		inheritShare(u)
	}
	return units
}

// inheritShare gives a period without any visits the other period's share, so that its change is one of activity.
func inheritShare(u *Unit) {
	if u.Before[0] == 0 {
		u.Before[1] = u.After[1]
	}
	if u.After[0] == 0 {
		u.After[1] = u.Before[1]
	}
}

func firstSteps(chains []Chain) (before, after float64) {
	var b, a []float64
	for _, c := range chains {
		if len(c.Before) > 0 && len(c.After) > 0 {
			b, a = append(b, c.Before[0]), append(a, c.After[0])
		}
	}
	return stats.Sum(b), stats.Sum(a)
}

func share(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}
