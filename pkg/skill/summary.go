package skill

import (
	"cmp"
	"slices"
)

// Summary is one skill over the team.
type Summary struct {
	Skill     string `json:"skill"`
	Dimension string `json:"dimension"`
	// Rated is how many reps have both a manager and a required level, Below
	// how many of them the manager sees below the required one.
	Rated int `json:"n"`
	Below int `json:"below"`
	// MeanGap is the mean of required minus manager, and Priority the weight
	// times the mean of its positive part; nil where nobody was rated.
	MeanGap  *float64 `json:"mean_gap"`
	Priority *float64 `json:"priority"`
	// BlindSpots counts the reps who see the skill at or above the required
	// level where the manager sees it below.
	BlindSpots int `json:"blind_spots"`
}

// summaries lists the skills, the highest priority first.
func summaries(all []rated) []Summary {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b rated) int { return cmp.Compare(a.Skill, b.Skill) })
	var out []Summary
	for _, group := range chunkBy(sorted, func(a rated) string { return a.Skill }) {
		out = append(out, summary(group))
	}
	slices.SortStableFunc(out, func(a, b Summary) int {
		return cmp.Or(-compareLevel(a.Priority, b.Priority), cmp.Compare(a.Skill, b.Skill))
	})
	return out
}

func summary(group []rated) Summary {
	out := Summary{Skill: group[0].Skill, Dimension: group[0].Dimension}
	var gaps, weightedPositive float64
	for _, a := range group {
		if a.Manager == nil || a.Required == nil {
			continue
		}
		gap := *a.Required - *a.Manager
		out.Rated++
		gaps += gap
		weightedPositive += a.Weight * max(0, gap)
		if gap > 0 {
			out.Below++
			if a.Self != nil && *a.Self >= *a.Required {
				out.BlindSpots++
			}
		}
	}
	if out.Rated > 0 {
		mean, priority := gaps/float64(out.Rated), weightedPositive/float64(out.Rated)
		out.MeanGap, out.Priority = &mean, &priority
	}
	return out
}
