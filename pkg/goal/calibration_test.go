package goal

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// world draws a team with true rates, lives a year and a quarter, and returns the year as a cube, the quarter's revenue and
// the last quarter's.
func world(random *rand.Rand, market float64) (c *funnel.Cube, base, lived float64) {
	var team []seller
	for i := range 6 {
		team = append(team, seller{name: string(rune('A' + i)), visits: 1, share: 1})
	}
	c = firm(12, team...)
	empty := funnel.New(c.Funnel, c.Reps, c.Periods, c.Steps)
	empty.Calendar, empty.AsOf, empty.FirstDay = c.Calendar, c.AsOf, c.FirstDay
	rates := make([]float64, len(team))
	for i := range rates {
		rates[i] = 0.1 + 0.2*random.Float64()
	}
	for quarter := range 5 {
		factor := math.Exp(market*random.NormFloat64() - market*market/2)
		for m := 3 * quarter; m < 3*quarter+3; m++ {
			for rep, rate := range rates {
				for range 30 {
					if quarter < 4 {
						empty.Add(rep, m, 0, funnel.Tally{N: 1})
					}
					if random.Float64() >= rate {
						continue
					}
					deal := factor * 1000 * math.Exp(0.6*random.NormFloat64())
					switch quarter {
					case 4:
						lived += deal
						continue
					case 3:
						base += deal
					}
					empty.Add(rep, m, 1, funnel.Tally{N: 1})
					empty.Add(rep, m, 2, amountTally(deal))
				}
			}
		}
	}
	return empty, base, lived
}

// Over many made-up teams, goals come true about as often as the chances said, with a market that moves everybody by 10 %.
func TestChancesAreCalibrated(t *testing.T) {
	const worlds = 70
	random := rand.New(rand.NewPCG(20260331, 7))
	said, came, brier := 0.0, 0.0, 0.0
	for range worlds {
		c, base, lived := world(random, 0.1)
		goal := base * (0.8 + 0.4*random.Float64())
		r := plan(t, c, "visits=540 revenue="+amountDigits(goal))
		hit := oneWhere(lived >= goal)
		said, came, brier = said+*r.Chance, came+hit, brier+(*r.Chance-hit)*(*r.Chance-hit)
	}
	t.Logf("said %.3f, came true %.3f, Brier score %.3f", said/worlds, came/worlds, brier/worlds)
	if math.Abs(said-came)/worlds > 0.1 {
		t.Errorf("the chances promised %.2f and %.2f came true", said/worlds, came/worlds)
	}
	if brier/worlds > 0.22 {
		t.Errorf("a Brier score of %.3f is hardly better than tossing a coin", brier/worlds)
	}
}

func amountDigits(v float64) string {
	digits := ""
	for n := int64(v); n > 0; n /= 10 {
		digits = string(rune('0'+n%10)) + digits
	}
	return digits
}

// The 90 % interval of a quarter's end, seen a month before it, holds what came nine times in ten.
func TestForecastsOfPaceAreCalibrated(t *testing.T) {
	const worlds = 400
	random := rand.New(rand.NewPCG(20260630, 7))
	said, came, held := 0.0, 0.0, 0.0
	for range worlds {
		c, _, _ := world(random, 0.05)
		rest := c.Total(funnel.Window{Lo: 11, Hi: 12}, 2).Sum.Float()
		goal := 648000 * (0.85 + 0.3*random.Float64())
		r := track(t, until(c, 11, "2025-11-30"), "2025-Q4", "revenue="+amountDigits(goal))
		end := r.Team.Done + rest
		said, came = said+*r.Team.Chance, came+oneWhere(end >= *r.Team.Goal)
		held += oneWhere(*r.Team.Low <= end && end <= *r.Team.High)
	}
	if held/worlds < 0.86 || held/worlds > 0.95 {
		t.Errorf("the 90 %% interval held %.3f", held/worlds)
	}
	if math.Abs(said-came)/worlds > 0.06 {
		t.Errorf("the chances promised %.2f and %.2f came true", said/worlds, came/worlds)
	}
}

// until is a cube as it stood after so many of its months.
func until(c *funnel.Cube, months int, asOf string) *funnel.Cube {
	cut := funnel.New(c.Funnel, c.Reps, c.Periods[:months], c.Steps)
	cut.Calendar, cut.AsOf, cut.FirstDay = c.Calendar, *day(asOf), c.FirstDay
	for rep := range c.Reps {
		for m := range months {
			for s := range c.Steps {
				cut.Add(rep, m, s, c.At(rep, m, s))
			}
		}
	}
	return cut
}
