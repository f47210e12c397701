package tier

import (
	"math"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/stats"
)

// move says how reps moved from an earlier period. A change could be luck
// where it is below 1.645 standard deviations of both posteriors together.
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
		if a.main.data[rep].reason == "" && before.main.data[rep].reason == "" {
			m.Verdict = moved(a.main.pool.Unit(now[rep]), before.main.pool.Unit(then[rep]))
		}
	}
}

// moved judges the difference of two posteriors of the same metric.
func moved(now, then stats.Mixture) string {
	const z = 1.6448536269514722 // of 90 %
	if math.Abs(now.Mean()-then.Mean()) > z*math.Hypot(now.SD(), then.SD()) {
		return Real
	}
	return Luck
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
