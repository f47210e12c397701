package bridge

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/salescoach/salescoach/pkg/stats"
)

// SalesDrivers are the drivers of a change of revenue, in the order of their factors.
var SalesDrivers = []string{"visits", "conversion", "deal_size"}

// Tally is what a rep did in one period.
type Tally struct {
	Visits, Wins float64
	// MeanSize is revenue a win; it is not read without wins.
	MeanSize float64
	// SizeSD is the standard deviation of the deal sizes; it is not read below two wins, and negative means unknown.
	SizeSD float64
}

// Sales is a rep's tallies in two periods.
type Sales struct {
	Name          string
	Before, After Tally
}

// Chain gives the steps visits, customers, revenue.
func (s Sales) Chain() Chain {
	return Chain{Name: s.Name, Before: s.Before.steps(), After: s.After.steps()}
}

func (t Tally) steps() []float64 {
	if t.Wins == 0 {
		return []float64{t.Visits, 0, 0}
	}
	return []float64{t.Visits, t.Wins, t.Wins * t.MeanSize}
}

// Spread holds the variances of a unit's factors in the two periods, one a factor; 0 for what is taken as counted.
type Spread struct{ Before, After []float64 }

// Noise is what chance alone puts on the contributions of a split.
type Noise struct {
	Split Split
	// SE has one row a unit and one standard error a driver.
	SE [][]float64
	// ChangeSE has the standard error of each unit's whole change: its drivers err together, not apart.
	ChangeSE []float64
	// TotalSE has the standard errors of the totals.
	TotalSE []float64
	// SizeCV is the coefficient of variation that stood in where a rep's deals were too few for one of their own; 0
	// where no rep had two wins, and deal sizes then count as exact.
	SizeCV float64
}

// Noise carries the variances of the factors over to the contributions, spreads in the order of the units. Units are
// independent, so variances add over them. Where a unit's value comes from or falls to zero, the period with a value
// alone carries noise.
// Source: delta method, Oehlert (1992), American Statistician 46:27. It errs where a result is not finite.
func (s Split) Noise(spreads []Spread) (Noise, error) {
	n := Noise{Split: s, TotalSE: make([]float64, len(s.Drivers))}
	for i, u := range s.Units {
		se, change := s.Method.noise(u, spreads[i])
		n.SE, n.ChangeSE = append(n.SE, se), append(n.ChangeSE, change)
	}
	for k := range n.TotalSE {
		n.TotalSE[k] = n.over(k, func(Presence) bool { return true })
	}
	return n, n.finite()
}

// WithNoise splits the change of revenue and gives each contribution its delta-method standard error. Visits are taken
// as observed, wins as binomial given the visits (variance p(1-p)/visits), a mean deal size as having the variance
// SD^2/wins. To call a change of visits more than an accounting fact, the variance of the counts would have to be
// added. It errs as Decompose does.
func WithNoise(method Method, sales []Sales) (Noise, error) {
	chains := make([]Chain, len(sales))
	for i, s := range sales {
		chains[i] = s.Chain()
	}
	split, err := Decompose(method, SalesDrivers, Units(chains))
	if err != nil {
		return Noise{}, err
	}
	cv := pooledCV(sizesOf(sales))
	spreads := make([]Spread, len(sales))
	for i, s := range sales {
		spreads[i] = Spread{s.Before.variances(cv), s.After.variances(cv)}
	}
	n, err := split.Noise(spreads)
	n.SizeCV = cv
	return n, err
}

// over adds the variances of a driver over the units of some presences.
func (n Noise) over(driver int, counts func(Presence) bool) float64 {
	total := 0.0
	for i, row := range n.SE {
		if counts(n.Split.Units[i].Presence) {
			total += row[driver] * row[driver]
		}
	}
	return math.Sqrt(total)
}

// Turnover gives the standard errors of the lines of Split.Turnover; what could not be split has none.
func (n Noise) Turnover() Turnover {
	var t Turnover
	for k := range n.Split.Drivers {
		t.Drivers = append(t.Drivers, n.over(k, func(p Presence) bool { return p != Joined && p != Left }))
		t.Joined = math.Hypot(t.Joined, n.over(k, func(p Presence) bool { return p == Joined }))
		t.Left = math.Hypot(t.Left, n.over(k, func(p Presence) bool { return p == Left }))
	}
	return t
}

func (n Noise) finite() error {
	for k, se := range n.TotalSE {
		if math.IsNaN(se) || math.IsInf(se, 0) {
			return fmt.Errorf("the noise of %s is not finite", n.Split.Drivers[k])
		}
	}
	return nil
}

// Interval is a normal interval of a driver's total at the given confidence; not ok outside 0 to 1.
func (n Noise) Interval(driver int, level float64) (low, high float64, ok bool) {
	if !(level > 0 && level < 1) {
		return 0, 0, false
	}
	half := distuv.UnitNormal.Quantile((1+level)/2) * n.TotalSE[driver]
	return n.Split.Totals[driver] - half, n.Split.Totals[driver] + half, true
}

// Real says that the interval of a driver's total leaves out zero: more than chance.
func (n Noise) Real(driver int, level float64) bool {
	low, high, ok := n.Interval(driver, level)
	return ok && (low > 0 || high < 0)
}

// Z is a driver's total over its standard error; not ok where that is zero.
func (n Noise) Z(driver int) (z float64, ok bool) {
	if n.TotalSE[driver] == 0 {
		return 0, false
	}
	return n.Split.Totals[driver] / n.TotalSE[driver], true
}

// sizes are the sizes of a number of deals.
type sizes struct{ n, mean, sd float64 }

// known says that the deals have a standard deviation of their own.
func (s sizes) known() bool { return s.n > 1 && s.sd >= 0 }

// deviation is their own standard deviation, or the one that the coefficient of variation of the others gives.
func (s sizes) deviation(cv float64) float64 {
	if s.known() {
		return s.sd
	}
	return cv * math.Abs(s.mean)
}

// pooledCV is the coefficient of variation of deal sizes, squares weighted by n-1, over the groups that have one.
func pooledCV(all []sizes) float64 {
	var squares, weights []float64
	for _, s := range all {
		if s.known() && s.mean > 0 {
			cv := s.sd / s.mean
			squares, weights = append(squares, (s.n-1)*cv*cv), append(weights, s.n-1)
		}
	}
	if w := stats.Sum(weights); w > 0 {
		return math.Sqrt(stats.Sum(squares) / w)
	}
	return 0
}

func (t Tally) sizes() sizes { return sizes{t.Wins, t.MeanSize, t.SizeSD} }

func sizesOf(sales []Sales) []sizes {
	var out []sizes
	for _, s := range sales {
		out = append(out, s.Before.sizes(), s.After.sizes())
	}
	return out
}

// variances are those of visits, conversion and mean deal size.
func (t Tally) variances(cv float64) []float64 {
	if t.Wins <= 0 || t.Visits <= 0 {
		return make([]float64, len(SalesDrivers))
	}
	sd := t.sizes().deviation(cv)
	return []float64{0, rateVariance(t.Wins, t.Visits), sd * sd / t.Wins}
}

// rateVariance is that of successes over trials: p(1-p)/n.
func rateVariance(successes, trials float64) float64 {
	if successes <= 0 || trials <= 0 {
		return 0
	}
	p := successes / trials
	if p > 1 { // more successes than trials cannot be binomial: counted as Poisson
		return p / trials
	}
	return p * (1 - p) / trials
}

// noise gives the standard errors of one unit's contributions and of its whole change.
func (m Method) noise(u UnitSplit, s Spread) (se []float64, change float64) {
	se = make([]float64, len(u.Contributions))
	if u.Unsplit != "" || u.From == 0 && u.To == 0 {
		return se, 0
	}
	for period, variances := range [][]float64{s.Before, s.After} {
		for factor, v := range variances {
			if v == 0 {
				continue
			}
			whole := 0.0
			for k, g := range m.gradient(u, period, factor) {
				se[k] += g * g * v
				whole += g
			}
			change += whole * whole * v
		}
	}
	for k, v := range se {
		se[k] = math.Sqrt(v)
	}
	return se, math.Sqrt(change)
}

// gradient gives the derivatives of all contributions in one factor of one period.
func (m Method) gradient(u UnitSplit, period, factor int) []float64 {
	if m == LMDI {
		return lmdiGradient(u, period, factor)
	}
	// The other methods are straight lines in every factor: one step is the derivative.
	moved := u.Unit
	moved.Before, moved.After = slices.Clone(u.Before), slices.Clone(u.After)
	[][]float64{moved.Before, moved.After}[period][factor]++
	at := shapley
	if m == OneAtATime {
		at = sequential
	}
	out, base := at(moved), at(u.Unit)
	for k := range out {
		out[k] -= base[k]
	}
	return out
}

// lmdiGradient differentiates C_k = L(V1,V0) ln(x_k1/x_k0): through the mean, and through the factor's own logarithm.
// Where the whole change sits on the factor that is zero, it follows the value itself.
func lmdiGradient(u UnitSplit, period, factor int) []float64 {
	out := make([]float64, len(u.Contributions))
	x, own, other := u.Before[factor], u.From, u.To
	if period == 1 {
		x, own, other = u.After[factor], u.To, u.From
	}
	if x == 0 || own == 0 {
		return out
	}
	for k, c := range u.Contributions {
		if other == 0 {
			out[k] = c / x
			continue
		}
		out[k] = logRatio(u.After[k], u.Before[k]) * pull(own, other) / x
	}
	if other != 0 {
		out[factor] += LogMean(own, other) / x * float64(2*period-1)
	}
	return out
}

// pull is a dL(a,b)/da = (a - L)/ln(a/b), by its series b(1/2 + r/3 + r^2/8) where r = ln(a/b) is near zero.
func pull(a, b float64) float64 {
	r := logRatio(a, b)
	if math.Abs(r) < 1e-4 {
		return b * (0.5 + r/3 + r*r/8)
	}
	return (a - LogMean(a, b)) / r
}
