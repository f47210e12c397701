package chart

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"sort"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

type faceKey struct {
	font *opentype.Font
	size vg.Length
}

// pngSurface writes glyphs straight into the image: gonum's raster canvas resamples every glyph, which costs more
// than all the lines of a picture.
type pngSurface struct {
	c     *vgimg.Canvas
	img   *image.RGBA
	h     vg.Length
	dpi   int
	faces map[faceKey]xfont.Face
	buf   sfnt.Buffer
}

func newPNGSurface(w, h float64, dpi int) *pngSurface {
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(w), vg.Length(h)), vgimg.UseDPI(dpi))
	img, _ := c.Image().(*image.RGBA)
	return &pngSurface{c: c, img: img, h: vg.Length(h), dpi: dpi, faces: map[faceKey]xfont.Face{}}
}

func (s *pngSurface) canvas() vg.Canvas { return s.c }

func (s *pngSurface) face(r run) xfont.Face {
	k := faceKey{r.face.Face, r.face.Font.Size}
	f, ok := s.faces[k]
	if !ok {
		f = r.face.FontFace(float64(s.dpi))
		s.faces[k] = f
	}
	return f
}

func (s *pngSurface) write(r run, p vg.Point, c rgba) {
	dots := func(l vg.Length) fixed.Int26_6 { return fixed.Int26_6(l.Dots(float64(s.dpi))*64 + 0.5) }
	face, src := s.face(r), image.NewUniform(c)
	for _, g := range r.place(&s.buf) {
		dot := fixed.Point26_6{X: dots(p.X + vg.Length(g.x)), Y: dots(s.h - p.Y)}
		if at, mask, from, _, ok := face.Glyph(dot, g.char); ok {
			draw.DrawMask(s.img, at, src, image.Point{}, mask, from, draw.Over)
		}
	}
}

type encoderBuffers struct{ pool sync.Pool }

func (p *encoderBuffers) Get() *png.EncoderBuffer {
	b, _ := p.pool.Get().(*png.EncoderBuffer)
	return b
}

func (p *encoderBuffers) Put(b *png.EncoderBuffer) { p.pool.Put(b) }

var pngEncoder = png.Encoder{CompressionLevel: png.DefaultCompression, BufferPool: &encoderBuffers{}}

func (s *pngSurface) encode(*board) ([]byte, error) {
	var buf bytes.Buffer
	err := pngEncoder.Encode(&buf, paletted(s.img))
	return buf.Bytes(), err
}

const (
	mergedBits = 3   // two colours that differ only in so many low bits of each channel may share an entry
	popular    = 160 // entries that go to the most frequent groups; the rest go where the error would be largest
)

// paletted maps the picture to at most 256 colours: exactly if it has no more. Else colours that differ in the lowest
// bits only are merged, each group shown as its most frequent colour; if even the groups are too many, the rare ones
// go to the colour nearest to them. Large areas thus always keep their exact colour.
func paletted(src *image.RGBA) *image.Paletted {
	counts := countColors(src)
	for bits := range uint(mergedBits) {
		if best := groups(counts, bits); len(best) <= 256 {
			return remap(src, counts, best)
		}
	}
	best := groups(counts, mergedBits)
	if len(best) <= 256 {
		return remap(src, counts, best)
	}
	sort.Slice(best, func(i, j int) bool {
		if best[i].n != best[j].n {
			return best[i].n > best[j].n
		}
		return best[i].color < best[j].color
	})
	return remap(src, counts, withFarthest(best[:popular:popular], counts))
}

// withFarthest fills the palette up by always adding the colour that is farthest from all entries so far
// (Gonzalez 1985): no hue is lost because it is rare.
func withFarthest(palette, counts []colorCount) []colorCount {
	far := make([]int, len(counts))
	for i, c := range counts {
		far[i] = distance2(c.color, palette[nearest(c.color, palette)].color)
	}
	for len(palette) < 256 {
		at := 0
		for i, d := range far {
			if d > far[at] {
				at = i
			}
		}
		palette = append(palette, counts[at])
		for i, c := range counts {
			far[i] = min(far[i], distance2(c.color, counts[at].color))
		}
	}
	return palette
}

type colorCount struct {
	color uint32
	n     int
}

func pixel(p []uint8) uint32 { return uint32(p[0])<<16 | uint32(p[1])<<8 | uint32(p[2]) }

// countColors lists the colours with their frequency in the order of their first appearance.
func countColors(src *image.RGBA) []colorCount {
	index := map[uint32]int{}
	var list []colorCount
	last, at := ^uint32(0), 0
	for i := 0; i+3 < len(src.Pix); i += 4 {
		if p := pixel(src.Pix[i : i+4]); p != last {
			j, ok := index[p]
			if !ok {
				j = len(list)
				index[p] = j
				list = append(list, colorCount{color: p})
			}
			last, at = p, j
		}
		list[at].n++
	}
	return list
}

// groups merges colours that are equal above the given number of low bits. A group has the colour of its most frequent
// member and the number of all.
func groups(counts []colorCount, bits uint) []colorCount {
	mask := uint32(0xff<<bits&0xff) * 0x010101
	index := map[uint32]int{}
	var best []colorCount
	var most []int
	for _, c := range counts {
		j, ok := index[c.color&mask]
		if !ok {
			index[c.color&mask] = len(best)
			best, most = append(best, c), append(most, c.n)
			continue
		}
		best[j].n += c.n
		if c.n > most[j] || c.n == most[j] && c.color < best[j].color {
			best[j].color, most[j] = c.color, c.n
		}
	}
	return best
}

func nearest(c uint32, palette []colorCount) uint8 {
	at, least := 0, math.MaxInt
	for i, p := range palette {
		if d := distance2(c, p.color); d < least {
			at, least = i, d
		}
	}
	return uint8(at)
}

// distance2 is the squared distance of two colours.
func distance2(a, b uint32) int {
	r := int(a>>16&0xff) - int(b>>16&0xff)
	g := int(a>>8&0xff) - int(b>>8&0xff)
	bl := int(a&0xff) - int(b&0xff)
	return r*r + g*g + bl*bl
}

func remap(src *image.RGBA, counts, palette []colorCount) *image.Paletted {
	colors := make(color.Palette, len(palette))
	for i, c := range palette {
		colors[i] = color.RGBA{uint8(c.color >> 16), uint8(c.color >> 8), uint8(c.color), 0xff}
	}
	lookup := make(map[uint32]uint8, len(counts))
	for _, c := range counts {
		lookup[c.color] = nearest(c.color, palette)
	}
	out := image.NewPaletted(src.Bounds(), colors)
	last, idx := ^uint32(0), uint8(0)
	for i := range out.Pix {
		if p := pixel(src.Pix[4*i : 4*i+4]); p != last {
			last, idx = p, lookup[p]
		}
		out.Pix[i] = idx
	}
	return out
}
