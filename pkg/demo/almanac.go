package demo

import "time"

// The simulation starts before the exports do, because deals won in their first
// weeks come from visits made earlier; it knows later days for expected dates.
const (
	warmUp      = "2024-09-02"
	lastPlanned = "2026-12-31"
)

type date struct {
	text    string // 2025-01-31
	month   string // 2025-01
	season  int    // visits made in such a month, percent of a normal one
	working bool
}

// almanac is the run of days of the simulation; a day is its index in it.
type almanac struct {
	dates    []date
	index    map[string]int
	from, to int // first and last day of the exports
}

// seasons: August and December are slow, spring and autumn busy.
var seasons = [12]int{95, 100, 108, 102, 102, 106, 95, 62, 108, 110, 106, 78}

// holidays are the fixed ones only; movable feasts are left out on purpose, so
// that no calendar of a country is implied.
var holidays = map[string]bool{"01-01": true, "05-01": true, "12-24": true, "12-25": true, "12-26": true, "12-31": true}

func newAlmanac() *almanac {
	c := &almanac{index: map[string]int{}}
	day, _ := time.Parse(time.DateOnly, warmUp) // a constant, so it parses
	for text := ""; text != lastPlanned; day = day.AddDate(0, 0, 1) {
		text = day.Format(time.DateOnly)
		c.index[text] = len(c.dates)
		c.dates = append(c.dates, date{text, text[:7], seasons[day.Month()-1], isWorking(day.Weekday(), text)})
	}
	c.from, c.to = c.index[FirstDay], c.index[LastDay]
	return c
}

func isWorking(w time.Weekday, text string) bool {
	return w != time.Saturday && w != time.Sunday && !holidays[text[5:]]
}

// workday is the day itself or the next working day after it.
func (c *almanac) workday(day int) int {
	for !c.dates[day].working {
		day++
	}
	return day
}

// monthEnd is the last day of the day's month.
func (c *almanac) monthEnd(day int) int {
	for day+1 < len(c.dates) && c.dates[day+1].month == c.dates[day].month {
		day++
	}
	return day
}

// months lists the months of the exports in order.
func (c *almanac) months() []string {
	var out []string
	for _, d := range c.dates[c.from : c.to+1] {
		if len(out) == 0 || out[len(out)-1] != d.month {
			out = append(out, d.month)
		}
	}
	return out
}

// clock writes a day and a minute of it as the CRM does: 2025-01-31 09:30.
func (c *almanac) clock(day, minute int) string {
	b := append(make([]byte, 0, 16), c.dates[day].text...)
	h, m := minute/60, minute%60
	return string(append(b, ' ', digit(h/10), digit(h%10), ':', digit(m/10), digit(m%10)))
}

func digit(n int) byte { return '0' + byte(n%10) }
