package crm

import (
	"fmt"
	"strings"
)

// FormatTrouble is the kind of a [FormatError].
type FormatTrouble string

// The kinds.
const (
	TwoReadings   FormatTrouble = "two_readings"  // every cell can be read in two ways
	Contradiction FormatTrouble = "contradiction" // some cells say one thing, some another
	NoValues      FormatTrouble = "no_values"     // the cells are not of this kind at all
)

// FormatError says why the spelling of a column could not be decided.
type FormatError struct {
	Trouble  FormatTrouble
	Subject  string   // "dates" or "numbers"
	Example  string   // a cell
	Other    string   // a contradicting cell
	Readings []string // what the example could mean
	Flags    []string // the flags that decide
}

// Error says what is wrong, in one line; the caller adds file and column.
func (e *FormatError) Error() string {
	switch e.Trouble {
	case TwoReadings:
		ways := "two"
		if len(e.Readings) > 2 {
			ways = "several"
		}
		return fmt.Sprintf("the %s can be read in %s ways: %q is %s", e.Subject, ways, e.Example, strings.Join(e.Readings, " or "))
	case Contradiction:
		return fmt.Sprintf("the %s contradict each other: %q and %q cannot be of one format", e.Subject, e.Example, e.Other)
	}
	return fmt.Sprintf("these are no %s: %q", e.Subject, e.Example)
}

// Hint says what to do, ready to print behind "hint: ".
func (e *FormatError) Hint() string {
	if len(e.Flags) == 0 {
		return "check the column, or map another one in salescoach.yaml"
	}
	return "say which with " + strings.Join(e.Flags, " or ")
}
