package golden

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/stats"
)

func init() { register("competing-risks", competingRisksCase) }

var outcomes = map[string]stats.Outcome{"won": stats.Won, "lost": stats.Lost, "open": stats.StillOpen}

func competingRisksCase(c *Case) (map[string]any, error) {
	curve, err := winCurve(c)
	if err != nil {
		return nil, err
	}
	closed, ok := curve.ClosedOnly()
	out := map[string]any{
		"n": curve.N, "n_won": curve.Won, "n_lost": curve.Lost, "n_open": curve.Open,
		"closed_only_win_rate": orNil(closed, ok), "won_over_all": curve.WonOverAll(),
	}
	horizons, err := floatList(c.Params["horizons"])
	if err != nil {
		return nil, err
	}
	lists := map[string][]any{}
	for _, h := range horizons {
		lists["cumulative_won"] = append(lists["cumulative_won"], curve.CumulativeWon(h))
		lists["cumulative_lost"] = append(lists["cumulative_lost"], curve.CumulativeLost(h))
		lists["still_open"] = append(lists["still_open"], curve.StillOpen(h))
		lists["cumulative_won_se"] = append(lists["cumulative_won_se"], curve.SE(h))
		aalen, ok := curve.AalenSE(h)
		lists["cumulative_won_se_aalen"] = append(lists["cumulative_won_se_aalen"], orNil(aalen, ok))
		lists["kaplan_meier_ignoring_losses"] = append(lists["kaplan_meier_ignoring_losses"], curve.KaplanMeierWon(h))
	}
	for _, h := range horizons[:len(horizons)-1] {
		chance, ok := curve.ChanceIfOpen(h, horizons[len(horizons)-1])
		lists["win_prob_of_open_at_age"] = append(lists["win_prob_of_open_at_age"], orNil(chance, ok))
	}
	for key, list := range lists {
		out[key] = list
	}
	return out, nil
}

func winCurve(c *Case) (*stats.WinCurve, error) {
	days := c.Floats("days")
	deals := make([]stats.Opportunity, len(days))
	for i, status := range c.Strings("status") {
		outcome, ok := outcomes[status]
		if !ok {
			return nil, fmt.Errorf("row %d: %q is no status", i+1, status)
		}
		deals[i] = stats.Opportunity{Age: days[i], Outcome: outcome}
	}
	return stats.NewWinCurve(deals)
}

// floatList is a parameter that is a list of numbers.
func floatList(v any) ([]float64, error) {
	list, ok := v.([]any)
	if !ok || len(list) == 0 {
		return nil, fmt.Errorf("want a list of numbers, got %v", v)
	}
	out := make([]float64, len(list))
	for i, item := range list {
		x, ok := item.(float64)
		if !ok {
			return nil, fmt.Errorf("want a list of numbers, got %v", v)
		}
		out[i] = x
	}
	return out, nil
}
