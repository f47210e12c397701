package tier

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/salescoach/salescoach/pkg/demo"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/ingest"
)

func read(tb testing.TB, req ingest.Request, paths ...string) *funnel.Cube {
	tb.Helper()
	for _, path := range paths {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			tb.Skipf("the public exports are not beside the project: %v", err)
		}
		req.Files = append(req.Files, ingest.File{Path: path})
	}
	data, err := ingest.Read(context.Background(), req)
	if err != nil {
		tb.Fatal(err)
	}
	return data.Cube
}

func demoCube(tb testing.TB, segments ...string) *funnel.Cube {
	tb.Helper()
	dir := tb.TempDir()
	var paths []string
	for _, f := range demo.Files(demo.DefaultSeed) {
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, f.Bytes, 0o600); err != nil {
			tb.Fatal(err)
		}
		switch f.Name {
		case "deals.csv", "activities.csv", "roster.csv", "quotas.csv":
			paths = append(paths, path)
		}
	}
	return read(tb, ingest.Request{SegmentBy: segments, Ages: true}, paths...)
}

func planted(tb testing.TB, what demo.Case) string {
	tb.Helper()
	for _, f := range demo.Truth() {
		if f.Planted == what {
			return f.Rep
		}
	}
	tb.Fatalf("nobody is planted as %s", what)
	return ""
}

func TestLowActivityIsFoundOnVisitsAndNotOnConversion(t *testing.T) {
	r := analyse(t, demoCube(t), Options{Metric: "visits", Ramp: DefaultRamp()})
	p := repOf(t, r, planted(t, demo.LowActivity))
	if p.Tier == nil || *p.Tier != Poor || !p.Confident || p.Pattern.Words != LowActivity {
		t.Errorf("got %v, confident %v, pattern %q", p.Tier, p.Confident, p.Pattern.Words)
	}
	if c := p.Pattern.Conversion; c == nil || *c > 0.9 || *c < 0.1 {
		t.Errorf("conversion is ordinary, and the probability of lying below is %v", c)
	}
	if r.Heterogeneity.Verdict != Real {
		t.Errorf("verdict %s", r.Heterogeneity.Verdict)
	}
}

func TestManyVisitsWithLittleEffectAreFoundByThePattern(t *testing.T) {
	r := analyse(t, demoCube(t), Options{Ramp: DefaultRamp()})
	for _, p := range r.Reps {
		if found := p.Pattern.Words == BusyLowConversion; found != (p.Rep == planted(t, demo.LowConversion)) {
			t.Errorf("%s: pattern %q", p.Rep, p.Pattern.Words)
		}
	}
}

func TestSmallDealsByProductVanishGivenTheProduct(t *testing.T) {
	c := demoCube(t, "Product")
	small := planted(t, demo.SmallProduct)
	raw := analyse(t, c, Options{Metric: DealSize})
	if p := repOf(t, raw, small); *p.Tier != Poor || !p.Confident || raw.Heterogeneity.Verdict != Real {
		t.Errorf("as they are: %s, confident %v, %s", *p.Tier, p.Confident, raw.Heterogeneity.Verdict)
	}
	given := analyse(t, c, Options{Metric: DealSize, ByMix: true})
	if p := repOf(t, given, small); p.Confident || *p.Tier == Poor {
		t.Errorf("given the product: %s, confident %v", *p.Tier, p.Confident)
	}
	if given.Heterogeneity.Verdict != Luck || given.Confident != 0 {
		t.Errorf("given the product the reps are alike; got %s and %d confident tiers", given.Heterogeneity.Verdict, given.Confident)
	}
}

func TestLuckOnFewVisitsIsNotCalledTop(t *testing.T) {
	c := demoCube(t)
	for _, metric := range []string{Conversion, "customers", WinRate, RevenueDay, Attainment} {
		p := repOf(t, analyse(t, c, Options{Metric: metric, Ramp: DefaultRamp()}), planted(t, demo.LuckySmall))
		if p.Ranked && *p.Tier == Top && p.Confident {
			t.Errorf("%s: called top with %v", metric, *p.PTop)
		}
	}
}

func TestANewHireIsNotCalledPoor(t *testing.T) {
	c := demoCube(t)
	for _, tenure := range []bool{false, true} {
		for _, metric := range []string{"customers", "visits", Conversion, RevenueDay} {
			p := repOf(t, analyse(t, c, Options{Metric: metric, Ramp: DefaultRamp(), ByTenure: tenure}), planted(t, demo.NewHire))
			if p.Ranked && *p.Tier == Poor && p.Confident {
				t.Errorf("%s: called poor with %v", metric, *p.PPoor)
			}
			if !p.NewHire {
				t.Errorf("%s: not marked as a new hire", metric)
			}
		}
	}
}

func TestOrdinaryRepsStayMostlyUncertain(t *testing.T) {
	r := analyse(t, demoCube(t), Options{Metric: Conversion})
	ordinary, sure := 0, 0
	for _, f := range demo.Truth() {
		if f.Planted == demo.Ordinary {
			ordinary++
			if p := repOf(t, r, f.Rep); p.Confident {
				sure++
			}
		}
	}
	if ordinary < 5 || 3*sure > ordinary {
		t.Errorf("%d of %d ordinary reps have a sure tier", sure, ordinary)
	}
}

func TestTotalsOfTheDemoAreThoseOfItsTallies(t *testing.T) {
	r := analyse(t, demoCube(t), Options{})
	var visits, won, cents float64
	for _, tally := range demo.Tallies(demo.DefaultSeed) {
		visits, won, cents = visits+float64(tally.Visits), won+float64(tally.Won), cents+float64(tally.RevenueCents)
	}
	if r.Totals["visits"] != visits || r.Totals["customers"] != won || math.Abs(r.Totals["revenue"]*100-cents) > 0.5 {
		t.Errorf("got %v", r.Totals)
	}
	if r.Unassigned["customers"] != 3 || r.Ranked != 14 {
		t.Errorf("unassigned %v, ranked %d", r.Unassigned, r.Ranked)
	}
}

const exports = "../../../shared/data"

func maven(tb testing.TB, segments ...string) *funnel.Cube {
	return read(tb, ingest.Request{SegmentBy: segments, Ages: true},
		exports+"/maven-crm-sales/sales_pipeline.csv", exports+"/maven-crm-sales/sales_teams.csv")
}

func TestMavensAgentsCannotBeToldApartByWinRate(t *testing.T) {
	r := analyse(t, maven(t), Options{Metric: WinRate})
	h := r.Heterogeneity
	if h.P == nil || math.Abs(*h.P-0.26) > 0.005 || h.Verdict != Luck || r.Confident != 0 {
		t.Errorf("p %v, %s, %d confident tiers", *h.P, h.Verdict, r.Confident)
	}
	if r.Ranked != 30 || len(r.Reps) != 35 || repOf(t, r, "Carl Lin").Reason != "no deals or visits" {
		t.Errorf("%d of %d ranked", r.Ranked, len(r.Reps))
	}
	if r.Totals["closed"] != 6711 || r.Totals["customers"] != 4238 || r.Totals["revenue"] != 10005534 {
		t.Errorf("totals %v", r.Totals)
	}
	p := r.Pipeline
	if p == nil || math.Abs(*p.ClosedOnly-0.632) > 5e-4 || math.Abs(p.WithOpen-0.519) > 5e-4 || p.Days != 138 {
		t.Errorf("with open deals: %+v", p)
	}
}

func TestMavensDealSizesVanishGivenTheProduct(t *testing.T) {
	r := analyse(t, maven(t, "product"), Options{Metric: DealSize, ByMix: true})
	m := r.Mix
	if m == nil || math.Abs(*m.Alone.Statistic-24.9) > 0.05 || math.Abs(*m.Given.Statistic-0.94) > 0.005 || math.Abs(*m.Given.P-0.55) > 0.005 {
		t.Fatalf("got %+v", m)
	}
	if r.Heterogeneity.Verdict != Luck || r.Confident != 0 || math.Abs(m.SDGiven-0.009) > 5e-4 {
		t.Errorf("%s, %d confident tiers, sd %v", r.Heterogeneity.Verdict, r.Confident, m.SDGiven)
	}
	raw := analyse(t, maven(t, "product"), Options{Metric: DealSize})
	if raw.Confident < 5 || raw.Heterogeneity.Verdict != Real {
		t.Errorf("as they are: %d confident tiers, %s", raw.Confident, raw.Heterogeneity.Verdict)
	}
}

func TestAttainmentOfAdventureWorksRunsFromTenTo155Percent(t *testing.T) {
	dir := exports + "/adventureworks-sales/"
	r := analyse(t, read(t, ingest.Request{}, dir+"Sales.csv", dir+"Targets.csv", dir+"Salesperson.csv"), Options{Metric: Attainment})
	for name, want := range map[string]float64{"Pamela Ansman-Wolfe": 0.10, "Lynn Tsoflias": 1.55} {
		if v := repOf(t, r, name).Measures[Attainment].Value; v == nil || math.Abs(*v-want) > 0.005 {
			t.Errorf("%s: got %v, want %v", name, v, want)
		}
	}
	if math.Abs(r.Totals["revenue"]-77548570.20) > 0.005 || r.Totals["customers"] != 3616 {
		t.Errorf("totals %v", r.Totals)
	}
}
