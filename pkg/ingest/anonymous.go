package ingest

import (
	"fmt"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
)

// warnAnonymous says which of several files of activities have no ids: what one
// of them shares with another counts twice. A file alone needs none.
func (rd *reader) warnAnonymous() {
	all := rd.of(crm.Activities)
	var names []string
	for _, in := range all {
		if !in.mapping.Has(crm.FieldID) {
			names = append(names, in.src.Name())
		}
	}
	if len(all) > 1 && len(names) > 0 {
		rd.warning("no-id", fmt.Sprintf("%s: no column identifies the activities: those that another file has, too, count twice", strings.Join(names, ", ")))
	}
}
