package trend

import (
	"fmt"
	"math"

	"github.com/salescoach/salescoach/pkg/stats"
)

const (
	// level is the confidence of the interval of a direction, and 1-level the limit of the check's p-value.
	level = 0.9
	// minTrendEvents is the least number of records for a direction.
	minTrendEvents = 10
)

// direct finds the direction: the log-linear fit must say so, and the rank test agree.
func (d *data) direct(s *Series) {
	x := d.levels()
	dir := &s.Direction
	dir.Periods = len(x)
	if d.noDirection(dir) {
		return
	}
	d.check(dir, x)
	fit, err := stats.CountTrend(d.inOwnUnit(d.pick(d.y)), d.pick(d.e), 0)
	if err != nil {
		d.fromRanks(dir, x)
		return
	}
	dir.Growth = finite(fit.PercentPerPeriod / 100)
	if low, high, ok := fit.PercentInterval(level); ok {
		dir.Low, dir.High = finite(low/100), finite(high/100)
	}
	dir.Verdict = verdict(dir)
}

// inOwnUnit divides amounts by their mean: the fit and its steps must not
// depend on the currency's unit. Counts stay counts.
func (d *data) inOwnUnit(y []float64) []float64 {
	mean := stats.Sum(y) / float64(max(len(y), 1))
	if d.metric.Kind == Count || d.metric.Kind == Rate || !(mean > 0) {
		return y
	}
	out := make([]float64, len(y))
	for i, v := range y {
		out[i] = v / mean
	}
	return out
}

// noDirection says that there is not enough to tell a direction, and what would do.
func (d *data) noDirection(dir *Direction) bool {
	events := 0.0
	for _, i := range d.used {
		if d.metric.Kind == Rate {
			events += d.y[i]
			continue
		}
		events += d.points[i].N
	}
	need := 0
	switch n := len(d.used); {
	case n < minPeriods:
		need = minPeriods
		dir.Reason = fmt.Sprintf("%s of %d needed", complete(n), need)
	case events == 0:
		dir.Verdict, dir.Reason = Unknown, fmt.Sprintf("no %s", noun(d.metric.Step))
		return true
	case events < minTrendEvents:
		need = int(math.Ceil(float64(n) * minTrendEvents / events))
		dir.Reason = fmt.Sprintf("%s; at this pace %d periods would do", d.counted(events), need)
	default:
		return false
	}
	dir.Verdict, dir.Needed = Unknown, &need
	return true
}

// check adds the robust slope and the rank test. A seasonal series is tested free of its season.
func (d *data) check(dir *Direction, x []float64) {
	if sen, ok := stats.TheilSen(x); ok {
		dir.Slope = finite(sen.Slope * d.typical())
	}
	if mk, _, ok := stats.HamedRao(x); ok {
		dir.MannKendall = &mk.P
	}
}

// fromRanks judges by ranks alone what no log-linear line fits, such as negative amounts.
func (d *data) fromRanks(dir *Direction, x []float64) {
	dir.Verdict, dir.Reason = NotShown, "no change in percent can be fitted: judged by ranks alone"
	if dir.MannKendall == nil || dir.Slope == nil || *dir.MannKendall >= 1-level {
		return
	}
	switch mk, ok := stats.MannKendall(x); {
	case ok && mk.S > 0:
		dir.Verdict = Rising
	case ok && mk.S < 0:
		dir.Verdict = Falling
	}
}

// verdict is rising or falling where the interval leaves zero out and the rank test agrees.
func verdict(dir *Direction) Verdict {
	var v Verdict
	switch {
	case dir.Low == nil || dir.High == nil:
		return NotShown
	case *dir.Low > 0:
		v = Rising
	case *dir.High < 0:
		v = Falling
	default:
		return NotShown
	}
	if dir.MannKendall == nil || *dir.MannKendall >= 1-level {
		dir.Reason = "the fit shows a slope and the rank test does not: a few periods may make it"
		return NotShown
	}
	return v
}

func finite(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}
