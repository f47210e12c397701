package bridge

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// sheet is what one rep did in two months: visits, and the sizes of the deals won.
type sheet struct {
	name, team string
	visits     [2]int
	deals      [2][]float64
	segments   [2][]string // of each deal, with as many visits there as deals; none without segments
}

func (s sheet) rep() funnel.Rep {
	return funnel.Rep{Name: s.name, Team: s.team, Unassigned: s.name == funnel.UnassignedName}
}

func money(v float64) funnel.Money { return funnel.Money(math.Round(v * float64(funnel.MoneyUnit))) }

func sum(sizes []float64) funnel.Tally {
	t := funnel.Tally{N: int64(len(sizes)), Known: int64(len(sizes))}
	for _, v := range sizes {
		t.Sum, t.SumSq = t.Sum+money(v), t.SumSq+v*v
	}
	return t
}

var (
	january  = calendar.Calendar{}.Of(day(2026, 1, 1), calendar.Month)
	february = calendar.Calendar{}.Of(day(2026, 2, 1), calendar.Month)
	salesFor = []funnel.Step{{Name: funnel.Visits}, {Name: funnel.Customers}, {Name: funnel.Revenue, Kind: funnel.Summed, Unit: "EUR"}}
)

func day(y, m, d int) calendar.Day {
	out, _ := calendar.Date(y, m, d)
	return out
}

// cubeOf makes the cube of January and February 2026.
func cubeOf(sheets ...sheet) *funnel.Cube {
	slices.SortFunc(sheets, func(a, b sheet) int { return strings.Compare(a.name, b.name) })
	var reps []funnel.Rep
	for _, s := range sheets {
		reps = append(reps, s.rep())
	}
	c := funnel.New(funnel.Default(), reps, []calendar.Period{january, february}, salesFor)
	c.FirstDay, c.AsOf = january.First, february.Last
	for i, s := range sheets {
		for p := range 2 {
			c.Add(i, p, 0, funnel.Tally{N: int64(s.visits[p])})
			c.Add(i, p, 1, funnel.Tally{N: int64(len(s.deals[p]))})
			c.Add(i, p, 2, sum(s.deals[p]))
			s.addSegments(c, i, p)
		}
	}
	return c
}

// addSegments gives each segment the visits 3 for a deal, the rest of the visits to the first segment.
func (s sheet) addSegments(c *funnel.Cube, rep, period int) {
	if len(s.segments[0])+len(s.segments[1]) == 0 {
		return
	}
	c.SegmentBy, c.Segments = []string{"product"}, []string{"Line", "Sensor"}
	left := int64(s.visits[period])
	for k, name := range s.segments[period] {
		at := slices.Index(c.Segments, name)
		c.AddSegment(rep, period, at, 0, funnel.Tally{N: 1})
		c.AddSegment(rep, period, at, 1, funnel.Tally{N: 1})
		c.AddSegment(rep, period, at, 2, sum(s.deals[period][k:k+1]))
		left--
	}
	c.AddSegment(rep, period, 0, 0, funnel.Tally{N: left})
}

func analyse(t failer, c *funnel.Cube) Result {
	t.Helper()
	r, err := Analyse(c, Options{Base: january, For: february})
	if err != nil {
		t.Fatalf("no bridge: %v", err)
	}
	return r
}

func drivers(parts []Part) map[string]float64 {
	out := map[string]float64{}
	for _, p := range parts {
		out[p.Driver] = p.Contribution
	}
	return out
}

func (r Result) warned(code string) bool {
	return slices.ContainsFunc(r.Warnings, func(w funnel.Warning) bool { return w.Code == code })
}

func repeat(v float64, n int) []float64 { return slices.Repeat([]float64{v}, n) }

func TestPeopleWhoCameAndWentAreLinesOfTheirOwn(t *testing.T) {
	r := analyse(t, cubeOf(
		sheet{name: "Ana", visits: [2]int{40, 40}, deals: [2][]float64{repeat(1000, 10), repeat(1500, 10)}},
		sheet{name: "Bo", visits: [2]int{40, 0}, deals: [2][]float64{repeat(1000, 8), nil}},
		sheet{name: "Cy", visits: [2]int{0, 20}, deals: [2][]float64{nil, repeat(1000, 3)}},
	))
	got := drivers(r.Drivers)
	want := map[string]float64{"visits": 0, "conversion": 0, "deal_size": 5000, "left": -8000, "joined": 3000}
	for k, v := range want {
		wantNear(t, k, got[k], v, 1e-12)
	}
	if len(got) != len(want) || r.Reps[1].Presence != "left" || r.Reps[2].Presence != "joined" {
		t.Errorf("drivers %v, reps %+v", got, r.Reps)
	}
}

func TestIdleForAMonthIsNotGone(t *testing.T) {
	c := cubeOf(
		sheet{name: "Ana", visits: [2]int{40, 40}, deals: [2][]float64{repeat(1000, 10), repeat(1500, 10)}},
		sheet{name: "Bo", visits: [2]int{40, 0}, deals: [2][]float64{repeat(1000, 8), nil}},
	)
	march := day(2026, 3, 9)
	c.Reps[1].Last = &march
	r := analyse(t, c)
	if got := drivers(r.Drivers); got["visits"] != -8000 || len(got) != 3 {
		t.Errorf("drivers %v, want the lost visits among the activity", got)
	}
}

func TestRowsWithoutARepCountAndAreNobody(t *testing.T) {
	r := analyse(t, cubeOf(
		sheet{name: "Ana", visits: [2]int{40, 44}, deals: [2][]float64{repeat(1000, 10), repeat(1000, 11)}},
		sheet{name: funnel.UnassignedName, deals: [2][]float64{nil, repeat(700, 2)}},
	))
	got := drivers(r.Drivers)
	if got["unsplit"] != 1400 || got["joined"] != 0 || r.To.Value != 12400 {
		t.Errorf("drivers %v of %g", got, r.To.Value)
	}
	if !r.warned("unassigned-unsplit") {
		t.Errorf("warnings %v", r.Warnings)
	}
}

// In January visits are told, but too few to be what ten customers come from.
func TestWithoutVisitsClosedDealsStandIn(t *testing.T) {
	for visitsInJanuary, reason := range map[int64]string{0: "has no visits", 9: "has more customers than visits"} {
		t.Run(reason, func(t *testing.T) { closedStandIn(t, visitsInJanuary, reason) })
	}
}

func closedStandIn(t *testing.T, visitsInJanuary int64, reason string) {
	c := funnel.New(funnel.Default(), []funnel.Rep{{Name: "Ana"}}, []calendar.Period{january, february},
		append([]funnel.Step{{Name: funnel.Closed}}, salesFor...))
	c.FirstDay, c.AsOf = january.First, february.Last
	for p := range 2 {
		c.Add(0, p, 0, funnel.Tally{N: int64(20 + 10*p)})
		c.Add(0, p, 1, funnel.Tally{N: []int64{visitsInJanuary, 30}[p]})
		c.Add(0, p, 2, funnel.Tally{N: 10})
		c.Add(0, p, 3, sum(repeat(1000, 10)))
	}
	r := analyse(t, c)
	got := drivers(r.Drivers)
	wantNear(t, "closed", got["closed"], 10000*math.Log(1.5), 1e-12)
	wantNear(t, "win rate", got["win_rate"], -10000*math.Log(1.5), 1e-12)
	if !r.warned("closed-for-visits") || !strings.Contains(r.Warnings[0].Message, reason) {
		t.Errorf("warnings %v", r.Warnings)
	}
}

func TestCustomersOfEarlierVisitsAreNoConversion(t *testing.T) {
	months := []calendar.Period{calendar.Calendar{}.Next(january, -2), calendar.Calendar{}.Next(january, -1), january, february}
	c := funnel.New(funnel.Default(), []funnel.Rep{{Name: "Ana"}}, months, salesFor)
	c.FirstDay, c.AsOf = months[0].First, february.Last
	c.Ages = []funnel.AgeTable{{{Days: 20, Won: 1}, {Days: 38, Won: 9}}}
	for p, visits := range []int64{20, 20, 40, 40} { // December was quiet, so January had few customers
		c.Add(0, p, 0, funnel.Tally{N: visits})
		c.Add(0, p, 1, funnel.Tally{N: []int64{5, 5, 5, 10}[p]})
		c.Add(0, p, 2, sum(repeat(1000, []int{5, 5, 5, 10}[p])))
	}
	r := analyse(t, c)
	if r.Lag == nil || r.Lag.Days != 38 || r.Lag.Within != 0 || r.Lag.Behind != 1 || r.Lag.Flatters != "2026-02" {
		t.Errorf("lag %+v", r.Lag)
	}
	short := cubeOf(sheet{name: "Ana", visits: [2]int{40, 40}, deals: [2][]float64{repeat(1000, 5), repeat(1000, 10)}})
	if r := analyse(t, short); r.Lag != nil {
		t.Errorf("lag %+v although the data begin with the base", r.Lag)
	}
}

func TestTheMixIsADriver(t *testing.T) {
	line, sensor := slices.Repeat([]string{"Line"}, 10), slices.Repeat([]string{"Sensor"}, 10)
	r := analyse(t, cubeOf(
		sheet{name: "Ana", visits: [2]int{20, 20}, deals: [2][]float64{append(repeat(9000, 10), repeat(1000, 5)...), append(repeat(9000, 5), repeat(1000, 10)...)},
			segments: [2][]string{append(slices.Clone(line), sensor[:5]...), append(slices.Clone(line[:5]), sensor...)}},
	))
	got := drivers(r.Drivers)
	if got["visits"] != 0 || got["deal_size"] != 0 || got["mix"] >= 0 || r.Rate == nil || r.Rate.By != "product" {
		t.Errorf("drivers %v, rate %+v", got, r.Rate)
	}
	if len(r.Segments) != 2 || r.Segments[0].Change != -45000 {
		t.Errorf("segments %+v", r.Segments)
	}
}

func TestOrdinaryCountsCouldBeNoise(t *testing.T) {
	sizes := []float64{500, 1000, 1500, 2000, 5000, 800, 900, 1200, 2500, 3000}
	r := analyse(t, cubeOf(sheet{name: "Ana", visits: [2]int{91, 84}, deals: [2][]float64{sizes, sizes[:9]}}))
	for _, p := range r.Drivers {
		if !p.Noise() {
			t.Errorf("%s of %g [%g, %g] is called real", p.Driver, p.Contribution, *p.Low, *p.High)
		}
	}
	if *r.Real {
		t.Error("the whole change is called real")
	}
	big := analyse(t, cubeOf(sheet{name: "Ana", visits: [2]int{900, 400}, deals: [2][]float64{repeat(1000, 90), repeat(1000, 40)}}))
	if big.Drivers[0].Noise() || !*big.Real {
		t.Error("half of the visits gone is called noise")
	}
}

func TestAggregatedSumsHaveNoKnownNoise(t *testing.T) {
	c := cubeOf(sheet{name: "Ana", visits: [2]int{40, 40}})
	for p := range 2 {
		c.Add(0, p, 1, funnel.Tally{N: 10})
		c.Add(0, p, 2, funnel.Tally{Sum: money(9000 + 1000*float64(p))})
	}
	r := analyse(t, c)
	if p := r.Drivers[2]; p.Driver != "deal_size" || p.Low != nil || p.Real != nil || r.Real != nil || !r.warned("noise-unknown") {
		t.Errorf("%+v, warnings %v", p, r.Warnings)
	}
	if r.Drivers[0].Low == nil {
		t.Error("the noise of visits is known")
	}
}

func TestDegenerateInputsGiveASentenceOrAResult(t *testing.T) {
	deals := [2][]float64{{1000, 2000}, {1500}}
	for name, c := range map[string]*funnel.Cube{
		"nobody":                 cubeOf(),
		"nothing at all":         cubeOf(sheet{name: "Ana"}),
		"no deals":               cubeOf(sheet{name: "Ana", visits: [2]int{9, 12}}),
		"no revenue at first":    cubeOf(sheet{name: "Ana", visits: [2]int{9, 12}, deals: [2][]float64{nil, {500}}}),
		"no revenue any more":    cubeOf(sheet{name: "Ana", visits: [2]int{9, 12}, deals: [2][]float64{{500}, nil}}),
		"equal periods":          cubeOf(sheet{name: "Ana", visits: [2]int{9, 9}, deals: [2][]float64{{500}, {500}}}),
		"one deal each":          cubeOf(sheet{name: "Ana", visits: [2]int{1, 1}, deals: [2][]float64{{500}, {700}}}),
		"all visits won":         cubeOf(sheet{name: "Ana", visits: [2]int{2, 1}, deals: deals}),
		"more wins than visits":  cubeOf(sheet{name: "Ana", visits: [2]int{1, 1}, deals: deals}),
		"wins without visits":    cubeOf(sheet{name: "Ana", deals: deals}),
		"deals for nothing":      cubeOf(sheet{name: "Ana", visits: [2]int{5, 5}, deals: [2][]float64{{0, 0}, {0}}}),
		"credit notes":           cubeOf(sheet{name: "Ana", visits: [2]int{5, 5}, deals: [2][]float64{{900}, {-400}}}),
		"rows without reps only": cubeOf(sheet{name: funnel.UnassignedName, visits: [2]int{5, 0}, deals: [2][]float64{{900}, nil}}),
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Analyse(c, Options{Base: january, For: february})
			var refusal *Refusal
			if err != nil {
				if !errors.As(err, &refusal) || refusal.Hint() == "" {
					t.Errorf("%v is no refusal with a hint", err)
				}
				return
			}
			addsUp(t, r)
			if text := fmt.Sprintf("%+v", r); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
				t.Errorf("not finite: %s", text)
			}
		})
	}
}

func TestRefusalsNameWhatIsMissing(t *testing.T) {
	visitsOnly := funnel.New(funnel.Funnel{funnel.Visits}, []funnel.Rep{{Name: "Ana"}}, []calendar.Period{january, february}, salesFor[:1])
	_, err := Analyse(visitsOnly, Options{Base: january, For: february})
	if err == nil || !strings.Contains(err.Error(), "revenue is not among the data") {
		t.Errorf("visits alone: %v", err)
	}
	full := cubeOf(sheet{name: "Ana", visits: [2]int{9, 12}})
	if _, err := Analyse(full, Options{Base: january, For: january}); err == nil || !strings.Contains(err.Error(), "overlap") {
		t.Errorf("one period twice: %v", err)
	}
	if _, err := Analyse(full, Options{Base: january, For: calendar.Calendar{}.Next(february, 3)}); err == nil {
		t.Error("a period beyond the data")
	}
	notes := cubeOf(sheet{name: "Ana", visits: [2]int{5, 5}, deals: [2][]float64{{900}, {-400}}})
	if _, err := Analyse(notes, Options{Base: january, For: february, Method: LMDI}); !errors.Is(err, ErrNegative) {
		t.Errorf("LMDI of credit notes: %v", err)
	}
	if r := analyse(t, notes); r.Method != "shapley" || !r.warned("shapley") {
		t.Errorf("method %s, warnings %v", r.Method, r.Warnings)
	}
}

// addsUp holds the parts of every account to its change, and reps and teams to the whole.
func addsUp(t failer, r Result) {
	t.Helper()
	size := 1 + math.Abs(r.From.Value) + math.Abs(r.To.Value)
	check := func(what string, parts []Part, change float64) {
		var all []float64
		for _, p := range parts {
			all = append(all, p.Contribution)
		}
		if math.Abs(stats.Sum(all)-change) > 1e-9*size {
			t.Errorf("%s: parts %g, change %g", what, stats.Sum(all), change)
		}
	}
	check("all", r.Drivers, r.To.Value-r.From.Value)
	var reps, teams, segments []float64
	for _, p := range r.Reps {
		check(p.Rep, p.Drivers, p.To-p.From)
		reps = append(reps, p.Change)
	}
	for _, p := range r.Teams {
		check("team "+p.Team, p.Drivers, p.To-p.From)
		teams = append(teams, p.Change)
	}
	for _, p := range r.Segments {
		check("segment "+p.Segment, p.Drivers, p.To-p.From)
		segments = append(segments, p.Change)
	}
	for what, sums := range map[string][]float64{"reps": reps, "teams": teams, "segments": segments} {
		if len(sums) > 0 && math.Abs(stats.Sum(sums)-r.Change) > 1e-9*size {
			t.Errorf("%s change by %g, all by %g", what, stats.Sum(sums), r.Change)
		}
	}
}

func drawSheets(t *rapid.T, segments bool) []sheet {
	sizes := rapid.SliceOfN(rapid.Float64Range(1, 9000), 0, 8)
	var out []sheet
	for i := range rapid.IntRange(1, 6).Draw(t, "reps") {
		s := sheet{name: fmt.Sprintf("rep %d", i), team: []string{"North", "South"}[i%2]}
		for p := range 2 {
			s.deals[p] = sizes.Draw(t, "deals")
			for k, v := range s.deals[p] {
				s.deals[p][k] = math.Round(v*100) / 100
				if segments {
					s.segments[p] = append(s.segments[p], rapid.SampledFrom([]string{"Line", "Sensor"}).Draw(t, "segment"))
				}
			}
			s.visits[p] = len(s.deals[p]) + rapid.IntRange(0, 30).Draw(t, "visits")
		}
		out = append(out, s)
	}
	if rapid.Bool().Draw(t, "unassigned") {
		out[0].name = funnel.UnassignedName
	}
	return out
}

func TestPartsAddUpToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		addsUp(t, analyse(t, cubeOf(drawSheets(t, rapid.Bool().Draw(t, "split"))...)))
	})
}

func TestNewNamesChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sheets := drawSheets(t, true)
		before := analyse(t, cubeOf(slices.Clone(sheets)...))
		for i := range sheets {
			if sheets[i].name != funnel.UnassignedName {
				sheets[i].name = fmt.Sprintf("other %d", len(sheets)-i)
			}
		}
		after := analyse(t, cubeOf(append(sheets, sheet{name: "new and idle", team: "North"})...))
		same(t, before.Drivers, after.Drivers, 1, before.From.Value+before.To.Value)
	})
}

// same holds parts and their ends to a multiple of others.
func same(t failer, a, b []Part, factor, size float64) {
	t.Helper()
	if len(a) != len(b) {
		t.Fatalf("%d drivers, then %d", len(a), len(b))
	}
	for k := range a {
		if a[k].Low == nil || b[k].Low == nil {
			if a[k].Low != b[k].Low || math.Abs(factor*a[k].Contribution-b[k].Contribution) > 1e-7*(1+size) {
				t.Fatalf("%+v, then %+v", a[k], b[k])
			}
			continue
		}
		for _, pair := range [][2]float64{{a[k].Contribution, b[k].Contribution}, {*a[k].Low, *b[k].Low}, {*a[k].High, *b[k].High}} {
			if math.Abs(factor*pair[0]-pair[1]) > 1e-7*(1+math.Abs(factor)*size) {
				t.Fatalf("%s: %v, then %v", a[k].Driver, pair[0], pair[1])
			}
		}
	}
}

func TestMoneyInAnotherUnitScalesEveryPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sheets := drawSheets(t, true)
		a := analyse(t, cubeOf(slices.Clone(sheets)...))
		for i := range sheets {
			for p := range sheets[i].deals {
				for k := range sheets[i].deals[p] {
					sheets[i].deals[p][k] *= 100
				}
			}
		}
		b := analyse(t, cubeOf(sheets...))
		same(t, a.Drivers, b.Drivers, 100, a.From.Value+a.To.Value)
	})
}

func TestTheWayBackTurnsEverySign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := cubeOf(drawSheets(t, true)...)
		there := analyse(t, c)
		back, err := Analyse(c, Options{Base: february, For: january})
		if err != nil {
			t.Fatal(err)
		}
		a, b := drivers(there.Drivers), drivers(back.Drivers)
		a[JoinedLine], a[LeftLine] = a[LeftLine], a[JoinedLine]
		for k, v := range a {
			if math.Abs(v+b[k]) > 1e-8*(1+there.From.Value+there.To.Value) {
				t.Fatalf("%s: %g there, %g back", k, v, b[k])
			}
		}
	})
}
