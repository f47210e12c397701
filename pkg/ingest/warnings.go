package ingest

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// warn says what a reader of any result must know about the data.
func (rd *reader) warn() {
	for _, in := range rd.inputs {
		for _, w := range in.mapping.Warnings {
			rd.warning(w.Code, in.src.Name()+": "+w.Message)
		}
		rd.warnFile(in)
	}
	rd.warnFunnel()
	for _, n := range rd.data.Quality.NearMisses {
		rd.warning("near_miss", fmt.Sprintf("%q and %q look like one person; they are counted as two (a roster with an alias joins them)", n.Name, n.Like))
	}
}

func (rd *reader) warnFile(in *input) {
	r, name := &in.report, in.src.Name()
	for _, w := range []struct {
		n    int64
		code string
		text string
	}{
		{r.Totals.UnknownAmount, "unknown_amount", "won deals have no amount: they count as customers and not in the revenue"},
		{r.Unassigned, "unassigned", "rows name no rep: they count in totals under " + funnel.UnassignedName + " and are not ranked"},
		{r.Duplicates, "duplicates", "rows repeat a record id: the last version counts"},
		{r.Rejected, "rejected_rows", "rows could not be read and were left out"},
	} {
		if w.n > 0 {
			rd.warning(w.code, fmt.Sprintf("%s: %d %s", name, w.n, w.text))
		}
	}
	if n := in.src.Dialect().Encoding; n == "windows-1252" && rd.req.Reading.Encoding == "" {
		rd.warning("encoding", name+" is no UTF-8 and was read as windows-1252; --encoding says otherwise")
	}
}

// warnFunnel says where the chain is not the one that the model starts from.
func (rd *reader) warnFunnel() {
	if rd.req.Funnel != nil {
		return
	}
	deals, visits := len(rd.of(crm.Deals)) > 0, len(rd.of(crm.Activities)) > 0
	switch {
	case deals && !visits:
		rd.warning("no_activities", "no file holds activities, so the chain starts at closed deals: "+rd.data.Cube.Funnel.String())
	case visits && !deals:
		rd.warning("no_deals", "no file holds deals, so only the activity can be told: "+rd.data.Cube.Funnel.String())
	}
}
