package tier

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// model is a metric fitted to all reps together.
type model struct {
	metric
	describe Metric
	// units are the reps with data, by index in the cube; pool holds their
	// posteriors in the same order. ok is false where there is nothing to fit.
	units []int
	pool  stats.Pool
	ok    bool
	// show turns a value of the pool into the metric's unit.
	show func(float64) float64
	// data is what each rep of the cube shows, by index in the cube.
	data []datum
	test Heterogeneity
	mix  *Mix
	why  string // why nothing could be fitted
}

// datum is what one rep shows of a metric.
type datum struct {
	n      float64
	raw    *float64
	reason string // why the rep cannot be ranked; empty for no reason
	needed *float64
}

// fitter holds what all models of a window are fitted from.
type fitter struct {
	cube   *funnel.Cube
	opts   Options
	window funnel.Window
	days   workdays
	exact  map[string][]float64 // values of a step by rep
	phi    map[string]float64   // dispersion by step
}

func newFitter(c *funnel.Cube, w funnel.Window, o Options) *fitter {
	return &fitter{cube: c, opts: o, window: w, days: newWorkdays(c, w, o.Ramp),
		exact: map[string][]float64{}, phi: map[string]float64{}}
}

// values are the step's values by rep.
func (f *fitter) values(step string) []float64 {
	if v, ok := f.exact[step]; ok {
		return v
	}
	out := make([]float64, len(f.cube.Reps))
	if i := f.cube.Step(step); i >= 0 {
		for rep := range out {
			out[rep] = f.cube.Sum(rep, f.window, i).Value(f.cube.Steps[i].Kind)
		}
	}
	f.exact[step] = out
	return out
}

// candidate tells whether the cube's rep can be ranked at all, and why not.
func (f *fitter) candidate(rep int) string {
	r := f.cube.Reps[rep]
	switch {
	case r.Unassigned:
		return "records without a rep"
	case !f.recorded(rep) && r.First == nil:
		return "no deals or visits"
	case !f.recorded(rep):
		return "no deals or visits in this period"
	}
	return ""
}

// ofDeals tells whether the metric counts or sums deals.
func (m metric) ofDeals() bool {
	return m.top != funnel.Visits && (m.shape != perDay || m.top == funnel.Customers || m.top == funnel.Closed)
}

// tellsOpened tells whether the cube knows of deals opened in the window.
func (f *fitter) tellsOpened() bool {
	return f.cube.Has(funnel.Opened) && f.cube.Total(f.window, f.cube.Step(funnel.Opened)).N > 0
}

// dealless tells whether there is no deal of the rep, where deals opened are
// known: somebody with no chance to win any is not one who wins none.
func (f *fitter) dealless(rep int) bool {
	for _, step := range []string{funnel.Opened, funnel.Closed, funnel.Customers} {
		if i := f.cube.Step(step); i >= 0 && f.cube.Sum(rep, f.cube.All(), i).N > 0 {
			return false
		}
	}
	return true
}

// recorded tells whether any step of the funnel has a record of the rep.
func (f *fitter) recorded(rep int) bool {
	for i, s := range f.cube.Steps {
		if s.Name != funnel.Quota && f.cube.Sum(rep, f.window, i).N > 0 {
			return true
		}
	}
	return false
}

// fit fits a metric.
func (f *fitter) fit(m metric) *model {
	out := &model{metric: m, describe: m.describe(f.cube), data: make([]datum, len(f.cube.Reps)),
		show: func(x float64) float64 { return x }}
	needsDeals := m.ofDeals() && f.tellsOpened()
	for rep := range out.data {
		out.data[rep].reason = f.candidate(rep)
		if out.data[rep].reason == "" && needsDeals && f.dealless(rep) {
			out.data[rep].reason = "visits but not one deal, won, lost or open: is the owner of the deals somebody else?"
		}
	}
	switch m.shape {
	case perDay:
		f.fitCounts(out)
	case quotient:
		f.fitQuotient(out)
	case size:
		f.fitSizes(out)
	case product:
		f.fitProduct(out)
	case reached:
		f.fitAttainment(out)
	}
	out.finish()
	return out
}

// finish settles what every model says of the group.
func (m *model) finish() {
	m.describe.Heterogeneity = m.test
	if m.test.Verdict == "" {
		m.test.Verdict = TooLittle
		m.describe.Heterogeneity = m.test
	}
	if !m.ok {
		return
	}
	m.describe.Typical = number(m.show(m.centre()))
}

// centre is the typical value on the pool's scale: the mean over units, or the
// middle unit of a pool without a population.
func (m *model) centre() float64 {
	if _, ok := m.pool.Prior(); ok {
		return m.pool.GroupMean()
	}
	return m.medianMean()
}

// logs tells that the pool holds logarithms.
func (m *model) logs() bool {
	return m.shape == size || m.shape == product || m.shape == reached || m.mix != nil
}

// medianMean is the middle of the units' means, for pools without a population.
func (m *model) medianMean() float64 {
	var means []float64
	for i := range m.units {
		means = append(means, m.pool.Unit(i).Mean())
	}
	v, _ := stats.Median(means)
	return v
}

// pooling integrates the hyperparameters; of large groups their mean is known
// well enough.
func (m *model) pooling() stats.PoolOptions {
	if len(m.units) > 3*stats.ExactRankLimit {
		return stats.PoolOptions{Pooling: stats.StrengthIntegrated}
	}
	return stats.PoolOptions{}
}

// measure is the metric of one rep; place is the rep's place in the pool or -1.
func (m *model) measure(rep, place int) Measure {
	out := Measure{N: m.data[rep].n, Value: m.data[rep].raw}
	if !m.ok || place < 0 {
		return out
	}
	unit := m.pool.Unit(place)
	i := stats.CredibleInterval(unit, Level)
	out.Estimate = number(m.show(unit.Mean()))
	out.Low, out.High = number(m.show(i.Low)), number(m.show(i.High))
	return out
}

// places maps reps of the cube to places in the pool, -1 for none.
func (m *model) places() []int {
	out := make([]int, len(m.data))
	for i := range out {
		out[i] = -1
	}
	for i, rep := range m.units {
		out[rep] = i
	}
	return out
}

// verdict judges a test of whether units differ.
func verdict(p float64, units int) string {
	switch {
	case units < 2:
		return TooLittle
	case p < 0.05:
		return Real
	}
	return Luck
}

// tested turns a chi-square test into what is said about it.
func tested(h stats.Homogeneity, test string) Heterogeneity {
	out := Heterogeneity{Test: test, DF: h.DF, Verdict: verdict(h.P, h.DF+1)}
	if h.DF > 0 {
		out.P, out.Statistic = number(h.P), number(h.ChiSquare)
	}
	return out
}

// number is a pointer to v, nil where v is none.
func number(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

func ratio(a, b float64) *float64 {
	if b == 0 {
		return nil
	}
	return number(a / b)
}
