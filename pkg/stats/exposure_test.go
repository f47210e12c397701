package stats

import (
	"errors"
	"testing"
)

// A new hire at half the rate of the others is on a par once the ramp is allowed for.
func TestRampExplainsANewHiresRate(t *testing.T) {
	var rows []ExposureRow
	for _, unit := range []string{"Ann", "Bob", "Cy", "Dee"} {
		band, rate := "full", 0.4
		if unit == "Dee" || unit == "Cy" {
			band, rate = "ramp", 0.2
		}
		rows = append(rows, ExposureRow{Unit: unit, Exposure: 100, Events: 100 * rate, Levels: []string{band, "north"}})
	}
	rows = append(rows, ExposureRow{Unit: "Eve", Levels: []string{"never", "south"}})
	m := NewExposureModel(rows, []Factor{{Name: "tenure", Baseline: "full"}, {Name: "territory"}})
	if len(m.Terms) != 2 || m.Terms[1].String() != "tenureramp" {
		t.Fatalf("terms %v: a level without exposure and a factor with one level have no column", m.Terms)
	}
	fit, err := FitGLM(Poisson, m.Data)
	if err != nil {
		t.Fatal(err)
	}
	units := m.Ratios(fit.Fitted, 0.95)
	if len(units) != 4 {
		t.Fatalf("units %v", units)
	}
	for _, u := range units {
		if !near(u.Ratio, 1, 1e-8) || !u.Limits.Contains(1) {
			t.Errorf("%+v", u)
		}
	}
}

func TestATenureBandThatIsATerritoryCannotBeToldFromIt(t *testing.T) {
	rows := []ExposureRow{
		{"Ann", 10, 4, []string{"full", "north"}}, {"Bob", 10, 5, []string{"full", "north"}},
		{"Cy", 10, 2, []string{"ramp", "south"}}, {"Dee", 10, 3, []string{"ramp", "south"}},
	}
	m := NewExposureModel(rows, []Factor{{Name: "tenure"}, {Name: "territory"}})
	if _, err := FitGLM(Poisson, m.Data); !errors.Is(err, ErrNotIdentifiable) {
		t.Errorf("err = %v, want that the terms cannot be told apart", err)
	}
}

func TestNoRowsMakeNoModel(t *testing.T) {
	m := NewExposureModel(nil, []Factor{{Name: "tenure"}})
	if _, err := FitGLM(Poisson, m.Data); err == nil {
		t.Error("a model of nothing was fitted")
	}
}

// The exact conditional comparison is symmetric: swapping the two inverts the ratio and keeps the p-value.
func TestComparingRatesBothWaysAgrees(t *testing.T) {
	a, ok1 := CompareRates(18, 60, 11, 58, 0.95)
	b, ok2 := CompareRates(11, 58, 18, 60, 0.95)
	if !ok1 || !ok2 || !near(a.Ratio*b.Ratio, 1, 1e-12) || !near(a.P, b.P, 1e-12) || !near(a.Low*b.High, 1, 1e-9) {
		t.Errorf("%+v against %+v", a, b)
	}
	if none, ok := CompareRates(3, 10, 0, 10, 0.95); !ok || none.HasRatio || none.Bounded || none.Low <= 0 {
		t.Errorf("without events in the second: %+v", none)
	}
}
