package report

import (
	"slices"

	"github.com/salescoach/salescoach/pkg/render"
)

// dropAlike leaves a column out of whose cells no two differ: with one team, or none, the column tells nobody apart.
func dropAlike(t *render.Table, name string) {
	i := slices.IndexFunc(t.Columns, func(c render.Column) bool { return c.Name == name })
	if i < 0 || slices.ContainsFunc(t.Rows, func(row []render.Cell) bool { return row[i].Text != t.Rows[0][i].Text }) {
		return
	}
	drop(t, name)
}

// drop leaves a column out.
func drop(t *render.Table, name string) {
	i := slices.IndexFunc(t.Columns, func(c render.Column) bool { return c.Name == name })
	if i < 0 {
		return
	}
	t.Columns = slices.Delete(t.Columns, i, i+1)
	for r := range t.Rows {
		t.Rows[r] = slices.Delete(t.Rows[r], i, i+1)
	}
	if len(t.Footer) > i {
		t.Footer = slices.Delete(t.Footer, i, i+1)
	}
}
