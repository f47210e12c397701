package chart

import (
	"bytes"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgpdf"
	"gonum.org/v1/plot/vg/vgsvg"
)

// surface is a gonum canvas with its own way of writing text and of becoming bytes.
type surface interface {
	canvas() vg.Canvas
	// write draws one run of text with its baseline starting at p.
	write(r run, p vg.Point, c rgba)
	encode(b *board) ([]byte, error)
}

func newSurface(o Options, w, h float64) surface {
	switch o.Format {
	case SVG:
		return svgSurface{vgsvg.New(vg.Length(w), vg.Length(h))}
	case PDF:
		return &pdfSurface{c: vgpdf.New(vg.Length(w), vg.Length(h))}
	}
	return newPNGSurface(w, h, o.DPI)
}

func written(c vg.CanvasWriterTo) ([]byte, error) {
	var buf bytes.Buffer
	_, err := c.WriteTo(&buf)
	return buf.Bytes(), err
}
