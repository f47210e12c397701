package chart

// lane is a row of a picture whose marks share a height: values run along x, all at y.
type lane struct {
	*board
	x scale
	y float64
}

func (l lane) point(v float64) point { return point{l.x.at(v), l.y} }

// stretch draws a line between two values.
func (l lane) stretch(s stroke, from, to float64) {
	l.line(s, l.point(from), l.point(to))
}

// tick draws an upright line at a value, half points up and down.
func (l lane) tick(s stroke, v, half float64) {
	at := l.x.at(v)
	l.line(s, point{at, l.y - half}, point{at, l.y + half})
}

// bar fills the room between two values, half points up and down.
func (l lane) bar(fill rgba, span span, half float64) {
	l.rect(fill, box{l.x.at(span.lo), l.y - half, l.x.at(span.hi), l.y + half})
}

// overflow points with an arrowhead to where an interval goes on beyond the scale.
func (l lane) overflow(c Interval, color rgba) {
	if c.High > l.x.hi {
		l.polygon(color, point{l.x.to + 4, l.y}, point{l.x.to - 1, l.y - 3}, point{l.x.to - 1, l.y + 3})
	}
	if c.Low < l.x.lo {
		l.polygon(color, point{l.x.from - 4, l.y}, point{l.x.from + 1, l.y - 3}, point{l.x.from + 1, l.y + 3})
	}
}
