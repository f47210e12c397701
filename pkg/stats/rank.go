package stats

import "math"

// ExactRankLimit is the largest number of units whose rank distributions are computed exactly.
const ExactRankLimit = 60

// RankOptions are the choices of a ranking.
type RankOptions struct {
	// Top and Bottom are the sizes of the outer tiers; both zero means a third each, rounded down, at least one from two
	// units on.
	Top, Bottom int
	// Confidence is the probability from which on a tier is called; zero means 0.8.
	Confidence float64
	// Level is that of the rank intervals; zero means 0.9.
	Level float64
	// Pairwise asks for the probabilities that one unit is above another; exact rankings only.
	Pairwise bool
	// IDs name the units. A simulation draws each unit's values from a stream of its own, made from Seed and its ID, so
	// that a further unit changes nobody's draws. Without IDs the positions are used.
	IDs  []string
	Seed uint64
	// ExactLimit is the largest number of units ranked exactly; zero means ExactRankLimit.
	ExactLimit int
	// Draws of a simulation; zero means 20,000, less for more than 500 units, at least 4,000.
	Draws int
}

// Tier is one of three parts of a ranking.
type Tier int

// The tiers; Uncertain stands where none is probable enough.
const (
	Uncertain Tier = iota
	TopTier
	MiddleTier
	BottomTier
)

// String is top, middle, bottom or uncertain.
func (t Tier) String() string {
	return [...]string{"uncertain", "top", "middle", "bottom"}[max(0, min(3, int(t)))]
}

// UnitRank is what is known of one unit's rank; rank 1 is the largest value.
type UnitRank struct {
	// Expected is 1 + sum P(another is above), SD its standard deviation, Percentile (K+1-Expected)/(K+1) (Laird & Louis
	// 1989, J Educ Stat 14:29).
	Expected, SD, Percentile float64
	// Best and Worst are the chances of the first and of the last rank.
	Best, Worst float64
	// Top, Middle and Bottom are the chances of the tiers.
	Top, Middle, Bottom float64
	// Low and High limit the rank (equal tails).
	Low, High int
	// Forced places everybody: the units most probably in the top, then those most probably at the bottom, then the rest.
	Forced Tier
	// Confident is the tier whose probability reaches the confidence asked for, else Uncertain.
	Confident Tier
	// PMF is the chance of each rank; nil in a simulation.
	PMF []float64
}

// Ranking is the joint ranking of a pool.
type Ranking struct {
	Units []UnitRank
	// Top and Bottom are the tier sizes used.
	Top, Bottom int
	// ForcedErrors is the expected number of units that are forced into an outer tier and do not belong there.
	ForcedErrors float64
	// Pairwise[k][j] is the chance that k is above j, 1/2 for k = j; nil unless asked for.
	Pairwise [][]float64
	// Draws is the number of simulated draws, 0 where the ranking is exact. Simulated chances have a standard error of at
	// most 0.5/sqrt(Draws).
	Draws int
}

// Rank gives the rank distribution of every unit of a pool: exact up to ExactRankLimit units (quadrature over each unit's
// posterior, the others by the Poisson-binomial distribution, mixed over the hyperparameter nodes), by seeded simulation
// above. Tiers by rank probability minimise the expected number of misplaced units.
// Source: Laird & Louis (1989); Lin, Louis, Paddock & Ridgeway (2006), Bayesian Anal 1:915.
// It is undefined (ok = false) without units, or when some posteriors are points and others not.
func Rank(p Pool, opt RankOptions) (ranking Ranking, ok bool) {
	k := p.Len()
	if k == 0 {
		return ranking, false
	}
	opt = opt.withDefaults(k)
	ranking.Top, ranking.Bottom = opt.Top, opt.Bottom
	switch {
	case k > opt.ExactLimit:
		ok = ranking.simulate(p, opt)
	case p.ranks != nil:
		ok = ranking.integrate(*p.ranks, coarseSDs, opt)
	default:
		ok = ranking.integrate(p, fineSDs, opt)
	}
	if !ok {
		return Ranking{}, false
	}
	ranking.assign(opt)
	return ranking, true
}

func (o RankOptions) withDefaults(k int) RankOptions {
	if o.Top == 0 && o.Bottom == 0 && k > 1 {
		o.Top = max(1, k/3)
		o.Bottom = o.Top
	}
	o.Top = max(0, min(o.Top, k))
	o.Bottom = max(0, min(o.Bottom, k-o.Top))
	if o.Confidence <= 0 {
		o.Confidence = 0.8
	}
	if o.Level <= 0 {
		o.Level = 0.9
	}
	if o.ExactLimit <= 0 {
		o.ExactLimit = ExactRankLimit
	}
	if o.Draws <= 0 {
		o.Draws = max(4000, min(20000, 10_000_000/k))
	}
	return o
}

// integrate mixes the exact rank distributions over the nodes.
func (r *Ranking) integrate(p Pool, sds float64, opt RankOptions) bool {
	k := p.Len()
	parts, ok := rankNodes(p, sds, opt.Pairwise)
	if !ok {
		return false
	}
	mixed := newRankTable(k, opt.Pairwise)
	for h, node := range p.Nodes {
		mixed.add(parts[h], node.Weight)
	}
	mixed.balance(k)
	for i := range k {
		r.Units = append(r.Units, summariseRank(mixed.pmf[i*k:(i+1)*k], opt))
		if opt.Pairwise {
			r.Pairwise = append(r.Pairwise, mixed.pair[i*k:(i+1)*k])
		}
	}
	return true
}

// summariseRank reads the figures of one unit from its rank distribution.
func summariseRank(pmf []float64, opt RankOptions) UnitRank {
	k := len(pmf)
	u := UnitRank{PMF: pmf, Best: pmf[0], Worst: pmf[k-1]}
	for i, q := range pmf {
		u.Expected += q * float64(i+1)
	}
	variance := 0.0
	for i, q := range pmf {
		d := float64(i+1) - u.Expected
		variance += q * d * d
	}
	u.SD = math.Sqrt(variance)
	u.Percentile = (float64(k+1) - u.Expected) / float64(k+1)
	u.Top = Sum(pmf[:opt.Top])
	u.Bottom = Sum(pmf[k-opt.Bottom:])
	u.Middle = Sum(pmf[opt.Top : k-opt.Bottom])
	tail := (1 - opt.Level) / 2
	u.Low = 1 + discreteQuantile(pmf, tail)
	u.High = 1 + discreteQuantile(pmf, 1-tail)
	return u
}
