package demo

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

type ownedActivity struct {
	activity
	rep, seq int
	note     string
}

func activitiesCSV(b *board) []byte {
	t := newTable(true, "Record ID", "Activity type", "Activity date", "Activity assigned to", "Subject",
		"Outcome", "Note", "Associated Company")
	for i, a := range b.activities() {
		company := companyName(a.rep, a.company)
		t.row(recordID(58_207_340_000, i), a.kind, b.cal.clock(a.day, a.minute), cast[a.rep].name,
			subjects[a.kind]+company, a.outcome, a.note, company)
	}
	return t.bytes()
}

var subjects = map[string]string{
	"Visit": "Visit at ", "Meeting": "Meeting with ", "Call": "Call with ", "Email": "Mail to ",
}

// activities gives all activities of the exported period in order of time.
func (b *board) activities() []ownedActivity {
	var all []ownedActivity
	for rep, h := range b.histories {
		desk := newStream(b.seed, cast[rep].name+"/desk", 0)
		for seq, a := range slices.Concat(h.visits, deskwork(cast[rep], b.cal, desk)) {
			if a.day >= b.cal.from {
				all = append(all, ownedActivity{a, rep, seq, noteOn(a, desk)})
			}
		}
	}
	slices.SortFunc(all, func(x, y ownedActivity) int {
		return cmp.Or(x.day-y.day, x.minute-y.minute, x.rep-y.rep, x.seq-y.seq)
	})
	return all
}

// deskwork is calls and e-mails: many, and no deal comes of them.
func deskwork(p person, cal *almanac, rng *rand.Rand) []activity {
	var out []activity
	for d := cal.from; d <= cal.to; d++ {
		if cal.dates[d].text < p.start || !cal.dates[d].working || rng.IntN(perAll) >= 55*p.share {
			continue
		}
		a := activity{day: d, minute: 16*60 + rng.IntN(120), kind: "Email", company: rng.IntN(companiesPerRep)}
		if rng.IntN(100) < 60 {
			a.kind, a.outcome = "Call", completed
			if rng.IntN(100) < 6 {
				a.outcome = "Canceled"
			}
		}
		out = append(out, a)
	}
	return out
}

// notes hold what makes notes hard to read: commas, quotes, line breaks.
var notes = []string{
	"Met the plant manager, wants a quote by Friday",
	"Said \"too expensive\", compares with two others",
	"Asked about:\n- delivery time\n- spare parts\n- training",
	"Decision after the board meeting; budget is there",
	"Bestätigt: Größe 40, Lieferung über Köln",
	"No need this year",
	"Works with the old line, \"never had a problem\".\nTry again in autumn.",
	"Introduced to purchasing, technical fit is clear",
}

// noteOn writes a note on about one completed visit in five.
func noteOn(a activity, rng *rand.Rand) string {
	n := rng.IntN(5 * len(notes))
	if n >= len(notes) || a.outcome != completed || a.kind == "Call" {
		return ""
	}
	return notes[n]
}
