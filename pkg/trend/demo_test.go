package trend

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/salescoach/salescoach/pkg/demo"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/ingest"
)

// demoData reads the demo files as a user would.
func demoData(t *testing.T) *ingest.Data {
	t.Helper()
	dir := t.TempDir()
	var req ingest.Request
	for _, f := range demo.Files(demo.DefaultSeed) {
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
		req.Files = append(req.Files, ingest.File{Path: path})
	}
	data, err := ingest.Read(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestThePlantedRiseOfConversionIsFound(t *testing.T) {
	data := demoData(t)
	r := analyse(t, data.Cube, Options{Metric: "conversion", Starts: data.Programmes})
	for _, f := range demo.Truth() {
		s := of(t, r, f.Rep)
		if f.ConversionAfter > f.Conversion && s.Direction.Verdict != Rising {
			t.Errorf("%s rose from %v to %v and is said to be %s", f.Rep, f.Conversion, f.ConversionAfter, s.Direction.Verdict)
		}
		if (f.Coached != "") != (s.Coached != nil) || s.Coached != nil && f.Coached[:7] != *s.Coached {
			t.Errorf("%s was coached from %q, said to be from %v", f.Rep, f.Coached, s.Coached)
		}
	}
}

// Ten in a hundred constant series show a slope by luck, so one of the ordinary reps may.
func TestOrdinaryRepsShowHardlyAnything(t *testing.T) {
	data := demoData(t)
	for _, metric := range []string{"visits", "customers", "conversion", "win-rate", "deal-size"} {
		r := analyse(t, data.Cube, Options{Metric: metric})
		slopes, signals := 0, 0
		for _, f := range demo.Truth() {
			if f.Planted != demo.Ordinary {
				continue
			}
			s := of(t, r, f.Rep)
			if v := s.Direction.Verdict; v == Rising || v == Falling {
				slopes++
			}
			if len(s.Signals) > 0 {
				signals++
			}
		}
		if slopes > 1 || signals > 1 {
			t.Errorf("%s: %d of 7 ordinary reps with a direction, %d with a signal", metric, slopes, signals)
		}
	}
}

func TestTheNewHireRisesAndTheLuckyOneIsNotRead(t *testing.T) {
	r := analyse(t, demoData(t).Cube, Options{Metric: "visits"})
	conversion := analyse(t, demoData(t).Cube, Options{Metric: "conversion"})
	for _, f := range demo.Truth() {
		switch f.Planted {
		case demo.NewHire:
			if v := of(t, r, f.Rep).Direction.Verdict; v != Rising {
				t.Errorf("%s ramps up and is said to be %s", f.Rep, v)
			}
		case demo.LuckySmall:
			s := of(t, conversion, f.Rep)
			if s.Limits.Method != "" || s.Limits.Reason == "" {
				t.Errorf("%s has 14 customers and limits: %+v", f.Rep, s.Limits)
			}
		}
	}
}

func TestTheTeamOfTheDemoIsTheSumOfItsFiles(t *testing.T) {
	c := demoData(t).Cube
	for metric, want := range map[string]float64{"visits": 6496, "customers": 1353, "revenue": 22675841.64} {
		sum := 0.0
		for _, v := range of(t, analyse(t, c, Options{Metric: metric}), "").Values {
			sum += *v
		}
		if got := funnel.Money(sum*10000 + 0.5).Float(); got != want {
			t.Errorf("%s: %v instead of %v", metric, got, want)
		}
	}
}
