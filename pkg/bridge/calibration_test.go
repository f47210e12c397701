package bridge

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// nullSheet is a rep of whom nothing changed: visits, wins, products and sizes are drawn twice at the same odds.
func nullSheet(r *rand.Rand, name string, segments bool) sheet {
	s := sheet{name: name}
	for p := range 2 {
		for range 400 { // visits are binomial with a small probability: nearly Poisson
			if r.Float64() < 0.15 {
				s.visits[p]++
			}
		}
		for range s.visits[p] {
			if r.Float64() > 0.25 {
				continue
			}
			product, median := "Sensor", 4000.0
			if r.Float64() < 0.4 {
				product, median = "Line", 18000
			}
			s.deals[p] = append(s.deals[p], math.Round(median*math.Exp(0.45*r.NormFloat64())))
			if segments {
				s.segments[p] = append(s.segments[p], product)
			}
		}
	}
	return s
}

// Where nothing changed, each driver is called real about once in ten times, as a 90 % interval promises.
func TestNothingIsRealWhereNothingChanged(t *testing.T) {
	const rounds = 400
	for _, segments := range []bool{false, true} {
		r := rand.New(rand.NewPCG(7, 11))
		real := map[string]int{}
		for range rounds {
			var team []sheet
			for i := range 8 {
				team = append(team, nullSheet(r, fmt.Sprintf("rep %d", i), segments))
			}
			res := analyse(t, cubeOf(team...))
			for _, p := range res.Drivers {
				if p.Real != nil && *p.Real {
					real[p.Driver]++
				}
			}
			if *res.Real {
				real["the change"]++
			}
		}
		t.Logf("segments %v: called real in %d rounds: %v", segments, rounds, real)
		for driver, n := range real {
			if n > rounds*16/100 {
				t.Errorf("segments %v: %s is called real in %d of %d rounds without a change", segments, driver, n, rounds)
			}
		}
	}
}
