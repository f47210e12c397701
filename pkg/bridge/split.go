package bridge

import (
	"errors"
	"fmt"
	"math"

	"github.com/salescoach/salescoach/pkg/stats"
)

// Method names a way to split a change over its factors.
type Method int

const (
	// Auto is LMDI, or Shapley where a negative factor (credit notes) rules out logarithms.
	Auto Method = iota
	// LMDI weighs logarithmic changes by the logarithmic mean.
	LMDI
	// Shapley averages over all orders in which the factors may have changed.
	Shapley
	// OneAtATime changes the factors in their order. The result depends on that order and puts every joint effect on
	// the later factor; it is here for contrast and never a default.
	OneAtATime
)

// String is the word for the method in options and output.
func (m Method) String() string {
	return [...]string{"auto", "lmdi", "shapley", "one-at-a-time"}[m]
}

// ErrNegative says that a factor is below zero, where LMDI has no answer.
var ErrNegative = errors.New("a factor is negative: logarithms cannot split this change, use Shapley")

// maxFactors bounds the orders that Shapley averages over.
const maxFactors = 16

// Unit is a rep, a segment or a whole team in two periods: a value that is the product of factors.
type Unit struct {
	Name string
	// Before and After are the factors of the two periods, in the order of the drivers.
	Before, After []float64
	// From and To are the values, the products of the factors.
	From, To float64
	// Unsplit says why the factors do not make up the value (customers without a visit); empty as a rule. The change of
	// such a unit stays in one piece.
	Unsplit string
	// Presence tells who joined and who left.
	Presence Presence
}

// NewUnit makes a unit of its factors.
func NewUnit(name string, before, after []float64) Unit {
	return Unit{Name: name, Before: before, After: after, From: product(before), To: product(after)}
}

func product(x []float64) float64 {
	p := 1.0
	for _, v := range x {
		p *= v
	}
	return p
}

// UnitSplit is the split change of one unit, in the unit of the value.
type UnitSplit struct {
	Unit
	// Contributions has one amount a driver; they and Rest add up to To - From.
	Contributions []float64
	// Rest is the change of a unit that could not be split.
	Rest float64
}

// Split is a change between two periods, split over drivers.
type Split struct {
	Method  Method
	Drivers []string
	Units   []UnitSplit
	// From and To are the totals of the two periods.
	From, To float64
	// Totals adds each driver's contributions over the units; with Rest they add up to To - From.
	Totals []float64
	Rest   float64
}

// Decompose splits the change of a sum of products over their factors, unit by unit, and adds the units up.
// A reader may add units into larger ones: contributions add likewise. It errs where units and drivers do not fit
// together, where a number is not finite and, under LMDI, with ErrNegative.
func Decompose(method Method, drivers []string, units []Unit) (Split, error) {
	if err := check(drivers, units); err != nil {
		return Split{}, err
	}
	negative := anyNegative(units)
	switch {
	case method == LMDI && negative:
		return Split{}, ErrNegative
	case method == Auto && negative:
		method = Shapley
	case method == Auto:
		method = LMDI
	}
	s := Split{Method: method, Drivers: drivers}
	for _, u := range units {
		s.Units = append(s.Units, splitUnit(method, u, len(drivers)))
	}
	s.sum()
	return s, nil
}

func check(drivers []string, units []Unit) error {
	if len(drivers) == 0 || len(drivers) > maxFactors {
		return fmt.Errorf("a change is split over 1 to %d drivers, not %d", maxFactors, len(drivers))
	}
	for _, u := range units {
		if u.Unsplit == "" && (len(u.Before) != len(drivers) || len(u.After) != len(drivers)) {
			return fmt.Errorf("%s has %d and %d factors, not %d", u.Name, len(u.Before), len(u.After), len(drivers))
		}
		sum := u.From + u.To
		for _, x := range append(append([]float64{}, u.Before...), u.After...) {
			sum += x
		}
		if math.IsNaN(sum) || math.IsInf(sum, 0) {
			return fmt.Errorf("a figure of %s is not finite", u.Name)
		}
	}
	return nil
}

func anyNegative(units []Unit) bool {
	for _, u := range units {
		for k := range u.Before {
			if u.Unsplit == "" && (u.Before[k] < 0 || u.After[k] < 0) {
				return true
			}
		}
	}
	return false
}

func splitUnit(method Method, u Unit, drivers int) UnitSplit {
	out := UnitSplit{Unit: u}
	switch {
	case u.Unsplit != "":
		out.Contributions, out.Rest = make([]float64, drivers), u.To-u.From
		return out
	case method == LMDI:
		out.Contributions = lmdi(u)
	case method == Shapley:
		out.Contributions = shapley(u)
	default:
		out.Contributions = sequential(u)
	}
	out.settle()
	return out
}

// settle puts the rounding on the largest part, so that small changes of large values still add up.
func (u *UnitSplit) settle() {
	largest := 0
	for k, c := range u.Contributions {
		if math.Abs(c) > math.Abs(u.Contributions[largest]) {
			largest = k
		}
	}
	u.Contributions[largest] += u.To - u.From - stats.Sum(u.Contributions)
}

func (s *Split) sum() {
	var from, to, rest []float64
	parts := make([][]float64, len(s.Drivers))
	for _, u := range s.Units {
		from, to, rest = append(from, u.From), append(to, u.To), append(rest, u.Rest)
		for k := range s.Drivers {
			parts[k] = append(parts[k], u.Contributions[k])
		}
	}
	s.From, s.To, s.Rest = stats.Sum(from), stats.Sum(to), stats.Sum(rest)
	for k := range parts {
		s.Totals = append(s.Totals, stats.Sum(parts[k]))
	}
}

// Change is To - From.
func (s Split) Change() float64 { return s.To - s.From }

// Ratio is To/From; not ok where From is zero.
func (s Split) Ratio() (ratio float64, ok bool) {
	if s.From == 0 {
		return 0, false
	}
	return s.To / s.From, true
}
