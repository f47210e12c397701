package tier

import (
	"math"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// fitProduct fits revenue a working day as the product of its parts: activity
// x conversion x deal size where activity is told, else customers x deal size;
// the logarithms' exact moments add up.
func (f *fitter) fitProduct(m *model) {
	a := f.amounts(m.top)
	parts := f.parts(m)
	revenue, days := f.values(m.top), f.exposure(m.from)
	told := f.inAll(parts)
	var total, worked float64
	for rep := range m.data {
		m.data[rep].n = f.values(m.from)[rep]
		if m.data[rep].reason != "" {
			continue
		}
		if days[rep] <= 0 {
			m.data[rep].reason = noDays
			continue
		}
		m.data[rep].raw = number(monthly(revenue[rep] / days[rep]))
		total, worked = total+revenue[rep], worked+days[rep]
		if told[rep] {
			m.units = append(m.units, rep)
		} else {
			m.data[rep].reason = "no " + plain(parts[len(parts)-1].from)
		}
	}
	m.describe.Team = number(monthly(total / math.Max(1, worked)))
	if len(m.units) == 0 || !a.usable() {
		m.units, m.why = nil, "no rep's deals differ in size, or none has an amount above zero"
		return
	}
	f.multiply(m, parts, a)
}

// parts are the fitted counts behind a product, the activity first.
func (f *fitter) parts(m *model) []*model {
	if m.activity == m.from || m.activity == funnel.Closed {
		return []*model{f.unadjusted(metric{name: m.from, shape: perDay, top: m.from})}
	}
	done := f.unadjusted(metric{name: m.activity, shape: perDay, top: m.activity})
	won := f.unadjusted(metric{name: Conversion, shape: quotient, top: m.from, from: m.activity})
	return []*model{done, won}
}

func (f *fitter) unadjusted(m metric) *model {
	plain := *f
	plain.opts.ByMix = false
	return plain.fit(m)
}

// inAll tells which reps every part has data of.
func (f *fitter) inAll(parts []*model) []bool {
	told := make([]bool, len(f.cube.Reps))
	for i := range told {
		told[i] = true
	}
	for _, p := range parts {
		for rep, place := range p.places() {
			told[rep] = told[rep] && place >= 0
		}
	}
	return told
}

// multiply joins the parts and the deal sizes of the units.
func (f *fitter) multiply(m *model, parts []*model, a amounts) {
	var sizes, whole stats.Estimates
	for _, rep := range m.units {
		mean, se := a.estimate(rep)
		sizes.Mean, sizes.SE = append(sizes.Mean, mean), append(sizes.SE, se)
		if y := m.data[rep].n; y > 0 && m.data[rep].raw != nil && *m.data[rep].raw > 0 {
			whole.Mean = append(whole.Mean, math.Log(*m.data[rep].raw))
			whole.SE = append(whole.SE, math.Sqrt((f.dispersion(m.from)+a.cv2)/y))
		}
	}
	pool, ok := stats.PoolMeans(sizes, m.pooling())
	factors := []stats.Pool{pool}
	for _, p := range parts {
		places := p.places()
		var at []int
		for _, rep := range m.units {
			at = append(at, places[rep])
		}
		ok = ok && p.ok
		factors = append(factors, p.pool.Select(at))
	}
	if !ok {
		m.units, m.why = nil, "activity, conversion and deal size cannot be estimated from so little"
		return
	}
	m.pool, m.ok = stats.LogProduct(factors...)
	m.show = func(x float64) float64 { return monthly(math.Exp(x)) }
	m.describe.Method = "product of counts and amounts, amounts " + a.method()
	f.testLogs(m, whole)
	f.needOf(m)
}

// testLogs tests whether the units' own logarithms differ by more than their
// errors.
func (f *fitter) testLogs(m *model, d stats.Estimates) {
	if fit, ok := stats.FitNormal(d, stats.REML); ok {
		m.test = tested(fit.Q, "Cochran's Q of logarithms")
	}
}

// needOf holds reps to the least expected number of customers.
func (f *fitter) needOf(m *model) {
	counts := f.unadjusted(metric{name: m.from, shape: perDay, top: m.from})
	for _, rep := range m.units {
		m.data[rep].reason, m.data[rep].needed = counts.data[rep].reason, counts.data[rep].needed
	}
}

// fitAttainment fits revenue over quota, over the periods that have both a
// quota and days gone by. The logarithm's standard error is that of a compound
// Poisson sum, sqrt((dispersion + cv²)/customers).
func (f *fitter) fitAttainment(m *model) {
	a := f.amounts(m.top)
	phi := f.dispersion(m.from)
	var total, goal float64
	var d stats.Estimates
	for rep := range m.data {
		revenue, quota, customers := f.quotaed(rep, m)
		m.data[rep].n = customers
		if m.data[rep].reason != "" {
			continue
		}
		if quota <= 0 {
			m.data[rep].reason = "no quota in this period"
			continue
		}
		m.data[rep].raw = number(revenue / quota)
		total, goal = total+revenue, goal+quota
		if customers <= 0 || revenue <= 0 {
			m.data[rep].reason = "no customers while there was a quota"
			continue
		}
		m.units = append(m.units, rep)
		d.Mean = append(d.Mean, math.Log(revenue/quota))
		d.SE = append(d.SE, math.Sqrt((phi+a.cv2)/customers))
		m.needDeals(rep)
	}
	m.describe.Team = ratio(total, goal)
	if len(m.units) == 0 {
		return
	}
	m.pool, m.ok = stats.PoolMeans(d, m.pooling())
	m.show, m.describe.Method = math.Exp, "normal-normal on logarithms"
	f.testLogs(m, d)
}

// elapsed is the share of a period's working days up to the as-of day.
func elapsed(c *funnel.Cube, period int) float64 {
	p := c.Periods[period]
	if p.Last <= c.AsOf || p.WorkingDays() == 0 {
		return 1
	}
	return float64(calendar.WorkingDays(p.First, c.AsOf)) / float64(p.WorkingDays())
}

// quotaed sums a rep's revenue, quota and customers over the periods with a
// quota; of a running period the quota counts as far as its working days have
// gone by.
func (f *fitter) quotaed(rep int, m *model) (revenue, quota, customers float64) {
	goal, sum, count := f.cube.Step(funnel.Quota), f.cube.Step(m.top), f.cube.Step(m.from)
	for p := f.window.Lo; p < f.window.Hi; p++ {
		q := f.cube.At(rep, p, goal).Sum.Float()
		if q <= 0 {
			continue
		}
		quota += q * elapsed(f.cube, p)
		revenue += f.cube.At(rep, p, sum).Sum.Float()
		customers += float64(f.cube.At(rep, p, count).N)
	}
	return revenue, quota, customers
}
