package stats

import (
	"math"
	"slices"
)

// MixRow is one amount of a unit, on the scale of analysis (logarithms as a rule), in a stratum such as the product sold.
type MixRow struct {
	Unit, Stratum string
	Value         float64
}

// FTest is an analysis-of-variance test of whether units differ.
type FTest struct {
	F, P float64
	// Between and Within are the degrees of freedom.
	Between, Within int
}

// MixTest tells differences between units from differences of what they work on.
type MixTest struct {
	// Alone tests the units as they are; Given tests them within strata. Each is undefined (HasAlone, HasGiven false) with
	// fewer than two units, without residual degrees of freedom or without residual variation.
	Alone, Given       FTest
	HasAlone, HasGiven bool
	// Units are in order of name. Raw is a unit's mean less the mean of all; Adjusted the mean of its values less their
	// strata's means.
	Units         []string
	Raw, Adjusted []float64
	// SDRaw and SDAdjusted are the standard deviations of these over units.
	SDRaw, SDAdjusted float64
}

// CompareMix tests units before and after adjustment for the stratum: F of units alone, and F of units added to an additive
// model with the strata: ((RSS(strata)-RSS(both))/d1)/(RSS(both)/d2).
// Source: Fisher (1925); Searle (1971), Linear Models, chapter 7. It is undefined (ok = false) without finite values.
func CompareMix(rows []MixRow) (m MixTest, ok bool) {
	values := make([]float64, len(rows))
	units, strata := make([]string, len(rows)), make([]string, len(rows))
	for i, row := range rows {
		values[i], units[i], strata[i] = row.Value, row.Unit, row.Stratum
	}
	if len(rows) == 0 || !finite(values...) {
		return m, false
	}
	u, s := newGrouping(units), newGrouping(strata)
	mean, _ := Mean(values)
	centred := make([]float64, len(values))
	for i, v := range values {
		centred[i] = v - mean
	}
	m.Units = u.names
	m.Raw = u.means(centred)
	withinStrata := s.residuals(centred)
	m.Adjusted = u.means(withinStrata)
	m.SDRaw, _ = SD(m.Raw)
	m.SDAdjusted, _ = SD(m.Adjusted)
	n := len(rows)
	own := squareSum(u.residuals(centred))
	m.Alone, m.HasAlone = fTest(squareSum(centred), own, len(u.names)-1, n-len(u.names))
	gain, rank := explained(centred, u, s)
	m.Given, m.HasGiven = fTest(squareSum(withinStrata), own-gain, len(u.names)+rank-len(s.names), n-len(u.names)-rank)
	return m, true
}

// fTest compares a smaller model's residual sum of squares with a larger one's.
func fTest(small, large float64, between, within int) (t FTest, ok bool) {
	if between < 1 || within < 1 || !(large > 1e-12*small) {
		return t, false
	}
	t = FTest{Between: between, Within: within}
	t.F = math.Max(0, small-large) / float64(between) / (large / float64(within))
	t.P = fUpper(t.F, float64(between), float64(within))
	return t, true
}

// grouping assigns rows to named groups, in order of name.
type grouping struct {
	names []string
	of    []int
	size  []float64
}

func newGrouping(labels []string) grouping {
	g := grouping{names: slices.Compact(slices.Sorted(slices.Values(labels)))}
	g.size = make([]float64, len(g.names))
	for _, label := range labels {
		at, _ := slices.BinarySearch(g.names, label)
		g.of = append(g.of, at)
		g.size[at]++
	}
	return g
}

func (g grouping) means(xs []float64) []float64 {
	out := make([]float64, len(g.names))
	for i, x := range xs {
		out[g.of[i]] += x
	}
	for k := range out {
		out[k] /= g.size[k]
	}
	return out
}

// residuals are the values less their groups' means.
func (g grouping) residuals(xs []float64) []float64 {
	means := g.means(xs)
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = x - means[g.of[i]]
	}
	return out
}

func squareSum(xs []float64) float64 {
	squares := make([]float64, len(xs))
	for i, x := range xs {
		squares[i] = x * x
	}
	return Sum(squares)
}
