package stats

import "math"

// curve is a log-likelihood of two parameters at a point: its value, gradient and second derivatives.
type curve struct{ value, gx, gy, hxx, hxy, hyy float64 }

// ridge is a log-likelihood whose first parameter is easy once the second is known.
type ridge struct {
	at func(x, y float64) curve
	// x is where to start; y is searched from yLow to yHigh.
	x, yLow, yHigh float64
}

// summit is a maximum with the standard errors from the observed information.
type summit struct {
	x, y, seX, seY, value float64
}

// climb finds the maximum: a grid over y, profiling x, then Newton's method on both. A plain optimiser runs away along the
// ridge towards infinite agreement. Not ok where the best grid point is an end: there is no interior maximum.
func (r ridge) climb() (s summit, ok bool) {
	const step = 0.25
	best := summit{value: math.Inf(-1)}
	x := r.x
	steps := int((r.yHigh - r.yLow) / step)
	at := -1
	for i := steps; i >= 0; i-- {
		y := r.yLow + step*float64(i)
		x = r.profile(x, y)
		if v := r.at(x, y).value; v > best.value {
			best, at = summit{x: x, y: y, value: v}, i
		}
	}
	if at <= 0 || at == steps {
		return best, false
	}
	return r.polish(best)
}

// profile moves x to its maximum at a given y.
func (r ridge) profile(x, y float64) float64 {
	for range 6 {
		c := r.at(x, y)
		if !(c.hxx < 0) {
			return x
		}
		step := math.Max(-1, math.Min(1, -c.gx/c.hxx))
		x += step
		if math.Abs(step) < 1e-6 {
			break
		}
	}
	return x
}

// polish runs Newton's method with step halving, and reads the standard errors from the curvature at the end.
func (r ridge) polish(s summit) (summit, bool) {
	c := r.at(s.x, s.y)
	for range 60 {
		det := c.hxx*c.hyy - c.hxy*c.hxy
		if !(det > 0 && c.hxx < 0) {
			return s, false
		}
		dx, dy := (c.hxy*c.gy-c.hyy*c.gx)/det, (c.hxy*c.gx-c.hxx*c.gy)/det
		for i := 0; i < 40 && math.Abs(dx)+math.Abs(dy) > 1e-9 && !(r.at(s.x+dx, s.y+dy).value >= s.value); i++ {
			dx, dy = dx/2, dy/2
		}
		s.x, s.y = s.x+dx, s.y+dy
		c = r.at(s.x, s.y)
		s.value = c.value
		if math.Abs(dx)+math.Abs(dy) < 1e-11 {
			break
		}
	}
	det := c.hxx*c.hyy - c.hxy*c.hxy
	s.seX, s.seY = math.Sqrt(-c.hyy/det), math.Sqrt(-c.hxx/det)
	return s, finite(s.seX, s.seY)
}
