package goal

import "math"

// exactTeam is the number of reps up to which revenues are convolved; the sum of more of them is as good as normal.
const exactTeam = 60

// crowd tells the chances of a team.
type crowd interface {
	Chance(target float64) float64
	TargetFor(chance float64) float64
}

// normalTeam is the revenue of many reps together, normal by the central limit theorem, times the lognormal market
// factor of [Team].
type normalTeam struct{ mean, sd, sigma float64 }

func newNormalTeam(members []Member, sigma float64) normalTeam {
	t := normalTeam{sigma: sigma}
	variance := 0.0
	for _, m := range members {
		mean, sd := m.Outlook.Revenue(m.Visits)
		t.mean, variance = t.mean+mean, variance+sd*sd
	}
	t.sd = math.Sqrt(variance)
	return t
}

// Chance averages P(normal >= target/market) over the market factor.
func (t normalTeam) Chance(target float64) float64 {
	if t.sd == 0 {
		return oneWhere(target <= t.mean)
	}
	const step = 0.25
	hits, weights := 0.0, 0.0
	for i := -32; i <= 32; i++ {
		z := step * float64(i)
		w := math.Exp(-z * z / 2)
		need := target * math.Exp(t.sigma*t.sigma/2-t.sigma*z)
		hits += w * 0.5 * math.Erfc((need-t.mean)/t.sd/math.Sqrt2)
		weights += w
	}
	return math.Max(0, math.Min(1, hits/weights))
}

// TargetFor is the largest target reached with at least the given chance.
func (t normalTeam) TargetFor(chance float64) float64 {
	return largest(t.mean+t.sd, chance, t.Chance)
}
