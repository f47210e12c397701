package skill

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func levels(self, manager, required float64) funnel.Assessment {
	return funnel.Assessment{Rep: "Ana", Skill: "Closing", Self: &self, Manager: &manager, Required: &required, Weight: 1}
}

func TestWhoSeesASkillHow(t *testing.T) {
	for _, tc := range []struct {
		self, manager, required float64
		want                    Cell
	}{
		{4, 4, 4, AgreedStrength}, {5, 3, 4, BlindSpot}, {3, 4, 4, HiddenStrength}, {3, 2, 4, KnownGap},
	} {
		r := Analyse([]funnel.Assessment{levels(tc.self, tc.manager, tc.required)}, Options{})
		if got := r.Reps[0].Skills[0].Cell; got != tc.want {
			t.Errorf("self %v, manager %v, required %v: got %s", tc.self, tc.manager, tc.required, got)
		}
	}
}

func TestARatingNobodyGaveIsNotZero(t *testing.T) {
	a := levels(3, 0, 4)
	a.Manager = nil
	g := Analyse([]funnel.Assessment{a}, Options{}).Reps[0].Skills[0]
	if g.Gap != nil || g.Cell != Unrated || g.Raters != 0 {
		t.Errorf("got %+v", g)
	}
}

func TestOneRatingIsNoEvidenceOfItsError(t *testing.T) {
	r := Analyse([]funnel.Assessment{levels(5, 1, 4)}, Options{})
	if g := r.Reps[0].Skills[0]; g.Low != nil || g.Clear() {
		t.Errorf("a gap of three with one pair of ratings has the interval %v", g)
	}
	if len(r.Warnings) != 1 || r.Warnings[0].Code != "few_ratings" {
		t.Errorf("got warnings %v", r.Warnings)
	}
}

func TestTheLatestAssessmentCounts(t *testing.T) {
	early, late := levels(2, 2, 4), levels(4, 4, 4)
	d1, d2 := calendar.Day(100), calendar.Day(200)
	early.Date, late.Date = &d1, &d2
	for _, order := range [][]funnel.Assessment{{early, late}, {late, early}} {
		if g := Analyse(order, Options{}).Reps[0].Skills[0]; *g.Gap != 0 || *g.Date != d2 {
			t.Errorf("got %+v", g)
		}
	}
}

func TestTwoManagersOfOneDayAreAveraged(t *testing.T) {
	a, b := levels(3, 2, 4), levels(3, 4, 4)
	a.Rater, b.Rater = "Mona", "Max"
	if g := Analyse([]funnel.Assessment{a, b}, Options{}).Reps[0].Skills[0]; *g.Manager != 3 || g.Raters != 2 {
		t.Errorf("got manager %v from %d raters", *g.Manager, g.Raters)
	}
}

func TestNoAssessmentIsAnEmptyResult(t *testing.T) {
	r := Analyse(nil, Options{})
	if len(r.Reps) != 0 || r.Agreement.Bias != nil {
		t.Errorf("got %+v", r)
	}
}

func drawAssessments(t *rapid.T) []funnel.Assessment {
	var out []funnel.Assessment
	reps, skills := rapid.IntRange(1, 6).Draw(t, "reps"), rapid.IntRange(1, 6).Draw(t, "skills")
	for rep := range reps {
		for s := range skills {
			v := func(name string) float64 { return float64(rapid.IntRange(1, 5).Draw(t, name)) }
			a := levels(v("self"), v("manager"), v("required"))
			a.Rep, a.Skill = string(rune('A'+rep)), string(rune('a'+s))
			a.Dimension = Dimensions()[s%5]
			out = append(out, a)
		}
	}
	return out
}

func TestTheOrderOfRowsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawAssessments(t)
		want, _ := json.Marshal(Analyse(all, Options{}))
		got, err := json.Marshal(Analyse(rapid.Permutation(all).Draw(t, "permuted"), Options{}))
		if err != nil || string(got) != string(want) {
			t.Fatalf("%v\n%s\n%s", err, want, got)
		}
	})
}

// golden/skills/gap-analysis: 12 reps, 8 skills, computed in R.
func TestLeniencyAndCellsAgreeWithR(t *testing.T) {
	const dir = "../../../shared/golden/skills/"
	text, err := os.ReadFile(dir + "gap-analysis.json")
	if err != nil {
		t.Skip("the reference cases are not beside the project")
	}
	var want struct {
		Expected struct {
			Reps struct {
				Rep        []string
				MeanBias   []float64 `json:"mean_bias"`
				ShrunkBias []float64 `json:"shrunk_bias"`
				BlindSpots []int     `json:"blind_spots"`
				KnownGaps  []int     `json:"known_gaps"`
			}
			Skills struct {
				Skill   []string
				MeanGap []float64 `json:"mean_gap"`
				NBelow  []int     `json:"n_below"`
			}
			Overall struct {
				Bias    float64
				SD      float64 `json:"sd_difference"`
				LOALow  float64 `json:"loa_lower"`
				LOAHigh float64 `json:"loa_upper"`
			}
		}
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	r := Analyse(readGolden(t, dir+"gap-analysis.csv"), Options{})
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
	}
	for i, rep := range r.Reps {
		e := want.Expected.Reps
		near(rep.Rep+" leniency", *rep.Leniency, e.MeanBias[i])
		near(rep.Rep+" shrunken leniency", *rep.LeniencyShrunk, e.ShrunkBias[i])
		near(rep.Rep+" blind spots", cells(rep, BlindSpot), float64(e.BlindSpots[i]))
		near(rep.Rep+" known gaps", cells(rep, KnownGap), float64(e.KnownGaps[i]))
	}
	for _, s := range r.Skills {
		i := slices.Index(want.Expected.Skills.Skill, s.Skill)
		near(s.Skill+" mean gap", *s.MeanGap, want.Expected.Skills.MeanGap[i])
		near(s.Skill+" below", float64(s.Below), float64(want.Expected.Skills.NBelow[i]))
	}
	near("bias", *r.Agreement.Bias, want.Expected.Overall.Bias)
	near("sd", *r.Agreement.SD, want.Expected.Overall.SD)
	near("lower limit", *r.Agreement.LimitLow, want.Expected.Overall.LOALow)
	near("upper limit", *r.Agreement.LimitHigh, want.Expected.Overall.LOAHigh)
}

func cells(r RepGaps, c Cell) float64 {
	n := 0.0
	for _, g := range r.Skills {
		if g.Cell == c {
			n++
		}
	}
	return n
}

func readGolden(t *testing.T, path string) []funnel.Assessment {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []funnel.Assessment
	for _, row := range rows[1:] {
		var v [4]float64
		for i := range v {
			if v[i], err = strconv.ParseFloat(row[2+i], 64); err != nil {
				t.Fatal(err)
			}
		}
		a := levels(v[0], v[1], v[2])
		a.Rep, a.Skill, a.Weight = row[0], row[1], v[3]
		out = append(out, a)
	}
	return out
}
