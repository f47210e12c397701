package goal

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// Aim is one goal as it is set: a step of the chain, and either a change on the base or an absolute target.
type Aim struct {
	Step string
	// Change is the relative change, 0.1 for +10 %; nil for an absolute target.
	Change *float64
	// Target is the absolute target in the step's own unit; nil for a change.
	Target *float64
}

// AimError is a goal that cannot be read.
type AimError struct{ Text, What, hint string }

// Error says which goal and what is wrong with it.
func (e *AimError) Error() string { return fmt.Sprintf("%q %s", e.Text, e.What) }

// Hint says how a goal is written.
func (e *AimError) Hint() string { return e.hint }

// The largest target and the largest change in percent that are taken for meant.
const (
	largestAim    = 1e15
	largestChange = 1e6
)

const aimForms = "like revenue=+10%, customers=50 or revenue=1.2M"

// ParseAims reads goals as the --goal flag takes them: STEP=+10%, STEP=-5%, STEP=1.2M, STEP=1,200,000, several of them
// separated by blanks. A step may have one goal.
func ParseAims(texts []string) ([]Aim, error) {
	var out []Aim
	seen := map[string]bool{}
	for _, text := range strings.Fields(strings.Join(texts, " ")) {
		aim, err := parseAim(text)
		if err != nil {
			return nil, err
		}
		if seen[aim.Step] {
			return nil, &AimError{text, "is a second goal for the same step", "give each step one goal"}
		}
		seen[aim.Step] = true
		out = append(out, aim)
	}
	if len(out) == 0 {
		return nil, &AimError{strings.Join(texts, " "), "is not a goal", aimForms}
	}
	return out, nil
}

func parseAim(text string) (Aim, error) {
	step, value, ok := strings.Cut(text, "=")
	if !ok || step == "" || value == "" {
		return Aim{}, &AimError{text, "is not STEP=VALUE", aimForms}
	}
	aim := Aim{Step: step}
	if share, ok := strings.CutSuffix(value, "%"); ok {
		return aim.changing(text, share)
	}
	if strings.HasPrefix(value, "+") {
		return aim, &AimError{text, "is neither a change in percent nor an absolute target", aimForms}
	}
	v, err := ParseAmount(value)
	if err != nil {
		return aim, &AimError{text, "is no goal: " + err.Error(), aimForms}
	}
	if !(v > 0) {
		return aim, &AimError{text, "is no goal: a target is above zero", aimForms}
	}
	if v > largestAim {
		return aim, &AimError{text, "is beyond all bounds", aimForms}
	}
	aim.Target = &v
	return aim, nil
}

func (aim Aim) changing(text, share string) (Aim, error) {
	v, err := strconv.ParseFloat(share, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return aim, &AimError{text, "is not a change in percent", aimForms}
	}
	if share[0] != '+' && share[0] != '-' && v != 0 {
		return aim, &AimError{text, "does not say up or down", fmt.Sprintf("write %s=+%s%% for a change on the base", aim.Step, share)}
	}
	if v > largestChange {
		return aim, &AimError{text, "is beyond all bounds", aimForms}
	}
	if v <= -100 {
		return aim, &AimError{text, "leaves nothing: a target is above zero", aimForms}
	}
	v /= 100
	aim.Change = &v
	return aim, nil
}

var amountForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?([kKmMbB]?)$`)
})

// ParseAmount reads an amount in figures: 1200000, 1,200,000, 1.2M, 350k. A comma only separates thousands.
func ParseAmount(text string) (float64, error) {
	m := amountForm().FindStringSubmatch(text)
	if m == nil {
		return 0, errors.New("an amount is written 1200000, 1,200,000, 1.2M or 350k")
	}
	number := strings.ReplaceAll(strings.TrimSuffix(text, m[4]), ",", "")
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0, errors.New("the amount is beyond all bounds")
	}
	switch strings.ToLower(m[4]) {
	case "k":
		v *= 1e3
	case "m":
		v *= 1e6
	case "b":
		v *= 1e9
	}
	return v, nil
}

// Refusal says that a cube cannot answer, why, and what would help.
type Refusal struct{ What, hint string }

// Error says why.
func (r *Refusal) Error() string { return r.What }

// Hint says what would help.
func (r *Refusal) Hint() string { return r.hint }

// Mistake is a question that cannot be asked so: other flags would help, other data need not.
type Mistake struct{ What, hint string }

// Error says what is wrong with the question.
func (m *Mistake) Error() string { return m.What }

// Hint says how to ask.
func (m *Mistake) Hint() string { return m.hint }

// Noun is what a step counts, in words: closed deals for closed.
func Noun(step string) string {
	switch step {
	case funnel.Closed, funnel.Lost, funnel.Opened:
		return step + " deals"
	}
	return step
}

// Quantity is so many of a step in words: 1 customer, 12 closed deals. The number is written already.
func Quantity(number, step string) string {
	if number == "1" {
		return "1 " + strings.TrimSuffix(Noun(step), "s")
	}
	return number + " " + Noun(step)
}
