package stats

import (
	"errors"
	"math"
	"slices"
)

// Outcome is how an opportunity stands at its last observed age.
type Outcome int

const (
	// StillOpen is not decided yet: censored at its age.
	StillOpen Outcome = iota
	// Won ended by a win.
	Won
	// Lost ended by a loss.
	Lost
)

// Opportunity is one deal: its age when it was decided, or its age so far, in days.
type Opportunity struct {
	Age     float64
	Outcome Outcome
}

// WinCurve holds the Aalen-Johansen estimates of how a set of opportunities ends, by age.
type WinCurve struct {
	// N, Won, Lost and Open count the opportunities.
	N, Won, Lost, Open int

	steps  []winStep
	oldest float64
}

// winStep is the state after the events at one age.
type winStep struct {
	age                 float64
	atRisk, won, lost   float64
	open, cifWon, cifLo float64
	kaplanMeier         float64
	gray                float64
}

// NewWinCurve estimates the cumulative incidence of won and lost with open opportunities censored at their age:
// CIF_k(t) = sum_{u<=t} S(u-) d_k(u)/n(u), S = prod (1 - d(u)/n(u)). At equal ages events come before censoring.
// Counting open deals as lost makes the win rate too low, leaving them out makes it too high where wins close faster.
// Source: Aalen & Johansen (1978), Scand J Statistics 5:141. It errs without opportunities and for a negative age.
func NewWinCurve(deals []Opportunity) (*WinCurve, error) {
	if len(deals) == 0 {
		return nil, errors.New("a win rate needs at least one opportunity")
	}
	c := &WinCurve{N: len(deals)}
	for _, d := range deals {
		if !(d.Age >= 0) || math.IsInf(d.Age, 0) {
			return nil, errors.New("an opportunity has a negative or unknown age")
		}
		c.oldest = math.Max(c.oldest, d.Age)
		switch d.Outcome {
		case Won:
			c.Won++
		case Lost:
			c.Lost++
		}
	}
	c.Open = c.N - c.Won - c.Lost
	c.build(deals)
	return c, nil
}

// build walks through the ages at which something was decided.
func (c *WinCurve) build(deals []Opportunity) {
	sorted := slices.Clone(deals)
	slices.SortFunc(sorted, func(a, b Opportunity) int { return sign(a.Age - b.Age) })
	state := winStep{open: 1, kaplanMeier: 1}
	var gray grayVariance
	for i := 0; i < len(sorted); {
		next := state
		next.age, next.atRisk, next.won, next.lost = sorted[i].Age, float64(len(sorted)-i), 0, 0
		for ; i < len(sorted) && sorted[i].Age == next.age; i++ {
			next.won += oneIf(sorted[i].Outcome == Won)
			next.lost += oneIf(sorted[i].Outcome == Lost)
		}
		if next.won+next.lost == 0 {
			continue
		}
		next.advance(state.open)
		next.gray = gray.add(next, state.open)
		c.steps = append(c.steps, next)
		state = next
	}
}

// advance carries the estimates over the events of one age.
func (s *winStep) advance(open float64) {
	s.cifWon += open * s.won / s.atRisk
	s.cifLo += open * s.lost / s.atRisk
	s.open = open * (s.atRisk - s.won - s.lost) / s.atRisk
	s.kaplanMeier *= 1 - s.won/s.atRisk
}

func oneIf(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// at is the state at an age: after the last events up to it.
func (c *WinCurve) at(age float64) winStep {
	state := winStep{open: 1, kaplanMeier: 1}
	for _, s := range c.steps {
		if s.age > age {
			break
		}
		state = s
	}
	return state
}

// CumulativeWon is the share won by an age; beyond the oldest opportunity it stays at its last value.
func (c *WinCurve) CumulativeWon(age float64) float64 { return c.at(age).cifWon }

// CumulativeLost is the share lost by an age.
func (c *WinCurve) CumulativeLost(age float64) float64 { return c.at(age).cifLo }

// StillOpen is the share undecided at an age.
func (c *WinCurve) StillOpen(age float64) float64 { return c.at(age).open }

// KaplanMeierWon treats a loss as if it were still open, and so overstates winning; offered for contrast alone.
func (c *WinCurve) KaplanMeierWon(age float64) float64 { return 1 - c.at(age).kaplanMeier }

// ClosedOnly is won/(won+lost), not ok without a closed opportunity.
func (c *WinCurve) ClosedOnly() (rate float64, ok bool) {
	if c.Won+c.Lost == 0 {
		return 0, false
	}
	return float64(c.Won) / float64(c.Won+c.Lost), true
}

// WonOverAll is won over all opportunities, open ones counted as not won.
func (c *WinCurve) WonOverAll() float64 { return float64(c.Won) / float64(c.N) }

// ChanceIfOpen is the chance that an opportunity still open at an age is won by a horizon:
// (CIF(horizon) - CIF(age))/S(age). It is not ok where none is open at that age.
func (c *WinCurve) ChanceIfOpen(age, horizon float64) (chance float64, ok bool) {
	now := c.at(age)
	if !(now.open > 0) || horizon < age {
		return 0, false
	}
	return math.Min(1, math.Max(0, (c.at(horizon).cifWon-now.cifWon)/now.open)), true
}

// LastDecision is the greatest age at which an opportunity was decided; not ok where none was. Win rates beyond
// it are unknown rather than constant.
func (c *WinCurve) LastDecision() (age float64, ok bool) {
	if len(c.steps) == 0 {
		return 0, false
	}
	return c.steps[len(c.steps)-1].age, true
}
