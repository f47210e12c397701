package ingest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/salescoach/salescoach/pkg/funnel"
)

// shared gives the path of a real export, or skips the test where the folder
// of real exports is not beside the project.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the real export %s is not here", name)
	}
	return path
}

func files(paths ...string) []File {
	var out []File
	for _, p := range paths {
		out = append(out, File{Path: p})
	}
	return out
}

func read(t testing.TB, r Request) *Data {
	t.Helper()
	d, err := Read(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// total is the value of a step over everybody and all periods.
func total(t testing.TB, c *funnel.Cube, step string) float64 {
	t.Helper()
	i := c.Step(step)
	if i < 0 {
		t.Fatalf("the cube has no step %s", step)
	}
	return c.Total(funnel.Window{Hi: len(c.Periods)}, i).Value(c.Steps[i].Kind)
}

func TestMavenReadsAsPublishedInEachDateFormat(t *testing.T) {
	for _, name := range []string{"maven-crm-sales/sales_pipeline.csv", "maven-crm-sales/us-dates/sales_pipeline.csv", "maven-crm-sales/dmy-dates/sales_pipeline.csv"} {
		d := read(t, Request{Files: files(shared(t, name), shared(t, "maven-crm-sales/sales_teams.csv"))})
		c, f := d.Cube, d.Quality.Files[0]
		for step, want := range map[string]float64{funnel.Closed: 6711, funnel.Customers: 4238, funnel.Lost: 2473, funnel.Revenue: 10005534, funnel.Opened: 8300} {
			if got := total(t, c, step); got != want {
				t.Errorf("%s: %s is %v, want %v", name, step, got, want)
			}
		}
		if f.Rows != 8800 || f.Totals.Open != 2089 || len(c.Reps) != 35 || c.AsOf.String() != "2017-12-31" {
			t.Errorf("%s: rows %d, open %d, reps %d, as of %s", name, f.Rows, f.Totals.Open, len(c.Reps), c.AsOf)
		}
	}
}

func TestAdventureWorksCountsOrdersNotLines(t *testing.T) {
	d := read(t, Request{Files: files(shared(t, "adventureworks-sales/Sales.csv"), shared(t, "adventureworks-sales/Targets.csv"), shared(t, "adventureworks-sales/Salesperson.csv"))})
	if n, sum := total(t, d.Cube, funnel.Customers), total(t, d.Cube, funnel.Revenue); n != 3616 || sum != 77548570.20 {
		t.Errorf("%v orders, %v", n, sum)
	}
	if len(d.Cube.Reps) != 18 {
		t.Errorf("%d reps", len(d.Cube.Reps))
	}
}

func TestHubSpotSample(t *testing.T) {
	d := read(t, Request{Files: files(shared(t, "hubspot-sample/hubspot_deals.csv"), shared(t, "hubspot-sample/hubspot_activities.csv"))})
	if d.Cube.AsOf.String() != "2025-05-02" {
		t.Errorf("as of %s", d.Cube.AsOf)
	}
}

func TestFieldVisitsAreAllVisits(t *testing.T) {
	d := read(t, Request{Files: files(shared(t, "hcp-field-visits/visits.csv"), shared(t, "hcp-field-visits/reps.csv"))})
	if n := total(t, d.Cube, funnel.Visits); n != 3904 {
		t.Errorf("%v visits", n)
	}
	if len(d.Cube.Reps) != 25 || d.Cube.Reps[0].Team == "" {
		t.Errorf("%d reps, the first in team %q", len(d.Cube.Reps), d.Cube.Reps[0].Team)
	}
}
