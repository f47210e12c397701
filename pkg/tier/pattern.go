package tier

import (
	"github.com/salescoach/salescoach/pkg/stats"
)

// The patterns of activity and conversion that the coaching model tells apart.
const (
	LowActivity               = "low activity"
	LowConversion             = "low conversion"
	BusyLowConversion         = "high activity, low conversion"
	LowBoth                   = "low activity, low conversion"
	HighActivity              = "high activity"
	HighConversion            = "high conversion"
	HighBoth                  = "high activity, high conversion"
	LowActivityHighConversion = "low activity, high conversion"
	Ramping                   = "ramping up"
	NothingClear              = "nothing clear"
	NoPattern                 = ""
)

// clear is the probability from which on a rep is said to lie below or above
// the typical one, and material the relative distance that it must have.
const (
	clear    = 0.9
	material = 0.1
)

// addPatterns says who does little, and who does much with little effect. A
// pattern needs enough data in both.
func (a *analyst) addPatterns() {
	act, conv := a.model(activity(a.cube)), a.model(Conversion)
	if act == nil || conv == nil || !act.ok || !conv.ok {
		return
	}
	actAt, convAt := act.places(), conv.places()
	for i, rep := range a.rows {
		p := &a.Reps[i].Pattern
		below := [2]side{act.side(actAt[rep]), conv.side(convAt[rep])}
		p.Activity, p.Conversion = below[0].p, below[1].p
		if act.data[rep].reason != "" || conv.data[rep].reason != "" || p.Activity == nil || p.Conversion == nil {
			continue
		}
		p.Words = patternOf(below[0].where(), below[1].where())
		if p.Words == LowActivity && a.days.hired[rep] {
			p.Words = Ramping
		}
	}
}

func (a *analyst) model(name string) *model {
	for _, m := range a.models {
		if m.name == name {
			return m
		}
	}
	return nil
}

// side is where a unit lies beside the typical one.
type side struct {
	p       *float64 // of lying below
	distant bool     // by more than the material share
}

func (m *model) side(place int) side {
	if place < 0 {
		return side{}
	}
	unit, typical := m.pool.Unit(place), m.centre()
	return side{chance(unit.CDF(typical)), farFrom(unit, typical)}
}

func farFrom(unit stats.Mixture, typical float64) bool {
	d := unit.Mean() - typical
	return d > material*typical || -d > material*typical
}

// where is -1 for clearly below, 1 for clearly above, else 0.
func (s side) where() int {
	switch {
	case !s.distant:
		return 0
	case *s.p >= clear:
		return -1
	case *s.p <= 1-clear:
		return 1
	}
	return 0
}

func patternOf(activity, conversion int) string {
	return map[[2]int]string{
		{-1, -1}: LowBoth, {-1, 0}: LowActivity, {-1, 1}: LowActivityHighConversion,
		{0, -1}: LowConversion, {0, 0}: NothingClear, {0, 1}: HighConversion,
		{1, -1}: BusyLowConversion, {1, 0}: HighActivity, {1, 1}: HighBoth,
	}[[2]int{activity, conversion}]
}
