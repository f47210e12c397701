package chart

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
)

// Format is a file format of a picture.
type Format string

// The file formats that [Render] writes.
const (
	PNG Format = "png"
	SVG Format = "svg"
	PDF Format = "pdf"
)

// FormatOf tells the format from a file name's extension, in any case. The error names the extensions that are known.
func FormatOf(path string) (Format, error) {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	switch f := Format(ext); f {
	case PNG, SVG, PDF:
		return f, nil
	}
	return "", fmt.Errorf("picture %q: the name must end in .png, .svg or .pdf", path)
}

// Options say how a picture is written. The zero value is a PNG of the default size.
type Options struct {
	Format       Format  // PNG if empty
	Width        float64 // inches; 9 if zero, else from 6 to 40. The height follows from the content
	DPI          int     // dots per inch of a PNG; 144 if zero, else from 36 to 600
	FallbackFont []byte  // a TrueType or OpenType file for characters that Liberation Sans lacks; may be nil
}

// Warning is something the reader of a picture should be told.
type Warning struct {
	Code    string // one of the Code constants
	Message string // a sentence without a full stop
}

// The codes of warnings.
const (
	CodeEmpty   = "chart-empty"    // there was nothing to draw
	CodeGlyph   = "chart-glyph"    // characters without a glyph were replaced by "?"
	CodeLeftOut = "chart-left-out" // more rows or names than the picture can hold
)

// Drawing is a finished picture.
type Drawing struct {
	Data          []byte
	Width, Height float64 // inches
	Alt           string  // the caption as one text, for readers who cannot see the picture
	Warnings      []Warning
}

// Picture is any of this package's pictures: [SmallMultiples], [Caterpillar], [Control], [Dumbbell], [Star],
// [Cascade], [Waterfall], [Map], [Funnel] and [Bullets].
type Picture interface {
	caption() Caption
	// check refuses what cannot be drawn: lists of unequal length, values that are not finite.
	check() error
	// empty reports whether there is nothing to draw below the caption.
	empty() bool
	// height is the space in points that the body needs at the board's width.
	height(*board) float64
	draw(*board, box)
}

// Render draws a picture into memory. Errors are about input that cannot be drawn (values that are not finite,
// lists of unequal length, an unknown format, a font that cannot be read), never about its being empty or large.
func Render(p Picture, o Options) (Drawing, error) {
	o, err := o.complete()
	if err != nil {
		return Drawing{}, err
	}
	if p == nil {
		return Drawing{}, fmt.Errorf("chart: no picture given")
	}
	if err := p.check(); err != nil {
		return Drawing{}, err
	}
	b, err := paint(p, o)
	if err != nil {
		return Drawing{}, err
	}
	data, err := b.surface.encode(b)
	if err != nil {
		return Drawing{}, fmt.Errorf("write %s: %w", o.Format, err)
	}
	return Drawing{Data: data, Width: b.w / inch, Height: b.h / inch, Alt: p.caption().alt(), Warnings: b.warnings()}, nil
}

// paint lays the picture out twice: the first pass finds the height, which the surface must know before it is made.
func paint(p Picture, o Options) (*board, error) {
	t, err := newTypeset(o.FallbackFont)
	if err != nil {
		return nil, err
	}
	b := &board{w: o.Width * inch, fonts: t}
	cap := layCaption(b, p.caption())
	body := noDataHeight
	if !p.empty() {
		body = p.height(b)
	}
	b.h = math.Ceil(cap.head + body + cap.foot)
	if err := o.checkPixels(b.w, b.h); err != nil {
		return nil, err
	}
	b.surface = newSurface(o, b.w, b.h)
	b.rect(white, box{0, 0, b.w, b.h})
	b.caption = p.caption()
	cap.draw(b)
	area := box{margin, cap.head, b.w - margin, b.h - cap.foot}
	if p.empty() {
		drawNoData(b, area)
		return b, nil
	}
	p.draw(b, area)
	return b, nil
}

// maxPixels bounds the memory of a raster picture to 256 MB.
const maxPixels = 64e6

func (o Options) checkPixels(w, h float64) error {
	dots := float64(o.DPI) / inch
	if o.Format == PNG && w*dots*h*dots > maxPixels {
		return fmt.Errorf("picture of %.0f x %.0f pixels: too large, lower the width or the resolution", w*dots, h*dots)
	}
	return nil
}

func (o Options) complete() (Options, error) {
	if o.Format == "" {
		o.Format = PNG
	}
	if o.Width == 0 {
		o.Width = 9
	}
	if o.DPI == 0 {
		o.DPI = 144
	}
	switch {
	case o.Format != PNG && o.Format != SVG && o.Format != PDF:
		return o, fmt.Errorf("picture format %q: want png, svg or pdf", o.Format)
	case !(o.Width >= 6 && o.Width <= 40):
		return o, fmt.Errorf("picture width %g in: want 6 to 40", o.Width)
	case o.DPI < 36 || o.DPI > 600:
		return o, fmt.Errorf("picture resolution %d dpi: want 36 to 600", o.DPI)
	}
	return o, nil
}
