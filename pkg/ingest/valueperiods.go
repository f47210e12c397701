package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// onceWords are value periods of amounts that are earned once.
var onceWords = []string{"one_time", "once", "one-off"}

// valuePeriods adds up for which time the amounts of won deals are: once, a
// month, a year.
func (w *dealWorker) valuePeriods(in *input) {
	for i := range w.memo.verdicts {
		if v := &w.memo.verdicts[i]; v.status == crm.Won && v.period != "" {
			addWord(&in.valuePeriods, Word{v.period, v.count, true})
		}
	}
}

// oneValuePeriod refuses amounts for different times, which cannot be added up,
// and warns of those that are not earned once.
func (rd *reader) oneValuePeriod() {
	var all []Word
	file := ""
	for _, in := range rd.of(crm.Deals) {
		for _, w := range in.valuePeriods {
			addWord(&all, w)
			file = cmp.Or(file, in.src.Name())
		}
	}
	slices.SortFunc(all, func(a, b Word) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Word, b.Word))
	})
	switch {
	case len(all) > 1:
		rd.note(refusal(Problem{
			Pos: csvscan.Pos{File: file}, What: "the amounts of won deals are for different times: " + wordList("", all),
			Hint: fmt.Sprintf("keep one with --where value_period=%s; value_period: \"\" among the columns in salescoach.yaml adds them up as they stand", all[0].Word),
		}))
	case len(all) == 1 && !hasWord(onceWords, all[0].Word):
		rd.warning("value-period", fmt.Sprintf("%s: the amounts of won deals are %s ones: each counts once", file, all[0].Word))
	}
}
