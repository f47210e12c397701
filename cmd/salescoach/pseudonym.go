package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/ingest"
)

// pseudonyms replaces people's names by numbers. The numbers follow a hash of
// the names, so that they give away neither the alphabet nor a ranking, and
// the same people get the same numbers from the same files.
type pseudonyms map[string]string

// pseudonymize renames every rep, manager and coach in the data, and drops
// the warnings that quote names.
func pseudonymize(data *ingest.Data) {
	reps, managers := pseudonyms{}, pseudonyms{}
	collect(data, reps, managers)
	reps.number("Rep")
	managers.number("Manager")
	if data.Cube != nil {
		renameReps(data.Cube, reps, managers)
	}
	for i := range data.Assessments {
		a := &data.Assessments[i]
		a.Rep, a.Rater = reps.of(a.Rep), managers.of(a.Rater)
	}
	for i := range data.Programmes {
		g := &data.Programmes[i]
		g.Rep, g.Coach, g.Note = reps.of(g.Rep), managers.of(g.Coach), ""
	}
	data.Quality.NearMisses = nil
	data.Quality.Warnings = slices.DeleteFunc(data.Quality.Warnings, func(w funnel.Warning) bool {
		return slices.Contains(naming, w.Code)
	})
}

// naming are the codes of the warnings that name people.
var naming = []string{"near-miss", "like-a-total", "taken-for-total", "alias-list", "differing-lines"}

func collect(data *ingest.Data, reps, managers pseudonyms) {
	if data.Cube != nil {
		for _, r := range data.Cube.Reps {
			if !r.Unassigned {
				reps[r.Name] = ""
			}
			managers[r.Manager] = ""
		}
	}
	for _, a := range data.Assessments {
		reps[a.Rep], managers[a.Rater] = "", ""
	}
	for _, g := range data.Programmes {
		reps[g.Rep], managers[g.Coach] = "", ""
	}
	delete(reps, "")
	delete(managers, "")
}

func (p pseudonyms) number(word string) {
	names := make([]string, 0, len(p))
	for name := range p {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(hash(a), hash(b)), cmp.Compare(a, b))
	})
	digits := len(fmt.Sprint(len(names)))
	for i, name := range names {
		p[name] = fmt.Sprintf("%s %0*d", word, digits, i+1)
	}
}

func (p pseudonyms) of(name string) string {
	if n, ok := p[name]; ok {
		return n
	}
	return name
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// renameReps keeps the cube's order of reps by name.
func renameReps(c *funnel.Cube, reps, managers pseudonyms) {
	for i := range c.Reps {
		r := &c.Reps[i]
		r.Name, r.Manager = reps.of(r.Name), managers.of(r.Manager)
	}
	c.SortReps()
}
