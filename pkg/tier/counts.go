package tier

import (
	"fmt"
	"math"

	"github.com/salescoach/salescoach/pkg/stats"
)

// fitCounts fits records a working day: gamma-Poisson, with counts that
// cluster in time worth less than independent ones.
func (f *fitter) fitCounts(m *model) {
	rates, phi := f.rates(m, m.top)
	if len(m.units) == 0 {
		return
	}
	pool, ok := stats.PoolRates(rates, m.pooling())
	if h, fine := stats.HomogeneityOfRates(rates); fine {
		m.test = tested(h, "chi-square of counts over their own scatter in time")
		m.test.Dispersion = &phi
	}
	m.pool, m.ok = pool, ok
	m.show, m.describe.Method = monthly, "gamma-Poisson"
	m.needCounts(f, rates.Pooled())
	m.need(records(phi))
}

func monthly(perDay float64) float64 { return perDay * DaysPerMonth }

// rates are the counts and days of the reps with days, both divided by the
// dispersion; the reps become the model's units.
func (f *fitter) rates(m *model, step string) (d stats.Rates, phi float64) {
	phi = f.dispersion(step)
	exposure := f.exposure(step)
	for rep, y := range f.values(step) {
		m.data[rep].n = y
		if m.data[rep].reason != "" {
			continue
		}
		e := exposure[rep]
		if e <= 0 {
			m.data[rep].reason = noDays
			continue
		}
		m.data[rep].raw = number(monthly(y / e))
		m.units = append(m.units, rep)
		d.Events, d.Exposure = append(d.Events, y/phi), append(d.Exposure, e/phi)
	}
	if len(m.units) > 0 {
		m.describe.Team = number(monthly(d.Pooled()))
	}
	return d, phi
}

const noDays = "no working day in the period (see the roster's start and end)"

// needCounts holds every rep to the least number of expected records.
func (m *model) needCounts(f *fitter, perDay float64) {
	exposure := f.exposure(m.top)
	for _, rep := range m.units {
		has := exposure[rep]
		if has*perDay >= Enough || m.data[rep].n >= Enough {
			continue
		}
		if perDay == 0 {
			m.data[rep].reason = "nobody has any " + plain(m.top)
			continue
		}
		days := math.Ceil(Enough / perDay)
		m.data[rep].needed = &days
		m.data[rep].reason = fmt.Sprintf("too little data: %s, about %.0f are enough", counted(math.Round(has), "working days"), days)
	}
}

// dispersion is the variance of reps' counts from period to period over that
// of pure chance, the season that all share taken out; at least 1. With
// y the count of a rep and period, and mu = days x the rep's rate x the
// period's index, it is sum (y-mu)²/mu over the degrees of freedom (Pearson).
func (f *fitter) dispersion(step string) float64 {
	if phi, ok := f.phi[step]; ok {
		return phi
	}
	phi, df := f.pearson(step)
	if all := f.cube.All(); df < freedom && f.window != all {
		phi, df = newFitter(f.cube, all, f.opts).pearson(step)
	}
	if df < 1 {
		phi = 1
	}
	f.phi[step] = math.Max(1, phi)
	return f.phi[step]
}

// freedom is the least number of degrees of freedom that a scatter is taken
// from; a shorter window borrows that of all periods.
const freedom = 10

func (f *fitter) pearson(step string) (phi, df float64) {
	reps, own := f.ownRates(step)
	var squares []float64
	cells, periods := 0, 0
	for p := range f.window.Len() {
		season := f.season(step, p, reps, own)
		if season == 0 {
			continue
		}
		periods++
		for i, rep := range reps {
			if mu := f.days.days[rep][p] * own[i] * season; mu > 0 {
				miss := f.count(rep, p, step) - mu
				squares = append(squares, miss*miss/mu)
				cells++
			}
		}
	}
	df = float64(cells - len(reps) - periods + 1)
	return stats.Sum(squares) / math.Max(1, df), df
}

// season is what a period brings over what the reps' own rates would have.
func (f *fitter) season(step string, period int, reps []int, own []float64) float64 {
	var seen, expected float64
	for i, rep := range reps {
		seen += f.count(rep, period, step)
		expected += f.days.days[rep][period] * own[i]
	}
	if expected == 0 {
		return 0
	}
	return seen / expected
}

// ownRates are the reps with records and days, and their counts a day.
func (f *fitter) ownRates(step string) (reps []int, own []float64) {
	for rep, y := range f.values(step) {
		if e := f.days.total(rep); y > 0 && e > 0 && !f.cube.Reps[rep].Unassigned {
			reps, own = append(reps, rep), append(own, y/e)
		}
	}
	return reps, own
}

func (f *fitter) count(rep, period int, step string) float64 {
	return float64(f.cube.At(rep, f.window.Lo+period, f.cube.Step(step)).N)
}
