package tier

import (
	"math"
	"strconv"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// leaveOut is the share of a segment from which on a rep is compared with the
// others' rate there instead of everybody's.
const leaveOut = 0.2

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

// fitStandardised compares each rep's successes with what the rates of the
// segments would have given at the rep's own mix. A rep with more than a fifth
// of a segment is compared with the others there. The logarithm of
// observed over expected has the standard error sqrt(sum n p (1-p))/expected.
func (f *fitter) fitStandardised(m *model) {
	d, share := f.quotients(m)
	if len(m.units) == 0 {
		return
	}
	pooled := d.Pooled()
	if !share || !(pooled > 0 && pooled < 1) {
		m.units, m.why = nil, plain(m.from)+" all ended alike"
		return
	}
	m.needTrials(pooled)
	expected, variance := f.expected(m)
	var e stats.Estimates
	for i, rep := range m.units {
		observed := d.Successes[i]
		e.Mean = append(e.Mean, math.Log((observed+0.5)/(expected[rep]+0.5)))
		e.SE = append(e.SE, math.Sqrt(variance[rep]+0.25)/(expected[rep]+0.5))
	}
	m.pool, m.ok = stats.PoolMeans(e, m.pooling())
	m.show = func(x float64) float64 { return math.Min(1, pooled*math.Exp(x)) }
	m.describe.Method = "normal-normal on logarithms of observed over expected"
	fit, ok := stats.FitNormal(e, stats.REML)
	if !ok {
		return
	}
	m.test = tested(fit.Q, "chi-square of observed over expected")
	alone, _ := stats.HomogeneityOfProportions(d)
	m.mix = &Mix{By: f.cube.SegmentBy, Segments: len(f.cube.Segments),
		Alone: tested(alone, "chi-square of proportions"), Given: m.test}
	m.mix.SDAlone, m.mix.SDGiven = logSpread(d, pooled), spread(e.Mean)
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

// expected are each rep's expected successes at the segments' rates, and their
// binomial variance.
func (f *fitter) expected(m *model) (expected, variance []float64) {
	expected, variance = make([]float64, len(f.cube.Reps)), make([]float64, len(f.cube.Reps))
	for s := range f.cube.Segments {
		n, y := f.segment(s, m)
		allN, allY := stats.Sum(n), stats.Sum(y)
		for rep := range n {
			p := share(allY, allN)
			if n[rep] > leaveOut*allN && allN > n[rep] {
				p = share(allY-y[rep], allN-n[rep])
			}
			expected[rep] += n[rep] * p
			variance[rep] += n[rep] * p * (1 - p)
		}
	}
	return expected, variance
}

// segment gives trials and successes by rep in a segment.
func (f *fitter) segment(s int, m *model) (n, y []float64) {
	from, top, lost := f.cube.Step(m.from), f.cube.Step(m.top), f.cube.Step(funnel.Lost)
	for rep := range f.cube.Reps {
		trials := float64(f.cube.SumSegment(rep, f.window, s, from).N)
		won := 0.0
		if m.name == WinRate && lost >= 0 {
			won = trials - float64(f.cube.SumSegment(rep, f.window, s, lost).N)
		} else {
			won = float64(f.cube.SumSegment(rep, f.window, s, top).N)
		}
		n, y = append(n, trials), append(y, won)
	}
	return n, y
}

func share(y, n float64) float64 {
	if n <= 0 {
		return 0
	}
	return math.Min(1, math.Max(0, y/n))
}

func logSpread(d stats.Proportions, pooled float64) float64 {
	var logs []float64
	for i, n := range d.Trials {
		logs = append(logs, math.Log((d.Successes[i]+0.5)/(n*pooled+0.5)))
	}
	return spread(logs)
}

func spread(xs []float64) float64 {
	sd, _ := stats.SD(xs)
	return sd
}
