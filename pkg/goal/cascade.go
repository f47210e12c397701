package goal

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/salescoach/salescoach/pkg/stats"
)

// Prior is what the team lends to a rep with little history.
type Prior struct {
	// Alpha and Beta are the beta distribution of win rates in the team.
	Alpha, Beta float64
	// SizeWeight is the number of deals that the pooled deal size counts for (Bühlmann's k).
	SizeWeight float64
}

// History is a rep's past and target.
type History struct {
	Name string
	// Target is the revenue to reach.
	Target float64
	// Visits, Wins and MeanDeal are the past; MeanDeal is not read without wins.
	Visits, Wins, MeanDeal float64
	// SDDeal is the standard deviation of the deals; not read below two wins, negative means unknown.
	SDDeal float64
	// Planned is the number of visits planned; negative means none.
	Planned float64
}

// Need is what a rep's target asks for.
type Need struct {
	// WinRate and MeanDeal are the shrunken estimates used.
	WinRate, MeanDeal float64
	// Customers and Visits are the numbers needed on average: reaching the target with them is about an even bet.
	Customers, Visits float64
	// LogSE is the standard error of ln Visits, Low and High the limits of Visits.
	LogSE, Low, High float64
	// Naive is the target over the raw ratios; nil where the rep has won nothing.
	Naive *float64
	// Expected is the revenue that the planned visits bring on average, and Gap the visits needed less those planned;
	// nil without a plan.
	Expected, Gap *float64
}

// Cascade is a target broken down rep by rep.
type Cascade struct {
	// PooledMean is the deal-weighted mean deal size, PooledCV the coefficient of variation of deals.
	PooledMean, PooledCV float64
	// AssumedCV says that no rep had two deals, and PooledCV is the 1 of an exponential distribution.
	AssumedCV bool
	Reps      []Need
	// Target, Customers, Visits and Expected add up the reps; Expected covers the reps with a plan.
	Target, Customers, Visits, Expected float64
}

// Break breaks targets down: win rate (alpha+wins)/(alpha+beta+visits), deal size (wins mean + k pooled)/(wins + k),
// customers = target/deal size, visits = customers/win rate; limits visits exp(+-z LogSE) with
// LogSE^2 = trigamma(alpha+wins) - trigamma(alpha+beta+visits) + cv^2/(wins+k), the exact variance of the log of a
// beta variable plus that of the mean. level is the confidence of the limits. Wins beyond the visits count as visits.
// Source: Bühlmann (1967), ASTIN Bulletin 4:199, for the credibility weight.
// It errs without any win in the team, and for a prior or a figure that is not above zero.
func Break(reps []History, prior Prior, level float64) (Cascade, error) {
	if err := checkCascade(reps, prior, level); err != nil {
		return Cascade{}, err
	}
	c, err := poolDeals(reps)
	if err != nil {
		return Cascade{}, err
	}
	z := distuv.UnitNormal.Quantile((1 + level) / 2)
	for _, h := range reps {
		n := c.need(h, prior, z)
		c.Reps = append(c.Reps, n)
		c.Target += h.Target
		c.Customers += n.Customers
		c.Visits += n.Visits
		if n.Expected != nil {
			c.Expected += *n.Expected
		}
	}
	return c, nil
}

func checkCascade(reps []History, prior Prior, level float64) error {
	if !(prior.Alpha > 0) || !(prior.Beta > 0) || !(prior.SizeWeight > 0) {
		return errors.New("the team's prior must be above zero")
	}
	if !(level > 0 && level < 1) {
		return fmt.Errorf("a confidence lies between 0 and 1, not at %g", level)
	}
	for _, h := range reps {
		sum := h.Target + h.Visits + h.Wins + h.Planned
		if h.Wins > 0 {
			sum += h.MeanDeal
		}
		if math.IsNaN(sum) || math.IsInf(sum, 0) || h.Target < 0 || h.Visits < 0 || h.Wins < 0 {
			return fmt.Errorf("the figures of %s are not usable: targets, visits and customers are numbers from zero up", h.Name)
		}
	}
	return nil
}

// poolDeals takes the team's mean deal and the scatter of deals: squared coefficients of variation weighted by wins-1.
func poolDeals(reps []History) (Cascade, error) {
	var revenue, wins, squares, weights []float64
	for _, h := range reps {
		if h.Wins > 0 {
			revenue, wins = append(revenue, h.Wins*h.MeanDeal), append(wins, h.Wins)
		}
		if h.Wins > 1 && h.SDDeal >= 0 && h.MeanDeal > 0 {
			cv := h.SDDeal / h.MeanDeal
			squares, weights = append(squares, (h.Wins-1)*cv*cv), append(weights, h.Wins-1)
		}
	}
	c := Cascade{PooledMean: stats.Sum(revenue) / math.Max(stats.Sum(wins), 1e-300), PooledCV: 1, AssumedCV: true}
	if !(c.PooledMean > 0) || math.IsInf(c.PooledMean, 0) {
		return Cascade{}, errors.New("no deal with an amount above zero: the size of a customer is unknown")
	}
	if w := stats.Sum(weights); w > 0 {
		c.PooledCV, c.AssumedCV = math.Sqrt(stats.Sum(squares)/w), false
	}
	return c, nil
}

func (c Cascade) need(h History, prior Prior, z float64) Need {
	visits := math.Max(h.Visits, h.Wins)
	a, n := prior.Alpha+h.Wins, prior.Alpha+prior.Beta+visits
	deals := prior.SizeWeight * c.PooledMean
	if h.Wins > 0 {
		deals += h.Wins * h.MeanDeal
	}
	out := Need{WinRate: a / n, MeanDeal: deals / (h.Wins + prior.SizeWeight)}
	if out.MeanDeal <= 0 { // credit notes outweigh the sales: the team's mean stands in
		out.MeanDeal = c.PooledMean
	}
	out.Customers = h.Target / out.MeanDeal
	out.Visits = out.Customers / out.WinRate
	out.LogSE = math.Sqrt(trigamma(a) - trigamma(n) + c.PooledCV*c.PooledCV/(h.Wins+prior.SizeWeight))
	half := math.Min(z*out.LogSE, boundless)
	out.Low, out.High = out.Visits*math.Exp(-half), out.Visits*math.Exp(half)
	if h.Wins > 0 && h.Visits > 0 && h.MeanDeal > 0 {
		naive := h.Target / h.MeanDeal / (h.Wins / h.Visits)
		out.Naive = &naive
	}
	if h.Planned >= 0 {
		expected, gap := h.Planned*out.WinRate*out.MeanDeal, out.Visits-h.Planned
		out.Expected, out.Gap = &expected, &gap
	}
	return out
}

// boundless is a width of ln visits beyond which an interval tells nothing; it keeps the limits finite.
const boundless = 100

// trigamma is the second derivative of ln Gamma: the Hurwitz zeta function at 2 (Abramowitz & Stegun 6.4.10).
func trigamma(x float64) float64 { return mathext.Zeta(2, x) }

// PointOfConversion is how many visits fewer the same number of customers takes when a share `points` more of the
// visits wins (0.01 for one point): customers/rate - customers/(rate+points). It is not ok where a rate leaves (0, 1].
func PointOfConversion(customers, rate, points float64) (visits float64, ok bool) {
	if !(rate > 0) || !(rate+points > 0) || rate+points > 1 || !(customers >= 0) || math.IsInf(customers, 0) {
		return 0, false
	}
	return customers/rate - customers/(rate+points), true
}

// MaxExtrapolation is the ratio of planned to past activity above which a plan needs a warning: the last visits are
// worse than the first, and nothing in the past tells by how much.
const MaxExtrapolation = 1.5

// Extrapolation is planned over past activity in the same unit (visits a working day, say). It is not ok without a past.
func Extrapolation(planned, past float64) (ratio float64, ok bool) {
	if !(past > 0) || !(planned >= 0) || math.IsInf(planned, 0) || math.IsInf(past, 0) {
		return 0, false
	}
	return planned / past, true
}
