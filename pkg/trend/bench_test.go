package trend

import (
	"fmt"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
)

// team60 is 60 reps over 36 months.
func team60(b *testing.B) (people []history) {
	b.Helper()
	for i := range 60 {
		h := history{rep: fmt.Sprintf("rep %02d", i), visits: wobble(int64(20+i), 36), customers: wobble(9, 36), closed: wobble(24, 36)}
		for p, n := range h.customers {
			h.revenue = append(h.revenue, float64(n*int64(1000+137*((i+p)%17))))
		}
		people = append(people, h)
	}
	return people
}

func BenchmarkSixtyRepsOverThreeYears(b *testing.B) {
	c := cubeOf(b, calendar.Month, team60(b)...)
	for _, metric := range []string{"visits", "revenue", "conversion"} {
		b.Run(metric, func(b *testing.B) {
			for b.Loop() {
				if _, err := Analyse(c, Options{Metric: metric, Window: c.All()}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
