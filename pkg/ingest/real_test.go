package ingest

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
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

// attainment is a rep's revenue over its quota from 2017-07 to 2020-05.
func attainment(c *funnel.Cube, rep int) float64 {
	w, _ := c.Between(calendar.Free(day("2017-07-01"), day("2020-05-31")))
	return c.Sum(rep, w, c.Step(funnel.Revenue)).Sum.Float() / c.Sum(rep, w, c.Step(funnel.Quota)).Sum.Float()
}

func day(s string) calendar.Day {
	d, err := calendar.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestAdventureWorksAttainmentRunsFromTenTo155Percent(t *testing.T) {
	for _, targets := range []string{"Targets.csv", "excel-locale/Targets.csv"} {
		d := read(t, Request{Files: files(shared(t, "adventureworks-sales/Sales.csv"), shared(t, "adventureworks-sales/"+targets), shared(t, "adventureworks-sales/Salesperson.csv"))})
		got := map[string]string{}
		for rep := range d.Cube.Reps {
			got[d.Cube.Reps[rep].Name] = fmt.Sprintf("%.0f%%", 100*attainment(d.Cube, rep))
		}
		for name, want := range map[string]string{
			"Pamela Ansman-Wolfe": "10%", "Lynn Tsoflias": "155%", "Jillian Carson": "153%", "Jae Pak": "120%",
			"Ranjit Varkey Chudukatil": "118%", "Tsvi Reiter": "103%", "Linda Mitchell": "43%",
		} {
			if got[name] != want {
				t.Errorf("%s: %s is at %q, want %s", targets, name, got[name], want)
			}
		}
		if last := d.Cube.Periods[len(d.Cube.Periods)-1].Label; last != "2021-12" || d.Cube.AsOf != day("2020-05-31") {
			t.Errorf("%s: the last period is %s, as of %s", targets, last, d.Cube.AsOf)
		}
	}
}

func TestWideTargetsAreReadMonthByMonth(t *testing.T) {
	d := read(t, Request{Files: files(shared(t, "adventureworks-sales/wide-targets/ResellerSalesTargets.csv"))})
	c := d.Cube
	rep := slices.IndexFunc(c.Reps, func(r funnel.Rep) bool { return r.Name == "61161660" })
	july, _ := c.Between(calendar.Calendar{}.Of(day("2017-07-01"), calendar.Month))
	if got := c.Sum(rep, july, c.Step(funnel.Quota)).Sum.Float(); got != 200 {
		t.Errorf("the target is %v", got)
	}
	if c.Periods[0].Label != "2017-07" {
		t.Errorf("a missing target made the period %s", c.Periods[0])
	}
}

func TestHubSpotExpectedCloseDatesAreNotSeenData(t *testing.T) {
	d := read(t, Request{Files: files(shared(t, "hubspot-sample/hubspot_deals.csv"), shared(t, "hubspot-sample/hubspot_activities.csv"))})
	deals, activities := d.Quality.Files[0], d.Quality.Files[1]
	if d.Cube.AsOf != day("2025-05-02") || deals.People != 5 || activities.People != 7 || len(d.Cube.Reps) != 7 {
		t.Errorf("as of %s, %d and %d people, %d reps", d.Cube.AsOf, deals.People, activities.People, len(d.Cube.Reps))
	}
	if deals.Totals.Lost != 69 || deals.Totals.Won+deals.Totals.Lost+deals.Totals.Open != 500 || activities.Rows != 2000 {
		t.Errorf("%+v", deals.Totals)
	}
	if total(t, d.Cube, funnel.Visits) != float64(activities.Totals.Visits) || activities.Totals.Visits == 0 {
		t.Errorf("%+v", activities.Totals)
	}
}

func TestOneSalesforceOwnerIsReadGracefully(t *testing.T) {
	d := read(t, Request{Files: files(shared(t, "salesforce-dataloader-sample/Opportunity.csv"), shared(t, "salesforce-dataloader-sample/Task.csv"))})
	f := d.Quality.Files[0]
	if len(d.Cube.Reps) != 1 || f.Profile != "salesforce" || f.Totals.Won != 12 || f.Totals.Lost != 3 || !hasWarning(d, "no-visits-done") {
		t.Errorf("%+v %v", f.Totals, d.Quality.Warnings)
	}
}

func TestInsuranceNeedsAMappingAndSaysWhich(t *testing.T) {
	meetings, fees := shared(t, "insurance-brokerage/Meeting List.csv"), shared(t, "insurance-brokerage/Brokerage_fees.csv")
	msg := refused(t, Request{Files: files(meetings, fees)})
	for _, part := range []string{"path: Brokerage_fees.csv", "role: deals", `status: "=won"`} {
		if !strings.Contains(msg, part) {
			t.Errorf("%q is not in\n%s", part, msg)
		}
	}
	d := read(t, Request{Files: files(meetings, fees), BadRows: BadRows{Skip: true}, Reading: Reading{Mappings: []Mapping{{
		Pattern: "Brokerage_fees.csv", Role: crm.Deals,
		Columns: map[crm.Field]string{crm.FieldStatus: "=won", crm.FieldCloseDate: "income_due_date"},
	}}}})
	if total(t, d.Cube, funnel.Visits) != 34 || total(t, d.Cube, funnel.Customers) != 964 || d.Quality.Files[1].Rejected != 6 {
		t.Errorf("%+v", d.Quality.Files[1])
	}
	if d.Quality.Files[1].Totals.UnknownAmount != 14 {
		t.Errorf("%d fees without an amount", d.Quality.Files[1].Totals.UnknownAmount)
	}
}

// Every real export that can be read without a mapping.
var realExports = [][]string{
	{"maven-crm-sales/sales_pipeline.csv", "maven-crm-sales/sales_teams.csv"},
	{"hubspot-sample/hubspot_deals.csv", "hubspot-sample/hubspot_activities.csv"},
	{"hcp-field-visits/visits.csv", "hcp-field-visits/reps.csv"},
	{"adventureworks-sales/Sales.csv", "adventureworks-sales/Targets.csv", "adventureworks-sales/Salesperson.csv"},
	{"salesforce-dataloader-sample/Opportunity.csv", "salesforce-dataloader-sample/Task.csv"},
	{"insurance-brokerage/Meeting List.csv", "insurance-brokerage/Opportunity.csv"},
}

func TestTotalsOverRepsAreTheFilesTotals(t *testing.T) {
	for _, names := range realExports {
		for _, by := range []calendar.Unit{calendar.Week, calendar.Month, calendar.Quarter, calendar.Year} {
			r := Request{By: by}
			for _, n := range names {
				r.Files = append(r.Files, File{Path: shared(t, n)})
			}
			d := read(t, r)
			want := map[string]float64{}
			for _, f := range d.Quality.Files {
				want[funnel.Customers] += float64(f.Totals.Won)
				want[funnel.Lost] += float64(f.Totals.Lost)
				want[funnel.Revenue] += f.Totals.Revenue
				want[funnel.Visits] += float64(f.Totals.Visits)
				want[funnel.Quota] += f.Totals.Quota
			}
			for step, sum := range want {
				if d.Cube.Has(step) && math.Abs(total(t, d.Cube, step)-sum) > 1e-6 {
					t.Errorf("%s by %s: %s is %v in the cube and %v in the files", names[0], by, step, total(t, d.Cube, step), sum)
				}
			}
		}
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
