package goal

import (
	"errors"
	"fmt"
	"math"
	"math/cmplx"
)

// Member is one rep's part in a team's goal.
type Member struct {
	Outlook Outlook
	Visits  int
}

// Team is the revenue of several reps together, times a market factor that all of them share: a lognormal one with
// mean 1 and Sigma as the standard deviation of its logarithm. Without it, a team's chance is far too sure of itself:
// reps do not fail independently.
type Team struct {
	// Mean and SD are those of the revenue, market included.
	Mean, SD float64

	sigma  float64
	none   float64      // the chance of no win at all
	length float64      // the distribution is taken as repeating after this
	waves  []complex128 // Fourier coefficients without the atom at zero
	edge   float64      // the integrated series at the window's edge
}

const (
	maxWaves = 1 << 11
	// margin is the share of the window kept free below zero, away from where the density jumps.
	margin = 0.05
)

// NewTeam adds the reps up: the characteristic functions of their revenues multiply,
// phi(w) = prod_i sum_j P_i(j wins) (1 - i w scale_i)^(-j shape_i). It is a Fourier series of the density over a window
// that the revenue hardly leaves, the chance of no win at all taken out beforehand.
// Source: Abate & Whitt (1992), Queueing Systems 10:5. It errs for a member without an outlook, and for a sigma
// below 0 or above 2, and for more than MaxVisits visits.
func NewTeam(members []Member, sigma float64) (*Team, error) {
	if !(sigma >= 0 && sigma <= 2) {
		return nil, errors.New("the market's scatter lies between 0 and 2")
	}
	t := &Team{sigma: sigma, none: 1}
	variance := 0.0
	wins := make([][]float64, len(members))
	for i, m := range members {
		if err := m.check(); err != nil {
			return nil, err
		}
		mean, sd := m.Outlook.Revenue(max(m.Visits, 0))
		t.Mean, variance = t.Mean+mean, variance+sd*sd
		wins[i] = betaBinomial(m.Visits, m.Outlook.Alpha, m.Outlook.Beta, max(m.Visits, 0)+1)
		t.none *= wins[i][0]
	}
	t.length = t.Mean + 16*math.Sqrt(variance)
	t.expand(members, wins)
	t.edge = t.integral(-margin * t.length)
	market := math.Expm1(sigma * sigma)
	t.SD = math.Sqrt(variance*(1+market) + t.Mean*t.Mean*market)
	return t, nil
}

func (m Member) check() error {
	if m.Visits > MaxVisits {
		return fmt.Errorf("%d visits of one rep are more than the %d that can be computed with", m.Visits, MaxVisits)
	}
	return m.Outlook.Check()
}

// expand takes the Fourier coefficients, up to where they vanish.
func (t *Team) expand(members []Member, wins [][]float64) {
	if t.length == 0 {
		return
	}
	for i := range wins {
		wins[i] = trimTail(wins[i])
	}
	for k := 1; k <= maxWaves; k++ {
		omega := 2 * math.Pi * float64(k) / t.length
		phi := complex(1, 0)
		for i, m := range members {
			z := cmplx.Exp(complex(-m.Outlook.Shape, 0) * cmplx.Log(complex(1, -omega*m.Outlook.Scale)))
			phi *= generating(wins[i], z)
		}
		phi -= complex(t.none, 0)
		t.waves = append(t.waves, phi)
		if cmplx.Abs(phi) < 1e-12 && t.vanished(members, wins, omega) {
			break
		}
	}
}

// vanished says that no higher frequency matters either: phi is at most prod_i sum_j P_i(j) |z|^j, which falls. Deals
// nearly alike let phi itself come back after it was near zero.
func (t *Team) vanished(members []Member, wins [][]float64, omega float64) bool {
	bound := 1.0
	for i, m := range members {
		z := math.Pow(math.Hypot(1, omega*m.Outlook.Scale), -m.Outlook.Shape)
		bound *= real(generating(wins[i], complex(z, 0)))
	}
	return bound-t.none < 1e-12
}

// below is the probability of less than x (above zero) in an even market: the series integrated from the window's edge.
func (t *Team) below(x float64) float64 {
	if len(t.waves) == 0 || x >= t.length*(1-2*margin) {
		return 1
	}
	share := x/t.length + margin
	sum := (1-t.none)*share + t.integral(x) - t.edge
	return math.Max(0, math.Min(1, t.none+sum))
}

// integral is the oscillating part of the integrated series at x: 2 Re sum phi_k exp(-i w_k x)/(-i w_k)/length. The
// exponentials are powers of the first.
func (t *Team) integral(x float64) float64 {
	turn := cmplx.Exp(complex(0, -2*math.Pi*x/t.length))
	at, sum := complex(1, 0), 0.0
	for i, phi := range t.waves {
		at *= turn
		sum -= imag(phi*at) / float64(i+1)
	}
	return sum / math.Pi
}

// Chance is the probability that the team reaches the target: below averaged over the market factor by the trapezoid
// rule on 8 standard deviations either way, which for a normal weight is exact to rounding.
func (t *Team) Chance(target float64) float64 {
	if target <= 0 {
		return 1
	}
	if t.sigma == 0 {
		return 1 - t.below(target)
	}
	const step = 0.25
	fails, weights := 0.0, 0.0
	for i := -32; i <= 32; i++ {
		z := step * float64(i)
		w := math.Exp(-z * z / 2)
		fails += w * t.below(target*math.Exp(t.sigma*t.sigma/2-t.sigma*z))
		weights += w
	}
	return math.Max(0, math.Min(1, 1-fails/weights))
}

// TargetFor is the largest target that the team reaches with at least the given chance, to six digits.
func (t *Team) TargetFor(chance float64) float64 {
	return largest(t.Mean+t.SD, chance, t.Chance)
}
