package chart

import (
	"bytes"
	"html"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// svgSurface names its fonts instead of embedding them; Arial and Helvetica have the widths of Liberation Sans.
type svgSurface struct{ c *vgsvg.Canvas }

func (s svgSurface) canvas() vg.Canvas { return s.c }

func (s svgSurface) write(r run, p vg.Point, c rgba) {
	s.c.SetColor(c)
	s.c.FillString(r.face, p, r.text)
}

func (s svgSurface) encode(b *board) ([]byte, error) {
	raw, err := written(s.c)
	if err != nil {
		return nil, err
	}
	raw = bytes.ReplaceAll(raw, []byte("font-family:Liberation Sans;"),
		[]byte("font-family:'Liberation Sans',Arial,Helvetica,sans-serif;"))
	// Without the XML prolog the file is as valid, and can stand inside an HTML page as it is.
	raw = raw[max(bytes.Index(raw, []byte("<svg")), 0):]
	raw = describe(raw, b)
	return wholeNames(raw, b.labels), nil
}

// describe puts the caption where screen readers look for it.
func describe(raw []byte, b *board) []byte {
	const open = `xmlns:xlink="http://www.w3.org/1999/xlink">`
	head := `xmlns:xlink="http://www.w3.org/1999/xlink" role="img">` + "\n<title>" + html.EscapeString(b.fonts.show(b.caption.Title)) +
		"</title>\n<desc>" + html.EscapeString(b.fonts.show(b.caption.Subtitle)) + "</desc>"
	return bytes.Replace(raw, []byte(open), []byte(head), 1)
}

// wholeNames gives every shortened text its whole as a tooltip. Labels are in drawing order, so one pass is enough.
func wholeNames(raw []byte, labels []label) []byte {
	var out bytes.Buffer
	for _, l := range labels {
		if l.full == "" {
			continue
		}
		short := []byte(">" + html.EscapeString(l.text) + "</text>")
		i := bytes.Index(raw, short)
		if i < 0 {
			continue
		}
		out.Write(raw[:i+1])
		out.WriteString("<title>" + html.EscapeString(l.full) + "</title>" + html.EscapeString(l.text) + "</text>")
		raw = raw[i+len(short):]
	}
	out.Write(raw)
	return out.Bytes()
}
