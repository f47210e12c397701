package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
)

// repeats counts the figures of a file that are for a rep, a metric and days
// which have one already: parts of a whole, such as products; or an older and
// a newer export; or a year beside its months. Small tables have no record ids
// that could tell these apart, so all are added up and the reader is told.
type repeats struct {
	n    int64
	same int64    // those equal to the figure before them, of the same days
	of   []string // the files in which the others stand
}

// countRepeats looks for figures that overlap.
func countRepeats(all []contribution) {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &all[i], &all[j]
		return cmp.Or(cmp.Compare(a.person, b.person), strings.Compare(a.step, b.step), cmp.Compare(a.days.first, b.days.first), cmp.Compare(i, j))
	})
	told := make([]bool, len(all))
	longest := absent // the figure that reaches on furthest
	for _, i := range order {
		switch {
		case longest == absent || all[i].person != all[longest].person || all[i].step != all[longest].step:
			longest = i
			continue
		case all[i].days.first <= all[longest].days.last:
			if later := max(i, longest); !told[later] {
				told[later] = true
				all[later].repeat(&all[min(i, longest)])
			}
		}
		if all[i].days.last > all[longest].days.last {
			longest = i
		}
	}
}

func (c *contribution) repeat(earlier *contribution) {
	r := &c.in.repeats
	r.n++
	if c.value == earlier.value && c.days == earlier.days {
		r.same++
	}
	r.of = join(r.of, []string{earlier.in.src.Name()})
}

// warnRepeats says which figures were added up.
func (rd *reader) warnRepeats(in *input) {
	r := &in.repeats
	if r.n == 0 {
		return
	}
	code, one, many := "repeated-figures", "figure is for a rep, metric and period that has one already", "figures are for a rep, metric and period that has one already"
	if in.mapping.Role == crm.Quotas {
		code, one, many = "repeated-quotas", "quota is for a rep and period that has one already", "quotas are for a rep and period that has one already"
	}
	text := in.src.Name() + ": " + counted(r.n, one, many)
	if len(r.of) > 1 || r.of[0] != in.src.Name() {
		slices.Sort(r.of)
		text += " in " + strings.Join(r.of, ", ")
	}
	text += ": they are added up"
	if r.same > 0 {
		text += fmt.Sprintf("; %s to the one before", counted(r.same, "is equal", "are equal"))
	}
	rd.warning(code, text)
}
