package tier

import (
	"fmt"
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// amounts are the amounts of the reps, as their logarithms tell them.
type amounts struct {
	tally []funnel.Tally // by rep of the cube
	mean  []float64      // of the logarithms
	// within is the variance of the logarithms within reps, smear what turns
	// exp(mean logarithm) into a mean amount (Duan 1983, JASA 78:605).
	within, smear float64
	// cv2 is the squared coefficient of variation of amounts within reps.
	cv2 float64
	// means tells that logarithms mislead about some rep's mean, as they do
	// where reps sell different mixtures: means are compared directly then.
	means bool
}

func (f *fitter) amounts(step string) amounts {
	a := amounts{tally: make([]funnel.Tally, len(f.cube.Reps)), mean: make([]float64, len(f.cube.Reps))}
	var squares, df, total, geometric, spread []float64
	for rep := range a.tally {
		t := f.cube.Sum(rep, f.window, f.cube.Step(step))
		a.tally[rep] = t
		n := float64(t.Positive)
		mean, ok := t.LogMean()
		if !ok || f.cube.Reps[rep].Unassigned {
			continue
		}
		a.mean[rep] = mean
		total, geometric = append(total, t.Sum.Float()), append(geometric, n*math.Exp(mean))
		if v, ok := t.LogVariance(); ok {
			squares, df = append(squares, v*(n-1)), append(df, n-1)
		}
		if v, ok := t.Variance(); ok {
			if m, _ := t.Mean(); m > 0 {
				spread = append(spread, v/(m*m)*float64(t.Known-1))
			}
		}
	}
	freedom := stats.Sum(df)
	if freedom > 0 {
		a.within, a.cv2 = stats.Sum(squares)/freedom, stats.Sum(spread)/freedom
	}
	if g := stats.Sum(geometric); g > 0 && stats.Sum(total) > 0 {
		a.smear = stats.Sum(total) / g
	}
	a.means = a.usable() && a.misled()
	return a
}

// misled tells whether some rep's mean lies further from what the logarithms
// make of it than three standard errors.
func (a amounts) misled() bool {
	for rep, t := range a.tally {
		own, ok := t.Mean()
		if !ok || own <= 0 || t.Positive < Enough {
			continue
		}
		miss := math.Log(own) - a.mean[rep] - math.Log(a.smear)
		if math.Abs(miss) > 3*math.Sqrt(a.cv2/float64(t.Known)) {
			return true
		}
	}
	return false
}

// usable tells whether the spread within reps is known.
func (a amounts) usable() bool { return a.within > 1e-12 && a.smear > 0 }

// estimate is the logarithm of a rep's mean amount and its standard error,
// infinite without amounts: the mean logarithm with sqrt(within/n), or the
// logarithm of the mean with sqrt(cv²/n).
func (a amounts) estimate(rep int) (mean, se float64) {
	t := a.tally[rep]
	if own, ok := t.Mean(); ok && a.means && own > 0 {
		return math.Log(own), math.Sqrt(a.cv2 / float64(t.Known))
	}
	return a.mean[rep] + math.Log(a.smear), math.Sqrt(a.within / float64(t.Positive))
}

func (a amounts) method() string {
	if a.means {
		return "normal-normal on logarithms of mean amounts"
	}
	return "lognormal"
}

// fitSizes fits the mean amount of a deal on the logarithmic scale.
func (f *fitter) fitSizes(m *model) {
	a := f.amounts(m.top)
	var total, n float64
	for rep, t := range a.tally {
		m.data[rep].n = float64(t.Positive)
		if m.data[rep].reason != "" {
			continue
		}
		if mean, ok := t.Mean(); ok {
			m.data[rep].raw = &mean
			total, n = total+t.Sum.Float(), n+float64(t.Known)
		}
		if t.Positive == 0 {
			m.data[rep].reason = "no deal with an amount above zero"
			continue
		}
		m.units = append(m.units, rep)
		m.needDeals(rep)
	}
	m.describe.Team = ratio(total, n)
	if len(m.units) == 0 {
		return
	}
	if !a.usable() {
		m.why = "no rep's deals differ in size, so that nothing tells chance from difference"
		return
	}
	m.show, m.describe.Method = math.Exp, a.method()
	if f.opts.ByMix {
		f.fitSizesGivenMix(m)
		return
	}
	var d stats.Estimates
	for _, rep := range m.units {
		mean, se := a.estimate(rep)
		d.Mean, d.SE = append(d.Mean, mean), append(d.SE, se)
	}
	m.pool, m.ok = stats.PoolMeans(d, m.pooling())
	rows := f.sizeRows(m, false)
	if test, ok := stats.CompareMix(rows); ok {
		m.test = fTested(test.Alone, test.HasAlone, len(m.units))
	}
}

func (m *model) needDeals(rep int) {
	if n := m.data[rep].n; n < Enough {
		m.data[rep].needed = number(Enough)
		m.data[rep].reason = fmt.Sprintf("too little data: %s with an amount, about %d are enough", counted(n, "deals"), Enough)
	}
}

func fTested(t stats.FTest, ok bool, units int) Heterogeneity {
	if !ok {
		return Heterogeneity{Test: "F of logarithms", Verdict: TooLittle}
	}
	return Heterogeneity{P: number(t.P), Verdict: verdict(t.P, units), Test: "F of logarithms",
		Statistic: number(t.F), DF: t.Between, DFWithin: &t.Within}
}
