package ingest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// unassigned is the person that stands for rows without an owner.
const unassigned = 0

// census tells who is who: every way in which a file may name a rep, and the
// one person that is meant.
type census struct {
	people []*citizen
	// own finds a person of a roster by the name that it is listed under.
	own map[string]int
	// keys finds a person by name, alias, e-mail or id.
	keys claims
	// byHeader finds a person by the id in a column of that header, which may
	// be somebody else's id in another column.
	byHeader map[string]claims
	// found remembers who was meant, once the rosters are read.
	found    map[mention]int
	disputes []dispute
	used     []use
}

// mention is a cell that names somebody.
type mention struct {
	mapping *crm.Mapping
	column  int
	cell    string
}

// citizen is one person.
type citizen struct {
	rep       funnel.Rep
	spellings map[string]int64 // rows by name as written, where no roster names the person
	teams     []string         // other teams that rosters put the person into
	differs   []crm.Field      // of which lines of rosters say different things
}

func newCensus() *census {
	c := &census{own: map[string]int{}, keys: claims{}, byHeader: map[string]claims{}, found: map[mention]int{}}
	c.people = append(c.people, &citizen{rep: funnel.Rep{Name: funnel.UnassignedName, Share: 1, Unassigned: true}})
	return c
}

// person finds who is meant by a cell of the column of that header, and enters
// whoever is not known yet.
func (c *census) person(m *crm.Mapping, column int, cell string, rows int64) int {
	at := mention{m, column, cell}
	i, ok := c.found[at]
	if !ok {
		i = c.find(at)
		c.found[at] = i
	}
	if who := c.people[i]; i != unassigned && !who.rep.InRoster {
		who.spellings[squeeze(cell)] += rows
	}
	return i
}

func (c *census) find(at mention) int {
	if at.mapping.Unassigned(at.cell) {
		return unassigned
	}
	key := crm.PersonKey(at.cell)
	if len(c.byHeader) > 0 {
		if all := c.byHeader[headerKey(at.mapping, at.column)][key]; all != nil {
			return c.heed(at, all)
		}
	}
	if all := c.keys[key]; all != nil {
		return c.heed(at, all)
	}
	i := c.enter(funnel.Rep{Share: 1})
	c.keys.add(key, claim{person: i})
	return i
}

func (c *census) enter(rep funnel.Rep) int {
	c.people = append(c.people, &citizen{rep: rep, spellings: map[string]int64{}})
	return len(c.people) - 1
}

func headerKey(m *crm.Mapping, column int) string {
	if column == absent {
		return ""
	}
	return crm.Fold(m.Header(column))
}

func squeeze(name string) string { return strings.Join(strings.Fields(name), " ") }

// settle names everybody that no roster names, by the spelling that is used
// most, and of equals the first.
func (c *census) settle() {
	for _, who := range c.people {
		if who.rep.Name != "" {
			continue
		}
		best := int64(-1)
		for name, rows := range who.spellings {
			if rows > best || rows == best && name < who.rep.Name {
				who.rep.Name, best = name, rows
			}
		}
	}
}

// seen widens the days of a person.
func (c *census) seen(person int, p presence) {
	if p.first > p.last {
		return
	}
	rep := &c.people[person].rep
	rep.First, rep.Last = earlier(rep.First, p.first), later(rep.Last, p.last)
}

func earlier(have *calendar.Day, d calendar.Day) *calendar.Day {
	if have != nil && *have <= d {
		return have
	}
	return &d
}

func later(have *calendar.Day, d calendar.Day) *calendar.Day {
	if have != nil && *have >= d {
		return have
	}
	return &d
}

// order lists the persons that the request keeps, sorted by name, those
// without an owner last.
func (c *census) order(r *Request) []int {
	var kept []int
	for i, who := range c.people {
		if c.kept(r, i) && (i != unassigned || who.rep.First != nil || who.spellings != nil) {
			kept = append(kept, i)
		}
	}
	slices.SortFunc(kept, func(a, b int) int {
		x, y := &c.people[a].rep, &c.people[b].rep
		if x.Unassigned != y.Unassigned {
			return cmp.Compare(b, a)
		}
		return cmp.Or(strings.Compare(x.Name, y.Name), cmp.Compare(a, b))
	})
	return kept
}

func (c *census) kept(r *Request, i int) bool {
	rep := &c.people[i].rep
	if r.Team != "" && crm.PersonKey(r.Team) != crm.PersonKey(rep.Team) {
		return false
	}
	if r.Rep == "" {
		return true
	}
	key := crm.PersonKey(r.Rep)
	if named, ok := c.own[key]; ok {
		return named == i
	}
	return key == crm.PersonKey(rep.Name) || slices.ContainsFunc(c.keys[key], func(n claim) bool { return n.person == i })
}
