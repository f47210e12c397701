package tier

import (
	"math"
	"slices"
	"strings"
)

// z90 is the standard normal quantile of two-sided 90 % intervals.
const z90 = 1.6448536269514722

// move says how reps moved from an earlier period. A market that lifts all
// moves nobody: a change is judged against that of the middle rep, and could
// be luck below 1.645 standard deviations of both posteriors' logarithms.
func (a *analyst) move(before *analyst) {
	a.Compared = &before.Period
	now, then := a.main.places(), before.main.places()
	for i, rep := range a.rows {
		b := before.Reps[i]
		m := &Movement{RankBefore: b.Rank, Before: b.Measures[a.Metric].Estimate, Verdict: TooLittle}
		a.Reps[i].Movement = m
		if !a.main.ok || !before.main.ok || now[rep] < 0 || then[rep] < 0 {
			continue
		}
		if e := a.Reps[i].Measures[a.Metric].Estimate; e != nil && m.Before != nil && *m.Before > 0 {
			m.Change = number(*e / *m.Before - 1)
		}
		enough := a.main.data[rep].reason == "" && before.main.data[rep].reason == ""
		m.judge(a.main.position(now[rep]), before.main.position(then[rep]), enough)
	}
}

// position is the logarithm of a unit's value over the typical one, with its
// variance.
type position struct {
	mean, variance float64
	ok             bool
}

func (m *model) position(place int) position {
	mean, variance, ok := m.pool.Unit(place).LogMoments()
	centre, fine := m.logCentre()
	return position{mean - centre, variance, ok && fine}
}

// logCentre is the logarithm of the middle rep's value on the pool's scale: one
// who leaps does not move the middle.
func (m *model) logCentre() (centre float64, ok bool) {
	v := m.medianMean()
	if m.logs() {
		return v, true
	}
	return math.Log(v), v > 0
}

func (m *Movement) judge(now, then position, enough bool) {
	if !now.ok || !then.ok {
		return
	}
	shift := now.mean - then.mean
	m.AgainstTeam = number(math.Expm1(shift))
	switch {
	case !enough:
	case math.Abs(shift) > z90*math.Sqrt(now.variance+then.variance):
		m.Verdict = Real
	default:
		m.Verdict = Luck
	}
}

// sort brings the ranked reps first, by rank and name, then the others by
// name.
func (a *analyst) sort() {
	slices.SortStableFunc(a.Reps, func(x, y Rep) int {
		switch {
		case x.Ranked != y.Ranked:
			if x.Ranked {
				return -1
			}
			return 1
		case x.Ranked && *x.Rank != *y.Rank:
			return *x.Rank - *y.Rank
		}
		return strings.Compare(x.Rep, y.Rep)
	})
}
