package chart

import "image/color"

// The palette: Okabe and Ito (2008) "Color Universal Design" for what speaks, greys for context.
var (
	white     = color.RGBA{0xff, 0xff, 0xff, 0xff}
	ink       = color.RGBA{0x22, 0x26, 0x2b, 0xff}
	grey      = color.RGBA{0x5f, 0x67, 0x70, 0xff}
	slate     = color.RGBA{0x8a, 0x92, 0x9b, 0xff}
	light     = color.RGBA{0xbf, 0xc5, 0xcc, 0xff}
	pale      = color.RGBA{0xe3, 0xe6, 0xea, 0xff}
	mist      = color.RGBA{0xf2, 0xf4, 0xf6, 0xff}
	blue      = color.RGBA{0x00, 0x72, 0xb2, 0xff}
	sky       = color.RGBA{0xd5, 0xe7, 0xf2, 0xff}
	vermilion = color.RGBA{0xd5, 0x5e, 0x00, 0xff}
	purple    = color.RGBA{0xb8, 0x5c, 0x91, 0xff} // Okabe-Ito purple, darkened to be readable as text
)

// Tone is what a mark says beside its place. Each tone has a colour and a shape, so that neither speaks alone.
type Tone int

// The tones of marks.
const (
	Neutral Tone = iota // dark grey circle
	High                // blue triangle
	Low                 // vermilion square
	Faint               // light grey ring: shown, not judged
)

func (t Tone) color() color.RGBA {
	switch t {
	case High:
		return blue
	case Low:
		return vermilion
	case Faint:
		return light
	}
	return grey
}

// textColor differs from color where the mark's colour is too light to be read as text.
func (t Tone) textColor() color.RGBA {
	if t == Faint {
		return grey
	}
	return t.color()
}

func (t Tone) loud() bool { return t == High || t == Low }
