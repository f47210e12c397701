package tier

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// addPipeline adds the win rate with open deals censored at their age, where
// the cube knows the ages of deals and the win rate of all periods is ranked.
func (a *analyst) addPipeline() {
	if a.Metric != WinRate || len(a.cube.Ages) == 0 || a.window != a.cube.All() {
		return
	}
	var all []stats.Opportunity
	for _, table := range a.cube.Ages {
		all = append(all, opportunities(table)...)
	}
	curve, err := stats.NewWinCurve(all)
	if err != nil {
		return
	}
	horizon, ok := curve.LastDecision()
	if !ok {
		return
	}
	low, high := winLimits(curve, horizon)
	a.Pipeline = &Pipeline{Won: curve.Won, Lost: curve.Lost, Open: curve.Open, Days: horizon,
		WithOpen: curve.CumulativeWon(horizon), Low: low, High: high, StillOpen: curve.StillOpen(horizon)}
	if rate, ok := curve.ClosedOnly(); ok {
		a.Pipeline.ClosedOnly = &rate
	}
	for i, rep := range a.rows {
		a.Reps[i].Measures[WinRateOpen] = openMeasure(a.cube.Ages[rep], horizon)
	}
}

func openMeasure(table funnel.AgeTable, horizon float64) Measure {
	deals := opportunities(table)
	m := Measure{N: float64(len(deals))}
	curve, err := stats.NewWinCurve(deals)
	if err != nil {
		return m
	}
	low, high := winLimits(curve, horizon)
	m.Value, m.Low, m.High = number(curve.CumulativeWon(horizon)), &low, &high
	return m
}

func winLimits(c *stats.WinCurve, horizon float64) (low, high float64) {
	v, se := c.CumulativeWon(horizon), c.SE(horizon)
	return math.Max(0, v-z90*se), math.Min(1, v+z90*se)
}

func opportunities(table funnel.AgeTable) []stats.Opportunity {
	var out []stats.Opportunity
	for _, row := range table {
		out = appendDeals(out, row.Days, stats.Won, row.Won)
		out = appendDeals(out, row.Days, stats.Lost, row.Lost)
		out = appendDeals(out, row.Days, stats.StillOpen, row.Open)
	}
	return out
}

func appendDeals(out []stats.Opportunity, days int, o stats.Outcome, n int64) []stats.Opportunity {
	for range n {
		out = append(out, stats.Opportunity{Age: float64(days), Outcome: o})
	}
	return out
}
