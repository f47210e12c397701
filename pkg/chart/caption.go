package chart

import "strings"

// Caption is the text around a picture, worded by the caller.
type Caption struct {
	Title    string // what is seen, as a sentence without a full stop
	Subtitle string // how to read it
	Foot     string // source and method
}

func (c Caption) caption() Caption { return c }

func (c Caption) alt() string {
	var parts []string
	for _, s := range []string{c.Title, c.Subtitle} {
		if s = strings.TrimSpace(s); s != "" {
			parts = append(parts, strings.TrimRight(s, ".")+".")
		}
	}
	return strings.Join(parts, " ")
}

const (
	margin       = 14.0
	titleLines   = 2
	subLines     = 3
	footLines    = 3
	noDataHeight = 90.0
)

var (
	titleStyle = textStyle{size: 14, bold: true, color: ink}
	subStyle   = textStyle{size: 9.5, color: grey}
	footStyle  = textStyle{size: 7.5, color: grey}
	tickStyle  = textStyle{size: 8, color: grey}
	nameStyle  = textStyle{size: 9, color: ink}
)

// captionLayout holds the wrapped caption and the heights of head and foot in points.
type captionLayout struct {
	title, sub, foot []string
	head, footTop    float64
	footHeight       float64
}

type captionBox struct {
	captionLayout
	foot float64
}

func layCaption(b *board, c Caption) captionBox {
	w := b.w - 2*margin
	l := captionLayout{
		title: b.fonts.wrap(c.Title, titleStyle, w, titleLines),
		sub:   b.fonts.wrap(c.Subtitle, subStyle, w, subLines),
		foot:  b.fonts.wrap(c.Foot, footStyle, w, footLines),
	}
	head := margin + lineHeight(titleStyle)*float64(len(l.title)) + lineHeight(subStyle)*float64(len(l.sub)) + 8
	l.head = head
	foot := margin
	if n := len(l.foot); n > 0 {
		foot = 10 + lineHeight(footStyle)*float64(n) + 8
	}
	return captionBox{captionLayout: l, foot: foot}
}

func lineHeight(st textStyle) float64 { return st.size * 1.3 }

func (c captionBox) draw(b *board) {
	y := margin
	for _, s := range c.title {
		b.text(margin, y+titleStyle.size, s, titleStyle)
		y += lineHeight(titleStyle)
	}
	y++
	for _, s := range c.sub {
		b.text(margin, y+subStyle.size, s, subStyle)
		y += lineHeight(subStyle)
	}
	y = b.h - c.foot + 10
	for _, s := range c.captionLayout.foot {
		b.text(margin, y+footStyle.size, s, footStyle)
		y += lineHeight(footStyle)
	}
}

func drawNoData(b *board, area box) {
	b.text(area.midX(), area.midY(), "no data", textStyle{size: 12, color: grey, align: center})
	b.warn(CodeEmpty, "there is no data to draw")
}
