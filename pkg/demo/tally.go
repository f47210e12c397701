package demo

// Tally is what the exports of a seed hold of one rep, each record counted once in
// its last version: what any reading of them must come to.
type Tally struct {
	Rep             string // empty: deals without an owner
	Visits          int    // completed visits and meetings
	Won, Lost, Open int
	RevenueCents    int64 // amounts of won deals
}

// Tallies counts the exports of a seed by rep in the order of the roster, with the
// deals that nobody owns last.
func Tallies(seed uint64) []Tally {
	b := simulate(seed)
	out := make([]Tally, len(cast)+1)
	for i, p := range cast {
		out[i].Rep = p.name
		out[i].Visits, _ = b.histories[i].count(b.cal.from, b.cal.to)
	}
	for _, d := range b.deals() {
		at := d.rep
		if at < 0 {
			at = len(cast)
		}
		out[at].add(d.deal, b.isOpen(d.deal))
	}
	return out
}

func (t *Tally) add(d deal, open bool) {
	switch {
	case open:
		t.Open++
	case d.fate == won:
		t.Won++
		t.RevenueCents += d.cents
	default:
		t.Lost++
	}
}
