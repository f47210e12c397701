package ingest

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/crm"
)

// warnStatuses names the words of a column of statuses that no list has. Stages
// are free text, and one that is not known is an open one; a status is not.
func (rd *reader) warnStatuses(in *input) {
	if !in.mapping.Has(crm.FieldStatus) {
		return
	}
	if n := in.silent; n > 0 && n < in.report.Used {
		sale, _ := in.mapping.Constant(crm.FieldStatus)
		rd.warning("no-status", fmt.Sprintf("%s: %s as %s, as all do that do not say otherwise", in.src.Name(),
			counted(n, "row has no status and counts", "rows have no status and count"), sale))
	}
	var strange []Word
	n := int64(0)
	for _, w := range in.report.Status.Open {
		if !w.Known && w.Word != "" {
			strange, n = append(strange, w), n+w.Count
		}
	}
	if n > 0 {
		rd.warning("unknown-status", fmt.Sprintf("%s: %s; salescoach.yaml can say which words mean won, lost and open", in.src.Name(),
			counted(n, "row has a status that is not known and counts", "rows have a status that is not known and count")+" as open: "+wordList("", strange))+in.needlessStatus())
	}
}

// needlessStatus tells how to do without a column of statuses, in files whose
// rows are sales without one.
func (in *input) needlessStatus() string {
	if _, sale := in.mapping.Constant(crm.FieldStatus); !sale || !in.mapping.Has(crm.FieldStatus) {
		return ""
	}
	return fmt.Sprintf("; where %q is no status, status: \"=won\" among its columns makes a sale of every row", in.mapping.Header(in.mapping.Index(crm.FieldStatus)))
}
