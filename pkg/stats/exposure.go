package stats

import (
	"math"
	"slices"
)

// ExposureRow is one unit's events in one stretch of time, with its exposure and the levels of what influences the rate:
// tenure band, territory and the like, in the order of the factors.
type ExposureRow struct {
	Unit             string
	Exposure, Events float64
	Levels           []string
}

// Factor is something that influences a rate. Its effects are measured against the baseline; where that is empty or never
// occurs, against the first level by name.
type Factor struct{ Name, Baseline string }

// ExposureModel is the log-linear model of a rate: ln E(events) = ln(exposure) + intercept + one effect a level.
type ExposureModel struct {
	// Data is the regression's data, ready for FitGLM and FitNegBin; rows without exposure are left out.
	Data GLM
	// Terms names its columns: "(Intercept)", then factor name and level, levels in order of name without the baseline.
	Terms []Term
	units []string
}

// Term is one column of a model: the intercept (both empty), or a level of a factor.
type Term struct{ Factor, Level string }

// String is the factor's name followed by the level.
func (t Term) String() string {
	if t.Factor == "" && t.Level == "" {
		return "(Intercept)"
	}
	return t.Factor + t.Level
}

// NewExposureModel codes the factors by treatment contrasts. A factor with a single level has no column.
func NewExposureModel(rows []ExposureRow, factors []Factor) ExposureModel {
	m := ExposureModel{Terms: []Term{{}}}
	for i, f := range factors {
		for _, level := range levels(rows, i, f.Baseline) {
			m.Terms = append(m.Terms, Term{f.Name, level})
		}
	}
	for _, row := range rows {
		if !(row.Exposure > 0) {
			continue
		}
		m.Data.X = append(m.Data.X, m.code(row, factors))
		m.Data.Y = append(m.Data.Y, row.Events)
		m.Data.Offset = append(m.Data.Offset, math.Log(row.Exposure))
		m.units = append(m.units, row.Unit)
	}
	return m
}

// levels are the levels of factor i in rows with exposure, without the baseline.
func levels(rows []ExposureRow, i int, baseline string) []string {
	var found []string
	for _, row := range rows {
		if row.Exposure > 0 && !slices.Contains(found, row.Levels[i]) {
			found = append(found, row.Levels[i])
		}
	}
	slices.Sort(found)
	if len(found) == 0 {
		return nil
	}
	at := max(0, slices.Index(found, baseline))
	return slices.Delete(found, at, at+1)
}

func (m ExposureModel) code(row ExposureRow, factors []Factor) []float64 {
	x := make([]float64, len(m.Terms))
	x[0] = 1
	for j, term := range m.Terms[1:] {
		for i, f := range factors {
			if f.Name == term.Factor && row.Levels[i] == term.Level {
				x[j+1] = 1
			}
		}
	}
	return x
}

// UnitRatio compares what a unit did with what the model expects of anybody in its place.
type UnitRatio struct {
	Unit string
	// Exposure, Observed and Expected are sums over the unit's rows; Ratio is Observed/Expected, with Garwood's limits.
	Exposure, Observed, Expected, Ratio float64
	Limits                              Interval
}

// Ratios compares every unit with the fitted expectations; units in order of name.
func (m ExposureModel) Ratios(fitted []float64, level float64) []UnitRatio {
	var units []UnitRatio
	for _, name := range slices.Compact(slices.Sorted(slices.Values(m.units))) {
		u := UnitRatio{Unit: name}
		for i, unit := range m.units {
			if unit == name {
				u.Exposure += math.Exp(m.Data.Offset[i])
				u.Observed += m.Data.Y[i]
				u.Expected += fitted[i]
			}
		}
		if limits, ok := Garwood(u.Observed, u.Expected, level); ok {
			u.Ratio, u.Limits = u.Observed/u.Expected, limits
		}
		units = append(units, u)
	}
	return units
}
