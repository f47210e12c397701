package stats

import "math"

// grayVariance accumulates the delta-method variance of a cumulative incidence, ties taken as drawn without
// replacement. Source: Gray (1988), Annals of Statistics 16:1141, as in the R package cmprsk.
type grayVariance struct{ v1, v2, v3, last float64 }

// add takes in the events of one age; open is the share undecided just before.
func (g *grayVariance) add(s winStep, open float64) float64 {
	inverse := 0.0
	if s.open > 0 {
		inverse = 1 / s.open
	}
	if s.open > 0 {
		g.accumulate(s.lost, s.atRisk, open, [2]float64{s.cifWon * inverse, inverse})
	}
	g.accumulate(s.won, s.atRisk, open, [2]float64{1 + s.cifWon*inverse, inverse})
	if s.won > 0 {
		g.last = g.v1 + s.cifWon*s.cifWon*g.v3 - 2*s.cifWon*g.v2
	}
	return math.Max(0, g.last)
}

func (g *grayVariance) accumulate(events, atRisk, open float64, slope [2]float64) {
	if events == 0 {
		return
	}
	ties := 1.0
	if events > 1 {
		ties = 1 - (events-1)/(atRisk-1)
	}
	w := open * open * ties * events / (atRisk * atRisk)
	g.v1 += slope[0] * slope[0] * w
	g.v2 += slope[1] * slope[0] * w
	g.v3 += slope[1] * slope[1] * w
}

// AalenSE is the Aalen (Gray) standard error of CumulativeWon; not ok beyond the oldest opportunity.
func (c *WinCurve) AalenSE(age float64) (se float64, ok bool) {
	if age > c.oldest {
		return 0, false
	}
	return math.Sqrt(c.at(age).gray), true
}

// SE is the infinitesimal-jackknife standard error of CumulativeWon: the root of the summed squares of each
// opportunity's influence, dCIF/dw_i. Opportunities that leave at the same age in the same way share theirs.
// Source: Efron & Hastie (2016), section 10.3; as R's survfit gives for several states.
func (c *WinCurve) SE(age float64) float64 {
	last := 0
	for last < len(c.steps) && c.steps[last].age <= age {
		last++
	}
	total := 0.0
	left := 0.0 // opportunities that have left by the step under way
	for i := range last {
		s := c.steps[i]
		censored := float64(c.N) - s.atRisk - left
		total += censored * square(c.influence(i, last, StillOpen))
		total += s.won*square(c.influence(i, last, Won)) + s.lost*square(c.influence(i, last, Lost))
		left += censored + s.won + s.lost
	}
	return math.Sqrt(total + (float64(c.N)-left)*square(c.influence(last, last, StillOpen)))
}

func square(x float64) float64 { return x * x }

// influence is dCIF/dw of an opportunity that is at risk at all steps before exit and, unless it is censored there,
// ends at step exit. The derivatives of S and of CIF are carried forward step by step, without a division by S.
func (c *WinCurve) influence(exit, last int, how Outcome) float64 {
	open, dOpen, dCIF := 1.0, 0.0, 0.0
	for i := range last {
		s := c.steps[i]
		won, all := s.won/s.atRisk, (s.won+s.lost)/s.atRisk
		dWon, dAll := 0.0, 0.0
		if i < exit || i == exit && how != StillOpen {
			ended := i == exit
			dWon = (oneIf(ended && how == Won) - won) / s.atRisk
			dAll = (oneIf(ended) - all) / s.atRisk
		}
		dCIF += dOpen*won + open*dWon
		dOpen = dOpen*(1-all) - open*dAll
		open *= 1 - all
	}
	return dCIF
}
