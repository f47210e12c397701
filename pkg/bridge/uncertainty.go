package bridge

import (
	"fmt"
	"math"

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

// Noise is what chance alone puts on the contributions of a split.
type Noise struct {
	Split Split
	// SE has one row a unit and one standard error a driver.
	SE [][]float64
	// TotalSE has the standard errors of the totals.
	TotalSE []float64
	// SizeCV is the coefficient of variation that stood in where a rep's deals were too few for one of their own; 0
	// where no rep had two wins, and deal sizes then count as exact.
	SizeCV float64
}

// WithNoise splits the change of revenue by LMDI and gives each contribution its delta-method standard error. Visits are
// taken as observed, wins as binomial given the visits (variance p(1-p)/visits), a mean deal size as having the
// variance SD^2/wins; reps are independent, so variances add over them. Where a rep's revenue comes from or falls to
// zero, the period with revenue alone carries noise. To call a change of visits more than an accounting fact, the
// variance of the counts would have to be added.
// Source: delta method, Oehlert (1992), American Statistician 46:27. It errs as Decompose does.
func WithNoise(sales []Sales) (Noise, error) {
	chains := make([]Chain, len(sales))
	for i, s := range sales {
		chains[i] = s.Chain()
	}
	split, err := Decompose(LMDI, SalesDrivers, Units(chains))
	if err != nil {
		return Noise{}, err
	}
	n := Noise{Split: split, SizeCV: pooledCV(sales), TotalSE: make([]float64, len(SalesDrivers))}
	for i, s := range sales {
		variances := n.unit(split.Units[i], s)
		row := make([]float64, len(variances))
		for k, v := range variances {
			row[k] = math.Sqrt(v)
			n.TotalSE[k] += v
		}
		n.SE = append(n.SE, row)
	}
	for k, v := range n.TotalSE {
		n.TotalSE[k] = math.Sqrt(v)
	}
	if err := n.finite(); err != nil {
		return Noise{}, err
	}
	return n, nil
}

func (n Noise) finite() error {
	for k, se := range n.TotalSE {
		if math.IsNaN(se) || math.IsInf(se, 0) {
			return fmt.Errorf("the noise of %s is not finite", SalesDrivers[k])
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

// pooledCV is the coefficient of variation of deal sizes, squares weighted by wins-1, over the tallies that have one.
func pooledCV(sales []Sales) float64 {
	var squares, weights []float64
	for _, s := range sales {
		for _, t := range []Tally{s.Before, s.After} {
			if t.knowsSize() {
				cv := t.SizeSD / t.MeanSize
				squares, weights = append(squares, (t.Wins-1)*cv*cv), append(weights, t.Wins-1)
			}
		}
	}
	if w := stats.Sum(weights); w > 0 {
		return math.Sqrt(stats.Sum(squares) / w)
	}
	return 0
}

func (t Tally) knowsSize() bool { return t.Wins > 1 && t.SizeSD >= 0 && t.MeanSize > 0 }

// relative are the variances of conversion and deal size over their squares.
func (t Tally) relative(cv float64) (conversion, size float64) {
	if t.Wins <= 0 || t.Visits <= 0 {
		return 0, 0
	}
	p := t.Wins / t.Visits
	conversion = math.Max(0, 1-p) / t.Wins
	if p > 1 { // more wins than visits cannot be binomial: counted as Poisson
		conversion = 1 / t.Wins
	}
	if t.knowsSize() {
		cv = t.SizeSD / t.MeanSize
	}
	return conversion, cv * cv / t.Wins
}

// unit gives the variances of one unit's contributions.
func (n Noise) unit(u UnitSplit, s Sales) []float64 {
	out := make([]float64, len(u.Contributions))
	if u.Unsplit != "" || u.From == 0 && u.To == 0 {
		return out
	}
	c0, s0 := s.Before.relative(n.SizeCV)
	c1, s1 := s.After.relative(n.SizeCV)
	for k := range out {
		if u.From == 0 || u.To == 0 {
			// The whole change, +-V, sits on one driver and is as uncertain as V.
			out[k] = u.Contributions[k] * u.Contributions[k] * (c0 + s0 + c1 + s1)
			continue
		}
		g0, g1 := slopes(u, k)
		l := LogMean(u.To, u.From)
		conversion, size := l*is(k == 1), l*is(k == 2)
		out[k] = sq(g1+conversion)*c1 + sq(g1+size)*s1 + sq(g0-conversion)*c0 + sq(g0-size)*s0
	}
	return out
}

// slopes are the derivatives of contribution k in ln V0 and ln V1 through the logarithmic mean alone:
// V dL/dV = (V - L)/ln(V/V').
func slopes(u UnitSplit, k int) (g0, g1 float64) {
	own := 0.0
	if u.Before[k] > 0 && u.After[k] > 0 {
		own = logRatio(u.After[k], u.Before[k])
	}
	return own * pull(u.From, u.To), own * pull(u.To, u.From)
}

// pull is a dL(a,b)/da = (a - L)/ln(a/b), by its series b(1/2 + r/3 + r^2/8) where r = ln(a/b) is near zero.
func pull(a, b float64) float64 {
	r := logRatio(a, b)
	if math.Abs(r) < 1e-4 {
		return b * (0.5 + r/3 + r*r/8)
	}
	return (a - LogMean(a, b)) / r
}

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func sq(x float64) float64 { return x * x }
