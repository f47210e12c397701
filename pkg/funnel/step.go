package funnel

import (
	"fmt"
	"slices"
	"strings"
)

// The names of the steps that exports give without configuration.
const (
	// Visits are completed activities of a visit-like kind.
	Visits = "visits"
	// Closed are deals won or lost, at their close date.
	Closed = "closed"
	// Customers are won deals (or first won deals of an account), at their
	// close date.
	Customers = "customers"
	// Revenue is the summed amount of won deals, at their close date.
	Revenue = "revenue"
	// Lost are deals lost, at their close date.
	Lost = "lost"
	// Opened are deals created, at their creation date.
	Opened = "opened"
	// Quota is the revenue goal set for a rep and period.
	Quota = "quota"
)

// Kind tells how a step's value comes from its tally.
type Kind uint8

// The kinds of steps.
const (
	// Counted steps have the number of records as their value.
	Counted Kind = iota
	// Summed steps have the sum of the records' amounts as their value.
	Summed
)

// Step is a quantity tallied per rep and period.
type Step struct {
	Name string
	Kind Kind
	// Unit is the currency of a summed step where it is known, else empty.
	Unit string
}

// Funnel is an ordered chain of at least two step names, from what a rep does
// to what the business gets, such as visits -> customers -> revenue.
type Funnel []string

// Default is the chain that the coaching model starts from.
func Default() Funnel { return Funnel{Visits, Customers, Revenue} }

// ParseFunnel reads a chain as the --funnel flag takes it: names joined by
// "->" or commas.
func ParseFunnel(s string) (Funnel, error) {
	var f Funnel
	for _, name := range strings.Split(strings.ReplaceAll(s, "->", ","), ",") {
		f = append(f, strings.TrimSpace(name))
	}
	return f, f.check()
}

func (f Funnel) check() error {
	if len(f) < 2 {
		return fmt.Errorf("a funnel needs at least two steps, like %s", Default())
	}
	for i, name := range f {
		if name == "" {
			return fmt.Errorf("funnel %q has an empty step", f)
		}
		if slices.Contains(f[:i], name) {
			return fmt.Errorf("funnel %q has the step %q twice", f, name)
		}
	}
	return nil
}

// String is the chain as it is read, joined by arrows.
func (f Funnel) String() string { return strings.Join(f, " -> ") }

// Activity is the first step, what a rep can decide to do.
func (f Funnel) Activity() string { return f[0] }

// Result is the last step, what the business gets.
func (f Funnel) Result() string { return f[len(f)-1] }
