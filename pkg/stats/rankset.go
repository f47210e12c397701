package stats

// RankSet is a unit's rank with confidence limits; rank 1 is the largest estimate, equal estimates share the better rank.
type RankSet struct{ Rank, Low, High int }

// SidakRankSets gives limits of all ranks that hold together at the level: individual normal intervals at level^(1/K); a
// rank is at least 1 + the number of intervals wholly above, and at most K - the number wholly below.
// Source: Klein, Wright & Wieczorek (2020), JRSS-A 183:589. It is undefined when a standard error is not positive.
func SidakRankSets(d Estimates, level float64) (sets []RankSet, ok bool) {
	return rankSets(d, level, func() func(i, j int) bool {
		limits := sidakIntervals(d, level)
		return func(i, j int) bool { return limits[i].Low > limits[j].High }
	})
}

// PairwiseRankSets gives limits of all ranks from two-sided z tests of all pairs, adjusted by Holm (or by another
// adjustment) at 1 - level: a rank is at least 1 + the number significantly above, and at most K - the number
// significantly below. pairs is the number of significant pairs.
// Source: Mogstad, Romano, Shaikh & Wilhelm (2024), Rev Econ Stud 91:476, who use a bootstrap.
// It is undefined when a standard error is not positive.
func PairwiseRankSets(d Estimates, level float64, adjust func([]float64) []float64) (sets []RankSet, pairs int, ok bool) {
	sets, ok = rankSets(d, level, func() func(i, j int) bool {
		significant := significantPairs(d, 1-level, adjust)
		for i := range significant {
			for _, is := range significant[i][:i] {
				if is {
					pairs++
				}
			}
		}
		return func(i, j int) bool { return significant[i][j] && d.Mean[i] > d.Mean[j] }
	})
	return sets, pairs, ok
}

// rankSets counts for each unit those that are surely above and below it.
func rankSets(d Estimates, level float64, prepare func() func(i, j int) bool) ([]RankSet, bool) {
	kept, ok := d.informative()
	if !ok || len(kept.Mean) < len(d.Mean) || !(level > 0 && level < 1) {
		return nil, false
	}
	above := prepare()
	sets := make([]RankSet, len(d.Mean))
	for i := range sets {
		sets[i] = RankSet{Rank: 1, Low: 1, High: len(sets)}
		for j := range sets {
			if d.Mean[j] > d.Mean[i] {
				sets[i].Rank++
			}
			if above(j, i) {
				sets[i].Low++
			}
			if above(i, j) {
				sets[i].High--
			}
		}
	}
	return sets, true
}
