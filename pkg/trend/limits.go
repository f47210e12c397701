package trend

import (
	"fmt"
	"math"

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

// charted is what the chart is drawn of, and how a point of it is written as a value: value = shift + slope z.
type charted struct {
	z, shift, slope []float64
	chart           stats.XmRChart
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
		return fmt.Sprintf("%s; limits need %d, and %d to be steady", plural(n, "complete period"), minPeriods, steadyPeriods)
	case events == 0:
		return fmt.Sprintf("no %s in %s", noun(d.metric.Step), plural(n, "complete period"))
	case d.metric.Kind != Sum && d.metric.Kind != Mean && events < minEvents*float64(n):
		return fmt.Sprintf("%.0f %s in %d periods; limits need %d a period: take longer periods", events, noun(d.metric.Step), n, minEvents)
	}
	return ""
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
			v := math.Max(floor, c.shift[k]+c.slope[k]*z)
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

// draw makes the chart: XmR of the levels or, for a rate, Laney's; of the residuals where neighbours are alike.
func (d *data) draw(l *Limits) (charted, bool) {
	c := charted{z: d.levels(), shift: make([]float64, len(d.used)), slope: d.pick(d.scale)}
	l.Method = "xmr"
	var ok bool
	if d.metric.Kind == Rate {
		ok = d.drawRate(l, &c)
	} else {
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

// drawRate charts the standardised rates with Laney's limits: z = (rate - center)/sigma, limits at 3 sigma_z.
func (d *data) drawRate(l *Limits, c *charted) bool {
	y, e := d.pick(d.y), d.pick(d.e)
	laney, share, err := d.laney(d.baseline(y), d.baseline(e))
	if err != nil {
		l.Reason = err.Error()
		return false
	}
	l.Method = "laney-u"
	variance := laney.Center
	if share {
		l.Method, variance = "laney-p", laney.Center*(1-laney.Center)
	}
	l.SigmaZ = &laney.SigmaZ
	for k := range c.z {
		sigma := math.Sqrt(variance / e[k])
		c.z[k] = (c.z[k] - laney.Center) / sigma
		c.shift[k], c.slope[k] = laney.Center*c.slope[k], sigma*c.slope[k]
	}
	c.chart = stats.XmRChart{Lower: -3 * laney.SigmaZ, Upper: 3 * laney.SigmaZ, MovingRange: 1.128 * laney.SigmaZ}
	return true
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
	for k := range c.z {
		if k == 0 {
			q := math.Sqrt(1 - r*r)
			c.shift[k] += c.slope[k] * m * (1 - 1/q)
			c.slope[k] /= q
			continue
		}
		c.shift[k] += c.slope[k] * r * (c.z[k-1] - m)
	}
	c.z, c.chart = e, chart
}
