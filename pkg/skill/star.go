package skill

import (
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// Dimensions are the five points of the Sales Star, in the order in which it
// is drawn.
func Dimensions() []string {
	return []string{"Morale", "Beliefs", "Activity", "Ability", "Style"}
}

// Spoke is one dimension of a rep's Sales Star: the weighted means of the
// levels of its skills. A level that nobody gave is nil.
type Spoke struct {
	Dimension string   `json:"dimension"`
	Self      *float64 `json:"self"`
	Manager   *float64 `json:"manager"`
	Required  *float64 `json:"required"`
	Gap       *float64 `json:"gap"`
	Skills    int      `json:"n"`
}

// star averages a rep's skills by dimension; nothing where no skill names one
// of the five.
func star(group []rated) []Spoke {
	var out []Spoke
	for _, dimension := range Dimensions() {
		of := slices.DeleteFunc(slices.Clone(group), func(a rated) bool {
			return !strings.EqualFold(a.Dimension, dimension)
		})
		if len(of) == 0 {
			continue
		}
		s := Spoke{Dimension: dimension, Skills: len(of)}
		s.Self = weighted(of, func(a funnel.Assessment) *float64 { return a.Self })
		s.Manager = weighted(of, func(a funnel.Assessment) *float64 { return a.Manager })
		s.Required = weighted(of, func(a funnel.Assessment) *float64 { return a.Required })
		if s.Manager != nil && s.Required != nil {
			gap := *s.Required - *s.Manager
			s.Gap = &gap
		}
		out = append(out, s)
	}
	return out
}

func weighted(of []rated, level func(funnel.Assessment) *float64) *float64 {
	var sum, weights float64
	for _, a := range of {
		if v := level(a.Assessment); v != nil {
			sum, weights = sum+a.Weight**v, weights+a.Weight
		}
	}
	if weights == 0 {
		return nil
	}
	mean := sum / weights
	return &mean
}
