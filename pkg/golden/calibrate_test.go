package golden

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/salescoach/salescoach/pkg/stats"
)

// The operating characteristics of pooled estimates and tiers over simulated leagues with known truth. It takes a
// minute, so that it runs only with SALESCOACH_CALIBRATE set; -v shows the table.
func TestCalibrateLeagues(t *testing.T) {
	if os.Getenv("SALESCOACH_CALIBRATE") == "" {
		t.Skip("set SALESCOACH_CALIBRATE=1 to recompute the operating characteristics of leagues")
	}
	fmt.Println("units  spread   coverage of 90 %   confident tiers   of these right   leagues with any")
	for _, units := range []int{10, 11, 12} {
		var calls, right float64
		for _, spread := range []float64{0, 0.2, 0.35, 0.5} {
			c := calibrate(units, spread, 200)
			fmt.Printf("%5d  %6.2f   %15.1f%%   %14.1f%%   %14s   %15.1f%%\n", units, spread,
				100*c.coverage, 100*c.confident, inPercent(c.right/c.calls), 100*c.leagues)
			c.check(t, fmt.Sprintf("%d units, spread %g", units, spread))
			if spread > 0 {
				calls, right = calls+c.calls, right+c.right
			}
		}
		if right < 0.85*calls {
			t.Errorf("%d units: confident tiers are right in %.1f %%, want at least 85", units, 100*right/calls)
		}
	}
}

// calibration holds shares, and the numbers of confident tiers and of right ones among them; where nobody differs, none is
// right.
type calibration struct {
	spread                       float64
	coverage, confident, leagues float64
	calls, right                 float64
}

func inPercent(share float64) string {
	if math.IsNaN(share) || share == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f%%", 100*share)
}

// check demands coverage of 87 to 98 % (in whole per cent), and hardly a confident tier where nobody differs.
func (c calibration) check(t *testing.T, name string) {
	t.Helper()
	if c.coverage < 0.865 || c.coverage >= 0.985 {
		t.Errorf("%s: 90 %% intervals cover %.1f %%, want 87 to 98", name, 100*c.coverage)
	}
	if c.spread == 0 && c.leagues > 0.12 {
		t.Errorf("%s: %.1f %% of leagues have a confident tier, want at most 12", name, 100*c.leagues)
	}
}

// calibrate simulates leagues whose log odds of success vary by the spread, with 10 to 150 trials a unit.
func calibrate(units int, spread float64, leagues int) calibration {
	r := rand.New(rand.NewPCG(uint64(units), uint64(1000*spread)))
	c := calibration{spread: spread}
	var covered, confident, any share
	for range leagues {
		l := simulateLeague(r, units, spread)
		pool, _ := stats.PoolProportions(l.Proportions, stats.PoolOptions{})
		ranking, _ := stats.Rank(pool, stats.RankOptions{})
		called := false
		for i, u := range ranking.Units {
			covered.add(stats.CredibleInterval(pool.Unit(i), 0.9).Contains(l.truth[i]))
			sure := u.Confident == stats.TopTier || u.Confident == stats.BottomTier
			confident.add(sure)
			called = called || sure
			if sure && spread > 0 && u.Confident == trueTier(l.truth, i, ranking) {
				c.right++
			}
		}
		any.add(called)
	}
	c.coverage, c.confident, c.leagues = covered.yes/covered.all, confident.yes/confident.all, any.yes/any.all
	c.calls = confident.yes
	return c
}

func simulateLeague(r *rand.Rand, units int, spread float64) (l league) {
	for range units {
		p, n, y := 1/(1+math.Exp(1.1-spread*r.NormFloat64())), 10+r.IntN(141), 0
		for range n {
			if r.Float64() < p {
				y++
			}
		}
		l.truth = append(l.truth, p)
		l.Successes, l.Trials = append(l.Successes, float64(y)), append(l.Trials, float64(n))
	}
	return l
}

// trueTier is where unit i belongs by the truth.
func trueTier(truth []float64, i int, r stats.Ranking) stats.Tier {
	above := 0
	for _, p := range truth {
		if p > truth[i] {
			above++
		}
	}
	switch {
	case above < r.Top:
		return stats.TopTier
	case above >= len(truth)-r.Bottom:
		return stats.BottomTier
	}
	return stats.MiddleTier
}
