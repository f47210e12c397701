package chart

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

// goldenDPI keeps the files small and their text legible.
const goldenDPI = 96

func TestPicturesLookAsTheGoldenOnes(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			d, err := Render(s.picture, Options{Format: PNG, DPI: goldenDPI})
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", s.name+".png")
			if *update {
				if err := os.WriteFile(path, d.Data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("%v (run with -update to write it)", err)
			}
			compare(t, decode(t, d.Data), decode(t, want))
		})
	}
}

func decode(t *testing.T, data []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// compare allows 2 of 255 in every channel. Where a colour on the border between two palette groups falls to the other
// side on another processor, one pixel in five thousand may differ by a group's width.
func compare(t *testing.T, got, want image.Image) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Fatalf("size %v, golden %v", got.Bounds(), want.Bounds())
	}
	r := got.Bounds()
	strayed, worst := 0, 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if d := distance(got, want, x, y); d > 2 {
				strayed++
				worst = max(worst, d)
			}
		}
	}
	if worst > 24 || strayed > r.Dx()*r.Dy()/5000 {
		t.Errorf("%d pixels differ by more than 2, the worst by %d", strayed, worst)
	}
}

func distance(a, b image.Image, x, y int) int {
	ar, ag, ab, _ := a.At(x, y).RGBA()
	br, bg, bb, _ := b.At(x, y).RGBA()
	d := 0
	for _, p := range [][2]uint32{{ar, br}, {ag, bg}, {ab, bb}} {
		d = max(d, abs(int(p[0]>>8)-int(p[1]>>8)))
	}
	return d
}

func abs(n int) int { return max(n, -n) }
