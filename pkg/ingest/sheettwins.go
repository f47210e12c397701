package ingest

import (
	"maps"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// rowCounts tells how often a row stands in a file, by its cells.
type rowCounts map[string]int

// twins finds rows of scorecards and quotas that stand in several files, as
// overlapping exports have them. Such rows have no id, so they are the same
// where all their cells are. Equal rows within one file are parts of a whole: of
// those that several files have, as many count as the file has that has most.
type twins struct {
	before rowCounts // the most that one of the files read before has
	here   rowCounts
}

// twinsOf gives what the files of a role have shown so far.
func (rd *reader) twinsOf(role crm.Role) *twins {
	if rd.rows[role] == nil {
		rd.rows[role] = rowCounts{}
	}
	return &twins{rd.rows[role], rowCounts{}}
}

// found reports whether another file has the row as well.
func (t *twins) found(in *input, rec csvscan.Record) bool {
	if t == nil {
		return false
	}
	key := in.rowKey(rec)
	t.here[key]++
	return t.here[key] <= t.before[key]
}

// close ends a file.
func (t *twins) close() {
	for key, n := range t.here {
		t.before[key] = max(t.before[key], n)
	}
}

// rowKey is all that a row says, in whatever order and language the columns are.
func (in *input) rowKey(rec csvscan.Record) string {
	var cells []string
	for i, cell := range rec.Fields {
		if cell = strings.TrimSpace(cell); cell != "" && i < in.width {
			cells = append(cells, in.columnKey(i)+listSeparator+cell)
		}
	}
	slices.Sort(cells)
	for _, f := range slices.Sorted(maps.Keys(in.mapping.Always)) {
		cells = append(cells, string(f)+listSeparator+in.mapping.Always[f])
	}
	return strings.Join(cells, listSeparator)
}

// columnKey is what a column was taken for: its field and metric, where the
// profile knows them, else its header.
func (in *input) columnKey(i int) string {
	switch c := in.mapping.Columns[i]; {
	case c.Field == "", c.Field == crm.FieldPeriodValue, c.Field == crm.FieldMeasure && c.Metric == "":
		return headerKey(in.mapping, i)
	default:
		return string(c.Field) + " " + c.Metric
	}
}
