package demo

import "strconv"

// rosterCSV lists the reps; a spreadsheet made by hand, so quoted only where needed.
func rosterCSV() []byte {
	t := newTable(false, "rep", "email", "team", "manager", "start date", "end date", "share")
	for _, p := range cast {
		t.row(p.name, p.email, teams[p.team].name, teams[p.team].manager, p.start, "", percent(p.share))
	}
	return t.bytes()
}

// percent writes 80 as 0.8 and 100 as 1.
func percent(n int) string { return strconv.FormatFloat(float64(n)/100, 'g', -1, 64) }

// onboarding is the months a new hire has no quota.
const onboarding = 2

// quotasCSV gives every rep's quota by month; it follows the season, and a new hire
// has none while onboarding.
func quotasCSV(cal *almanac) []byte {
	t := newTable(false, "rep", "month", "quota")
	for _, p := range cast {
		for _, m := range cal.months() {
			if tenure := monthsBetween(p.start[:7], m); tenure >= onboarding {
				t.row(p.name, m, strconv.Itoa(p.monthQuota(m)))
			}
		}
	}
	return t.bytes()
}

// monthQuota rounds to 500. The season counts by half: quotas are never planned as
// deep as August is.
func (p person) monthQuota(month string) int {
	season := (100 + seasons[(monthNumber(month)+11)%12]) / 2
	amount := p.quota * 1000 * p.share / 100 * p.ramp(month) / 100 * season / 100
	return (amount + 250) / 500 * 500
}

type programme struct{ rep, skill, metric, start, end, chosen string }

// programmes: one truly worked; the other followed a bad quarter that was bad luck.
var programmes = []programme{
	{"Hugo Martín", "Discovery questions", "conversion", coachedFrom, "2025-12-19", "agreed in the yearly plan"},
	{"João Almeida", "Closing", "conversion", shamFrom, "2026-03-31", "low results last quarter"},
}

func coachingCSV() []byte {
	t := newTable(false, "rep", "skill", "metric", "start", "end", "coach", "chosen")
	for _, c := range programmes {
		t.row(c.rep, c.skill, c.metric, c.start, c.end, teams[1].manager, c.chosen)
	}
	return t.bytes()
}
