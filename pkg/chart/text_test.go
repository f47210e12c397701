package chart

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationserifregular"
)

func captionOnly(title string) Picture { return Control{Caption: Caption{Title: title}} }

func TestNamesOfManyAlphabetsAreShownWhole(t *testing.T) {
	for _, name := range []string{"Björn Åkesson", "Chloé Đặng", "Łukasz Żółć", "Ειρήνη Παππά", "Фарид Каримов", "Nguyễn Thị Hương",
		"Şükrü Öztürk", "O’Neil – “Ed”", "José Ñíguez", "€ £ ¥ ₩ 5 → 6 …"} {
		d := render(t, captionOnly(name), Options{Format: SVG})
		if !bytes.Contains(d.Data, []byte(">"+name+"<")) || len(d.Warnings) != 1 {
			t.Errorf("%s: not drawn as it is, warnings %v", name, d.Warnings)
		}
	}
}

func TestCharactersWithoutAGlyphAreReplacedAndReportedOnce(t *testing.T) {
	p := sampleCaterpillar().(Caterpillar)
	p.Rows[0].Name, p.Rows[1].Name, p.Rows[2].Name = "田中太郎 A", "田中太郎 A", "ok 🚀"
	d := render(t, p, Options{Format: SVG})
	if len(d.Warnings) != 1 || d.Warnings[0].Code != CodeGlyph {
		t.Fatalf("warnings %v", d.Warnings)
	}
	for _, want := range []string{"田中太郎 A", "ok 🚀", "fallback font"} {
		if !strings.Contains(d.Warnings[0].Message, want) {
			t.Errorf("the warning does not mention %q: %s", want, d.Warnings[0].Message)
		}
	}
	if !bytes.Contains(d.Data, []byte(">???? A<")) || bytes.Contains(d.Data, []byte("田")) {
		t.Error("the characters are not replaced in the picture")
	}
}

func TestTheFallbackFontShowsWhatTheFirstLacks(t *testing.T) {
	// U+2119 is in the serif cut of Liberation and not in the sans one.
	const lacking = "\u2119"
	set, err := newTypeset(nil)
	if err != nil {
		t.Fatal(err)
	}
	other, err := parseFont(liberationserifregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	if set.has(set.regular, '\u2119') || !set.has(other, '\u2119') {
		t.Skip("the two fonts hold the same characters")
	}
	p := captionOnly("a" + lacking + "b")
	d := render(t, p, Options{Format: SVG, FallbackFont: liberationserifregular.TTF})
	if len(d.Warnings) != 1 || !bytes.Contains(d.Data, []byte(">"+lacking+"<")) {
		t.Errorf("not drawn in the fallback font, warnings %v", d.Warnings)
	}
	for _, f := range []Format{PNG, PDF} {
		with := render(t, p, Options{Format: f, FallbackFont: liberationserifregular.TTF})
		if without := render(t, p, Options{Format: f}); bytes.Equal(with.Data, without.Data) {
			t.Errorf("%s: the fallback font changes nothing", f)
		}
	}
}

func TestDecomposedAccentsAreComposed(t *testing.T) {
	d := render(t, captionOnly("Bjo\u0308rn A\u030akesson"), Options{Format: SVG})
	if !bytes.Contains(d.Data, []byte(">Björn Åkesson<")) {
		t.Error("not normalised to NFC")
	}
}

func TestShortenedTextFitsAndEndsInAnEllipsis(t *testing.T) {
	set, err := newTypeset(nil)
	if err != nil {
		t.Fatal(err)
	}
	name := "Ines Maria von Hohenzollern-Sigmaringen"
	for w := 0.0; w < 220; w += 3 {
		got := set.fit(name, nameStyle, w)
		if set.width(got, nameStyle) > w+1e-5 {
			t.Errorf("%q is wider than %g", got, w)
		}
		if got != "" && got != name && !strings.HasSuffix(got, "…") {
			t.Errorf("%q does not say that it was shortened", got)
		}
	}
}

func TestWrappedTextKeepsAllWordsThatFit(t *testing.T) {
	set, err := newTypeset(nil)
	if err != nil {
		t.Fatal(err)
	}
	text := "Each point is a rep and lines are intervals of ninety percent"
	lines := set.wrap(text, subStyle, 120, 9)
	if got := strings.Join(lines, " "); got != text || len(lines) < 2 {
		t.Errorf("wrapped to %q", lines)
	}
	if two := set.wrap(text, subStyle, 120, 2); len(two) != 2 || !strings.HasSuffix(two[1], "…") {
		t.Errorf("two lines: %q", two)
	}
}

func TestValuesAreWrittenInTheirUnit(t *testing.T) {
	count, money, percent := Unit{}, Unit{Kind: Money, Sign: "$"}, Unit{Kind: Percent}
	for _, c := range []struct {
		unit Unit
		v    float64
		want string
	}{
		{count, 66, "66"}, {count, 1234, "1,234"}, {count, 123456, "123,456"}, {count, 1_234_567, "1.23M"}, {count, 4.1, "4.10"},
		{count, 12.34, "12.3"}, {count, 0.055, "0.055"}, {count, 999.96, "1,000"}, {count, -5, "−5"}, {count, math.Copysign(0, -1), "0"},
		{money, 0, "$0"}, {money, 950, "$950"}, {money, 1200, "$1.2k"}, {money, 77_548_570, "$77.5M"}, {money, 1_240_000, "$1.24M"},
		{money, 999_700, "$1M"}, {money, 1e17, "$100,000T"}, {money, -84_000, "−$84k"}, {money, -0.001, "−$0.001"},
		{percent, 0.243, "24.3%"}, {percent, 1, "100%"}, {percent, 0, "0%"}, {percent, -0.125, "−12.5%"}, {percent, -0.0001, "0.0%"},
		{Unit{Suffix: " days"}, 3, "3 days"}, {count, math.NaN(), ""}, {count, math.Inf(1), ""},
	} {
		if got := c.unit.Label(c.v); got != c.want {
			t.Errorf("%v of kind %d: %q, want %q", c.v, c.unit.Kind, got, c.want)
		}
	}
	if got := money.Change(38_000) + " " + money.Change(-2) + " " + money.Change(0) + " " + percent.Change(0.00001); got != "+$38k −$2 $0 0.0%" {
		t.Errorf("changes: %s", got)
	}
}

func TestTicksShareOneMagnitudeAndTheDecimalsTheyNeed(t *testing.T) {
	money := Unit{Kind: Money, Sign: "$"}
	for _, c := range []struct {
		s    span
		unit Unit
		want string
	}{
		{span{0, 2.1e6}, money, "$0 $0.5M $1.0M $1.5M $2.0M"},
		{span{0, 0.41}, Unit{Kind: Percent}, "0% 10% 20% 30% 40%"},
		{span{-0.05, 0.05}, Unit{Kind: Percent}, "−4% −2% 0% 2% 4%"},
		{span{0, 3}, Unit{}, "0 1 2 3"},
		{span{1, 5}, Unit{}, "1 2 3 4 5"},
		{span{0.1, 0.35}, Unit{}, "0.10 0.15 0.20 0.25 0.30 0.35"},
	} {
		if got := strings.Join(c.unit.ticks(c.s.within(5, c.unit)), " "); got != c.want {
			t.Errorf("%v: %s, want %s", c.s, got, c.want)
		}
	}
}

func TestPeriodLabelsFollowTheCalendarAndDoNotTouch(t *testing.T) {
	set, err := newTypeset(nil)
	if err != nil {
		t.Fatal(err)
	}
	var weeks, quarters, years []string
	for i := range 60 {
		weeks = append(weeks, fmt.Sprintf("%d-W%02d", 2024+i/52, i%52+1))
		quarters = append(quarters, fmt.Sprintf("%d-Q%d", 2010+i/4, i%4+1))
		years = append(years, fmt.Sprint(1970+i))
	}
	for _, c := range []struct {
		labels []string
		room   float64
		want   string
	}{
		{months(18), 180, "Jan/2025 Apr Jul Oct Jan/2026 Apr"},
		{months(18), 600, "Jan/2025 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan/2026 Feb Mar Apr May Jun"},
		{months(48)[5:], 100, "Jan/2026 Jan/2027 Jan/2028"},
		{quarters[:8], 300, "Q1/2010 Q2 Q3 Q4 Q1/2011 Q2 Q3 Q4"},
		{quarters, 300, "Q1/2010 Q1/2012 Q1/2014 Q1/2016 Q1/2018 Q1/2020 Q1/2022 Q1/2024"},
		{weeks, 250, "W1/2024 W14 W27 W40 W1/2025"},
		{years, 200, "1970 1980 1990 2000 2010 2020"},
		{[]string{"before", "after"}, 200, "before after"},
		{[]string{"2026-13", "2026-Q5"}, 200, "2026-13 2026-Q5"},
	} {
		var got []string
		for _, k := range periodTicks(set, c.labels, c.room/float64(len(c.labels)-1)) {
			s := k.text
			if k.year != "" {
				s += "/" + k.year
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s … in %g points: %s, want %s", c.labels[0], c.room, s, c.want)
		}
	}
}

func TestGoldenPicturesAreSmallAndAllInUse(t *testing.T) {
	known := map[string]bool{}
	for _, s := range samples() {
		known[s.name+".png"] = true
	}
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil || f.IsDir() {
			continue
		}
		if !known[f.Name()] {
			t.Errorf("%s belongs to no sample", f.Name())
		}
		if info.Size() > 80_000 {
			t.Errorf("%s has %d bytes", f.Name(), info.Size())
		}
	}
}
