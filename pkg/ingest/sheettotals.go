package ingest

import (
	"fmt"
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
// Total", until it is known whether the table has others of Ann's.
func (s *sheet) hold(rec csvscan.Record) bool {
	of, _ := s.in.mapping.TotalOf(s.in.label(rec))
	if of == "" {
		return false
	}
	s.held = append(s.held, rec)
	return true
}

// settleTotals passes over the totals of people, teams and regions that the
// table has rows of. Other names with a word for totals are read as people,
// and said so.
func (s *sheet) settleTotals() {
	if len(s.held) == 0 {
		return
	}
	summed := s.groups()
	for _, rec := range s.held {
		name := s.in.label(rec)
		if of, _ := s.in.mapping.TotalOf(name); summed[crm.PersonKey(of)] {
			s.useless++
			continue
		}
		s.take(rec)
		if s.in.who(rec) != "" && !slices.Contains(s.totalNames, name) {
			s.totalNames = append(s.totalNames, name)
		}
	}
}

// groups are the names of all that rows of the table may be summed up by: the
// people, and what stands in columns such as the team.
func (s *sheet) groups() map[string]bool {
	names := map[string]bool{}
	for _, rec := range s.places {
		for _, cell := range rec.Fields {
			names[crm.PersonKey(cell)] = true
		}
	}
	return names
}

// warnTotals names those who are counted as people and may be totals.
func (rd *reader) warnTotals(s *sheet) {
	for _, name := range s.totalNames {
		rd.warning("like-a-total", fmt.Sprintf("%s: %q is named like a total and counted as a rep: if it is one, remove the row", s.in.src.Name(), name))
	}
}
