package ingest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// rosterRow is one person of a roster. A person may have several lines, one
// for each region, say: the first of each cell counts.
type rosterRow struct {
	Rep     string      `csv:"rep"`
	First   string      `csv:"first_name"`
	Last    string      `csv:"last_name"`
	Emails  list        `csv:"rep_email"`
	Team    string      `csv:"team"`
	Region  string      `csv:"region"`
	Manager string      `csv:"manager"`
	Start   optionalDay `csv:"start"`
	End     optionalDay `csv:"end"`
	Share   figure      `csv:"share"`
}

// name is what the person is called.
func (r *rosterRow) name() string {
	return squeeze(cmp.Or(r.Rep, strings.TrimSpace(r.First+" "+r.Last), r.Emails.first()))
}

// roster enters the people of a roster into the census.
func (rd *reader) roster(in *input) error {
	s, err := in.read(&rd.req)
	if err != nil {
		return err
	}
	rows, err := bind[rosterRow](s)
	if err != nil {
		return err
	}
	for i, row := range rows {
		name := row.name()
		if name == "" {
			s.refuse(i, absent, noPerson)
			continue
		}
		if share := row.Share.float(); share != nil && (*share <= 0 || *share > 1) {
			s.refuse(i, in.mapping.Index(crm.FieldShare), badShare)
			continue
		}
		person := rd.census.enroll(name, &row)
		in.meet(person)
		rd.census.claimAll(in, s.places[i], person)
	}
	return rd.finishSheet(s)
}

// enroll enters or completes a person.
func (c *census) enroll(name string, row *rosterRow) int {
	key := crm.PersonKey(name)
	i, ok := c.own[key]
	if !ok {
		i = c.enter(funnel.Rep{Name: name, InRoster: true})
		c.own[key] = i
	}
	who := c.people[i]
	rep, share := &who.rep, 0.0
	if row.Share.Money != nil {
		share = row.Share.Money.Float()
	}
	who.join(cmp.Or(row.Team, row.Region))
	who.differ(crm.FieldManager, rep.Manager != "" && row.Manager != "" && crm.PersonKey(rep.Manager) != crm.PersonKey(row.Manager))
	who.differ(crm.FieldStart, otherDay(rep.Start, row.Start.Day))
	who.differ(crm.FieldEnd, otherDay(rep.End, row.End.Day))
	who.differ(crm.FieldShare, rep.Share != 0 && share != 0 && rep.Share != share)
	rep.Manager, rep.Share = cmp.Or(rep.Manager, row.Manager), cmp.Or(rep.Share, share)
	rep.Start, rep.End = cmp.Or(rep.Start, row.Start.Day), cmp.Or(rep.End, row.End.Day)
	return i
}

// join puts a person into a team, unless there is one already.
func (who *citizen) join(team string) {
	switch have := who.rep.Team; {
	case have == "":
		who.rep.Team = team
	case team != "" && crm.PersonKey(team) != crm.PersonKey(have):
		who.differ(crm.FieldTeam, true)
		who.teams = append(who.teams, team)
	}
}

// differ takes note that lines of rosters say different things of a person.
func (who *citizen) differ(f crm.Field, so bool) {
	if so && !slices.Contains(who.differs, f) {
		who.differs = append(who.differs, f)
	}
}

func otherDay(have, given *calendar.Day) bool { return have != nil && given != nil && *have != *given }

// claimAll enters all names of a line of a roster.
func (c *census) claimAll(in *input, rec csvscan.Record, person int) {
	name := c.people[person].rep.Name
	c.keys.add(crm.PersonKey(name), claim{person, in.mapping.Index(crm.FieldRep), crm.FieldRep, name, rec.Pos(max(in.mapping.Index(crm.FieldRep), 0))})
	for _, f := range []crm.Field{crm.FieldRep, crm.FieldRepEmail, crm.FieldRepID, crm.FieldAlias} {
		for _, column := range in.mapping.All(f) {
			for _, text := range in.several(f, rec.Fields[column]) {
				c.claim(headerKey(in.mapping, column), claim{person, column, f, text, rec.Pos(column)})
			}
			if f == crm.FieldAlias && listed(rec.Fields[column], name) {
				in.lists = append(in.lists, rec.Fields[column])
			}
		}
	}
}

// claim enters one name, an id for its column as well.
func (c *census) claim(header string, n claim) {
	key := crm.PersonKey(n.text)
	c.keys.add(key, n)
	if n.field != crm.FieldRepID {
		return
	}
	if c.byHeader[header] == nil {
		c.byHeader[header] = claims{}
	}
	c.byHeader[header].add(key, n)
}

// parted lists what parts several ids, e-mails or aliases in one cell. A comma
// parts e-mails alone: in a name it stands between last and first.
var parted = map[crm.Field]string{crm.FieldRepID: ";|\n", crm.FieldRepEmail: ";|\n,", crm.FieldAlias: ";|\n/"}

// several takes a cell that may hold several names apart, and gives the whole
// of it first.
func (in *input) several(f crm.Field, cell string) []string {
	text, _ := in.plain(f, cell)
	all := []string{text}
	if signs := parted[f]; strings.ContainsAny(text, signs) && signs != "" {
		all = append(all, strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(signs, r) })...)
	}
	return all
}

// listed tells whether an alias looks like several, parted by commas. One that
// has a word of the name is more likely "last, first".
func listed(alias, name string) bool {
	words := strings.Fields(crm.Fold(name))
	own := func(word string) bool { return slices.Contains(words, word) }
	return strings.Contains(alias, ",") && !slices.ContainsFunc(strings.Fields(crm.Fold(alias)), own)
}
