package ingest

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/crm"
)

// mayBeCents tells whether the amounts are in cents as far as these cells show:
// later ones may be written as no number of cents is.
func (in *input) mayBeCents(w *witness) bool {
	_, decided := in.mapping.Constant(crm.FieldCents)
	return in.mapping.Cents && !decided && w.field == crm.FieldAmount && w.number.Whole()
}

// settleCents takes amounts for cents only where all of them are whole numbers,
// and says which it is, unless the user did.
func (in *input) settleCents(all []*witness) {
	m := in.mapping
	for _, w := range all {
		if _, decided := m.Constant(crm.FieldCents); !m.Cents || decided || w.field != crm.FieldAmount || w.number.Seen() == 0 {
			continue
		}
		m.Cents = w.number.Whole()
		how, other := "is read as it stands, since not all of it is written in whole cents", true
		if m.Cents {
			how, other = fmt.Sprintf("is read as cents, as %s writes it: 125000 is 1250", m.Title), false
		}
		m.Warnings = append(m.Warnings, crm.Warning{Code: "cents", Message: fmt.Sprintf(
			"%q %s; cents: \"=%v\" among its columns in salescoach.yaml decides otherwise", m.Header(m.Index(w.field)), how, other)})
	}
}
