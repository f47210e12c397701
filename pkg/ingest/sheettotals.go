package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// cell is what a record has for a field, or nothing.
func (in *input) cell(rec csvscan.Record, f crm.Field) string {
	i := in.mapping.Index(f)
	if i < 0 || i >= len(rec.Fields) || in.mapping.Missing([]byte(rec.Fields[i])) {
		return ""
	}
	return strings.TrimSpace(rec.Fields[i])
}

// who is how a record names its person.
func (in *input) who(rec csvscan.Record) string {
	for _, f := range []crm.Field{crm.FieldRep, crm.FieldRepEmail, crm.FieldRepID} {
		if name := in.cell(rec, f); name != "" {
			return name
		}
	}
	return ""
}

// label is what a total of a record would be named by: its person or, where it
// names none, its first filled cell.
func (in *input) label(rec csvscan.Record) string {
	if name := in.who(rec); name != "" {
		return name
	}
	for _, cell := range rec.Fields {
		if cell = strings.TrimSpace(cell); cell != "" {
			return cell
		}
	}
	return ""
}

// totalPeriod reports whether a word for totals stands where a record says its
// period.
func (in *input) totalPeriod(rec csvscan.Record) bool {
	return slices.ContainsFunc(periodFields, func(f crm.Field) bool {
		of, total := in.mapping.TotalOf(in.cell(rec, f))
		return total && of == ""
	})
}

// hold keeps a record back that is named like a total of somebody's rows, "Ann
// Total", or by a word for totals that is a name as well, "Suma", until it is
// known what the table has beside it.
func (s *sheet) hold(rec csvscan.Record) bool {
	of, total := s.in.mapping.TotalOf(s.in.label(rec))
	if !total || of == "" && !s.in.ambiguous(rec) {
		return false
	}
	s.held = append(s.held, rec)
	return true
}

// ambiguous reports whether a record that is named like a total could be a
// person's.
func (in *input) ambiguous(rec csvscan.Record) bool {
	named := in.who(rec) != "" || in.cell(rec, crm.FieldFirstName) != "" || in.cell(rec, crm.FieldLastName) != ""
	return named && in.mapping.MayBeName(in.label(rec))
}

// settleTotals passes over the totals of people, teams and regions that the
// table has rows of. Other names with a word for totals are read as people,
// and said so.
func (s *sheet) settleTotals() {
	if len(s.held) == 0 {
		return
	}
	groups := s.groups()
	sums := s.summings(groups)
	for _, rec := range s.held {
		name := s.in.label(rec)
		of, _ := s.in.mapping.TotalOf(name)
		ambiguous := s.in.ambiguous(rec)
		if ambiguous && sums[name] || !ambiguous && groups[crm.PersonKey(of)] {
			s.useless++
			s.note(&s.sumNames, name, ambiguous && !s.in.unlike(rec))
			continue
		}
		s.take(rec)
		s.note(&s.totalNames, name, s.in.who(rec) != "")
	}
}

// note keeps a name to be told of, once.
func (*sheet) note(names *[]string, name string, tell bool) {
	if tell && !slices.Contains(*names, name) {
		*names = append(*names, name)
	}
}

// groups are the names of all that rows of the table may be summed up by: the
// people, and what stands in columns such as the team.
func (s *sheet) groups() map[string]bool {
	names := map[string]bool{}
	for _, rec := range s.places {
		for _, key := range s.in.groupKeys(rec) {
			names[key] = true
		}
	}
	return names
}

// groupKeys are the names that a total of a record may bear: all its cells but
// those of figures and periods.
func (in *input) groupKeys(rec csvscan.Record) []string {
	var keys []string
	for i, cell := range rec.Fields {
		if i >= len(in.mapping.Columns) || !groupField(in.mapping.Columns[i].Field) {
			continue
		}
		if key := crm.PersonKey(cell); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

func groupField(f crm.Field) bool {
	switch f {
	case crm.FieldPeriodValue, crm.FieldMeasure, crm.FieldValue, crm.FieldAmount, crm.FieldMetric, crm.FieldDate, crm.FieldEnd, crm.FieldNote:
		return false
	}
	return !slices.Contains(periodFields, f)
}

// warnTotals names those who are counted as people and may be totals.
func (rd *reader) warnTotals(s *sheet) {
	for _, name := range s.totalNames {
		if s.in.mapping.Role == crm.Roster || !rd.listed(name) {
			rd.likeATotal(s.in, name)
		}
	}
	for _, name := range s.sumNames {
		rd.warning("taken-for-total", fmt.Sprintf("%s: %q is taken for a total, since its figures are the sums of the others', and left out: if it is a person, write the whole name", s.in.src.Name(), name))
	}
}

func (rd *reader) likeATotal(in *input, name string) {
	rd.warning("like-a-total", fmt.Sprintf("%s: %q is named like a total and counted as a rep: if it is one, remove the row", in.src.Name(), name))
}

// listed reports whether a roster names somebody so.
func (rd *reader) listed(name string) bool {
	i, ok := rd.census.own[crm.PersonKey(name)]
	return ok && rd.census.people[i].rep.InRoster
}

// warnOwners names the owners of deals and activities who may be totals and
// whom no roster lists.
func (rd *reader) warnOwners(in *input) {
	if in.mapping.Role != crm.Deals && in.mapping.Role != crm.Activities {
		return
	}
	for _, person := range slices.Sorted(maps.Keys(in.met)) {
		rep := &rd.census.people[person].rep
		if _, total := in.mapping.TotalOf(rep.Name); total && !rep.InRoster {
			rd.likeATotal(in, rep.Name)
		}
	}
}
