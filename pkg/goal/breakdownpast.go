package goal

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// past is the history that a breakdown learns from.
type past struct {
	window funnel.Window
	span   Span
	// win is the chain's last counted step before the result (or the result itself): what a visit may turn into.
	win int
	// deals tells that the result's tallies hold single deals, so that their scatter is known.
	deals bool
	reps  []record
	team  record
	// prior is what the team lends to a rep; known is false where activity does not limit the wins.
	prior stats.Mixture
	rates []stats.Mixture
	known bool
	// k is the number of deals that the team's deal size counts for, mean and cv the team's.
	k, mean, cv float64
}

// record is one rep's history along the chain.
type record struct {
	activity, wins float64
	amount         funnel.Tally
	value          float64
}

// historyDays is how far back rates are taken to be the same as now.
const historyDays = 366

// lookBack takes the whole periods of the year before the target, and at least the base.
func (p *planner) lookBack() past {
	c := p.cube
	all := c.All()
	w := funnel.Window{Lo: p.base.Lo, Hi: p.base.Hi}
	for i := all.Lo; i < all.Hi; i++ {
		period := c.Periods[i]
		if period.Last < p.o.For.First && period.Last <= c.AsOf && period.First+historyDays >= p.o.For.First {
			w.Lo, w.Hi = min(w.Lo, i), max(w.Hi, i+1)
		}
	}
	first, last := max(c.Periods[w.Lo].First, c.FirstDay), min(c.Periods[w.Hi-1].Last, c.AsOf)
	h := past{window: w, span: spanOf(calendar.Free(first, max(first, last)))}
	h.win = len(p.steps) - 1
	for h.win > 0 && p.kind(h.win) == funnel.Summed {
		h.win--
	}
	for rep := range c.Reps {
		r := p.recordOf(rep, w, h.win)
		h.reps, h.team = append(h.reps, r), h.team.plus(r)
	}
	h.deals = p.kind(len(p.steps)-1) == funnel.Summed && float64(h.team.amount.Known) >= 0.5*h.team.wins
	h.learnRates(c)
	h.learnDeals(p.kind(len(p.steps)-1) == funnel.Counted)
	return h
}

func (p *planner) recordOf(rep int, w funnel.Window, win int) record {
	last := len(p.steps) - 1
	t := p.cube.Sum(rep, w, p.steps[last])
	return record{
		activity: p.cube.Sum(rep, w, p.steps[0]).Value(p.kind(0)),
		wins:     p.cube.Sum(rep, w, p.steps[win]).Value(p.kind(win)),
		amount:   t, value: t.Value(p.kind(last)),
	}
}

func (r record) plus(o record) record {
	return record{r.activity + o.activity, r.wins + o.wins, r.amount.Plus(o.amount), r.value + o.value}
}

// learnRates pools the reps' conversion of activity into wins. Wins beyond the activity of a rep count as activity; where
// the whole team has more wins than activity, its activity is not what wins come from.
func (h *past) learnRates(c *funnel.Cube) {
	if h.team.wins > h.team.activity || h.team.activity == 0 || h.team.wins == 0 {
		return
	}
	var d stats.Proportions
	for i, r := range h.reps {
		if c.Reps[i].Unassigned {
			r = record{}
		}
		d.Successes, d.Trials = append(d.Successes, r.wins), append(d.Trials, math.Max(r.activity, r.wins))
	}
	pool, ok := stats.PoolProportions(d, stats.PoolOptions{})
	if !ok {
		return
	}
	h.prior, h.known = pool.Prior()
	for i := range h.reps {
		h.rates = append(h.rates, pool.Unit(i))
	}
}

// learnDeals takes the mean and scatter of deals, and Bühlmann's k = s²/a, the variance within over that between reps by
// the estimators of one-way analysis of variance. Source: Bühlmann & Straub (1970), ASTIN Bulletin 5:19.
func (h *past) learnDeals(counted bool) {
	h.k, h.cv, h.mean = maxCredibility, 1, 0
	if counted {
		h.mean, h.cv = 1, 0
		return
	}
	if h.team.wins > 0 {
		h.mean = h.team.value / h.team.wins
	}
	if !h.deals || !(h.mean > 0) {
		return
	}
	if within, between, ok := h.scatter(); ok {
		whole, _ := h.team.amount.Mean()
		h.cv = math.Sqrt(within) / whole
		if between > 0 {
			h.k = math.Min(maxCredibility, math.Max(1, within/between))
		}
	}
}

// scatter is the variance of deals within reps and between them; not ok where nobody has two deals, and the scatter of
// an exponential distribution has to stand in.
func (h *past) scatter() (within, between float64, ok bool) {
	n, groups, sizes := float64(h.team.amount.Known), 0.0, 0.0
	whole, _ := h.team.amount.Mean()
	for _, r := range h.reps {
		m, ok := r.amount.Mean()
		if !ok {
			continue
		}
		v, _ := r.amount.Variance()
		k := float64(r.amount.Known)
		within += v * (k - 1)
		between += k * (m - whole) * (m - whole)
		sizes += k * k
		groups++
	}
	if n <= groups {
		return 0, 0, false
	}
	if within /= n - groups; within < 1e-9*whole*whole { // all alike, but for the rounding of their squares
		within = 0
	}
	return within, (between - (groups-1)*within) / (n - sizes/n), true
}

// maxCredibility stands for reps between whom no difference in deal size shows.
const maxCredibility = 1e6

// deal is a rep's mean deal: (wins mean + k team mean)/(wins + k).
func (h *past) deal(r record) float64 {
	n := float64(r.amount.Known)
	if !h.deals || n == 0 {
		return h.mean
	}
	if v := (r.amount.Sum.Float() + h.k*h.mean) / (n + h.k); v > 0 {
		return v
	}
	return h.mean
}

// betaOf is the beta distribution with the mean and the standard deviation of a posterior.
func betaOf(m stats.Mixture) (a, b float64) {
	mean, sd := m.Mean(), m.SD()
	strength := math.Max(mean*(1-mean)/(sd*sd)-1, 0.5)
	return mean * strength, (1 - mean) * strength
}

// support gives each rate the interval that history supports, and says whether the implied rate lies in it.
func (p *planner) support() {
	for i := range p.Rates {
		r := &p.Rates[i]
		low, high, n, ok := p.interval(i)
		r.N = n
		if !ok {
			continue
		}
		r.Low, r.High = &low, &high
		if r.Implied != nil {
			in := low <= *r.Implied && *r.Implied <= high
			r.Supported = &in
		}
	}
}

// interval is the 90 % interval of the ratio of two sums over the periods of the history,
// r = sum y/sum x with var r = n/(n-1) sum (y - r x)²/(sum x)² and Student's t; for a proportion not narrower than the
// Jeffreys interval. Source: Cochran (1977), Sampling Techniques, 6.3.
func (p *planner) interval(i int) (low, high, n float64, ok bool) {
	w := p.past.window
	var xs, ys []float64
	for t := w.Lo; t < w.Hi; t++ {
		one := funnel.Window{Lo: t, Hi: t + 1}
		xs = append(xs, p.cube.Total(one, p.steps[i]).Value(p.kind(i)))
		ys = append(ys, p.cube.Total(one, p.steps[i+1]).Value(p.kind(i+1)))
	}
	x, y, k := stats.Sum(xs), stats.Sum(ys), float64(len(xs))
	if !(x > 0) || !(y > 0) || k < 3 {
		return 0, 0, x, false
	}
	r, squares := y/x, 0.0
	for t := range xs {
		squares += (ys[t] - r*xs[t]) * (ys[t] - r*xs[t])
	}
	half := math.Sqrt(k/(k-1)*squares) / x * distuv.StudentsT{Sigma: 1, Nu: k - 1}.Quantile(0.95)
	low, high = math.Max(0, r-half), r+half
	if p.kind(i) == funnel.Counted && p.kind(i+1) == funnel.Counted && y <= x {
		j := stats.CredibleInterval(stats.JeffreysPosterior(y, x), 0.9)
		low, high = math.Min(low, j.Low), math.Min(1, math.Max(high, j.High))
	}
	return low, high, x, true
}
