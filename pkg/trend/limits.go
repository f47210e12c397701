package trend

import (
	"fmt"
	"math"
	"slices"

	"github.com/salescoach/salescoach/pkg/stats"
)

const (
	// minPeriods is the least for limits and a direction; steadyPeriods makes limits steady (Wheeler 2000).
	minPeriods    = 6
	steadyPeriods = 12
	// minEvents is the least mean number of events a period for limits: below it most periods are 0 or 1, and gaps
	// between events would have to be charted.
	minEvents = 2
	// runLength is that of stats.TwoRules.
	runLength = 8
)

// charted is what the chart is drawn of, and how a height in it is written as a value of the k-th used period.
type charted struct {
	z     []float64
	value func(k int, z float64) float64
	chart stats.XmRChart
}

// judge fills limits, signals, direction and changes.
func (d *data) judge(s *Series) {
	if s.Limits.Reason = d.tooFew(); s.Limits.Reason == "" {
		d.limit(s)
	}
	d.direct(s)
	d.change(s)
}

// tooFew says why no limits can be drawn, and what would do; empty where they can.
func (d *data) tooFew() string {
	switch n, events := len(d.base), d.events(); {
	case n < minPeriods:
		return fmt.Sprintf("%s; limits need %d, and %d to be steady", complete(n), minPeriods, steadyPeriods)
	case events == 0:
		return fmt.Sprintf("no %s in %s", noun(d.metric.Step), complete(n))
	case d.metric.Kind != Mean && events < minEvents*float64(n):
		return fmt.Sprintf("%s in %d periods; limits need %d a period: take longer periods", d.counted(events), n, minEvents)
	}
	return ""
}

// counted names what the values rest on, with its number.
func (d *data) counted(events float64) string {
	what := noun(d.metric.Step)
	if d.metric.Kind == Sum || d.metric.Kind == Mean {
		what = "records of " + what
		if events == 1 {
			what = "record of " + noun(d.metric.Step)
		}
	}
	return fmt.Sprintf("%.0f %s", events, what)
}

// events counts what the baseline rests on.
func (d *data) events() float64 {
	sum := 0.0
	for _, k := range d.base {
		if d.metric.Kind == Rate {
			sum += d.y[d.used[k]]
			continue
		}
		sum += d.points[d.used[k]].N
	}
	return sum
}

// limit draws the limits and reads the signals.
func (d *data) limit(s *Series) {
	c, ok := d.draw(&s.Limits)
	if !ok {
		return
	}
	s.Limits.From, s.Limits.To = d.points[d.used[d.base[0]]].Period, d.points[d.used[d.base[len(d.base)-1]]].Period
	s.Limits.Periods, s.Limits.Frozen = len(d.base), d.opts.Baseline != nil
	s.Limits.Provisional = len(d.base) < steadyPeriods
	floor := d.floor()
	for k, i := range d.used {
		p := &s.Points[i]
		at := func(z float64) *float64 {
			v := math.Max(floor, c.value(k, z))
			return &v
		}
		p.Center, p.Lower, p.Upper = at(c.chart.Center), at(c.chart.Lower), at(c.chart.Upper)
		s.Center, s.Lower, s.Upper = p.Center, p.Lower, p.Upper
	}
	d.signals(s, c)
}

// floor is zero where no value can be below it.
func (d *data) floor() float64 {
	for _, y := range d.y {
		if y < 0 {
			return math.Inf(-1)
		}
	}
	return 0
}

// draw makes the chart: XmR of the levels, of the logarithms of means or, for a rate, Laney's; of the residuals where
// neighbours are alike.
func (d *data) draw(l *Limits) (charted, bool) {
	var c charted
	var ok bool
	switch d.metric.Kind {
	case Rate:
		c, ok = d.drawRate(l)
	case Mean:
		c, ok = d.drawMean(l)
	default:
		l.Method = "xmr"
		scale := d.pick(d.scale)
		c = charted{z: d.levels(), value: func(k int, z float64) float64 { return scale[k] * z }}
		c.chart, ok = stats.NewXmR(d.baseline(c.z), stats.XmRMean)
	}
	if !ok {
		if l.Method = ""; l.Reason == "" {
			l.Reason = "the values are beyond what can be computed with"
		}
		return c, false
	}
	d.guard(l, &c)
	return c, true
}

// drawMean charts the logarithms of means around that of all, times the root of n: the mean of three deals scatters
// more than that of thirty, and amounts are skewed. Without logarithms, where a mean is not above zero.
func (d *data) drawMean(l *Limits) (charted, bool) {
	x, e, scale := d.levels(), d.pick(d.e), d.pick(d.scale)
	l.Method = "xmr-log"
	center := stats.Sum(d.baseline(d.pick(d.y))) / stats.Sum(d.baseline(e))
	into, back := math.Log, math.Exp
	if !(center > 0) || slices.Min(x) <= 0 {
		l.Method = "xmr"
		same := func(v float64) float64 { return v }
		into, back = same, same
	}
	c := charted{z: make([]float64, len(x))}
	c.value = func(k int, z float64) float64 { return back(into(center)+z/math.Sqrt(e[k])) * scale[k] }
	for k := range x {
		c.z[k] = (into(x[k]) - into(center)) * math.Sqrt(e[k])
	}
	var ok bool
	c.chart, ok = stats.NewXmR(d.baseline(c.z), stats.XmRMean)
	return c, ok
}

// drawRate charts the standardised rates with Laney's limits: z = (rate - center)/sigma, limits at 3 sigma_z.
func (d *data) drawRate(l *Limits) (charted, bool) {
	y, e, scale := d.pick(d.y), d.pick(d.e), d.pick(d.scale)
	laney, share, err := d.laney(d.baseline(y), d.baseline(e))
	if err != nil {
		l.Reason = err.Error()
		return charted{}, false
	}
	l.Method = "laney-u"
	variance := laney.Center
	if share {
		l.Method, variance = "laney-p", laney.Center*(1-laney.Center)
	}
	l.SigmaZ = &laney.SigmaZ
	sigma := func(k int) float64 { return math.Sqrt(variance / e[k]) }
	c := charted{z: d.levels()}
	c.value = func(k int, z float64) float64 { return (laney.Center + sigma(k)*z) * scale[k] }
	for k := range c.z {
		c.z[k] = (c.z[k] - laney.Center) / sigma(k)
	}
	c.chart = stats.XmRChart{Lower: -3 * laney.SigmaZ, Upper: 3 * laney.SigmaZ, MovingRange: 1.128 * laney.SigmaZ}
	return c, true
}

// laney charts shares of a whole by p', and counts per count, which may pass one, by u'.
func (d *data) laney(y, e []float64) (chart stats.RateChart, share bool, err error) {
	share = true
	for i := range d.y {
		share = share && d.y[i] <= d.e[i]
	}
	if share {
		if chart, err = stats.LaneyP(y, e); err == nil {
			return chart, true, nil
		}
	}
	chart, err = stats.LaneyU(y, e)
	return chart, false, err
}

// baseline gives the values that the limits come from.
func (d *data) baseline(of []float64) []float64 {
	out := make([]float64, len(d.base))
	for i, k := range d.base {
		out[i] = of[k]
	}
	return out
}

// guard charts the residuals instead where the baseline is autocorrelated: limits of alike neighbours are too narrow.
func (d *data) guard(l *Limits, c *charted) {
	_, r, residuals := stats.Guarded(d.baseline(c.z))
	if _, ok := stats.Autocorrelation(d.baseline(c.z), 1); ok {
		l.Autocorrelation = &r
	}
	if !residuals {
		return
	}
	e, ok := stats.AR1Residuals(c.z, r)
	chart, drawn := stats.NewXmR(d.baseline(e), stats.XmRMean)
	m, known := stats.Mean(c.z)
	if !ok || !drawn || !known {
		return
	}
	l.Residual = true
	raw, plain := c.z, c.value
	c.value = func(k int, z float64) float64 {
		if k == 0 {
			return plain(0, m+(z-m)/math.Sqrt(1-r*r))
		}
		return plain(k, z+r*(raw[k-1]-m))
	}
	c.z, c.chart = e, chart
}
