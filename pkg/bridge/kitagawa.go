package bridge

import (
	"errors"
	"math"

	"github.com/salescoach/salescoach/pkg/stats"
)

// RateSegment holds the successes and trials of a segment in two periods.
type RateSegment struct {
	Name                          string
	SuccessesBefore, TrialsBefore float64
	SuccessesAfter, TrialsAfter   float64
}

// RateChange splits the change of an overall rate into rates that changed and a mix that changed.
type RateChange struct {
	// Before and After are the overall rates.
	Before, After float64
	// RateEffect is sum (p1-p0)(w0+w1)/2: what the segments' own rates did.
	RateEffect float64
	// MixEffect is sum (w1-w0)(p0+p1)/2: what shifting trials between segments did.
	MixEffect float64
	// RateBySegment, MixBySegment and CenteredMix split both effects by segment. The centred mix subtracts the mean of
	// the two overall rates, so that growth of a segment below average counts as a loss; its sum is MixEffect as well.
	RateBySegment, MixBySegment, CenteredMix []float64
	// RateSE is the standard error of RateEffect with the shares taken as fixed.
	RateSE float64
}

// Kitagawa splits the change of an overall rate. Where the two effects have opposite signs the overall figure misleads
// (Simpson's paradox). A segment without trials in one period takes its rate from the other: its appearance is mix.
// Source: Kitagawa (1955), JASA 50:1168. It errs where a period has no trials, and for impossible counts.
func Kitagawa(segments []RateSegment) (RateChange, error) {
	n0, n1, y0, y1 := pooled(segments)
	if err := checkSegments(segments, n0, n1); err != nil {
		return RateChange{}, err
	}
	c := RateChange{Before: y0 / n0, After: y1 / n1}
	variance := 0.0
	for _, s := range segments {
		w0, w1 := s.TrialsBefore/n0, s.TrialsAfter/n1
		p0, p1 := s.rates()
		c.RateBySegment = append(c.RateBySegment, (p1-p0)*(w0+w1)/2)
		c.MixBySegment = append(c.MixBySegment, (w1-w0)*(p0+p1)/2)
		c.CenteredMix = append(c.CenteredMix, (w1-w0)*((p0+p1)/2-(c.Before+c.After)/2))
		weight := (w0 + w1) / 2
		variance += weight * weight * (binomialVariance(p0, s.TrialsBefore) + binomialVariance(p1, s.TrialsAfter))
	}
	c.RateEffect, c.MixEffect = stats.Sum(c.RateBySegment), stats.Sum(c.MixBySegment)
	c.RateSE = math.Sqrt(variance)
	return c, nil
}

// Z is RateEffect over its standard error; not ok where that is zero.
func (c RateChange) Z() (z float64, ok bool) {
	if c.RateSE == 0 {
		return 0, false
	}
	return c.RateEffect / c.RateSE, true
}

// Paradox says that the overall rate moved one way and the segments' own rates the other.
func (c RateChange) Paradox() bool { return (c.After-c.Before)*c.RateEffect < 0 }

func pooled(segments []RateSegment) (n0, n1, y0, y1 float64) {
	for _, s := range segments {
		n0, n1 = n0+s.TrialsBefore, n1+s.TrialsAfter
		y0, y1 = y0+s.SuccessesBefore, y1+s.SuccessesAfter
	}
	return n0, n1, y0, y1
}

func checkSegments(segments []RateSegment, n0, n1 float64) error {
	for _, s := range segments {
		if !possible(s.SuccessesBefore, s.TrialsBefore) || !possible(s.SuccessesAfter, s.TrialsAfter) {
			return errors.New("segment " + s.Name + " has more successes than trials, or a negative count")
		}
	}
	if !(n0 > 0) || !(n1 > 0) {
		return errors.New("a period without trials has no rate to compare")
	}
	return nil
}

func possible(successes, trials float64) bool {
	return successes >= 0 && successes <= trials && !math.IsInf(trials, 0)
}

// rates are the segment's rates; one without trials takes that of the other period.
func (s RateSegment) rates() (p0, p1 float64) {
	p0, p1 = share(s.SuccessesBefore, s.TrialsBefore), share(s.SuccessesAfter, s.TrialsAfter)
	if s.TrialsBefore == 0 {
		p0 = p1
	}
	if s.TrialsAfter == 0 {
		p1 = p0
	}
	return p0, p1
}

func binomialVariance(p, n float64) float64 {
	if n == 0 {
		return 0
	}
	return p * (1 - p) / n
}
