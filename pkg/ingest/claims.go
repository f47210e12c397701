package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// claim is a cell of a roster that stands for a person: a name, alias, e-mail
// or id.
type claim struct {
	person int
	column int // in its roster
	field  crm.Field
	text   string
	pos    csvscan.Pos
}

// claims finds the persons that a key stands for. A roster may claim one key
// for several persons: that is told once a file names somebody by it.
type claims map[string][]claim

// add enters a claim; of those of one person the first is kept.
func (c claims) add(key string, n claim) {
	same := func(have claim) bool { return have.person == n.person }
	if key != "" && !slices.ContainsFunc(c[key], same) {
		c[key] = append(c[key], n)
	}
}

// dispute is a cell that may be either of two persons, and the later of the two
// claims to it.
type dispute struct {
	mention
	first, second claim
}

// use is a cell that names a person by an id or e-mail of a roster.
type use struct {
	mention
	by claim
}

// heed takes note of which claim decided who is meant, and of rival ones.
func (c *census) heed(at mention, all []claim) int {
	if len(all) > 1 {
		c.disputes = append(c.disputes, dispute{at, all[0], all[1]})
	}
	if one := all[0]; one.field == crm.FieldRepID || one.field == crm.FieldRepEmail {
		c.used = append(c.used, use{at, one})
	}
	return all[0].person
}

// namesakes finds persons of one name whom files name by several ids or
// e-mails, from different lines of one roster: they are most likely two.
func (c *census) namesakes() {
	used := map[int][]claim{} // by person
	for _, u := range c.used {
		for _, before := range used[u.by.person] {
			a, b := before, u.by
			if a.pos.Line > b.pos.Line {
				a, b = b, a
			}
			if a.pos.File == b.pos.File && a.column == b.column && a.pos.Line != b.pos.Line {
				c.disputes = append(c.disputes, dispute{u.mention, a, b})
				break
			}
		}
		used[u.by.person] = append(used[u.by.person], u.by)
	}
}

// disputed refuses rosters that leave open who is meant.
func (rd *reader) disputed() error {
	c := rd.census
	c.namesakes()
	var problems []Problem
	seen := map[string]bool{}
	for _, d := range c.disputes {
		p := rd.disputeProblem(d)
		if text := p.String(); !seen[text] {
			seen[text] = true
			problems = append(problems, p)
		}
	}
	slices.SortFunc(problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Col, b.Pos.Col), strings.Compare(a.What, b.What))
	})
	rd.problems, rd.total = append(rd.problems, problems...), rd.total+int64(len(problems))
	return nil
}

// disputeProblem puts a dispute into words.
func (rd *reader) disputeProblem(d dispute) Problem {
	name := func(c claim) string { return rd.census.people[c.person].rep.Name }
	p := Problem{Pos: d.second.pos, Cell: d.second.text}
	if d.first.person == d.second.person {
		p.What = fmt.Sprintf("%q has %q here and %q in line %d, and %s names both: one person or two of the same name",
			name(d.first), d.second.text, d.first.text, d.first.pos.Line, rd.fileOf(d.mapping))
		p.Hint = fmt.Sprintf("write both in one line if it is one person (%s; %s), else give the two different names", d.first.text, d.second.text)
		return p
	}
	p.What = fmt.Sprintf("%q, whom %s names, is %q here and %q in %s", squeeze(d.cell), rd.fileOf(d.mapping), name(d.second), name(d.first), lineOf(d.first.pos))
	p.Hint = "a name, alias, e-mail or id of the roster stands for one person; ids of several columns are told apart where the files call the columns alike"
	return p
}

func lineOf(p csvscan.Pos) string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// fileOf is the name of the file that has that mapping.
func (rd *reader) fileOf(m *crm.Mapping) string {
	for _, in := range rd.inputs {
		if in.mapping == m {
			return in.src.Name()
		}
	}
	return "a file"
}
