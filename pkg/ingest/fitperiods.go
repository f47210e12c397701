package ingest

import (
	"fmt"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
)

// fitsPeriods refuses figures that reach over the edge of one of the cube's
// periods: nobody knows how visits of a month spread over its weeks.
func (rd *reader) fitsPeriods(in *input, days stretch) error {
	by := rd.req.By
	if rd.req.Calendar.Of(days.first, by).Contains(days.last) {
		return nil
	}
	fault, hint := "is longer than a "+by.String(), wayOut(by)
	if length := calendar.Free(days.first, days.last).Days(); length <= longest[by] {
		fault = "lies in two " + by.String() + "s"
		switch {
		case length <= longest[calendar.Week] && by > calendar.Week:
			hint = "ask for weeks: --by week"
		case by > calendar.Week:
			hint = "ask for shorter periods: --by month; or say with --fiscal-start when the year begins"
		}
	}
	return &UsageError{Msg: fmt.Sprintf("%s gives figures for %s, which %s", in.src.Name(), days, fault), Hint: hint}
}

// longest is how many days the longest period of each length has.
var longest = map[calendar.Unit]int{calendar.Week: 7, calendar.Month: 31, calendar.Quarter: 92, calendar.Year: 366}

// wayOut says how figures that are longer than a period can be read.
func wayOut(by calendar.Unit) string {
	var flags []string
	for u := by + 1; u <= calendar.Year; u++ {
		flags = append(flags, "--by "+u.String())
	}
	if len(flags) == 0 {
		return "export the figures by year, or by shorter periods"
	}
	return "ask for longer periods: " + strings.Join(flags, " or ")
}
