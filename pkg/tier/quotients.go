package tier

import (
	"fmt"
	"math"
	"strings"

	"github.com/salescoach/salescoach/pkg/stats"
)

// fitQuotient fits customers of visits and the like: beta-binomial where no
// rep has more of the one than of the other, else as a rate.
func (f *fitter) fitQuotient(m *model) {
	if f.opts.ByMix || f.opts.ByTenure && f.tenureTold(m.from) {
		f.fitStandardised(m)
		return
	}
	d, share := f.quotients(m)
	if len(m.units) == 0 {
		return
	}
	if !share {
		f.fitRatio(m, d)
		return
	}
	m.describe.Method = "beta-binomial"
	m.pool, m.ok = stats.PoolProportions(d, m.pooling())
	if h, fine := stats.HomogeneityOfProportions(d); fine {
		m.test = tested(h, "chi-square of proportions")
	}
	m.needTrials(d.Pooled())
}

// fitRatio is for lags: customers of this period come from visits before it,
// so that a rep may have more customers than visits.
func (f *fitter) fitRatio(m *model, d stats.Proportions) {
	m.describe.Kind, m.describe.Method = "ratio", "gamma-Poisson"
	rates := stats.Rates{Events: d.Successes, Exposure: d.Trials}
	m.pool, m.ok = stats.PoolRates(rates, m.pooling())
	if h, fine := stats.HomogeneityOfRates(rates); fine {
		m.test = tested(h, "chi-square of counts")
	}
	m.needTrials(math.Min(0.5, rates.Pooled()))
}

// quotients are the counts of the reps that have any to be a share of; share
// is false where somebody has more of the one than of the other.
func (f *fitter) quotients(m *model) (d stats.Proportions, share bool) {
	top, from := f.tops(m), f.values(m.from)
	share = true
	for rep, n := range from {
		m.data[rep].n = n
		if m.data[rep].reason != "" {
			continue
		}
		if n == 0 {
			m.data[rep].reason = "no " + plain(m.from)
			if top[rep] > 0 {
				m.data[rep].reason = fmt.Sprintf("%s but no %s", plain(m.top), plain(m.from))
			}
			continue
		}
		m.data[rep].raw = ratio(top[rep], n)
		m.units = append(m.units, rep)
		d.Successes, d.Trials = append(d.Successes, top[rep]), append(d.Trials, n)
		share = share && top[rep] <= n
	}
	m.describe.Team = ratio(stats.Sum(d.Successes), stats.Sum(d.Trials))
	return d, share
}

// tops are the counts above the line. Won deals are the closed ones that were
// not lost, whatever counts as a customer.
func (f *fitter) tops(m *model) []float64 {
	if m.name != WinRate || !f.cube.Has("lost") {
		return f.values(m.top)
	}
	closed, lost := f.values(m.from), f.values("lost")
	won := make([]float64, len(closed))
	for i := range won {
		won[i] = math.Max(0, closed[i]-lost[i])
	}
	return won
}

// needTrials holds every rep to the least number of the rarer outcome, and
// says what it takes to see a difference of a tenth.
func (m *model) needTrials(pooled float64) {
	rarer := math.Min(pooled, 1-pooled)
	m.need(trials(pooled))
	for _, rep := range m.units {
		if m.data[rep].n*rarer >= Enough {
			continue
		}
		if rarer <= 0 {
			m.data[rep].reason = fmt.Sprintf("all %s of all reps ended alike", plain(m.from))
			continue
		}
		need := math.Ceil(Enough / rarer)
		m.data[rep].needed = &need
		m.data[rep].reason = fmt.Sprintf("too little data: %s, about %.0f are enough", counted(m.data[rep].n, plain(m.from)), need)
	}
}

// counted says "1 visit" or "2 visits".
func counted(n float64, plural string) string {
	if n == 1 {
		return "1 " + strings.TrimSuffix(plural, "s")
	}
	return fmt.Sprintf("%.0f %s", n, plural)
}

// plain is a step as people say it.
func plain(step string) string {
	if step == "closed" {
		return "closed deals"
	}
	return step
}
