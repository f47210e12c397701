package chart

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
)

type textStyle struct {
	size  float64 // points
	bold  bool
	color rgba
	align float64 // 0 left, 0.5 center, 1 right
}

const (
	center = 0.5
	right  = 1.0
)

func (st textStyle) with(c rgba) textStyle        { st.color = c; return st }
func (st textStyle) aligned(a float64) textStyle  { st.align = a; return st }
func (st textStyle) sized(pt float64) textStyle   { st.size = pt; return st }
func (st textStyle) weighted(bold bool) textStyle { st.bold = bold; return st }

// baseFonts are parsed once for the process; a parsed font is safe for concurrent use, its buffer is not.
var baseFonts = sync.OnceValue(func() *font.Cache { return font.NewCache(liberation.Collection()) })

// run is a stretch of text drawn in one font.
type run struct {
	face font.Face
	text string
}

// typeset measures and splits text; one for each rendering, as its buffers are not safe for concurrent use.
type typeset struct {
	regular, bold, fallback *opentype.Font
	buf                     sfnt.Buffer
	shown                   map[string]string
	missing                 []string // texts with characters that no font has, in the order met
	widths                  map[widthKey]float64
}

type widthKey struct {
	text string
	bold bool
}

func newTypeset(fallback []byte) (*typeset, error) {
	c := baseFonts()
	sans := font.Font{Typeface: "Liberation", Variant: "Sans"}
	strong := sans
	strong.Weight = xfont.WeightBold
	t := &typeset{regular: c.Lookup(sans, 1).Face, bold: c.Lookup(strong, 1).Face,
		shown: map[string]string{}, widths: map[widthKey]float64{}}
	if len(fallback) == 0 {
		return t, nil
	}
	f, err := parseFont(fallback)
	if err != nil {
		return nil, fmt.Errorf("fallback font: %w; give a TrueType or OpenType file", err)
	}
	t.fallback = f
	return t, nil
}

// parseFont reads a font file, and of a collection its first font.
func parseFont(data []byte) (*opentype.Font, error) {
	c, err := opentype.ParseCollection(data)
	if err != nil {
		return nil, err
	}
	return c.Font(0)
}

func (t *typeset) has(f *opentype.Font, r rune) bool {
	if f == nil {
		return false
	}
	i, err := f.GlyphIndex(&t.buf, r)
	return err == nil && i != 0
}

// show gives the text as it can be drawn: NFC, one line, without invisible characters, "?" for what no font has.
func (t *typeset) show(s string) string {
	if out, ok := t.shown[s]; ok {
		return out
	}
	var b strings.Builder
	lost := false
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "?")) {
		switch {
		case unicode.Is(unicode.Cf, r):
			continue
		case unicode.IsSpace(r) || unicode.IsControl(r):
			r = ' '
		case !t.has(t.regular, r) && !t.has(t.fallback, r):
			r, lost = '?', true
		}
		b.WriteRune(r)
	}
	out := strings.TrimSpace(b.String())
	t.shown[s], t.shown[out] = out, out
	if lost {
		t.missing = append(t.missing, s)
	}
	return out
}

// runs splits shown text over the built-in and the fallback font.
func (t *typeset) runs(s string, st textStyle) []run {
	main := font.Font{Typeface: "Liberation", Variant: "Sans", Size: vg.Length(st.size)}
	face := t.regular
	if st.bold {
		main.Weight, face = xfont.WeightBold, t.bold
	}
	spare := font.Font{Typeface: "Fallback", Size: vg.Length(st.size)}
	var out []run
	inMain, start := true, 0
	flush := func(end int) {
		switch {
		case end == start:
		case inMain:
			out = append(out, run{font.Face{Font: main, Face: face}, s[start:end]})
		default:
			out = append(out, run{font.Face{Font: spare, Face: t.fallback}, s[start:end]})
		}
		start = end
	}
	for i, r := range s {
		if m := t.fallback == nil || t.has(face, r); m != inMain {
			flush(i)
			inMain = m
		}
	}
	flush(len(s))
	return out
}

// width measures text in points, as it is shown.
func (t *typeset) width(s string, st textStyle) float64 {
	s = t.show(s)
	k := widthKey{s, st.bold}
	if w, ok := t.widths[k]; ok {
		return w * st.size
	}
	w := 0.0
	for _, r := range t.runs(s, st.sized(1)) {
		w += float64(r.face.Width(r.text))
	}
	t.widths[k] = w
	return w * st.size
}

// fit shortens text with an ellipsis to at most w points; nothing at all if not even the ellipsis fits.
func (t *typeset) fit(s string, st textStyle, w float64) string {
	s = t.show(s)
	w += 1e-6 // a column as wide as its widest text must hold it whatever the rounding
	if t.width(s, st) <= w {
		return s
	}
	rs := []rune(s)
	lo, hi := 0, len(rs)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if t.width(cut(rs, mid), st) <= w {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	if lo == 0 {
		return ""
	}
	return cut(rs, lo)
}

func cut(rs []rune, n int) string { return strings.TrimRight(string(rs[:n]), " ") + "…" }

// wrap breaks text at spaces into lines of at most w points; the last line allowed is shortened to fit.
func (t *typeset) wrap(s string, st textStyle, w float64, lines int) []string {
	words := strings.Fields(t.show(s))
	var out []string
	for len(words) > 0 {
		if len(out) == lines-1 {
			return append(out, t.fit(strings.Join(words, " "), st, w))
		}
		n := t.wordsThatFit(words, st, w)
		out = append(out, t.fit(strings.Join(words[:n], " "), st, w))
		words = words[n:]
	}
	return out
}

func (t *typeset) wordsThatFit(words []string, st textStyle, w float64) int {
	n := 1
	for n < len(words) && t.width(strings.Join(words[:n+1], " "), st) <= w {
		n++
	}
	return n
}

// lostGlyphs words the one warning about characters that could not be shown.
func (t *typeset) lostGlyphs() (string, bool) {
	if len(t.missing) == 0 {
		return "", false
	}
	names, more := t.missing, ""
	if len(names) > 3 {
		names, more = names[:3], fmt.Sprintf(" and %d more", len(t.missing)-3)
	}
	quoted := make([]string, len(names))
	for i, s := range names {
		quoted[i] = fmt.Sprintf("%q", norm.NFC.String(strings.ToValidUTF8(s, "?")))
	}
	return "the font cannot show all characters of " + strings.Join(quoted, ", ") + more +
		": they stand as \"?\"; give a fallback font that has them", true
}
