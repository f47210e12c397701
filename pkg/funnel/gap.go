package funnel

// A report that a CRM has aggregated may leave a figure out. What is unknown
// is no zero: the cell keeps what is known, nothing or a part, and carries a
// mark.

// Lack marks the tally of a rep, period and step, all by index, as lacking
// figures that are unknown.
func (c *Cube) Lack(rep, period, step int) {
	if c.gaps == nil {
		c.gaps = map[[3]int]bool{}
	}
	c.gaps[[3]int{rep, period, step}] = true
}

// Lacks tells whether figures of a rep, period and step, all by index, are
// unknown, so that the tally is not the whole.
func (c *Cube) Lacks(rep, period, step int) bool {
	return len(c.gaps) > 0 && c.gaps[[3]int{rep, period, step}]
}

// LacksWithin is [Cube.Lacks] for anybody in any period of a window.
func (c *Cube) LacksWithin(w Window, step int) bool {
	for at := range c.gaps {
		if at[1] >= w.Lo && at[1] < w.Hi && at[2] == step {
			return true
		}
	}
	return false
}
