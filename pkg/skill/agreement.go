package skill

import (
	"fmt"
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// minPairs is how many pairs of self and manager ratings the error of a
// rating is estimated from at least.
const minPairs = 10

// z90 is the standard normal quantile of a two-sided 90 % interval.
const z90 = 1.6448536269514722

// Agreement tells how far self and manager ratings differ over the whole
// team: the yardstick for any single gap.
type Agreement struct {
	Pairs int `json:"n"`
	// Bias is the mean of self minus manager; nil without pairs.
	Bias *float64 `json:"bias"`
	// SD is the standard deviation of those differences, and LimitLow and
	// LimitHigh the limits of agreement, bias +- 1.96 SD (Bland and Altman
	// 1986); nil below two pairs.
	SD        *float64 `json:"sd_difference"`
	LimitLow  *float64 `json:"limit_low"`
	LimitHigh *float64 `json:"limit_high"`
	// RatingError is the standard error of a single rating, SD / sqrt(2): both
	// ratings are taken to err alike and independently.
	RatingError *float64 `json:"rating_error"`
}

func agreement(all []rated) Agreement {
	var out Agreement
	var sum, sumSq float64
	for _, a := range all {
		if d, ok := a.pair(); ok {
			out.Pairs++
			sum, sumSq = sum+d, sumSq+d*d
		}
	}
	n := float64(out.Pairs)
	if out.Pairs == 0 {
		return out
	}
	bias := sum / n
	out.Bias = &bias
	if out.Pairs > 1 {
		sd := math.Sqrt(math.Max(0, (sumSq-n*bias*bias)/(n-1)))
		low, high, single := bias-1.96*sd, bias+1.96*sd, sd/math.Sqrt2
		out.SD, out.LimitLow, out.LimitHigh, out.RatingError = &sd, &low, &high, &single
	}
	return out
}

// halfWidth is half of the 90 % interval of a gap whose manager level is the
// mean of so many ratings.
func (a Agreement) halfWidth(raters int) (half float64, ok bool) {
	if a.Pairs < minPairs || raters < 1 {
		return 0, false
	}
	return z90 * *a.RatingError / math.Sqrt(float64(raters)), true
}

// shrink fills in every rep's leniency shrunken towards the team's bias, by
// one-way random effects: B = tau2 / (tau2 + MSW / n) with tau2 =
// max(0, (MSB - MSW) / n0) from the mean squares of self minus manager between
// and within reps (moments estimate; n0 is the mean number of pairs, corrected
// for its spread).
func (a Agreement) shrink(reps []RepGaps) {
	between, within, ok := a.components(reps)
	if !ok {
		return
	}
	for i := range reps {
		r := &reps[i]
		if r.Leniency == nil {
			continue
		}
		weight := 0.0
		if total := between + within/float64(r.Pairs); total > 0 {
			weight = between / total
		}
		shrunk := *a.Bias + weight*(*r.Leniency-*a.Bias)
		r.LeniencyShrunk = &shrunk
	}
}

// components estimates the variance of leniency between reps and of single
// differences within a rep.
func (a Agreement) components(reps []RepGaps) (between, within float64, ok bool) {
	var k, n, nSq, ssb, ssw float64
	for _, r := range reps {
		if r.Leniency == nil {
			continue
		}
		pairs := float64(r.Pairs)
		k, n, nSq = k+1, n+pairs, nSq+pairs*pairs
		ssb += pairs * (*r.Leniency - *a.Bias) * (*r.Leniency - *a.Bias)
		for _, g := range r.Skills {
			if g.Self != nil && g.Manager != nil {
				d := *g.Self - *g.Manager - *r.Leniency
				ssw += d * d
			}
		}
	}
	if k < 2 || n <= k {
		return 0, 0, false
	}
	within = ssw / (n - k)
	n0 := (n - nSq/n) / (k - 1)
	return math.Max(0, (ssb/(k-1)-within)/n0), within, true
}

func (a Agreement) warnings() []funnel.Warning {
	if a.Pairs >= minPairs {
		return nil
	}
	return []funnel.Warning{{
		Code: "few_ratings",
		Message: fmt.Sprintf("only %d pairs of self and manager ratings: the error of a rating cannot be told, %d would do",
			a.Pairs, minPairs),
	}}
}
