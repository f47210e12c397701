package chart

import (
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// placedGlyph is a character of a run with the distance of its origin from the run's start, in points.
type placedGlyph struct {
	char  rune
	index sfnt.GlyphIndex
	x     float64
}

// place sets a run's glyphs with kerning. Kerning is scaled here because opentype.Face gives it in font units
// whatever the size, which pulls small letters over each other.
func (r run) place(buf *sfnt.Buffer) []placedGlyph {
	f := r.face.Face
	em := fixed.Int26_6(f.UnitsPerEm())
	scale := float64(r.face.Font.Size) / float64(em)
	out := make([]placedGlyph, 0, len(r.text))
	x, prev := 0.0, sfnt.GlyphIndex(0)
	for _, c := range r.text {
		idx, err := f.GlyphIndex(buf, c)
		if err != nil {
			continue
		}
		if kern, err := f.Kern(buf, prev, idx, em, xfont.HintingNone); err == nil && prev != 0 {
			x += float64(kern) * scale
		}
		out = append(out, placedGlyph{c, idx, x})
		if adv, err := f.GlyphAdvance(buf, idx, em, xfont.HintingNone); err == nil {
			x += float64(adv) * scale
		}
		prev = idx
	}
	return out
}
