package stats

// Select is the pool of some of its units, in the order given, with the hyperparameters as all units show them: so that
// units with little data can inform the group without being ranked.
func (p Pool) Select(units []int) Pool {
	out := p
	out.parts = make([][]Conjugate, len(p.parts))
	for h, part := range p.parts {
		for _, i := range units {
			out.parts[h] = append(out.parts[h], part[i])
		}
	}
	if p.ranks != nil {
		ranks := p.ranks.Select(units)
		out.ranks = &ranks
	}
	return out
}
