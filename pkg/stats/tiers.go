package stats

import (
	"math"
	"sort"
)

// tieGrain is the difference of two probabilities that counts as none, so that rounding on another machine cannot
// reorder units.
const tieGrain = 1e-9

// assign places the units in forced and confident tiers and counts the expected errors.
func (r *Ranking) assign(opt RankOptions) {
	for i := range r.Units {
		u := &r.Units[i]
		u.Forced = MiddleTier
		u.Confident = u.confident(opt.Confidence)
	}
	all := make([]int, len(r.Units))
	for i := range all {
		all[i] = i
	}
	r.force(all, TopTier, opt.Top)
	var rest []int
	for i, u := range r.Units {
		if u.Forced != TopTier {
			rest = append(rest, i)
		}
	}
	r.force(rest, BottomTier, opt.Bottom)
	var errors []float64
	for i := range r.Units {
		if u := &r.Units[i]; u.Forced != MiddleTier {
			errors = append(errors, 1-u.chance(u.Forced))
		}
	}
	r.ForcedErrors = Sum(errors)
}

// force gives the tier to the n candidates most probably in it; ties go by position.
func (r *Ranking) force(candidates []int, tier Tier, n int) {
	sort.SliceStable(candidates, func(i, j int) bool {
		return grain(r.Units[candidates[i]].chance(tier)) > grain(r.Units[candidates[j]].chance(tier))
	})
	for _, i := range candidates[:min(n, len(candidates))] {
		r.Units[i].Forced = tier
	}
}

func grain(p float64) float64 { return math.Round(p / tieGrain) }

// chance is the probability of a tier.
func (u *UnitRank) chance(t Tier) float64 {
	switch t {
	case TopTier:
		return u.Top
	case MiddleTier:
		return u.Middle
	case BottomTier:
		return u.Bottom
	}
	return 0
}

// Chance is the probability that the unit belongs to the tier; zero for Uncertain.
func (u UnitRank) Chance(t Tier) float64 { return u.chance(t) }

func (u *UnitRank) confident(threshold float64) Tier {
	for _, t := range []Tier{TopTier, BottomTier, MiddleTier} {
		if u.chance(t) >= threshold-tieGrain {
			return t
		}
	}
	return Uncertain
}
