package trend

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
)

// poisson draws a count by Knuth's method (1969), fit for small means.
func poisson(r *rand.Rand, mean float64) int64 {
	limit, k := math.Exp(-mean), int64(-1)
	for p := 1.0; p > limit; k++ {
		p *= r.Float64()
	}
	return k
}

// steady makes up reps whose visits a week are Poisson draws of one mean.
func steady(r *rand.Rand, reps, weeks int) []history {
	people := make([]history, reps)
	for i := range people {
		people[i].rep = fmt.Sprintf("rep %03d", i)
		for range weeks {
			people[i].visits = append(people[i].visits, poisson(r, 20))
		}
	}
	return people
}

func TestAsManyRepsAsAnnouncedShowSomethingWhereNothingChanged(t *testing.T) {
	shown, announced, changed, reps := 0.0, 0.0, 0, 0
	for _, weeks := range []int{12, 18, 24, 30} {
		r := analyse(t, cubeOf(t, calendar.Week, steady(rand.New(rand.NewPCG(7, uint64(weeks))), 300, weeks)...), Options{Metric: "visits"})
		announced += r.ByLuck
		for _, s := range r.Series[1:] {
			reps++
			if s.Direction.Verdict != NotShown {
				shown++
			}
			if len(s.Signals) > 0 {
				shown++
			}
			if len(s.Changes) > 0 {
				changed++
			}
		}
	}
	if ratio := shown / announced; ratio < 0.75 || ratio > 1.3 {
		t.Errorf("%.0f shown, %.0f announced", shown, announced)
	}
	if changed > reps*8/100 {
		t.Errorf("%d of %d with a change that is none", changed, reps)
	}
}
