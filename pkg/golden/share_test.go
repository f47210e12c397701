package golden

// share counts how often something was so.
type share struct{ yes, all float64 }

func (s *share) add(yes bool) {
	s.all++
	if yes {
		s.yes++
	}
}

// value is undefined where nothing was counted.
func (s share) value() any { return optional(s.yes/s.all, s.all > 0) }
