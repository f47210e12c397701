package stats

import "math"

// How wide a panel may be: in local standard deviations of the narrowest posterior there (fine, with an error near 1e-9, or
// coarse, near 1e-6), in units of log density that it may climb or fall, and beside a bend.
const (
	fineSDs    = 3.0
	coarseSDs  = 4.5
	panelClimb = 8
	panelBend  = 1.2 // width in distances to the nearest singularity
)

// width is the widest panel from t on which the posterior is as good as a polynomial.
func (e *exponential) width(t, sds float64) float64 {
	slope, curvature := e.shape(t)
	w := math.Min(sds/math.Sqrt(curvature), panelClimb/math.Abs(slope))
	for range 60 {
		_, ahead := e.shape(t + w)
		if w*math.Sqrt(ahead) <= 1.5*sds {
			break
		}
		w /= 2
	}
	for e.scale != identityScale && w > panelBend*math.Hypot(t+w/2-e.bend(), math.Pi) {
		w *= 0.8
	}
	return w
}

// bend is where an exponential tail turns: 1+exp(t) has its zeros at bend ± i pi, and so near no polynomial follows.
func (e *exponential) bend() float64 {
	if e.scale == logScale {
		return -math.Log(e.c2)
	}
	return 0
}

// sweep goes over the line from the lowest to the highest posterior, panel by panel, and keeps for each unit the
// probability below the panel, so that no distribution function need be evaluated.
type sweep struct {
	units []exponential
	sds   float64
	nodes nodes
	start float64
	wide  float64
	// active lists the units that reach into the panel; density and below are theirs, at the nodes.
	active  []int
	density [][panelNodes]float64
	below   [][panelNodes]float64
	done    []float64
}

func newSweep(units []exponential, sds float64) *sweep {
	s := &sweep{units: units, sds: sds, start: math.Inf(1)}
	s.density = make([][panelNodes]float64, len(units))
	s.below = make([][panelNodes]float64, len(units))
	s.done = make([]float64, len(units))
	for i := range units {
		s.start = math.Min(s.start, units[i].low)
	}
	return s
}

// next moves to the next panel; false when all posteriors lie behind.
func (s *sweep) next() bool {
	s.start += s.wide
	width, more := s.nextWidth()
	if !more {
		return false
	}
	s.wide = width
	s.nodes.place(s.units[0].scale, s.start, width)
	s.active = s.active[:0]
	for k := range s.units {
		e := &s.units[k]
		if e.low < s.start+width && e.high > s.start {
			s.active = append(s.active, k)
			s.fill(k)
		}
	}
	return true
}

// nextWidth is the widest panel that resolves every posterior in it, the gap to the next one where there is none.
func (s *sweep) nextWidth() (width float64, more bool) {
	width = math.Inf(1)
	ahead := math.Inf(1)
	for k := range s.units {
		e := &s.units[k]
		switch {
		case e.high <= s.start:
		case e.low <= s.start:
			width = math.Min(width, math.Min(e.width(s.start, s.sds), e.high-s.start))
		default:
			ahead = math.Min(ahead, e.low)
		}
	}
	if math.IsInf(width, 1) {
		return ahead - s.start, !math.IsInf(ahead, 1)
	}
	return math.Max(s.upTo(width), 1e-12*(1+math.Abs(s.start))), true
}

// upTo shortens a panel that would run over the start of a much narrower posterior.
func (s *sweep) upTo(width float64) float64 {
	end := s.start + width
	for k := range s.units {
		e := &s.units[k]
		if e.low > s.start && e.low < end && e.width(e.low, s.sds) < width/2 {
			end = e.low
		}
	}
	return end - s.start
}

// fill computes the density of unit k at the nodes and the probability below each.
func (s *sweep) fill(k int) {
	f := &s.density[k]
	s.units[k].density(&s.nodes, f)
	total := 0.0
	for i := range f {
		f[i] *= s.wide
		total += unitPanel.weight[i] * f[i]
	}
	for i := range f {
		sum := 0.0
		row := &unitPanel.upTo[i]
		for j := range f {
			sum += row[j] * f[j]
		}
		s.below[k][i] = s.done[k] + sum
	}
	s.done[k] += total
}
