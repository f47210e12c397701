package goal

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Condition is a gate on the team's figures, such as chance<0.5.
type Condition struct {
	Name  string
	Op    string
	Value float64
	text  string
}

var conditionForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*([a-z_]+)\s*(<=|>=|==|!=|<|>|=)\s*(\S+)\s*$`)
})

// conditionNames are the figures that a condition may name.
var conditionNames = []string{"chance", "attainment", "ahead", "done", "expected", "forecast", "low", "high", "goal", "needed_a_day"}

// ParseCondition reads NAME OP NUMBER: chance<0.5, attainment < 90%, forecast>=1.2M.
func ParseCondition(text string) (Condition, error) {
	m := conditionForm().FindStringSubmatch(text)
	if m == nil {
		return Condition{}, &AimError{text, "is not NAME OP NUMBER", "like chance<0.5; OP is one of < <= > >= == !="}
	}
	if !slices.Contains(conditionNames, m[1]) {
		return Condition{}, &AimError{text, "names no figure of the team", "the figures are " + strings.Join(conditionNames, ", ")}
	}
	v, err := conditionNumber(m[3])
	if err != nil {
		return Condition{}, &AimError{text, "compares with no number: " + err.Error(), "like chance<0.5 or attainment<90%"}
	}
	return Condition{m[1], m[2], v, strings.TrimSpace(text)}, nil
}

func conditionNumber(text string) (float64, error) {
	if share, ok := strings.CutSuffix(text, "%"); ok {
		v, err := strconv.ParseFloat(share, 64)
		if err != nil {
			return 0, fmt.Errorf("%q is no share", text)
		}
		return v / 100, nil
	}
	return ParseAmount(text)
}

// String is the condition as it was written.
func (c Condition) String() string { return c.text }

// Holds tells whether the condition is true of a standing; known is false where its figure is not known.
func (c Condition) Holds(s Standing) (holds, known bool) {
	figures := map[string]*float64{
		"chance": s.Chance, "attainment": s.Attainment, "ahead": s.Ahead, "done": &s.Done, "expected": s.Expected,
		"forecast": s.Forecast, "low": s.Low, "high": s.High, "goal": s.Goal, "needed_a_day": s.NeededADay,
	}
	v := figures[c.Name]
	if v == nil {
		return false, false
	}
	switch c.Op {
	case "<":
		return *v < c.Value, true
	case "<=":
		return *v <= c.Value, true
	case ">":
		return *v > c.Value, true
	case ">=":
		return *v >= c.Value, true
	case "!=":
		return *v != c.Value, true
	}
	return *v == c.Value, true
}
