package ingest

import (
	"cmp"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// rosterRow is one person of a roster. A person may have several lines, one
// for each region, say: the first of each cell counts.
type rosterRow struct {
	Rep     string      `csv:"rep"`
	IDs     list        `csv:"rep_id"`
	Emails  list        `csv:"rep_email"`
	Aliases list        `csv:"alias"`
	Team    string      `csv:"team"`
	Region  string      `csv:"region"`
	Manager string      `csv:"manager"`
	Start   optionalDay `csv:"start"`
	End     optionalDay `csv:"end"`
	Share   figure      `csv:"share"`
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
		name := squeeze(cmp.Or(row.Rep, row.Emails.first()))
		if name == "" {
			s.refuse(i, absent, noPerson)
			continue
		}
		if share := row.Share.float(); share != nil && (*share <= 0 || *share > 1) {
			s.refuse(i, in.mapping.Index(crm.FieldShare), badShare)
			continue
		}
		rd.census.enroll(in, s.places[i].Fields, name, row)
	}
	return rd.finishSheet(s)
}

// enroll enters or completes a person under all names that the roster gives.
func (c *census) enroll(in *input, cells []string, name string, row rosterRow) {
	i, ok := c.keys[crm.PersonKey(name)]
	if !ok {
		i = c.enter(funnel.Rep{Name: name, InRoster: true})
	}
	in.meet(i)
	rep := &c.people[i].rep
	rep.Team = cmp.Or(rep.Team, row.Team, row.Region)
	rep.Manager = cmp.Or(rep.Manager, row.Manager)
	rep.Start, rep.End = cmp.Or(rep.Start, row.Start.Day), cmp.Or(rep.End, row.End.Day)
	if row.Share.Money != nil && rep.Share == 0 {
		rep.Share = row.Share.Money.Float()
	}
	for _, names := range [][]string{{name}, row.Emails, row.IDs, row.Aliases} {
		for _, n := range names {
			c.claim(crm.PersonKey(n), i)
		}
	}
	for _, column := range in.mapping.All(crm.FieldRepID) {
		c.claimID(headerKey(in.mapping, column), crm.PersonKey(cells[column]), i)
	}
}

// claim makes a name stand for a person; the first to claim it keeps it.
func (c *census) claim(key string, person int) {
	if _, taken := c.keys[key]; !taken && key != "" {
		c.keys[key] = person
	}
}

func (c *census) claimID(header, key string, person int) {
	if c.byHeader[header] == nil {
		c.byHeader[header] = map[string]int{}
	}
	if _, taken := c.byHeader[header][key]; !taken && key != "" {
		c.byHeader[header][key] = person
	}
}
