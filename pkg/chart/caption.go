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
	title, sub, note []string
	head, foot       float64
}

func layCaption(b *board, c Caption) captionLayout {
	w := b.w - 2*margin
	l := captionLayout{
		title: b.fonts.wrap(c.Title, titleStyle, w, titleLines),
		sub:   b.fonts.wrap(c.Subtitle, subStyle, w, subLines),
		note:  b.fonts.wrap(c.Foot, footStyle, w, footLines),
		foot:  margin,
	}
	l.head = margin + blockHeight(l.title, titleStyle) + blockHeight(l.sub, subStyle) + 8
	if len(l.note) > 0 {
		l.foot = 10 + blockHeight(l.note, footStyle) + 8
	}
	return l
}

func lineHeight(st textStyle) float64 { return st.size * 1.3 }

func blockHeight(lines []string, st textStyle) float64 { return float64(len(lines)) * lineHeight(st) }

func (l captionLayout) draw(b *board) {
	b.block(margin, l.title, titleStyle)
	b.block(margin+blockHeight(l.title, titleStyle)+1, l.sub, subStyle)
	b.block(b.h-l.foot+10, l.note, footStyle)
}

// block writes lines below each other from the left margin, the first with its top at y.
func (b *board) block(y float64, lines []string, st textStyle) {
	for _, s := range lines {
		b.text(margin, y+st.size, s, st)
		y += lineHeight(st)
	}
}

func drawNoData(b *board, area box) {
	b.text(area.midX(), area.midY(), "no data", textStyle{size: 12, color: grey, align: center})
	b.warn(CodeEmpty, "there is no data to draw")
}
