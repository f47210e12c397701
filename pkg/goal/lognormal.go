package goal

import (
	"errors"
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/dsp/fourier"
)

// LognormalOutlook is an Outlook whose deals are lognormal: ln size ~ N(MuLog, SDLog^2).
type LognormalOutlook struct {
	Alpha, Beta  float64
	MuLog, SDLog float64
}

// Check errs where a parameter is out of range.
func (o LognormalOutlook) Check() error {
	for _, x := range []float64{o.Alpha, o.Beta, o.SDLog} {
		if !(x > 0) || math.IsInf(x, 0) {
			return errors.New("an outlook needs a win rate and a scatter of deals above zero")
		}
	}
	if mean, sd := o.deal(); math.IsNaN(mean+sd) || math.IsInf(mean+sd, 0) || mean == 0 {
		return errors.New("the deals of an outlook are beyond all bounds")
	}
	return nil
}

func (o LognormalOutlook) deal() (mean, sd float64) {
	mean = math.Exp(o.MuLog + o.SDLog*o.SDLog/2)
	return mean, mean * math.Sqrt(math.Expm1(o.SDLog*o.SDLog))
}

// Revenue is the mean and the standard deviation of the revenue of a number of visits.
func (o LognormalOutlook) Revenue(visits int) (mean, sd float64) {
	wins, variance := betaBinomialMoments(visits, o.Alpha, o.Beta)
	deal, scatter := o.deal()
	return wins * deal, math.Sqrt(wins*scatter*scatter + variance*deal*deal)
}

// NormalChance takes the revenue for normal with the same mean and variance; for contrast, as it misses the skew by up
// to five points.
func (o LognormalOutlook) NormalChance(target float64, visits int) float64 {
	mean, sd := o.Revenue(visits)
	if sd == 0 {
		if target <= mean {
			return 1
		}
		return 0
	}
	return 0.5 * math.Erfc((target-mean)/sd/math.Sqrt2)
}

const (
	minCells = 1 << 11
	maxCells = 1 << 17
	// padding times the cells of the grid is the length of the transform; with the tilt it keeps what lies beyond the
	// target from folding back.
	padding = 4
	tilt    = 24.0
	// Beyond so many visits only mean and variance of the deals matter, and gamma deals have an exact sum.
	manyVisits = 5000
)

// Chance is the probability of reaching the target: the compound distribution of beta-binomial wins and lognormal
// deals on a grid up to the target, by the fast Fourier transform of exponentially tilted masses, extrapolated from
// two grids (the error of one falls with the square of its cells). Error below 1e-6. Above 5,000 visits gamma deals of the
// same mean and variance stand in.
// Source: Grübel & Hermesmeier (1999), ASTIN Bulletin 29:197; Embrechts & Frei (2009), Math Methods OR 69:497.
func (o LognormalOutlook) Chance(target float64, visits int) float64 {
	if target <= 0 {
		return 1
	}
	if visits <= 0 {
		return 0
	}
	if visits > manyVisits {
		return o.gamma().Against(target).Chance(visits)
	}
	wins := trimTail(betaBinomial(visits, o.Alpha, o.Beta, visits+1))
	cells := o.cells(target)
	coarse, fine := o.below(target, cells, wins), o.below(target, 2*cells, wins)
	r := (2*float64(cells) - 0.5) / (float64(cells) - 0.5)
	below := fine + (fine-coarse)/(r*r-1)
	return math.Max(0, math.Min(1, 1-below))
}

// gamma is the outlook with gamma deals of the same mean and variance.
func (o LognormalOutlook) gamma() Outlook {
	mean, sd := o.deal()
	return Outlook{Alpha: o.Alpha, Beta: o.Beta, Shape: mean * mean / (sd * sd), Scale: sd * sd / mean}
}

// cells makes a cell of the grid small beside the scatter of a deal.
func (o LognormalOutlook) cells(target float64) int {
	median := math.Exp(o.MuLog)
	width := median * math.Min(1, o.SDLog) / 16
	n := minCells
	for n < maxCells && target/float64(n) > width {
		n *= 2
	}
	return n
}

// trimTail drops the numbers of wins that are next to impossible.
func trimTail(p []float64) []float64 {
	n := len(p)
	for n > 1 && p[n-1] < 1e-16 {
		n--
	}
	return p[:n]
}

// below is the probability of less than the target on a grid of so many cells, the target on the border of the last.
func (o LognormalOutlook) below(target float64, cells int, wins []float64) float64 {
	width := target / (float64(cells) - 0.5)
	n := padding * cells
	decay := tilt / float64(n)
	masses := o.masses(width, cells)
	padded := make([]float64, n)
	for i, m := range masses {
		padded[i] = m * math.Exp(-decay*float64(i))
	}
	fft := fourier.NewFFT(n)
	coefficients := fft.Coefficients(nil, padded)
	for i, z := range coefficients {
		coefficients[i] = generating(wins, z)
	}
	total := fft.Sequence(padded, coefficients)
	sum := 0.0
	for i := range cells {
		sum += total[i] / float64(n) * math.Exp(decay*float64(i))
	}
	return sum
}

// masses rounds a deal to the nearest multiple of width.
func (o LognormalOutlook) masses(width float64, cells int) []float64 {
	out := make([]float64, cells)
	previous := 0.0
	for i := range out {
		z := (math.Log((float64(i)+0.5)*width) - o.MuLog) / o.SDLog
		upTo := 0.5 * math.Erfc(-z/math.Sqrt2)
		out[i], previous = upTo-previous, upTo
	}
	return out
}

// generating is sum_j p_j z^j by Horner's rule.
func generating(p []float64, z complex128) complex128 {
	if cmplx.IsNaN(z) {
		return 0
	}
	var sum complex128
	for j := len(p) - 1; j >= 0; j-- {
		sum = sum*z + complex(p[j], 0)
	}
	return sum
}
