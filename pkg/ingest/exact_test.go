package ingest

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestWideSumsAreThoseOfBigIntegers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sum, squares wide
		wantSum, wantSquares := new(big.Int), new(big.Int)
		for _, v := range rapid.SliceOf(rapid.Int64Range(-1e17, 1e17)).Draw(t, "values") {
			b := big.NewInt(v)
			sum.add(wideOf(v))
			squares.add(square(v))
			wantSum.Add(wantSum, b)
			wantSquares.Add(wantSquares, new(big.Int).Mul(b, b))
		}
		for _, tc := range []struct {
			got  wide
			want *big.Int
		}{{sum, wantSum}, {squares, wantSquares}} {
			want, _ := new(big.Float).SetInt(tc.want).Float64()
			if got := tc.got.float(); math.Abs(got-want) > 1e-15*math.Abs(want) {
				t.Fatalf("%v, want %v", got, want)
			}
		}
	})
}

func TestATallyHoldsTheSumsOfAmountsAndOfTheirLogarithms(t *testing.T) {
	var c moneyCell
	amounts := []float64{100, 250.25, 0, 3.5}
	want := funnel.Tally{N: 5, Known: 4, Positive: 3}
	for _, x := range amounts {
		c.add(crm.Amount(math.Round(x * float64(crm.AmountUnit))))
		want.SumSq += x * x
		if x > 0 {
			want.SumLog += math.Log(x)
			want.SumLogSq += math.Log(x) * math.Log(x)
		}
	}
	got, ok := c.tally(5)
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-10*math.Abs(b) }
	if !ok || got.N != want.N || got.Known != want.Known || got.Positive != want.Positive || got.Sum.Float() != 353.75 ||
		!near(got.SumSq, want.SumSq) || !near(got.SumLog, want.SumLog) || !near(got.SumLogSq, want.SumLogSq) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestASumThatDoesNotFitIsSaidSo(t *testing.T) {
	var c moneyCell
	for range 3 {
		c.add(math.MaxInt64 / 2)
	}
	if _, ok := c.tally(3); ok {
		t.Error("the sum wrapped around")
	}
}

func TestASpreadValueAddsUpAndFollowsTheWorkingDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := calendar.Day(rapid.IntRange(10000, 30000).Draw(t, "first"))
		days := stretch{first, first + calendar.Day(rapid.IntRange(0, 800).Draw(t, "days"))}
		unit := rapid.SampledFrom([]calendar.Unit{calendar.Week, calendar.Month}).Draw(t, "unit")
		value := funnel.Money(rapid.Int64Range(0, 1e15).Draw(t, "value"))
		periods := calendar.Calendar{}.Span(days.first, days.last, unit)
		all := calendar.WorkingDays(days.first, days.last)
		sum := funnel.Money(0)
		for i, part := range spread(value, days, periods) {
			sum += part
			mine := calendar.WorkingDays(max(periods[i].First, days.first), min(periods[i].Last, days.last))
			if share := float64(value) * float64(mine) / float64(max(all, 1)); all > 0 && math.Abs(float64(part)-share) > 1 {
				t.Fatalf("%s gets %d, its share is %f", periods[i], part, share)
			}
		}
		if sum != value {
			t.Fatalf("the parts add up to %d, not %d", sum, value)
		}
	})
}

func TestGrainPeriodsAreThoseOfTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := calendar.Day(rapid.IntRange(int(firstDay)+7, int(firstDay)+daysKnown-2).Draw(t, "day"))
		for _, g := range []*grain{weekly(), monthly()} {
			same := calendar.Calendar{}.Of(d, g.unit) == calendar.Calendar{}.Of(d+1, g.unit)
			if step := g.of(d+1) - g.of(d); same && step != 0 || !same && step != 1 {
				t.Fatalf("from %s to the next day the %s number grows by %d", d, g.unit, step)
			}
		}
	})
}
