package funnel

// stepTallies are the tallies of one step by rep and period. Most steps are
// counted, so that amounts have room only where there are any: a cube of 200
// reps and three years would else be five times as large.
type stepTallies struct {
	counts []int64 // nil before the first
	whole  []Tally // in place of counts, once a tally holds more than a count
}

func (s *stepTallies) add(i, size int, t Tally) {
	if s.whole == nil && t == (Tally{N: t.N}) {
		if s.counts == nil {
			s.counts = make([]int64, size)
		}
		s.counts[i] += t.N
		return
	}
	if s.whole == nil {
		s.widen(size)
	}
	s.whole[i] = s.whole[i].Plus(t)
}

func (s *stepTallies) widen(size int) {
	s.whole = make([]Tally, size)
	for i, n := range s.counts {
		s.whole[i].N = n
	}
	s.counts = nil
}

func (s *stepTallies) at(i int) Tally {
	switch {
	case s.whole != nil:
		return s.whole[i]
	case s.counts != nil:
		return Tally{N: s.counts[i]}
	}
	return Tally{}
}

func (s *stepTallies) value(i int, kind Kind) float64 {
	if s.whole == nil && s.counts != nil && kind == Counted {
		return float64(s.counts[i])
	}
	return s.at(i).Value(kind)
}

// reordered is the tallies with reps in another order, each of so many periods.
func (s *stepTallies) reordered(order []int, periods int) stepTallies {
	return stepTallies{counts: reorder(s.counts, order, periods), whole: reorder(s.whole, order, periods)}
}

func reorder[T any](all []T, order []int, width int) []T {
	if all == nil {
		return nil
	}
	out := make([]T, 0, len(all))
	for _, from := range order {
		out = append(out, all[from*width:(from+1)*width]...)
	}
	return out
}
