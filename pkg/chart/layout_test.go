package chart

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// everyPicture builds one picture of each kind from the same numbers and names, whatever they are.
func everyPicture(names []string, vs []float64) map[string]Picture {
	v := func(i int) float64 {
		if len(vs) == 0 {
			return math.NaN()
		}
		return vs[i%len(vs)]
	}
	known := func(i int) float64 {
		if x := v(i); !math.IsNaN(x) {
			return x
		}
		return 0
	}
	word := "every word of the caption that a caller may want to say, and more than fits on one line of the page"
	c := Caption{Title: word, Subtitle: word + "; " + word, Foot: word}
	money := Unit{Kind: Money, Sign: "€"}
	multi := SmallMultiples{Caption: c, Unit: money, Periods: months(len(vs)), Team: vs, Mark: &Mark{len(vs) / 2, "coaching starts"}, Target: &Level{known(0), "target"}}
	cat := Caterpillar{Caption: c, Panels: []CaterpillarPanel{{Name: "one", Unit: money, Team: &Level{known(0), "team"}}, {Name: "two", Unit: Unit{Kind: Percent}}}}
	control := Control{Caption: c, Unit: money, Periods: months(len(vs)), Values: vs, Target: &Level{known(1), "target"}, Changes: []Mark{{0, word}, {1, word}, {2, "x"}}}
	ratings := emptySpan()
	ratings.add(vs...)
	ratings = ratings.safe()
	dumb := Dumbbell{Caption: c, Low: ratings.lo, High: ratings.hi}
	star := Star{Caption: c, Low: ratings.lo, High: ratings.hi}
	fall := Waterfall{Caption: c, Unit: money, From: Total{word, known(0)}, To: Total{"to", known(1)}}
	quad := Map{Caption: c, X: MapAxis{word, Unit{}, &Level{known(0), "team"}}, Y: MapAxis{word, money, &Level{known(1), "team"}}, Quadrants: Quadrants{word, word, "low", "high"}}
	funnel := Funnel{Caption: c, XName: word, YName: word, Center: &Level{known(0), "team"}}
	bullets := Bullets{Caption: c, Unit: money}
	shares := Bullets{Caption: c, Unit: money, OfGoal: true}
	for i, n := range names {
		tone := Tone(i % 4)
		multi.Reps = append(multi.Reps, Series{Name: n, Values: rotate(vs, i), Tone: tone})
		cat.Rows = append(cat.Rows, CaterpillarRow{n, "n=" + fmt.Sprint(i), n, tone})
		for k := range cat.Panels {
			cat.Panels[k].Cells = append(cat.Panels[k].Cells, Interval{v(i), v(i + 1), v(i + 2), v(i + 3)})
		}
		dumb.Skills = append(dumb.Skills, Skill{n, v(i), v(i + 1), v(i + 2), n, tone, i == 0})
		quad.Points = append(quad.Points, MapPoint{n, v(i), v(i + 1), v(i + 2), v(i + 3), v(i + 4), v(i + 5), tone})
		funnel.Points = append(funnel.Points, FunnelPoint{n, math.Abs(v(i)), v(i + 1), tone})
		row := Bullet{n, v(i), v(i + 1), v(i + 2), v(i + 3), v(i + 4), v(i + 5), n, tone}
		bullets.Rows, shares.Rows = append(bullets.Rows, row), append(shares.Rows, row)
		if i < maxDrivers {
			fall.Drivers = append(fall.Drivers, Driver{n, known(i), v(i + 1), v(i + 2), i%2 == 0, ""})
		}
		if i < 12 && len(names) > 2 {
			star.Spokes = append(star.Spokes, Spoke{n, v(i), v(i + 1), v(i + 2), tone})
		}
	}
	funnel.Bands = []FunnelBand{{word, []float64{1, 10, 100}, []float64{known(0), known(1), known(2)}, []float64{known(3), known(4), known(5)}}}
	for i := range vs {
		control.Segments = append(control.Segments, ControlSegment{i, i, v(i), v(i + 1), v(i + 2)})
		if !math.IsNaN(vs[i]) {
			control.Signals = append(control.Signals, ControlSignal{i, "signal", Tone(i % 4)})
		}
	}
	cascade := Cascade{Caption: c, Levels: []CascadeLevel{{word, word, money, v(0), v(1), nil}, {"", "", Unit{}, v(2), v(3), nil}},
		Rates: []CascadeRate{{word, money, v(4), v(5), word}}}
	return map[string]Picture{"multiples": multi, "caterpillar": cat, "control": control, "dumbbell": dumb, "star": star,
		"cascade": cascade, "waterfall": fall, "map": quad, "funnel": funnel, "bullets": bullets, "shares": shares}
}

func rotate(vs []float64, by int) []float64 {
	out := make([]float64, len(vs))
	for i := range vs {
		out[i] = vs[(i+by)%len(vs)]
	}
	return out
}

func crowd(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%s %d", sampleNames[i%len(sampleNames)], i)
	}
	return out
}

func TestDegenerateInputsGiveLegiblePictures(t *testing.T) {
	nan := math.NaN()
	long := strings.Repeat("Maximilian-Alexander ", 20)
	for name, c := range map[string]struct {
		names []string
		vs    []float64
	}{
		"no reps, no values":         {nil, nil},
		"reps without values":        {sampleNames, nil},
		"only missing values":        {sampleNames, []float64{nan, nan, nan}},
		"one rep, one value":         {sampleNames[:1], []float64{7}},
		"one value among gaps":       {sampleNames[:3], []float64{nan, 7, nan, nan}},
		"all zero":                   {sampleNames, []float64{0, 0, 0, 0}},
		"negative zero":              {sampleNames, []float64{math.Copysign(0, -1), 0}},
		"all equal":                  {sampleNames, []float64{42, 42, 42}},
		"all equal and huge":         {sampleNames, []float64{1e17, 1e17}},
		"nearly equal and huge":      {sampleNames, []float64{1e17, 1e17 + 16}},
		"huge beside one":            {sampleNames, []float64{1e17, 1, 2, 3}},
		"at the limit":               {sampleNames, []float64{1e30, -1e30, 1}},
		"tiny":                       {sampleNames, []float64{1e-300, 2e-300, 5e-324}},
		"negative":                   {sampleNames, []float64{-5, -3, -100, -7}},
		"both signs":                 {sampleNames, []float64{-5, 3, 100, -7, nan}},
		"200 reps":                   {crowd(200), []float64{1, 5, 2, 8, nan, 3, 9, 4}},
		"very long names":            {[]string{long, long + "x", long + "y"}, []float64{1, 2, 3, 4}},
		"empty and impossible names": {[]string{"", " ", "\x00\xff", "a\nb\tc", "\u200b"}, []float64{1, 2, 3, 4}},
		"a long series":              {sampleNames[:2], wave(600, 50, 20, 1)},
	} {
		for kind, p := range everyPicture(c.names, c.vs) {
			t.Run(kind+" of "+name, func(t *testing.T) { checkLayout(t, p, 9) })
		}
	}
}

func TestWidthsFromNarrowToWideStayLegible(t *testing.T) {
	for _, s := range samples() {
		for _, w := range []float64{6, 7, 13, 40} {
			t.Run(fmt.Sprintf("%s at %g in", s.name, w), func(t *testing.T) { checkLayout(t, s.picture, w) })
		}
	}
}

func TestAnyInputIsDrawnOrRefused(t *testing.T) {
	value := rapid.OneOf(rapid.Float64Range(-1e6, 1e6), rapid.Float64Range(0, 1), rapid.Float64Range(-1e30, 1e30),
		rapid.SampledFrom([]float64{0, 1, -1, 5, 100, math.NaN(), 1e-9, 1e17}))
	rapid.Check(t, func(t *rapid.T) {
		vs := rapid.SliceOfN(value, 0, 40).Draw(t, "values")
		names := rapid.SliceOfN(rapid.String(), 0, 40).Draw(t, "names")
		w := rapid.SampledFrom([]float64{6, 7.5, 9, 14}).Draw(t, "width")
		for kind, p := range everyPicture(names, vs) {
			if problem := layoutProblem(p, w); problem != "" {
				t.Fatalf("%s: %s", kind, problem)
			}
		}
	})
}

func checkLayout(t *testing.T, p Picture, width float64) {
	t.Helper()
	done := make(chan string, 1)
	go func() { done <- layoutProblem(p, width) }()
	select {
	case problem := <-done:
		if problem != "" {
			t.Error(problem)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("not drawn within 20 s")
	}
}

// layoutProblem says what is wrong with a picture: text that leaves the page or covers other text, numbers that are none.
func layoutProblem(p Picture, width float64) string {
	if err := p.check(); err != nil {
		return err.Error()
	}
	o, _ := Options{Format: SVG, Width: width}.complete()
	b, err := paint(p, o)
	if err != nil {
		return err.Error()
	}
	page := box{0, 0, b.w, b.h}
	for i, l := range b.labels {
		if !l.at.inside(page) {
			return fmt.Sprintf("%q leaves the page: %v of %v", l.text, l.at, page)
		}
		for _, m := range b.labels[:i] {
			if pad(l.at, -0.6).overlaps(pad(m.at, -0.6)) {
				return fmt.Sprintf("%q covers %q: %v and %v", l.text, m.text, l.at, m.at)
			}
		}
	}
	raw, err := b.surface.encode(b)
	if err != nil {
		return err.Error()
	}
	return badNumber(raw, b)
}

func badNumber(raw []byte, b *board) string {
	for _, l := range b.labels {
		raw = bytes.ReplaceAll(raw, []byte(">"+l.text+"<"), nil)
	}
	for _, bad := range []string{"NaN", "Inf"} {
		if i := bytes.Index(raw, []byte(bad)); i >= 0 {
			return "the drawing holds " + string(raw[max(0, i-40):i+10])
		}
	}
	return ""
}

func TestValuesThatCannotBeDrawnAreRefusedByName(t *testing.T) {
	for name, v := range map[string]float64{"infinite": math.Inf(1), "negative infinite": math.Inf(-1), "huge": 1e31, "largest": math.MaxFloat64} {
		for kind, p := range everyPicture([]string{"Ana", "Bo", "Cy"}, []float64{1, v, 3, 4, 5, 6}) {
			if _, err := Render(p, Options{Format: SVG}); err == nil {
				t.Errorf("%s of %s values: no error", kind, name)
			}
		}
	}
}

func TestListsOfUnequalLengthAreRefused(t *testing.T) {
	multi := sampleMultiples().(SmallMultiples)
	multi.Periods = multi.Periods[1:]
	control := sampleControl().(Control)
	control.Values = control.Values[1:]
	signal := sampleControl().(Control)
	signal.Signals = []ControlSignal{{At: 99}}
	segment := sampleControl().(Control)
	segment.Segments = []ControlSegment{{From: 3, To: 99}}
	cat := sampleCaterpillar().(Caterpillar)
	cat.Rows = cat.Rows[1:]
	cascade := sampleCascade().(Cascade)
	cascade.Rates = nil
	funnel := sampleFunnel().(Funnel)
	funnel.Bands[0].Low = nil
	dumb := sampleDumbbell().(Dumbbell)
	dumb.High = dumb.Low
	star := sampleStar().(Star)
	star.Spokes = star.Spokes[:2]
	outside := sampleStar().(Star)
	outside.Spokes[0].Self = 5.5
	for i, p := range []Picture{multi, control, signal, segment, cat, cascade, funnel, dumb, star, outside} {
		if _, err := Render(p, Options{}); err == nil || !strings.HasPrefix(err.Error(), "chart: ") {
			t.Errorf("picture %d (%T): %v", i, p, err)
		}
	}
}

func TestWhatIsLeftOutIsSaid(t *testing.T) {
	for kind, want := range map[string]string{
		"multiples":   "170 of 200 reps have no panel",
		"caterpillar": "140 of 200 rows in the middle are left out",
		"dumbbell":    "the last 160 of 200 skills are left out",
		"bullets":     "the last 160 of 200 rows are left out",
	} {
		d := render(t, everyPicture(crowd(200), []float64{1, 2, 3, 4, 5})[kind], Options{Format: SVG})
		if len(d.Warnings) == 0 || d.Warnings[0].Code != CodeLeftOut || !strings.Contains(d.Warnings[0].Message, want) {
			t.Errorf("%s: warnings %v", kind, d.Warnings)
		}
	}
}

func TestAPictureWithoutDataSaysSo(t *testing.T) {
	for kind, p := range everyPicture(nil, nil) {
		if kind == "waterfall" {
			p = Waterfall{}
		}
		d := render(t, p, Options{Format: SVG})
		if !bytes.Contains(d.Data, []byte(">no data<")) || len(d.Warnings) != 1 || d.Warnings[0].Code != CodeEmpty {
			t.Errorf("%s: warnings %v", kind, d.Warnings)
		}
	}
}
