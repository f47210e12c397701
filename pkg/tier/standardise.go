package tier

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// leaveOut is the share of a stratum from which on a rep is compared with the
// others' rate there instead of everybody's.
const leaveOut = 0.2

// fitStandardised compares each rep's successes with what the rates of the
// segments and bands of tenure would have given at the rep's own mix (indirect
// standardisation, Breslow & Day 1987). A rep with more than a fifth of a
// stratum is compared with the others there. Observed over expected is pooled
// as a rate whose counts vary as binomial ones do, less than Poisson's by
// sum n p (1-p) over sum n p.
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
	m.describe.Method = "gamma-Poisson on observed over expected"
	expected, phi := f.expected(m)
	thin := stats.Rates{Events: over(d.Successes, phi), Exposure: over(expected, phi)}
	m.pool, m.ok = stats.PoolRates(thin, m.pooling())
	m.show = func(x float64) float64 { return math.Min(1, pooled*x) }
	if h, fine := stats.HomogeneityOfRates(thin); fine {
		m.test = tested(h, "chi-square of observed over expected")
	}
	m.needTrials(pooled)
	if !f.opts.ByMix {
		return
	}
	alone, _ := stats.HomogeneityOfProportions(d)
	m.mix = &Mix{By: f.cube.SegmentBy, Segments: len(f.cube.Segments),
		Alone: tested(alone, "chi-square of proportions"), Given: m.test}
	m.mix.SDAlone, m.mix.SDGiven = logSpread(d.Successes, over(d.Trials, 1/pooled)), logSpread(d.Successes, expected)
}

func over(xs []float64, by float64) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = x / by
	}
	return out
}

// expected are the units' expected successes at the strata's rates, and the
// variance of successes over their expectation. A rep whose trials all lie
// where nobody else has any is expected what it has: there is no benchmark.
func (f *fitter) expected(m *model) (expected []float64, phi float64) {
	expected = make([]float64, len(m.units))
	variance := 0.0
	for _, s := range f.strata(m) {
		var allN, allY float64
		for _, rep := range m.units {
			allN, allY = allN+s.n[rep], allY+s.y[rep]
		}
		for i, rep := range m.units {
			p := share(allY, allN)
			if s.n[rep] > leaveOut*allN && allN > s.n[rep] {
				p = share(allY-s.y[rep], allN-s.n[rep])
			}
			expected[i] += s.n[rep] * p
			variance += s.n[rep] * p * (1 - p)
		}
	}
	for i := range expected {
		expected[i] = math.Max(expected[i], 1e-9) // never a unit without exposure
	}
	if sum := stats.Sum(expected); variance > 0 {
		return expected, variance / sum
	}
	return expected, 1
}

// stratum holds trials and successes by rep, in one segment and band of tenure.
type stratum struct{ n, y []float64 }

// strata are the segments, each cut into bands of tenure where that is asked
// for and can be told from the people.
func (f *fitter) strata(m *model) []stratum {
	segments := []int{-1}
	if f.opts.ByMix {
		segments = segments[:0]
		for s := range f.cube.Segments {
			segments = append(segments, s)
		}
	}
	byTenure := f.opts.ByTenure && f.tenureTold(m.from)
	var out []stratum
	for _, segment := range segments {
		bands := map[string]stratum{}
		for rep := range f.cube.Reps {
			for p := f.window.Lo; p < f.window.Hi; p++ {
				band := longServing
				if byTenure {
					band = bandOf(f.cube, rep, p)
				}
				f.addTrials(bands, band, m, cellAt{rep, p, segment})
			}
		}
		for _, b := range tenureBands {
			if s, ok := bands[b.name]; ok {
				out = append(out, s)
			}
		}
	}
	return out
}

// cellAt is a place in the cube; segment -1 is all of them.
type cellAt struct{ rep, period, segment int }

func (f *fitter) tally(at cellAt, step string) float64 {
	i := f.cube.Step(step)
	switch {
	case i < 0:
		return 0
	case at.segment < 0:
		return float64(f.cube.At(at.rep, at.period, i).N)
	}
	return float64(f.cube.AtSegment(at.rep, at.period, at.segment, i).N)
}

// addTrials adds a cell to its band. Won deals are the closed ones that were
// not lost, whatever counts as a customer.
func (f *fitter) addTrials(bands map[string]stratum, band string, m *model, at cellAt) {
	trials := f.tally(at, m.from)
	if trials == 0 {
		return
	}
	s, ok := bands[band]
	if !ok {
		s = stratum{make([]float64, len(f.cube.Reps)), make([]float64, len(f.cube.Reps))}
		bands[band] = s
	}
	s.n[at.rep] += trials
	if m.name == WinRate && f.cube.Has(funnel.Lost) {
		s.y[at.rep] += math.Max(0, trials-f.tally(at, funnel.Lost))
	} else {
		s.y[at.rep] += f.tally(at, m.top)
	}
}

func share(y, n float64) float64 {
	if n <= 0 {
		return 0
	}
	return math.Min(1, math.Max(0, y/n))
}

// logSpread is the standard deviation of the logarithms of observed over
// expected.
func logSpread(observed, expected []float64) float64 {
	var logs []float64
	for i, e := range expected {
		logs = append(logs, math.Log((observed[i]+0.5)/(e+0.5)))
	}
	sd, _ := stats.SD(logs)
	return sd
}
