package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/demo"
)

// goalAnswer runs a command and reads its JSON.
func goalAnswer(t *testing.T, into any, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	s := streams{in: strings.NewReader(""), out: &out, err: &errs, env: func(string) string { return "" }}
	if code := run(context.Background(), s, append(args, "--format", "json")); code != exitDone {
		t.Fatalf("%v: exit code %d: %s", args, code, errs.String())
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		t.Fatal(err)
	}
}

// goalFiles are sets of files that a goal can be broken down for, with a base period and a day within the one after it.
func goalFiles(t *testing.T) map[string]struct {
	files []string
	base  string
	asOf  string
} {
	dir := t.TempDir()
	for _, f := range demo.Files(demo.DefaultSeed) {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	type set = struct {
		files []string
		base  string
		asOf  string
	}
	sets := map[string]set{
		"demo":         {[]string{dir + "/deals.csv", dir + "/activities.csv", dir + "/roster.csv"}, "2026-Q1", "2026-05-20"},
		"demo, deals":  {[]string{dir + "/deals.csv"}, "2025-Q4", "2026-02-10"},
		"demo, a year": {[]string{dir + "/deals.csv", dir + "/activities.csv"}, "2025", "2026-05-20"},
	}
	exports := "../../../shared/data"
	if _, err := os.Stat(exports); err != nil {
		t.Log("the public exports are not beside the project: only the demo files are tried")
		return sets
	}
	sets["Maven"] = set{[]string{exports + "/maven-crm-sales/sales_pipeline.csv", exports + "/maven-crm-sales/sales_teams.csv"}, "2017-Q3", "2017-11-20"}
	sets["AdventureWorks"] = set{[]string{exports + "/adventureworks-sales/Sales.csv", exports + "/adventureworks-sales/Salesperson.csv"}, "2019-Q4", "2020-02-20"}
	sets["HubSpot"] = set{[]string{exports + "/hubspot-sample/hubspot_deals.csv", exports + "/hubspot-sample/hubspot_activities.csv"}, "2025-Q1", "2025-04-30"}
	return sets
}

// goalTotals adds the cube's figures of a period up.
func goalTotals(t *testing.T, files []string, more ...string) map[string]float64 {
	var cube struct {
		Totals map[string]float64 `json:"totals"`
	}
	goalAnswer(t, &cube, append(append([]string{"cube", "-q"}, files...), more...)...)
	return cube.Totals
}

// periodDays are the first and last day of the periods in goalFiles.
var periodDays = map[string][2]string{
	"2026-Q1": {"2026-01-01", "2026-03-31"}, "2025-Q4": {"2025-10-01", "2025-12-31"}, "2025": {"2025-01-01", "2025-12-31"},
	"2017-Q3": {"2017-07-01", "2017-09-30"}, "2019-Q4": {"2019-10-01", "2019-12-31"}, "2025-Q1": {"2025-01-01", "2025-03-31"},
}

func TestBreakdownKeepsEveryTotal(t *testing.T) {
	for name, set := range goalFiles(t) {
		t.Run(name, func(t *testing.T) {
			var r struct {
				Steps []struct {
					Step   string
					Base   float64
					Target float64
				}
				Planned *int
				Reps    []struct {
					Activity *int
					Base     map[string]float64
				}
				Unassigned map[string]float64
			}
			goalAnswer(t, &r, append([]string{"breakdown", "-q", "--goal", "revenue=+10%", "--base", set.base}, set.files...)...)
			days := periodDays[set.base]
			want := goalTotals(t, set.files, "--from", days[0], "--to", days[1])
			want["customers"], want["revenue"] = want["won"], want["won_amount"]
			for _, s := range r.Steps {
				sum := r.Unassigned[s.Step]
				for _, rep := range r.Reps {
					sum += rep.Base[s.Step]
				}
				if math.Abs(sum-want[s.Step]) > 0.01 || math.Abs(s.Base-want[s.Step]) > 0.01 {
					t.Errorf("%s: reps and unassigned add up to %v, the step says %v, the files have %v", s.Step, sum, s.Base, want[s.Step])
				}
			}
			visits := 0
			for _, rep := range r.Reps {
				visits += *rep.Activity
			}
			if visits != *r.Planned || float64(visits) != r.Steps[0].Target {
				t.Errorf("the reps' parts add up to %d, planned %d, target %v", visits, *r.Planned, r.Steps[0].Target)
			}
		})
	}
}

func TestPaceKeepsEveryTotal(t *testing.T) {
	for name, set := range goalFiles(t) {
		t.Run(name, func(t *testing.T) {
			var r struct {
				Period     struct{ First string }
				Team       struct{ Done float64 }
				Reps       []struct{ Done float64 }
				Unassigned float64
			}
			goalAnswer(t, &r, append([]string{"pace", "-q", "--goal", "revenue=1M", "--as-of", set.asOf}, set.files...)...)
			sum := r.Unassigned
			for _, rep := range r.Reps {
				sum += rep.Done
			}
			want := goalTotals(t, set.files, "--from", r.Period.First, "--as-of", set.asOf)["won_amount"]
			if math.Abs(sum-want) > 0.01 || math.Abs(r.Team.Done-want) > 0.01 {
				t.Errorf("reps and unassigned add up to %v, the team has %v, the files have %v", sum, r.Team.Done, want)
			}
		})
	}
}

// The demo's quarters were lived: planned as they turned out, the goal that was reached is neither impossible nor certain.
func TestTheDemosQuartersWereLikelyEnough(t *testing.T) {
	set := goalFiles(t)["demo"]
	for _, quarter := range []struct{ base, plan, revenue, visits, asOf string }{
		{"2025-Q2", "2025-Q3", "3973237", "979", "2025-06-30"}, {"2025-Q3", "2025-Q4", "4390785", "1020", "2025-09-30"},
		{"2025-Q4", "2026-Q1", "3365538", "1173", "2025-12-31"}, {"2026-Q1", "2026-Q2", "4144427", "1162", "2026-03-31"},
	} {
		var r struct{ Chance *float64 }
		goalAnswer(t, &r, append([]string{"breakdown", "-q", "--goal", "revenue=" + quarter.revenue, "--goal", "visits=" + quarter.visits, "--base", quarter.base, "--for", quarter.plan, "--as-of", quarter.asOf}, set.files...)...)
		if r.Chance == nil || *r.Chance < 0.02 || *r.Chance > 0.98 {
			t.Errorf("%s: a chance of %v for what happened", quarter.plan, r.Chance)
		}
	}
}
