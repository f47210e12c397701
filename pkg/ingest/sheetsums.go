package ingest

import (
	"math/big"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// summed is one figure as it may be added up: of all rows or of a group's.
type summed struct{ group, span, metric, sign string }

// everybody is the group of all rows: no name is empty.
const everybody = ""

// summings tells of each held name that could be a person's whether it is one
// of totals: when the figures of all its records are sums of the others', or
// when the records lack what each has.
func (s *sheet) summings(groups map[string]bool) map[string]bool {
	var sums map[summed]*sum
	all := map[string]bool{}
	for _, rec := range s.held {
		name := s.in.label(rec)
		if before, met := all[name]; !s.in.ambiguous(rec) || met && !before {
			continue
		}
		if sums == nil {
			sums = s.sums()
		}
		of, _ := s.in.mapping.TotalOf(name)
		all[name] = s.in.unlike(rec) && (of == "" || groups[crm.PersonKey(of)]) || s.addsUp(rec, sums)
	}
	return all
}

// unlike reports whether a record has no period where the table has columns of
// one, or, where records have no figures, nothing but its name.
func (in *input) unlike(rec csvscan.Record) bool {
	if in.mapping.Role == crm.Quotas || in.mapping.Role == crm.Scorecard {
		fields := append([]crm.Field{crm.FieldDate}, periodFields...)
		empty := func(f crm.Field) bool { return in.cell(rec, f) == "" }
		return slices.ContainsFunc(fields, in.mapping.Has) && !slices.ContainsFunc(fields, func(f crm.Field) bool { return !empty(f) })
	}
	filled := 0
	for _, cell := range rec.Fields {
		if !in.mapping.Missing([]byte(strings.TrimSpace(cell))) {
			filled++
		}
	}
	return filled <= 1
}

// sum is what the figures of several rows add up to.
type sum struct {
	of   big.Rat
	rows int
}

// sums adds up the figures of the table by group.
func (s *sheet) sums() map[summed]*sum {
	sums := map[summed]*sum{}
	for i, row := range s.rows {
		value, ok := new(big.Rat).SetString(s.text(row, figureField))
		if !ok {
			continue
		}
		for _, group := range append(s.in.groupKeys(s.places[i]), everybody) {
			key := s.summed(group, row)
			if sums[key] == nil {
				sums[key] = &sum{}
			}
			sums[key].rows++
			sums[key].of.Add(&sums[key].of, value)
		}
	}
	return sums
}

func (s *sheet) summed(group string, row []string) summed {
	return summed{group, s.text(row, spanField), s.text(row, metricField), s.text(row, signField)}
}

// addsUp reports whether all figures of a record are the sums of one group's:
// of the one that it names or, where it names none, of two rows or more of a
// group that it is in or of all.
func (s *sheet) addsUp(rec csvscan.Record, sums map[summed]*sum) bool {
	kept := len(s.rows)
	bad := s.record(rec)
	rows := s.rows[kept:]
	s.cut(kept)
	if bad != nil || len(rows) == 0 {
		return false
	}
	groups, least := append(s.in.groupKeys(rec), everybody), 2
	if of, _ := s.in.mapping.TotalOf(s.in.label(rec)); of != "" {
		groups, least = []string{crm.PersonKey(of)}, 1
	}
	return slices.ContainsFunc(groups, func(group string) bool { return s.isSum(rows, group, least, sums) })
}

// isSum reports whether each figure of the rows is the sum of the group's, and
// some are not zero.
func (s *sheet) isSum(rows [][]string, group string, least int, sums map[summed]*sum) bool {
	some := false
	for _, row := range rows {
		text := s.text(row, figureField)
		if text == "" {
			continue
		}
		value, ok := new(big.Rat).SetString(text)
		whole := sums[s.summed(group, row)]
		if !ok || whole == nil || whole.rows < least || whole.of.Cmp(value) != 0 {
			return false
		}
		some = some || value.Sign() != 0
	}
	return some
}
