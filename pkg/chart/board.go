package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

type rgba = color.RGBA

// inch in points, the unit of all layout. Layout runs from the top left corner downwards.
const inch = 72.0

type point struct{ x, y float64 }

type box struct{ x0, y0, x1, y1 float64 }

func (r box) midX() float64 { return (r.x0 + r.x1) / 2 }
func (r box) midY() float64 { return (r.y0 + r.y1) / 2 }
func (r box) w() float64    { return r.x1 - r.x0 }
func (r box) h() float64    { return r.y1 - r.y0 }

func (r box) overlaps(o box) bool {
	return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1
}

func (r box) inside(o box) bool {
	return r.x0 >= o.x0 && r.x1 <= o.x1 && r.y0 >= o.y0 && r.y1 <= o.y1
}

// label is a text as it was drawn, kept so that layout can be checked and full names can follow short ones.
type label struct {
	text string
	full string // the text before it was shortened, if it was
	at   box
}

// board is the page being drawn.
type board struct {
	w, h    float64
	fonts   *typeset
	surface surface
	caption Caption
	labels  []label
	notes   []Warning
	full    map[string]string // shortened text -> the whole, until drawn
}

func (b *board) warn(code, message string) {
	b.notes = append(b.notes, Warning{Code: code, Message: message})
}

func (b *board) warnings() []Warning {
	if msg, ok := b.fonts.lostGlyphs(); ok {
		b.warn(CodeGlyph, msg)
	}
	return b.notes
}

type stroke struct {
	color rgba
	width float64
	dash  []vg.Length
}

var (
	dashed = []vg.Length{4, 2.5}
	dotted = []vg.Length{1.2, 2.2}
)

func (b *board) at(p point) vg.Point { return vg.Point{X: vg.Length(p.x), Y: vg.Length(b.h - p.y)} }

func (b *board) line(s stroke, pts ...point) {
	if len(pts) < 2 {
		return
	}
	c := b.surface.canvas()
	c.SetColor(s.color)
	c.SetLineWidth(vg.Length(s.width))
	c.SetLineDash(s.dash, 0)
	c.Stroke(b.path(pts, false))
}

func (b *board) polygon(fill rgba, pts ...point) {
	c := b.surface.canvas()
	c.SetColor(fill)
	c.Fill(b.path(pts, true))
}

func (b *board) path(pts []point, closed bool) vg.Path {
	p := make(vg.Path, 0, len(pts)+1)
	p.Move(b.at(pts[0]))
	for _, q := range pts[1:] {
		p.Line(b.at(q))
	}
	if closed {
		p.Close()
	}
	return p
}

func (b *board) rect(fill rgba, r box) {
	if r.x1 < r.x0 {
		r.x0, r.x1 = r.x1, r.x0
	}
	b.polygon(fill, point{r.x0, r.y0}, point{r.x1, r.y0}, point{r.x1, r.y1}, point{r.x0, r.y1})
}

func (b *board) disc(fill rgba, p point, r float64) {
	b.glyph(draw.CircleGlyph{}, fill, p, r)
}

func (b *board) glyph(shape draw.GlyphDrawer, fill rgba, p point, r float64) {
	c := draw.Canvas{Canvas: b.surface.canvas()}
	c.SetColor(fill)
	shape.DrawGlyph(&c, draw.GlyphStyle{Color: fill, Radius: vg.Length(r), Shape: shape}, b.at(p))
}

func (b *board) ring(s stroke, p point, r float64) {
	b.disc(s.color, p, r)
	b.disc(white, p, r-s.width)
}

// mark draws a tone's shape with a white rim, so that it stands out from the lines below it.
func (b *board) mark(t Tone, p point, r float64) {
	switch t {
	case High:
		b.glyph(draw.PyramidGlyph{}, white, p, r+1.8)
		b.glyph(draw.PyramidGlyph{}, blue, p, r)
	case Low:
		b.glyph(draw.BoxGlyph{}, white, p, r+1.4)
		b.glyph(draw.BoxGlyph{}, vermilion, p, r)
	case Faint:
		b.disc(white, p, r+0.8)
		b.ring(stroke{color: light, width: 1.1}, p, r*0.85)
	default:
		b.disc(white, p, r+1.1)
		b.disc(grey, p, r*0.85)
	}
}

// text draws one line with its baseline at y and gives the box it covers.
func (b *board) text(x, y float64, s string, st textStyle) box {
	s = b.fonts.show(s)
	if s == "" {
		return box{x, y, x, y}
	}
	w := b.fonts.width(s, st)
	x -= w * st.align
	at := box{x, y - 0.74*st.size, x + w, y + 0.21*st.size}
	b.labels = append(b.labels, label{text: s, full: b.full[s], at: at})
	delete(b.full, s)
	for _, r := range b.fonts.runs(s, st) {
		b.surface.write(r, b.at(point{x, y}), st.color)
		x += float64(r.face.Width(r.text))
	}
	return at
}

// middle draws text centred vertically on y.
func (b *board) middle(x, y float64, s string, st textStyle) box {
	return b.text(x, y+0.35*st.size, s, st)
}

// fit shortens text to w points and remembers the whole for formats that can carry it.
func (b *board) fit(s string, st textStyle, w float64) string {
	out := b.fonts.fit(s, st, w)
	if whole := b.fonts.show(s); out != whole && out != "" {
		if b.full == nil {
			b.full = map[string]string{}
		}
		b.full[out] = whole
	}
	return out
}

func (b *board) width(s string, st textStyle) float64 { return b.fonts.width(s, st) }

// widest gives the width of the widest text, at most limit.
func (b *board) widest(texts []string, st textStyle, limit float64) float64 {
	w := 0.0
	for _, s := range texts {
		w = math.Max(w, b.fonts.width(s, st))
	}
	return math.Min(w, limit)
}
