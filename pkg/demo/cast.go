package demo

// person is one simulated rep; rates are odds in ten-thousandths, shares percent.
type person struct {
	name, email string
	team        int
	planted     Case
	start       string
	share       int
	visits      int    // completed visits in a normal month of full time
	win         int    // won deals per completed visit
	winAfter    int    // the same from the day improved on
	improved    string // empty: never
	mix         [3]int // products sold, see products
	quota       int    // in a normal month, thousands
	weak        string // the skill with a real gap, if any
}

type team struct {
	name, manager string
	regions       [2]string
}

var teams = []team{
	{"North", "Ingrid Holm", [2]string{"North-East", "North-West"}},
	{"South", "Rafael Ortega", [2]string{"South-East", "South-West"}},
}

type product struct {
	name   string
	median int64 // cents
}

var products = []product{{"Sensor", 400_000}, {"Line", 1_800_000}, {"Plant", 6_000_000}}

var (
	usualMix  = [3]int{50, 38, 12}
	sensorMix = [3]int{94, 6, 0}
)

const (
	coachedFrom = "2025-10-01" // the coaching that worked
	shamFrom    = "2026-01-05" // the coaching that changed nothing
)

var cast = []person{
	{name: "Anna Lindqvist", email: "anna.lindqvist@example.com", start: "2020-03-02",
		share: 100, visits: 32, win: 2400, mix: usualMix, quota: 112},
	{name: "Björn Åkesson", email: "bjorn.akesson@example.com", start: "2019-09-02",
		share: 100, visits: 29, win: 2200, mix: usualMix, quota: 118},
	{name: "Clara Weiss", email: "clara.weiss@example.com", start: "2022-01-10",
		share: 100, visits: 30, win: 2000, mix: usualMix, quota: 110},
	{name: "Dieter Krause", email: "dieter.krause@example.com", start: "2018-04-03", planted: LowActivity,
		share: 100, visits: 15, win: 2200, mix: usualMix, quota: 72, weak: "Time and route planning"},
	{name: "Eva Nowak", email: "eva.nowak@example.com", start: "2021-06-01", planted: LowConversion,
		share: 100, visits: 40, win: 1100, mix: usualMix, quota: 105, weak: "Qualification"},
	{name: "Frida Sørensen", email: "frida.sorensen@example.com", start: "2020-10-05",
		share: 80, visits: 33, win: 2300, mix: usualMix, quota: 112},
	{name: "Gustav Meyer", email: "gustav.meyer@example.com", start: "2017-02-06",
		share: 100, visits: 27, win: 2100, mix: usualMix, quota: 104},
	{name: "Hugo Martín", email: "hugo.martin@example.com", team: 1, start: "2021-11-02", planted: CoachedImproved,
		share: 100, visits: 30, win: 1700, winAfter: 2700, improved: coachedFrom, mix: usualMix, quota: 110},
	{name: "Inés Calderón", email: "ines.calderon@example.com", team: 1, start: "2019-01-07",
		share: 100, visits: 33, win: 2350, mix: usualMix, quota: 125},
	{name: "João Almeida", email: "joao.almeida@example.com", team: 1, start: "2022-05-02", planted: CoachedNoEffect,
		share: 100, visits: 30, win: 2200, mix: usualMix, quota: 112},
	{name: "Katja Bauer", email: "katja.bauer@example.com", team: 1, start: "2020-08-03",
		share: 100, visits: 28, win: 2200, mix: usualMix, quota: 108},
	{name: "Luca Ferri", email: "luca.ferri@example.com", team: 1, start: "2025-11-03", planted: NewHire,
		share: 100, visits: 30, win: 2200, mix: usualMix, quota: 128, weak: "Product knowledge"},
	{name: "Marta Rossi", email: "marta.rossi@example.com", team: 1, start: "2021-03-01", planted: SmallProduct,
		share: 100, visits: 31, win: 2250, mix: sensorMix, quota: 36},
	{name: "Nuno Pires", email: "nuno.pires@example.com", team: 1, start: "2023-09-04", planted: LuckySmall,
		share: 10, visits: 21, win: 2200, mix: usualMix, quota: 130},
}

// rampUp is the activity of a new rep in the first months, percent of later on.
var rampUp = [5]int{30, 45, 60, 75, 90}

// ramp gives the percent of full activity in the given month (2025-11) of tenure;
// only a new hire within the exports is still ramping up.
func (p person) ramp(month string) int {
	if p.start < FirstDay {
		return 100
	}
	if tenure := monthsBetween(p.start[:7], month); tenure < len(rampUp) {
		return rampUp[max(tenure, 0)]
	}
	return 100
}

// monthsBetween counts from one month to another, both as 2025-11.
func monthsBetween(from, to string) int { return monthNumber(to) - monthNumber(from) }

func monthNumber(m string) int {
	n := 0
	for _, c := range m[:4] + m[5:7] {
		n = 10*n + int(c-'0')
	}
	return n/100*12 + n%100
}

// odds that a completed visit on a day leads to a won deal.
func (p person) odds(day string) int {
	if p.improved != "" && day >= p.improved {
		return p.winAfter
	}
	return p.win
}
