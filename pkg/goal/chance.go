package goal

import (
	"errors"
	"math"
	"sort"

	"gonum.org/v1/gonum/mathext"
)

// MaxVisits bounds the search for the visits that a chance takes.
const MaxVisits = 500000

// Outlook is what a rep's visits bring: each visit wins with a rate drawn once from Beta(Alpha, Beta), and each win
// brings a deal from a gamma distribution. The uncertain rate is what makes plans fail; a known one overstates the
// chance.
type Outlook struct {
	// Alpha and Beta are the posterior of the win rate.
	Alpha, Beta float64
	// Shape and Scale are the deals': mean Shape x Scale, coefficient of variation 1/sqrt(Shape).
	Shape, Scale float64
}

var errOutlook = errors.New("an outlook needs a win rate and deals above zero")

// minCV keeps deals that are all alike from having no distribution.
const minCV = 0.02

// NewOutlook makes an outlook of a posterior win rate and the mean and coefficient of variation of deals; one below 2 %
// counts as 2 %. It errs where one of them is not above zero and finite.
func NewOutlook(alpha, beta, meanDeal, cv float64) (Outlook, error) {
	if !(cv >= 0) {
		return Outlook{}, errOutlook
	}
	cv = math.Max(cv, minCV)
	o := Outlook{Alpha: alpha, Beta: beta, Shape: 1 / (cv * cv), Scale: meanDeal * cv * cv}
	return o, o.Check()
}

// RateBelief gives the beta distribution of a win rate with a mean and a standard deviation, alpha + beta =
// m(1-m)/sd^2 - 1: how a posterior of any other form enters an Outlook. It is not ok outside 0 to 1 and for a standard
// deviation that no rate can have.
func RateBelief(mean, sd float64) (alpha, beta float64, ok bool) {
	strength := mean*(1-mean)/(sd*sd) - 1
	if !(mean > 0 && mean < 1) || !(sd > 0) || !(strength > 0) || math.IsInf(strength, 0) {
		return 0, 0, false
	}
	return mean * strength, (1 - mean) * strength, true
}

// Improved is the outlook whose mean win rate is some points higher (0.01 for one) and known as well as before. It is
// not ok where the rate leaves 0 to 1.
func (o Outlook) Improved(points float64) (better Outlook, ok bool) {
	rate, strength := o.Rate()+points, o.Alpha+o.Beta
	if !(rate > 0 && rate < 1) {
		return Outlook{}, false
	}
	o.Alpha, o.Beta = rate*strength, (1-rate)*strength
	return o, true
}

// Check errs where a parameter is not above zero and finite.
func (o Outlook) Check() error {
	for _, x := range []float64{o.Alpha, o.Beta, o.Shape, o.Scale} {
		if !(x > 0) || math.IsInf(x, 0) {
			return errOutlook
		}
	}
	return nil
}

// Rate is the mean win rate.
func (o Outlook) Rate() float64 { return o.Alpha / (o.Alpha + o.Beta) }

// MeanDeal is the mean deal size.
func (o Outlook) MeanDeal() float64 { return o.Shape * o.Scale }

// Revenue is the mean and the standard deviation of the revenue of a number of visits.
func (o Outlook) Revenue(visits int) (mean, sd float64) {
	wins, variance := betaBinomialMoments(visits, o.Alpha, o.Beta)
	deal := o.MeanDeal()
	return wins * deal, math.Sqrt(wins*deal*o.Scale + variance*deal*deal)
}

// betaBinomialMoments are the mean and variance of the number of wins.
func betaBinomialMoments(visits int, a, b float64) (mean, variance float64) {
	n, p := float64(visits), a/(a+b)
	return n * p, n * p * (1 - p) * (a + b + n) / (a + b + 1)
}

// NaiveVisits is the target over mean deal and mean rate: about an even bet.
func (o Outlook) NaiveVisits(target float64) float64 { return target / (o.MeanDeal() * o.Rate()) }

// Against prepares an outlook for one target.
func (o Outlook) Against(target float64) Goal {
	g := Goal{outlook: o, target: target}
	if target <= 0 {
		return g
	}
	x := target / o.Scale
	for j := 0; j <= MaxVisits; j++ {
		miss := gammaBelow(float64(j)*o.Shape, x)
		if miss < 1e-18 {
			break
		}
		g.miss = append(g.miss, miss)
	}
	return g
}

// gammaBelow is P(Gamma(shape) < x). Where Chernoff's bound leaves less than 1e-18 of doubt it is 1 without further ado:
// a large target asks for a very long row of them.
func gammaBelow(shape, x float64) float64 {
	if shape == 0 || shape < x && shape-x+shape*math.Log(x/shape) < -42 {
		return 1
	}
	return mathext.GammaIncReg(shape, x)
}

// Goal is an outlook against a target.
type Goal struct {
	outlook Outlook
	target  float64
	miss    []float64 // miss[j]: the chance that j deals do not make the target; what follows is zero
}

// Chance is the probability of reaching the target with a number of visits:
// 1 - sum_j P(wins = j) P(Gamma(j shape, scale) < target), wins beta-binomial. Exact, and never falling in visits.
func (g Goal) Chance(visits int) float64 {
	return g.chance(betaBinomial(visits, g.outlook.Alpha, g.outlook.Beta, len(g.miss)))
}

// ChanceAtKnownRate takes the mean win rate for certain; offered for contrast, as it overstates the chance.
func (g Goal) ChanceAtKnownRate(visits int) float64 {
	return g.chance(binomial(visits, g.outlook.Rate(), len(g.miss)))
}

// chance adds up over the numbers of wins. The smaller of chance and its complement is summed, to keep its digits.
func (g Goal) chance(wins []float64) float64 {
	fails, seen := 0.0, 0.0
	hits := 0.0
	for j, p := range wins {
		fails += p * g.miss[j]
		hits += p * (1 - g.miss[j])
		seen += p
	}
	if fails < 0.5 {
		return 1 - fails
	}
	return math.Max(0, math.Min(1, hits+math.Max(0, 1-seen)))
}

// Visits is the smallest number of visits with at least the given chance. It is not ok where not even MaxVisits reach
// it: the doubt about the win rate alone then rules it out.
func (g Goal) Visits(chance float64) (visits int, ok bool) {
	if !(chance <= 1) {
		return 0, false
	}
	high := 1
	for g.Chance(high) < chance {
		if high >= MaxVisits {
			return 0, false
		}
		high = min(2*high, MaxVisits)
	}
	return sort.Search(high, func(n int) bool { return g.Chance(n) >= chance }), true
}

// TargetFor is the largest target that a number of visits reaches with at least the given chance, to six digits: a
// realistic goal. It is 0 where even a single win is less likely than that.
func (o Outlook) TargetFor(visits int, chance float64) float64 {
	mean, sd := o.Revenue(visits)
	return largest(mean+sd, chance, func(target float64) float64 { return o.Against(target).Chance(visits) })
}

// largest bisects for the largest target whose chance is high enough; chances fall in the target.
func largest(guess, chance float64, at func(target float64) float64) float64 {
	if !(guess > 0) || !(chance > 0) {
		return 0
	}
	low, high := 0.0, guess
	for range 60 {
		if at(high) < chance {
			break
		}
		low, high = high, 2*high
	}
	for range 200 {
		if high-low <= 1e-7*high || high < 1e-9*guess {
			break
		}
		middle := (low + high) / 2
		if at(middle) >= chance {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
