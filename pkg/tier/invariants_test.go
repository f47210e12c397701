package tier

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/funnel"
)

func drawLeague(t *rapid.T) []player {
	n := rapid.IntRange(2, 4).Draw(t, "reps")
	players := make([]player, n)
	for i := range players {
		p := player{name: fmt.Sprintf("Rep %c", 'A'+i), visits: int64(rapid.IntRange(0, 40).Draw(t, "visits")), quota: 5000}
		p.won = int64(rapid.IntRange(0, 8).Draw(t, "won"))
		p.lost = int64(rapid.IntRange(0, 12).Draw(t, "lost"))
		for range p.won {
			p.amounts = append(p.amounts, rapid.Float64Range(10, 1e5).Draw(t, "amount"))
		}
		players[i] = p
	}
	return players
}

var anyMetric = rapid.SampledFrom([]string{"customers", "visits", Conversion, WinRate, DealSize, RevenueDay, Attainment})

// ranked is the analysis of players over a year, by name.
func ranked(t *rapid.T, tb testing.TB, metric string, players ...player) map[string]Rep {
	c := league(tb, 12, players...)
	r, err := Analyse(c, Options{Metric: metric, Window: c.All(), Ramp: DefaultRamp()})
	if err != nil {
		t.Fatal(err)
	}
	if problem := unsound(r, c); problem != "" {
		t.Fatal(problem)
	}
	sum := 0.0
	out := map[string]Rep{}
	for _, p := range r.Reps {
		out[p.Rep] = p
		if p.Ranked {
			sum += *p.PTop
		}
	}
	if want := math.Max(1, float64(r.Ranked/3)); r.Ranked > 0 && math.Abs(sum-want) > 1e-3 {
		t.Fatalf("the probabilities of the top third add up to %v, want %v", sum, want)
	}
	return out
}

func alike(t *rapid.T, what string, a, b Rep, metric string, scale float64) {
	x, y := a.Measures[metric], b.Measures[metric]
	if a.Ranked != b.Ranked || (x.Estimate == nil) != (y.Estimate == nil) {
		t.Fatalf("%s: %s is ranked %v and %v", what, a.Rep, a.Ranked, b.Ranked)
	}
	if x.Estimate != nil && math.Abs(*x.Estimate*scale-*y.Estimate) > 1e-6*math.Abs(*y.Estimate)+1e-12 {
		t.Fatalf("%s: %s has %v and %v", what, a.Rep, *x.Estimate*scale, *y.Estimate)
	}
	if a.Ranked && (math.Abs(*a.PTop-*b.PTop) > 1e-6 || math.Abs(*a.PPoor-*b.PPoor) > 1e-6 || *a.Rank != *b.Rank) {
		t.Fatalf("%s: %s is top with %v and %v", what, a.Rep, *a.PTop, *b.PTop)
	}
}

func TestTheOrderAndTheNamesOfRepsChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		players, metric := drawLeague(rt), anyMetric.Draw(rt, "metric")
		before := ranked(rt, t, metric, players...)
		renamed := make([]player, len(players))
		for i, p := range players {
			renamed[len(players)-1-i] = p
			renamed[len(players)-1-i].name = fmt.Sprintf("Someone %c", 'Z'-i)
		}
		after := ranked(rt, t, metric, renamed...)
		for i, p := range players {
			alike(rt, "renamed", before[p.name], after[fmt.Sprintf("Someone %c", 'Z'-i)], metric, 1)
		}
	})
}

func TestAnotherCurrencyChangesNoTier(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		players, metric := drawLeague(rt), anyMetric.Draw(rt, "metric")
		scaled := make([]player, len(players))
		for i, p := range players {
			scaled[i] = p
			scaled[i].amounts, scaled[i].quota = nil, 8*p.quota
			for k, x := range p.amounts {
				p.amounts[k] = math.Round(x*1e4) / 1e4
				scaled[i].amounts = append(scaled[i].amounts, 8*p.amounts[k])
			}
		}
		scale := 1.0
		if metric == DealSize || metric == RevenueDay {
			scale = 8
		}
		before, after := ranked(rt, t, metric, players...), ranked(rt, t, metric, scaled...)
		for _, p := range players {
			alike(rt, "scaled", before[p.name], after[p.name], metric, scale)
		}
	})
}

func TestARepWithoutARecordChangesNobody(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		players, metric := drawLeague(rt), anyMetric.Draw(rt, "metric")
		before := ranked(rt, t, metric, players...)
		after := ranked(rt, t, metric, append(players, player{name: "Zoe", rosterOnly: true})...)
		for _, p := range players {
			alike(rt, "an empty rep", before[p.name], after[p.name], metric, 1)
		}
		if zoe := after["Zoe"]; zoe.Ranked || zoe.Reason != "no deals or visits" {
			rt.Fatalf("Zoe: ranked %v, %q", zoe.Ranked, zoe.Reason)
		}
	})
}

func TestRecordsWithoutARepCountInTotalsAlone(t *testing.T) {
	nobody := player{name: funnel.UnassignedName, nobody: true, visits: 3, won: 1, amounts: []float64{777}}
	with, without := league(t, 12, ana(), ben(), nobody), league(t, 12, ana(), ben())
	a, b := analyse(t, with, Options{}), analyse(t, without, Options{})
	if len(a.Reps) != 2 || a.Totals["revenue"] != b.Totals["revenue"]+12*777 || a.Unassigned["visits"] != 36 {
		t.Errorf("totals %v, unassigned %v", a.Totals, a.Unassigned)
	}
	if *a.Reps[0].PTop != *b.Reps[0].PTop {
		t.Errorf("top with %v and %v", *a.Reps[0].PTop, *b.Reps[0].PTop)
	}
}

func TestMovementTellsRealChangesFromLuck(t *testing.T) {
	c := league(t, 24, player{name: "Ana", visits: 20, won: 2}, player{name: "Ben", visits: 20, won: 4}, player{name: "Cleo", visits: 20, won: 4})
	for month := 12; month < 24; month++ {
		c.Add(0, month, c.Step("customers"), funnel.Tally{N: 6})
	}
	r, err := Analyse(c, Options{Window: funnel.Window{Lo: 12, Hi: 24}, Before: funnel.Window{Lo: 0, Hi: 12}})
	if err != nil {
		t.Fatal(err)
	}
	if m := repOf(t, r, "Ana").Movement; m == nil || m.Verdict != Real || *m.RankBefore != 3 || *m.Change < 1 {
		t.Errorf("from 2 to 8 customers a month: %+v", m)
	}
	if m := repOf(t, r, "Ben").Movement; m.Verdict != Luck {
		t.Errorf("from 4 to 4 customers a month: %+v", m)
	}
	if r.Compared == nil || *r.Compared != "2025" {
		t.Errorf("compared with %v", r.Compared)
	}
}

func TestManyRepsAreRankedByDrawsThatTheSeedRepeats(t *testing.T) {
	c := drawn(t, 80, 12, 3)
	a, b, other := analyse(t, c, Options{Seed: 1}), analyse(t, c, Options{Seed: 1}), analyse(t, c, Options{Seed: 2})
	if a.Ranked != 80 {
		t.Fatalf("%d ranked", a.Ranked)
	}
	for i, p := range a.Reps {
		q := repOf(t, other, p.Rep)
		if p.Rep != b.Reps[i].Rep || *p.PTop != *b.Reps[i].PTop {
			t.Errorf("%s: %v and %v by the same seed", p.Rep, *p.PTop, *b.Reps[i].PTop)
		}
		if math.Abs(*p.PTop-*q.PTop) > 0.03 {
			t.Errorf("%s: %v and %v by two seeds", p.Rep, *p.PTop, *q.PTop)
		}
	}
}
