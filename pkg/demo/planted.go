package demo

// attempts bounds the search for a draw that shows what was planted.
const attempts = 4000

// claim is a range that a rep's raw figures must fall in: won deals closed per
// completed visit in ten-thousandths, or the visits themselves.
type claim struct {
	from, to  string
	low, high int
	visits    bool
}

// claims says what the draw of a rep must show. The luck of the lucky rep and the
// bad quarter of the rep coached in vain are real draws at their true odds: the
// stream is drawn anew until the luck occurs. All others must lie near their truth,
// so that nothing unplanned stands out.
func (p person) claims() []claim {
	switch p.planted {
	case LuckySmall:
		return []claim{{FirstDay, LastDay, 30, 39, true}, {FirstDay, LastDay, 3400, 4400, false}}
	case CoachedImproved:
		return []claim{{FirstDay, "2025-09-30", 1500, 1900, false}, {"2025-11-01", LastDay, 2500, 2900, false}}
	case CoachedNoEffect:
		return []claim{{FirstDay, "2025-09-30", 2100, 2500, false}, {"2025-10-01", "2025-12-31", 0, 1300, false},
			{shamFrom, LastDay, 2050, 2450, false}}
	}
	return []claim{{max(FirstDay, p.start), LastDay, p.win - 200, p.win + 200, false}}
}

// played draws the rep's history until it shows what was planted; should that
// never happen it is the draw that came nearest.
func (p person) played(seed uint64, cal *almanac) history {
	var best history
	nearest := -1
	for n := 0; n < attempts && nearest != 0; n++ {
		f := fieldwork{who: p, cal: cal, rng: newStream(seed, p.name+"/field", n)}
		h := f.run()
		if miss := h.miss(p.claims(), cal); nearest < 0 || miss < nearest {
			best, nearest = h, miss
		}
	}
	return best
}

// miss adds up by how much a history falls outside the claims.
func (h history) miss(claims []claim, cal *almanac) int {
	sum := 0
	for _, c := range claims {
		visits, wins := h.count(cal.index[c.from], cal.index[c.to])
		value := visits
		if !c.visits {
			value = wins * perAll / max(visits, 1)
		}
		sum += outside(value, c.low, c.high)
	}
	return sum
}

func outside(value, low, high int) int { return max(low-value, value-high, 0) }

// count gives completed visits made and deals won (by their close) in the days
// from..to, both included.
func (h history) count(from, to int) (visits, wins int) {
	for _, v := range h.visits {
		if v.outcome == completed && v.day >= from && v.day <= to {
			visits++
		}
	}
	for _, d := range h.deals {
		if d.fate == won && d.closes >= from && d.closes <= to {
			wins++
		}
	}
	return visits, wins
}
