package stats

import "gonum.org/v1/gonum/mat"

// explained is the sum of squares that strata explain beyond the units, b'S⁻b with S = P'MP and b = P'My, M removing unit
// means; and the rank of S. Strata are few and units many, so that the small system is the one to solve.
// Source: Frisch & Waugh (1933), Econometrica 1:387.
func explained(xs []float64, units, strata grouping) (gain float64, rank int) {
	k := len(strata.names)
	s := mat.NewSymDense(k, nil)
	b := make([]float64, k)
	counts := crossCounts(units, strata)
	for j, n := range strata.size {
		s.SetSym(j, j, n)
	}
	for u, row := range counts {
		for i := range row {
			for j := i; row[i] > 0 && j < k; j++ {
				s.SetSym(i, j, s.At(i, j)-row[i]*row[j]/units.size[u])
			}
		}
	}
	for i, r := range units.residuals(xs) {
		b[strata.of[i]] += r
	}
	return pseudoQuadratic(s, b)
}

// crossCounts counts rows, units by strata.
func crossCounts(units, strata grouping) [][]float64 {
	counts := make([][]float64, len(units.names))
	for u := range counts {
		counts[u] = make([]float64, len(strata.names))
	}
	for i, u := range units.of {
		counts[u][strata.of[i]]++
	}
	return counts
}

// pseudoQuadratic is b'S⁻b over the eigenvectors of S that carry anything, and how many there are.
func pseudoQuadratic(s *mat.SymDense, b []float64) (value float64, rank int) {
	var eigen mat.EigenSym
	if !eigen.Factorize(s, true) {
		return 0, 0
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	values := eigen.Values(nil)
	largest := values[len(values)-1]
	for j, l := range values {
		if l <= 1e-10*largest || l <= 0 {
			continue
		}
		projection := 0.0
		for i := range b {
			projection += vectors.At(i, j) * b[i]
		}
		value += projection * projection / l
		rank++
	}
	return value, rank
}
