package tier

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// player is a rep as the tests make one: so much in every month.
type player struct {
	name               string
	visits, won, lost  int64
	amounts            []float64 // of the won deals of a month; the rest has none
	start              string
	share              float64
	quota              float64
	rosterOnly, nobody bool
}

// league is a cube of players over months of 2025, full days of work each.
func league(tb testing.TB, months int, players ...player) *funnel.Cube {
	tb.Helper()
	first := day(tb, "2025-01-01")
	cal := calendar.Calendar{}
	periods := cal.Span(first, day(tb, "2034-12-31"), calendar.Month)[:months]
	var reps []funnel.Rep
	for _, p := range players {
		reps = append(reps, p.rep(tb, first))
	}
	steps := []funnel.Step{{Name: funnel.Visits}, {Name: funnel.Closed}, {Name: funnel.Customers}, {Name: funnel.Lost},
		{Name: funnel.Revenue, Kind: funnel.Summed, Unit: "EUR"}, {Name: funnel.Quota, Kind: funnel.Summed, Unit: "EUR"}}
	c := funnel.New(funnel.Default(), reps, periods, steps)
	c.Calendar, c.FirstDay, c.AsOf = cal, first, periods[months-1].Last
	for i, p := range players {
		for month := range months {
			p.put(c, i, month)
		}
	}
	c.SortReps()
	return c
}

func (p player) rep(tb testing.TB, first calendar.Day) funnel.Rep {
	r := funnel.Rep{Name: p.name, Team: "North", Share: p.share, InRoster: true, Unassigned: p.nobody}
	if !p.rosterOnly {
		r.First = &first
	}
	if p.start != "" {
		d := day(tb, p.start)
		r.Start = &d
	}
	return r
}

func (p player) put(c *funnel.Cube, rep, month int) {
	if r := c.Reps[rep]; r.Start != nil && *r.Start > c.Periods[month].Last {
		return
	}
	c.Add(rep, month, 0, funnel.Tally{N: p.visits})
	c.Add(rep, month, 1, funnel.Tally{N: p.won + p.lost})
	c.Add(rep, month, 2, funnel.Tally{N: p.won})
	c.Add(rep, month, 3, funnel.Tally{N: p.lost})
	c.Add(rep, month, 4, amountsOf(p.won, p.amounts))
	if p.quota != 0 {
		c.Add(rep, month, 5, funnel.Tally{N: 1, Known: 1, Sum: funnel.Money(p.quota * float64(funnel.MoneyUnit))})
	}
}

func amountsOf(n int64, amounts []float64) funnel.Tally {
	t := funnel.Tally{N: n}
	for _, x := range amounts {
		t.Known++
		t.Sum += funnel.Money(math.Round(x * float64(funnel.MoneyUnit)))
		t.SumSq += x * x
		if x > 0 {
			t.Positive++
			t.SumLog += math.Log(x)
			t.SumLogSq += math.Log(x) * math.Log(x)
		}
	}
	return t
}

func day(tb testing.TB, s string) calendar.Day {
	tb.Helper()
	d, err := calendar.ParseDay(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// analyse ranks the whole cube and holds the result to what every result must
// keep.
func analyse(tb testing.TB, c *funnel.Cube, o Options) Result {
	tb.Helper()
	o.Window = c.All()
	r, err := Analyse(c, o)
	if err != nil {
		tb.Fatal(err)
	}
	if problem := unsound(r, c); problem != "" {
		tb.Fatal(problem)
	}
	return r
}

// unsound says what of a result cannot be: a number that is none, a rep
// without a reason, probabilities that do not add up, totals that are not the
// cube's.
func unsound(r Result, c *funnel.Cube) string {
	if _, err := json.Marshal(r); err != nil {
		return err.Error()
	}
	ranked := 0
	for _, p := range r.Reps {
		switch {
		case !p.Ranked && p.Reason == "":
			return p.Rep + " is not ranked, and nothing says why"
		case !p.Ranked:
			continue
		}
		ranked++
		if sum := *p.PTop + *p.PMediocre + *p.PPoor; math.Abs(sum-1) > 1e-6 {
			return fmt.Sprintf("%s: the tiers' probabilities add up to %v", p.Rep, sum)
		}
		if *p.RankLow > *p.RankHigh || *p.RankLow < 1 || *p.Rank < 1 {
			return fmt.Sprintf("%s: rank %d in %d to %d", p.Rep, *p.Rank, *p.RankLow, *p.RankHigh)
		}
		m := p.Measures[r.Metric]
		if m.Estimate == nil || m.Low == nil || *m.Low > *m.Estimate || *m.Estimate > *m.High {
			return fmt.Sprintf("%s: ranked, and the estimate lies outside its interval", p.Rep)
		}
	}
	if ranked != r.Ranked {
		return fmt.Sprintf("%d reps are ranked, and the result says %d", ranked, r.Ranked)
	}
	return totalsDiffer(r, c)
}

func totalsDiffer(r Result, c *funnel.Cube) string {
	for i, s := range c.Steps {
		sum := r.Unassigned[s.Name]
		for _, p := range r.Reps {
			sum += p.Steps[s.Name]
		}
		total := c.Total(c.All(), i).Value(s.Kind)
		if math.Abs(r.Totals[s.Name]-total) > 1e-6 || math.Abs(sum-total) > 1e-6*math.Max(1, math.Abs(total)) {
			return fmt.Sprintf("%s: total %v, reps and unassigned %v, cube %v", s.Name, r.Totals[s.Name], sum, total)
		}
	}
	return ""
}

func repOf(tb testing.TB, r Result, name string) Rep {
	tb.Helper()
	for _, p := range r.Reps {
		if strings.HasPrefix(p.Rep, name) {
			return p
		}
	}
	tb.Fatalf("there is no %s", name)
	return Rep{}
}

// drawn is a league of reps with conversions of their own, drawn from a seed.
func drawn(tb testing.TB, reps, months int, seed uint64) *funnel.Cube {
	rng := rand.New(rand.NewPCG(seed, 1))
	players := make([]player, reps)
	for i := range players {
		players[i] = player{name: fmt.Sprintf("Rep %04d", i), visits: 15 + rng.Int64N(30)}
		players[i].won = players[i].visits / 8
		players[i].lost = players[i].visits / 5
		for range players[i].won {
			players[i].amounts = append(players[i].amounts, math.Exp(8+rng.NormFloat64()))
		}
	}
	c := league(tb, months, players...)
	for rep := range c.Reps {
		for month := range months {
			c.Add(rep, month, 0, funnel.Tally{N: rng.Int64N(12)})
			won := rng.Int64N(4)
			c.Add(rep, month, 1, funnel.Tally{N: won})
			c.Add(rep, month, 2, funnel.Tally{N: won})
		}
	}
	return c
}
