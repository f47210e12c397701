package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"io"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestFormatComesFromTheExtension(t *testing.T) {
	for path, want := range map[string]Format{"a.png": PNG, "out/B.SVG": SVG, "x.y.pdf": PDF} {
		if got, err := FormatOf(path); err != nil || got != want {
			t.Errorf("%s: got %q, %v", path, got, err)
		}
	}
	for _, path := range []string{"a.webp", "png", "", "a.png/"} {
		if _, err := FormatOf(path); err == nil || !strings.Contains(err.Error(), ".png, .svg or .pdf") {
			t.Errorf("%q: the error %v does not say which extensions are known", path, err)
		}
	}
}

func TestOptionsOutsideTheirRangeAreRefused(t *testing.T) {
	for name, o := range map[string]Options{
		"format":        {Format: "webp"},
		"width":         {Width: 400},
		"not a width":   {Width: math.NaN()},
		"dpi":           {DPI: 10_000},
		"pixels":        {Width: 40, DPI: 600},
		"fallback font": {FallbackFont: []byte("not a font")},
	} {
		if _, err := Render(sampleControl(), o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Render(nil, Options{}); err == nil {
		t.Error("no picture: no error")
	}
}

func TestSameInputGivesTheSameBytes(t *testing.T) {
	for _, s := range samples() {
		for _, f := range []Format{SVG, PNG, PDF} {
			a, b := render(t, s.picture, Options{Format: f, DPI: 48}), render(t, s.picture, Options{Format: f, DPI: 48})
			if !bytes.Equal(a.Data, b.Data) {
				t.Errorf("%s.%s differs from run to run", s.name, f)
			}
		}
	}
}

func TestPDFCarriesNoDateOfItsMaking(t *testing.T) {
	d := render(t, sampleCascade(), Options{Format: PDF})
	if !bytes.HasPrefix(d.Data, []byte("%PDF-")) || !bytes.Contains(d.Data, []byte("/CreationDate (D:20000101000000")) {
		t.Error("the creation date is not the constant one")
	}
	if year := time.Now().Format("(D:2006"); bytes.Contains(d.Data, []byte(year)) {
		t.Errorf("the file holds today's year %s", year)
	}
}

func TestSVGIsWellFormedAndNamesItsContent(t *testing.T) {
	p := sampleControl().(Control)
	p.Title = `Visits <b> & "calls"`
	p.Signals[0].Word = "a < b & c"
	d := render(t, p, Options{Format: SVG})
	dec := xml.NewDecoder(bytes.NewReader(d.Data))
	for {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{`role="img"`, "<title>Visits &lt;b&gt; &amp; &#34;calls&#34;</title>", "Arial"} {
		if !bytes.Contains(d.Data, []byte(want)) {
			t.Errorf("the file lacks %s", want)
		}
	}
	if bytes.Contains(d.Data, []byte("base64")) {
		t.Error("a font is embedded")
	}
}

func TestShortenedNamesStayWholeInSVG(t *testing.T) {
	long := "Karl-Theodor Maria Nikolaus Johann Jacob Philipp Franz Joseph Sylvester von und zu Guttenberg"
	p := sampleCaterpillar().(Caterpillar)
	p.Rows[2].Name = long
	d := render(t, p, Options{Format: SVG})
	if !bytes.Contains(d.Data, []byte("<title>"+long+"</title>Karl-")) {
		t.Error("the whole name is not in the tooltip of the short one")
	}
}

func TestPNGIsPalettedAndLosesNothingVisible(t *testing.T) {
	for _, s := range samples() {
		d := render(t, s.picture, Options{})
		img, ok := decode(t, d.Data).(*image.Paletted)
		if !ok || len(img.Palette) > 256 {
			t.Fatalf("%s: not a picture of at most 256 colours", s.name)
		}
		compareExact(t, s, img)
	}
}

// compareExact holds the palette against the picture before its colours were merged.
func compareExact(t *testing.T, s sample, img image.Image) {
	t.Helper()
	o, _ := Options{}.complete()
	b, err := paint(s.picture, o)
	if err != nil {
		t.Fatal(err)
	}
	raw := b.surface.(*pngSurface).img
	worst := 0
	for y := range raw.Rect.Dy() {
		for x := range raw.Rect.Dx() {
			worst = max(worst, distance(raw, img, x, y))
		}
	}
	if worst > 20 {
		t.Errorf("%s: a pixel is off by %d of 255", s.name, worst)
	}
}

func TestWidthAndResolutionSetThePixels(t *testing.T) {
	d := render(t, sampleMultiples(), Options{Width: 6, DPI: 100})
	if got := decode(t, d.Data).Bounds().Dx(); got != 600 || d.Width != 6 {
		t.Errorf("6 inches at 100 dpi: %d pixels, %g inches", got, d.Width)
	}
}

func render(t testing.TB, p Picture, o Options) Drawing {
	t.Helper()
	d, err := Render(p, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPicturesCanBeDrawnAtTheSameTime(t *testing.T) {
	var group sync.WaitGroup
	for _, s := range samples() {
		want := render(t, s.picture, Options{Format: SVG})
		group.Go(func() {
			got, err := Render(s.picture, Options{Format: SVG})
			if err != nil || !bytes.Equal(got.Data, want.Data) {
				t.Errorf("%s differs when others are drawn beside it: %v", s.name, err)
			}
		})
	}
	group.Wait()
}

// BenchmarkHundredPNG draws 100 pictures of 1200 pixels on all processors, the load of a large monthly report.
func BenchmarkHundredPNG(b *testing.B) {
	all := samples()
	for b.Loop() {
		var group sync.WaitGroup
		for k := range runtime.GOMAXPROCS(0) {
			group.Go(func() {
				for i := k; i < 100; i += runtime.GOMAXPROCS(0) {
					render(b, all[i%len(all)].picture, Options{DPI: 133})
				}
			})
		}
		group.Wait()
	}
}

func BenchmarkPNG(b *testing.B) {
	for _, s := range samples() {
		b.Run(s.name, func(b *testing.B) {
			for b.Loop() {
				render(b, s.picture, Options{Width: 9, DPI: 133})
			}
		})
	}
}

func BenchmarkSVG(b *testing.B) {
	for _, s := range samples() {
		b.Run(s.name, func(b *testing.B) {
			for b.Loop() {
				render(b, s.picture, Options{Format: SVG})
			}
		})
	}
}
