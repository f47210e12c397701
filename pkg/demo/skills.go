package demo

import (
	"math/rand/v2"
	"strconv"
)

type skill struct {
	name, dimension  string
	required, weight int
}

// skills cover the five dimensions of the Sales Star; ratings run from 1 to 5.
var skills = []skill{
	{"Resilience", "Morale", 3, 1},
	{"Value over price", "Beliefs", 4, 2},
	{"Time and route planning", "Activity", 4, 2},
	{"Prospecting", "Activity", 3, 2},
	{"Product knowledge", "Ability", 4, 2},
	{"Qualification", "Ability", 4, 3},
	{"Discovery questions", "Ability", 4, 3},
	{"Closing", "Ability", 4, 2},
	{"Presence", "Style", 3, 1},
}

// assessed is the day of the yearly assessment.
const assessed = "2026-06-15"

func skillsCSV(seed uint64) []byte {
	t := newTable(false, "rep", "skill", "dimension", "self", "manager", "required", "weight", "date")
	for _, p := range cast {
		rng := newStream(seed, p.name+"/skills", 0)
		for _, s := range skills {
			self, manager := p.rate(s, rng)
			t.row(p.name, s.name, s.dimension, strconv.Itoa(self), strconv.Itoa(manager),
				strconv.Itoa(s.required), strconv.Itoa(s.weight), assessed)
		}
	}
	return t.bytes()
}

// rate draws the two ratings. A planted weak skill is two below what is required;
// the rep sees it only as a new hire. All else is within a point of the requirement
// and people rate themselves a little higher than their managers do.
func (p person) rate(s skill, rng *rand.Rand) (self, manager int) {
	manager = s.required + [3]int{-1, 0, 1}[pick(rng, []int{20, 55, 25})]
	self = manager + [3]int{-1, 0, 1}[pick(rng, []int{15, 55, 30})]
	if s.name == p.weak {
		manager, self = s.required-2, s.required
		if p.planted == NewHire {
			self = manager
		}
	}
	return min(max(self, 1), 5), min(max(manager, 1), 5)
}
