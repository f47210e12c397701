package chart

import (
	"math"
	"sort"
)

// spread moves positions apart to a least distance, keeping their order and staying between lo and hi where they fit.
// The answer is in the order of the input.
func spread(ys []float64, gap, lo, hi float64) []float64 {
	order := make([]int, len(ys))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return ys[order[i]] < ys[order[j]] })
	out := append([]float64(nil), ys...)
	for k := 1; k < len(order); k++ {
		out[order[k]] = math.Max(out[order[k]], out[order[k-1]]+gap)
	}
	edge := hi
	for k := len(order) - 1; k >= 0; k-- {
		out[order[k]] = math.Min(out[order[k]], edge)
		edge = out[order[k]] - gap
	}
	edge = lo
	for _, i := range order {
		out[i] = math.Max(out[i], edge)
		edge = out[i] + gap
	}
	return out
}

// placer finds free room for words near points.
type placer struct {
	area  box
	plain bool  // nothing is shaded behind the words, so a word over a line may clear it
	taken []box // marks and words: never covered
	walls []box // rules that part the picture: a word stays on its point's side
	lines []box // lines of context: covered if there is no other room
}

func newPlacer(area box) *placer { return &placer{area: area} }

func (p *placer) avoid(r box) { p.taken = append(p.taken, r) }

// wall keeps words, and the leaders to them, from crossing a rule.
func (p *placer) wall(r box) {
	p.avoid(r)
	p.walls = append(p.walls, r)
}

// walled reports whether a wall stands between a point and a box beside it.
func (p *placer) walled(at point, r box) bool {
	return overlapsAny(box{math.Min(at.x, r.x0), r.y0, math.Max(at.x, r.x1), r.y1}, p.walls)
}

// prefer keeps words off a line of context as long as there is other room.
func (p *placer) prefer(r box) { p.lines = append(p.lines, r) }

// avoidLine takes the room of a line through the points, as small boxes along it.
func (p *placer) avoidLine(pts []point) {
	p.taken = append(p.taken, alongLine(pts)...)
}

func (p *placer) preferLine(pts []point) { p.lines = append(p.lines, alongLine(pts)...) }

func alongLine(pts []point) []box {
	const step = 4.0
	var out []box
	for i, q := range pts {
		out = append(out, around(q, 2))
		if i == 0 {
			continue
		}
		from := pts[i-1]
		n := int(math.Min(math.Hypot(q.x-from.x, q.y-from.y)/step, 400))
		for k := 1; k < n; k++ {
			t := float64(k) / float64(n)
			out = append(out, around(point{from.x + (q.x-from.x)*t, from.y + (q.y-from.y)*t}, 1.2))
		}
	}
	return out
}

func around(p point, r float64) box { return box{p.x - r, p.y - r, p.x + r, p.y + r} }

func (p *placer) free(r box) bool { return r.inside(p.area) && !overlapsAny(r, p.taken) }

func overlapsAny(r box, others []box) bool {
	for _, o := range others {
		if r.overlaps(o) {
			return true
		}
	}
	return false
}

// label writes a word in the free room nearest to a point, with a thin leader if that is far; false if there is none.
func (p *placer) label(b *board, at point, word string, st textStyle) bool {
	w := b.width(word, st)
	if w == 0 {
		return true
	}
	r, far, ok := p.room(at, w, st.size)
	if !ok {
		return false
	}
	if far {
		b.leader(at, point{math.Min(math.Max(at.x, r.x0), r.x1), nearestY(at, r)})
	}
	if p.plain && overlapsAny(r, p.lines) {
		b.rect(white, r)
	}
	b.text(r.x0+1, r.y1-0.26*st.size, word, st)
	p.avoid(r)
	return true
}

// room finds the nearest box that covers nothing; failing that near the point, one that covers only lines of context.
func (p *placer) room(at point, w, size float64) (r box, far, ok bool) {
	distances := []float64{7, 9, 11, 13, 16, 20, 25, 31, 40}
	for _, clear := range []bool{true, false} {
		for i, d := range distances {
			if clear && i > 4 {
				break
			}
			for _, r := range candidates(at, d, w, size) {
				if !p.free(r) || p.walled(at, r) || clear && overlapsAny(r, p.lines) {
					continue
				}
				return r, d > 16, true
			}
		}
	}
	return box{}, false, false
}

// leader joins a mark to its word, from the mark's rim.
func (b *board) leader(from, to point) {
	d := math.Hypot(to.x-from.x, to.y-from.y)
	if d < 8 {
		return
	}
	t := 6 / d
	b.line(stroke{color: grey, width: 0.6}, point{from.x + (to.x-from.x)*t, from.y + (to.y-from.y)*t}, to)
}

func nearestY(at point, r box) float64 {
	if at.y < r.y0 {
		return r.y0
	}
	return r.y1
}

// candidates are the boxes a word may take at a distance from its point, the most readable first: right, left, above,
// below, then the corners.
func candidates(at point, d, w, size float64) []box {
	h := size * 1.05
	w += 2
	mk := func(x, y float64) box { return box{x, y - h/2, x + w, y + h/2} }
	c := d * 0.75
	return []box{
		mk(at.x+d, at.y), mk(at.x-d-w, at.y),
		mk(at.x-w/2, at.y-d-h/4), mk(at.x-w/2, at.y+d+h/4),
		mk(at.x+c, at.y-c), mk(at.x+c, at.y+c),
		mk(at.x-c-w, at.y-c), mk(at.x-c-w, at.y+c),
	}
}
