package stats

import (
	"math"
	"slices"
)

// Stratum is one unit's events and exposure (or successes and trials) in one stratum, and the stratum's size in the
// standard population.
type Stratum struct {
	Unit, Stratum              string
	Exposure, Events, Standard float64
}

// Standardised is one unit's comparison with what the others' rates would have given it.
type Standardised struct {
	Unit string
	// Exposure and Observed are sums over the unit's strata; Crude is their rate (0 without exposure).
	Exposure, Observed, Crude float64
	// Expected is sum exposure times pooled stratum rate; Ratio is Observed/Expected, in Limits with Garwood's limits.
	// HasRatio is false where nothing is expected.
	Expected, Ratio float64
	Limits          Interval
	HasRatio        bool
	// Z is (Observed-Expected)/sqrt(sum n p (1-p)) where exposure is trials, p the pooled stratum proportions; 0 where these
	// leave nothing to chance. Adjusted is Ratio times the rate of all, the unit's rate at the common mix.
	Z, Adjusted float64
	// ExpectedOthers uses the stratum rates of all other units, so that a large unit does not set its own benchmark.
	ExpectedOthers float64
	// Direct is the rate with the standard population's strata, DirectSE its standard error; HasDirect is false where the
	// unit has no exposure in some stratum of the standard.
	Direct, DirectSE float64
	HasDirect        bool
}

// Standardise compares units whose work is mixed differently over strata. Indirect: expected = sum exposure × pooled stratum
// rate, exact Poisson limits on the observed. Direct: sum w events/exposure, w the standard's shares, variance
// sum w² events/exposure². Indirect ratios are robust for small units, but each unit is weighted by its own mix, so that
// they compare with the benchmark and not strictly with each other.
// Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, chapter 2.
// Units come in order of name. It is undefined when nobody has exposure, or a number is negative.
func Standardise(rows []Stratum, level float64) (units []Standardised, ok bool) {
	s := strata{pooled: map[string]*Stratum{}, own: map[[2]string]*Stratum{}}
	for _, row := range rows {
		if !(row.Exposure >= 0 && row.Events >= 0 && row.Standard >= 0) || !finite(row.Exposure, row.Events, row.Standard) {
			return nil, false
		}
		s.add(row)
	}
	if s.exposure <= 0 {
		return nil, false
	}
	slices.Sort(s.unitNames)
	slices.Sort(s.stratumNames)
	for _, name := range s.unitNames {
		units = append(units, s.unit(name, level))
	}
	return units, true
}

// strata are the rows added up by unit and stratum; the standard of a stratum is the largest its rows give.
type strata struct {
	pooled                  map[string]*Stratum
	own                     map[[2]string]*Stratum
	unitNames, stratumNames []string
	exposure, events        float64
}

func (s *strata) add(row Stratum) {
	if !slices.Contains(s.unitNames, row.Unit) {
		s.unitNames = append(s.unitNames, row.Unit)
	}
	if s.pooled[row.Stratum] == nil {
		s.stratumNames = append(s.stratumNames, row.Stratum)
		s.pooled[row.Stratum] = &Stratum{}
	}
	key := [2]string{row.Unit, row.Stratum}
	if s.own[key] == nil {
		s.own[key] = &Stratum{}
	}
	for _, sum := range []*Stratum{s.pooled[row.Stratum], s.own[key]} {
		sum.Exposure += row.Exposure
		sum.Events += row.Events
		sum.Standard = math.Max(sum.Standard, row.Standard)
	}
	s.exposure += row.Exposure
	s.events += row.Events
}

func (s *strata) unit(name string, level float64) Standardised {
	u, variance := Standardised{Unit: name}, 0.0
	for _, stratum := range s.stratumNames {
		own := s.own[[2]string{name, stratum}]
		if own == nil {
			continue
		}
		all := s.pooled[stratum]
		u.Exposure += own.Exposure
		u.Observed += own.Events
		p := rateOf(all.Events, all.Exposure)
		u.Expected += own.Exposure * p
		variance += own.Exposure * p * (1 - p)
		u.ExpectedOthers += own.Exposure * rateOf(all.Events-own.Events, all.Exposure-own.Exposure)
	}
	u.Crude = rateOf(u.Observed, u.Exposure)
	if limits, ok := Garwood(u.Observed, u.Expected, level); ok {
		u.Ratio, u.Limits, u.HasRatio = u.Observed/u.Expected, limits, true
		u.Adjusted = u.Ratio * s.events / s.exposure
	}
	if variance > 0 {
		u.Z = (u.Observed - u.Expected) / math.Sqrt(variance)
	}
	s.direct(&u)
	return u
}

// direct weighs the unit's own stratum rates by the standard population.
func (s *strata) direct(u *Standardised) {
	total := 0.0
	for _, stratum := range s.stratumNames {
		total += s.pooled[stratum].Standard
	}
	variance := 0.0
	for _, stratum := range s.stratumNames {
		w := s.pooled[stratum].Standard / total
		if !(w > 0) {
			continue
		}
		own := s.own[[2]string{u.Unit, stratum}]
		if own == nil || own.Exposure <= 0 {
			u.Direct = 0
			return
		}
		u.Direct += w * own.Events / own.Exposure
		variance += w * w * own.Events / (own.Exposure * own.Exposure)
	}
	u.DirectSE, u.HasDirect = math.Sqrt(variance), total > 0
}

// rateOf is events over exposure, 0 without exposure.
func rateOf(events, exposure float64) float64 {
	if exposure <= 0 {
		return 0
	}
	return events / exposure
}
