package ingest

import (
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// skillRow is one skill of one rep.
type skillRow struct {
	Rep       list        `csv:"rep"`
	Email     list        `csv:"rep_email"`
	ID        list        `csv:"rep_id"`
	Skill     string      `csv:"skill"`
	Dimension string      `csv:"dimension"`
	Self      figure      `csv:"self"`
	Manager   figure      `csv:"manager_score"`
	Required  figure      `csv:"required"`
	Weight    figure      `csv:"weight"`
	Date      optionalDay `csv:"date"`
	Rater     string      `csv:"rater"`
}

// assessment is a skill of a person whose name is settled later.
type assessment struct {
	person int
	funnel.Assessment
}

// skills takes in the assessments.
func (rd *reader) skills(in *input) error {
	s, err := in.read(&rd.req)
	if err != nil {
		return err
	}
	rows, err := bind[skillRow](s)
	if err != nil {
		return err
	}
	for i, row := range rows {
		person, named := rd.owner(in, row.Rep, row.Email, row.ID)
		if !named {
			s.refuse(i, absent, noPerson)
			continue
		}
		if row.Skill == "" {
			s.refuse(i, in.mapping.Index(crm.FieldSkill), noSkill)
			continue
		}
		rd.skillRows = append(rd.skillRows, assessment{person, row.assessment()})
	}
	return rd.finishSheet(s)
}

func (row *skillRow) assessment() funnel.Assessment {
	a := funnel.Assessment{
		Skill: row.Skill, Dimension: row.Dimension, Weight: 1, Date: row.Date.Day, Rater: row.Rater,
		Self: row.Self.float(), Manager: row.Manager.float(), Required: row.Required.float(),
	}
	if w := row.Weight.float(); w != nil {
		a.Weight = *w
	}
	return a
}

// coachingRow is one line of a coaching log.
type coachingRow struct {
	Rep    list        `csv:"rep"`
	Email  list        `csv:"rep_email"`
	ID     list        `csv:"rep_id"`
	Skill  string      `csv:"skill"`
	Metric string      `csv:"metric"`
	Start  optionalDay `csv:"start"`
	End    optionalDay `csv:"end"`
	Coach  string      `csv:"coach"`
	Reason string      `csv:"reason"`
	Random string      `csv:"randomised"`
	Note   string      `csv:"note"`
}

// programme is a coaching of a person whose name is settled later.
type programme struct {
	person int
	funnel.Programme
}

// coaching takes in the coaching log.
func (rd *reader) coaching(in *input) error {
	s, err := in.read(&rd.req)
	if err != nil {
		return err
	}
	rows, err := bind[coachingRow](s)
	if err != nil {
		return err
	}
	for i, row := range rows {
		person, named := rd.owner(in, row.Rep, row.Email, row.ID)
		switch {
		case !named:
			s.refuse(i, absent, noPerson)
		case row.Start.Day == nil:
			s.refuse(i, in.mapping.Index(crm.FieldStart), noStart)
		case row.End.Day != nil && *row.End.Day < *row.Start.Day:
			s.refuse(i, in.mapping.Index(crm.FieldEnd), endsEarly)
		default:
			rd.coachingRows = append(rd.coachingRows, programme{person, row.programme()})
		}
	}
	return rd.finishSheet(s)
}

func (row *coachingRow) programme() funnel.Programme {
	chosen := row.Reason
	if random, ok := crm.ParseBool(row.Random); ok && random && chosen == "" {
		chosen = "random"
	}
	return funnel.Programme{
		Skill: row.Skill, Metric: row.Metric, Start: *row.Start.Day, End: row.End.Day,
		Coach: row.Coach, Chosen: chosen, Note: row.Note,
	}
}

// refuse gives up on row i of the sheet, and on the record that it was made
// of: its other figures are no better known.
func (s *sheet) refuse(i, column int, f fault) {
	if s.refused[s.places[i].Ref] {
		return
	}
	if s.refused == nil {
		s.refused = map[csvscan.Ref]bool{}
	}
	s.refused[s.places[i].Ref] = true
	at := spot{column: column}
	if column >= 0 {
		at.field = s.in.mapping.Columns[column].Field
	}
	s.bad.add(badRow{s.places[i].Ref, f, at})
}

// personnel names the people of the assessments and the coaching log, as far
// as the request keeps them.
func (b *builder) personnel() {
	for _, a := range b.skillRows {
		if _, kept := b.reps[a.person]; kept {
			a.Rep = b.census.people[a.person].rep.Name
			b.data.Assessments = append(b.data.Assessments, a.Assessment)
		}
	}
	for _, p := range b.coachingRows {
		if _, kept := b.reps[p.person]; kept {
			p.Rep = b.census.people[p.person].rep.Name
			b.data.Programmes = append(b.data.Programmes, p.Programme)
		}
	}
}
