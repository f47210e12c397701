package report

import (
	"strings"

	"github.com/salescoach/salescoach/pkg/bridge"
	"github.com/salescoach/salescoach/pkg/render"
)

// segmentTable shows each segment's bridge and, where the chain has a rate, its own.
func segmentTable(r bridge.Result) render.Table {
	t := render.Table{
		Caption: "By " + strings.Join(r.SplitBy, " / "),
		Columns: []render.Column{{Name: strings.Join(r.SplitBy, " / ")}},
	}
	if r.Rate != nil {
		t.Columns = append(t.Columns,
			render.Column{Name: "share of " + driverWords(r.Funnel[0])}, render.Column{Name: driverWords(r.Rate.Rate)})
	}
	t.Columns = append(t.Columns, accountColumns(r)...)
	for _, s := range r.Segments {
		row := []render.Cell{render.Text(s.Segment)}
		if r.Rate != nil {
			share, rate := rateCells(*r.Rate, s.Segment)
			row = append(row, share, rate)
		}
		t.Rows = append(t.Rows, append(row, accountCells(r, s.Account)...))
	}
	return t
}

// rateCells are a group's share of the trials and its rate, before and after.
func rateCells(k bridge.RateAccount, group string) (share, rate render.Cell) {
	for _, g := range k.Groups {
		if g.Group == group {
			return render.Text(fromTo(&g.ShareBefore, &g.ShareAfter)), render.Text(fromTo(g.Before, g.After))
		}
	}
	return render.Unknown(), render.Unknown()
}

func fromTo(before, after *float64) string {
	return percentOr(before) + " to " + percentOr(after)
}

func percentOr(v *float64) string {
	if v == nil {
		return render.NotAvailable
	}
	return render.FormatPercent(*v, 1)
}
