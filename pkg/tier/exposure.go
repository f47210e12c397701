package tier

import (
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// workdays are each rep's working days at full time and full activity, by
// period of a window.
type workdays struct {
	window funnel.Window
	days   [][]float64
	hired  []bool // the first months lie in the window
}

func newWorkdays(c *funnel.Cube, w funnel.Window, ramp []float64) workdays {
	d := workdays{window: w, days: make([][]float64, len(c.Reps)), hired: make([]bool, len(c.Reps))}
	for rep := range c.Reps {
		d.days[rep] = make([]float64, w.Len())
		for p := range d.days[rep] {
			one := funnel.Window{Lo: w.Lo + p, Hi: w.Lo + p + 1}
			days := c.Days(rep, one)
			share := rampShare(c, rep, c.Periods[w.Lo+p], ramp)
			d.days[rep][p] = days * share
			d.hired[rep] = d.hired[rep] || share < 1 && days > 0
		}
	}
	return d
}

func (d workdays) total(rep int) float64 {
	sum := 0.0
	for _, days := range d.days[rep] {
		sum += days
	}
	return sum
}

// rampShare is the mean share of full activity over a rep's working days in a
// period: days in the first months after the start in the roster count less.
func rampShare(c *funnel.Cube, rep int, p calendar.Period, ramp []float64) float64 {
	start := c.Reps[rep].Start
	if start == nil || len(ramp) == 0 || monthsSince(*start, p.First) >= len(ramp) {
		return 1
	}
	var worth, days float64
	for d := max(p.First, *start); d <= min(p.Last, c.AsOf); d++ {
		if calendar.WorkingDays(d, d) == 0 {
			continue
		}
		days++
		if m := monthsSince(*start, d); m < len(ramp) {
			worth += ramp[m]
		} else {
			worth++
		}
	}
	if days == 0 {
		return 1
	}
	return worth / days
}

// monthsSince is the number of whole months from a start to a day, 0 before.
func monthsSince(start, d calendar.Day) int {
	y0, m0, d0 := start.YMD()
	y1, m1, d1 := d.YMD()
	months := (y1-y0)*12 + m1 - m0
	if d1 < d0 {
		months--
	}
	return max(0, months)
}
