package tier

import (
	"math"
	"strconv"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// sizeRows are rows with the same number, mean and variance of logarithms in
// every rep and segment as the deals have: what the F tests depend on.
func (f *fitter) sizeRows(m *model, bySegment bool) []stats.MixRow {
	var rows []stats.MixRow
	step := f.cube.Step(m.top)
	for _, rep := range m.units {
		name := strconv.Itoa(rep)
		if !bySegment {
			rows = addAlike(rows, f.cube.Sum(rep, f.window, step), stats.MixRow{Unit: name})
			continue
		}
		for s, label := range f.cube.Segments {
			t := f.cube.SumSegment(rep, f.window, s, step)
			rows = addAlike(rows, t, stats.MixRow{Unit: name, Stratum: label})
		}
	}
	return rows
}

// addAlike adds as many rows as the tally has logarithms, with their mean and
// sum of squares: one on either side of the mean, the others on it.
func addAlike(rows []stats.MixRow, t funnel.Tally, row stats.MixRow) []stats.MixRow {
	mean, ok := t.LogMean()
	if !ok {
		return rows
	}
	v, _ := t.LogVariance()
	apart := math.Sqrt(v * float64(t.Positive-1) / 2)
	for i := range t.Positive {
		row.Value = mean
		switch i {
		case 0:
			row.Value += apart
		case 1:
			row.Value -= apart
		}
		rows = append(rows, row)
	}
	return rows
}

// fitSizesGivenMix compares what reps make of the same products: the mean of a
// rep's logarithms less those of their segments.
func (f *fitter) fitSizesGivenMix(m *model) {
	rows := f.sizeRows(m, true)
	test, ok := stats.CompareMix(rows)
	if !ok {
		m.why = "the segments hold no deal with an amount"
		return
	}
	m.mix = &Mix{
		By: f.cube.SegmentBy, SDAlone: test.SDRaw, SDGiven: test.SDAdjusted, Segments: len(f.cube.Segments),
		Alone: fTested(test.Alone, test.HasAlone, len(m.units)), Given: fTested(test.Given, test.HasGiven, len(m.units)),
	}
	m.test = m.mix.Given
	mean, within := withinSegments(rows)
	if !(within > 1e-12) {
		m.why = "no deals of the same segment differ in size"
		return
	}
	level := *m.describe.Team // what the mean logarithm stands for
	m.show = func(x float64) float64 { return math.Exp(x-mean) * level }
	m.describe.Method = "normal-normal on logarithms within segments"
	adjusted := map[string]float64{}
	for i, unit := range test.Units {
		adjusted[unit] = test.Adjusted[i]
	}
	var d stats.Estimates
	for _, rep := range m.units {
		d.Mean = append(d.Mean, mean+adjusted[strconv.Itoa(rep)])
		d.SE = append(d.SE, math.Sqrt(within/m.data[rep].n))
	}
	m.pool, m.ok = stats.PoolMeans(d, m.pooling())
}

// withinSegments is the mean logarithm of all rows and the variance of those
// within segments.
func withinSegments(rows []stats.MixRow) (mean, variance float64) {
	sum, count := map[string]float64{}, map[string]float64{}
	all := make([]float64, len(rows))
	for i, r := range rows {
		sum[r.Stratum] += r.Value
		count[r.Stratum]++
		all[i] = r.Value
	}
	squares := make([]float64, len(rows))
	for i, r := range rows {
		miss := r.Value - sum[r.Stratum]/count[r.Stratum]
		squares[i] = miss * miss
	}
	mean, _ = stats.Mean(all)
	if free := len(rows) - len(count); free > 0 {
		variance = stats.Sum(squares) / float64(free)
	}
	return mean, variance
}

// segmented tells whether a step is tallied by segment.
func segmented(c *funnel.Cube, w funnel.Window, step string) bool {
	i := c.Step(step)
	for s := range c.Segments {
		for rep := range c.Reps {
			if c.SumSegment(rep, w, s, i).N > 0 {
				return true
			}
		}
	}
	return false
}
