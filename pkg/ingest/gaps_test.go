package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// gapsOf lists the cells of the cube whose figures are not all known.
func gapsOf(c *funnel.Cube) string {
	var all []string
	for rep, r := range c.Reps {
		for p, period := range c.Periods {
			for step, s := range c.Steps {
				if c.Lacks(rep, p, step) {
					all = append(all, fmt.Sprintf("%s %s %s", s.Name, r.Name, period.Label))
				}
			}
		}
	}
	return strings.Join(all, ", ")
}

func TestFiguresThatAreNotToldAreUnknown(t *testing.T) {
	for _, x := range []struct{ name, text, want, code string }{
		{"an empty cell", "rep,month,visits,customers\nAnn,2025-01,,2\nAnn,2025-02,3,2\n", "visits Ann 2025-01", "missing-figures"},
		{"a word for no value", "rep,month,visits,customers\nAnn,2025-01,3,n/a\nAnn,2025-02,3,-\nBob,2025-01,3,0\n", "customers Ann 2025-01, customers Ann 2025-02", "missing-figures"},
		{"months across", "rep,metric,2025-01,2025-02,2025-03\nAnn,visits,1,,2\nBob,visits,1,2,\n", "visits Ann 2025-02", "missing-figures"},
		{"before the first and after the last figure nobody was there", "rep,month,visits,customers\nAnn,2025-01,,\nAnn,2025-02,3,2\nAnn,2025-03,,\nBob,2025-01,1,1\nBob,2025-03,1,1\n", "", ""},
		{"parts of a whole", "rep,month,product,visits\nAnn,2025-01,A,1\nAnn,2025-01,B,\n", "", ""},
		{"an empty value", "rep,month,metric,value\nAnn,2025-01,visits,1\nAnn,2025-01,customers,\nBob,2025-01,customers,1\n", "customers Ann 2025-01", "missing-figures"},
		{"a row that is not there, in a table with noughts", "rep,month,metric,value\nAnn,2025-01,visits,0\nAnn,2025-01,customers,2\nAnn,2025-02,customers,2\nBob,2025-02,customers,1\n",
			"visits Ann 2025-02", "missing-figures"},
		{"a row that is not there, in a table without", "rep,month,metric,value\nAnn,2025-01,visits,3\nAnn,2025-01,customers,2\nAnn,2025-02,visits,2\nBob,2025-02,visits,1\n", "", "unlisted-figures"},
	} {
		d := read(t, Request{Files: []File{{Path: write(t, "f.csv", x.text), Role: crm.Scorecard}}})
		if got := gapsOf(d.Cube); got != x.want {
			t.Errorf("%s: %s", x.name, got)
		}
		for _, code := range []string{"missing-figures", "unlisted-figures"} {
			if hasWarning(d, code) != (code == x.code) {
				t.Errorf("%s: %v", x.name, d.Quality.Warnings)
			}
		}
	}
}

func TestAQuarterLacksWhatOneOfItsMonthsLacks(t *testing.T) {
	d := read(t, Request{Files: files(write(t, "f.csv", "rep,month,visits,customers\nAnn,2025-01,,2\nAnn,2025-02,3,2\nAnn,2025-04,3,2\n")), By: calendar.Quarter})
	if got := gapsOf(d.Cube); got != "visits Ann 2025-Q1" {
		t.Error(got)
	}
	if got := warned(d, "missing-figures"); !strings.HasPrefix(got, "1 figure is missing (visits 1) and unknown, not 0") {
		t.Error(got)
	}
}

func TestARepWithoutAnyFigureIsNotThere(t *testing.T) {
	d := read(t, Request{Files: files(write(t, "f.csv", "rep,month,visits,customers\nAnn,2025-01,1,2\nBob,2025-01,,\n"))})
	if len(d.Cube.Reps) != 1 || len(d.Quality.Warnings) > 1 {
		t.Errorf("%+v %v", d.Cube.Reps, d.Quality.Warnings)
	}
}
