package demo

import "math/rand/v2"

// perAll is the unit of odds: ten-thousandths.
const perAll = 10_000

// dealOdds: of 100 completed visits, 46 lead to a deal, whoever makes them; what
// sets reps apart is how many of those are won.
const dealOdds = 4600

type activity struct {
	day, minute   int
	kind, outcome string
	company       int // of the rep's own companies
}

type fate int

const (
	won fate = iota
	lost
	stale // never closed by the rep: open with a date long past
)

type deal struct {
	created, minute int
	closes, closing int // day and minute
	fate            fate
	product         int
	cents           int64
	company         int
}

// history is what one rep did, warm-up included.
type history struct {
	visits []activity
	deals  []deal
}

// fieldwork simulates one rep's visits and the deals that come of them.
type fieldwork struct {
	who    person
	cal    *almanac
	rng    *rand.Rand
	wobble int // how busy this month is, percent: months differ more than chance alone
	out    history
}

func (f *fieldwork) run() history {
	month := ""
	for d, date := range f.cal.dates[:f.cal.to+1] {
		if date.text < f.who.start {
			continue
		}
		if date.month != month {
			month, f.wobble = date.month, 85+f.rng.IntN(31)
		}
		if date.working {
			f.day(d)
		}
	}
	return f.out
}

// appointments are the hours at which a visit may start.
var appointments = [4]int{8, 10, 13, 15}

func (f *fieldwork) day(d int) {
	odds := f.visitOdds(d)
	for _, hour := range appointments {
		if f.rng.IntN(perAll) < odds {
			f.visit(d, hour*60+15*f.rng.IntN(7))
		}
	}
}

// visitOdds of one appointment: the visits of a month over 4 appointments on 21
// working days, of which 88 of 100 come about.
func (f *fieldwork) visitOdds(d int) int {
	date, p := f.cal.dates[d], f.who
	planned := int64(p.visits) * int64(p.share) * int64(p.ramp(date.month)) * int64(date.season) * int64(f.wobble)
	return int(planned * 100 / (100 * 100 * 4 * 21 * 88))
}

var (
	visitKinds    = []string{"Visit", "Meeting"}
	visitOutcomes = []string{completed, "No show", "Canceled", "Scheduled"}
)

const completed = "Completed"

func (f *fieldwork) visit(d, minute int) {
	a := activity{
		day: d, minute: minute,
		kind:    visitKinds[pick(f.rng, []int{84, 16})],
		outcome: visitOutcomes[pick(f.rng, []int{88, 5, 5, 2})],
		company: f.rng.IntN(companiesPerRep),
	}
	f.out.visits = append(f.out.visits, a)
	if a.outcome == completed {
		f.sell(a)
	}
}

// sell draws whether a visit leads to a deal and how that will end.
func (f *fieldwork) sell(a activity) {
	u := f.rng.IntN(perAll)
	if u >= dealOdds {
		return
	}
	d := deal{created: a.day, minute: a.minute + 60 + f.rng.IntN(120), company: a.company}
	d.fate = lost
	if u < f.who.odds(f.cal.dates[a.day].text) {
		d.fate = won
	} else if f.rng.IntN(100) < 3 {
		d.fate = stale
	}
	d.product = pick(f.rng, f.who.mix[:])
	d.cents = lognormal(f.rng, products[d.product].median)
	d.closes, d.closing = f.cal.workday(d.created+f.lag(d.fate)), 9*60+f.rng.IntN(8*60)
	f.out.deals = append(f.out.deals, d)
}

// lag is the days from visit to decision: a won deal takes 1 to 10 weeks, a lost
// one longer, so that closed deals alone flatter the win rate.
func (f *fieldwork) lag(end fate) int {
	if end == won {
		return 7 + f.rng.IntN(32) + f.rng.IntN(32)
	}
	return 10 + f.rng.IntN(40) + f.rng.IntN(40)
}
