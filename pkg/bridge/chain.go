package bridge

import "fmt"

// Chain is a unit told by its steps, each the outcome of the one before: visits, customers, revenue.
type Chain struct {
	Name          string
	Before, After []float64
}

// Unit turns steps into factors: the first step and the quotients of neighbours. A quotient of nothing by nothing
// takes the value of the other period, so that its contribution is zero. Something out of nothing (customers without
// a visit) has no quotient; the unit then stays unsplit and says so.
func (c Chain) Unit() Unit {
	u := Unit{Name: c.Name, Presence: presence(c.Before, c.After)}
	if len(c.Before) == 0 || len(c.Before) != len(c.After) {
		u.Unsplit = "its steps are not known"
		return u
	}
	last := len(c.Before) - 1
	u.From, u.To = c.Before[last], c.After[last]
	u.Before, u.After = []float64{c.Before[0]}, []float64{c.After[0]}
	for k := 1; k <= last; k++ {
		before, okBefore := quotient(c.Before, k, &u)
		after, okAfter := quotient(c.After, k, &u)
		if !okBefore {
			before = after
		}
		if !okAfter {
			after = before
		}
		u.Before, u.After = append(u.Before, before), append(u.After, after)
	}
	return u
}

// quotient is step k over the one before; not ok where both are zero.
func quotient(steps []float64, k int, u *Unit) (float64, bool) {
	if steps[k-1] != 0 {
		return steps[k] / steps[k-1], true
	}
	if steps[k] != 0 {
		u.Unsplit = fmt.Sprintf("step %d is %g where step %d is zero", k+1, steps[k], k)
	}
	return 0, false
}

// Units turns chains into units.
func Units(chains []Chain) []Unit {
	out := make([]Unit, len(chains))
	for i, c := range chains {
		out[i] = c.Unit()
	}
	return out
}
