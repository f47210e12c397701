package chart

import (
	"regexp"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgpdf"
)

// pdfSurface draws text as outlines: gonum's PDF text is limited to Windows-1252 and embeds whole fonts through
// temporary files, outlines show every name and touch no disk.
type pdfSurface struct {
	c   *vgpdf.Canvas
	buf sfnt.Buffer
}

func (s *pdfSurface) canvas() vg.Canvas { return s.c }

func (s *pdfSurface) write(r run, p vg.Point, c rgba) {
	f := r.face.Face
	em := fixed.Int26_6(f.UnitsPerEm()) << 6
	scale := r.face.Font.Size / vg.Length(em)
	var path vg.Path
	for _, g := range r.place(&s.buf) {
		// A glyph that cannot be loaded leaves its space: the typeset has replaced unknown characters before.
		if segs, err := f.LoadGlyph(&s.buf, g.index, em, nil); err == nil {
			outline(&path, segs, vg.Point{X: p.X + vg.Length(g.x), Y: p.Y}, scale)
		}
	}
	if len(path) > 0 {
		s.c.SetColor(c)
		s.c.Fill(path)
	}
}

var dates = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`/(CreationDate|ModDate) \(D:\d{14}`)
})

func (s *pdfSurface) encode(*board) ([]byte, error) {
	raw, err := written(s.c)
	if err != nil {
		return nil, err
	}
	// The dates are overwritten in place by others of the same length: the file's table of offsets stays true.
	return dates().ReplaceAll(raw, []byte("/$1 (D:20000101000000")), nil
}

// outline raises quadratic curves to cubic ones: fpdf writes quadratic ones with an operator of another meaning.
func outline(path *vg.Path, segs sfnt.Segments, at vg.Point, scale vg.Length) {
	pt := func(p fixed.Point26_6) vg.Point {
		return vg.Point{X: at.X + vg.Length(p.X)*scale, Y: at.Y - vg.Length(p.Y)*scale}
	}
	var cur vg.Point
	open := false
	for _, s := range segs {
		a := pt(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if open {
				path.Close()
			}
			path.Move(a)
			cur, open = a, true
		case sfnt.SegmentOpLineTo:
			path.Line(a)
			cur = a
		case sfnt.SegmentOpQuadTo:
			end := pt(s.Args[1])
			path.CubeTo(between(cur, a, 2.0/3), between(end, a, 2.0/3), end)
			cur = end
		case sfnt.SegmentOpCubeTo:
			cur = pt(s.Args[2])
			path.CubeTo(a, pt(s.Args[1]), cur)
		}
	}
	if open {
		path.Close()
	}
}

func between(a, b vg.Point, t vg.Length) vg.Point {
	return vg.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}
