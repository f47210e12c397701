package ingest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
)

// report adds what a worker saw to the report on its file.
func (w *dealWorker) report(r *FileReport) {
	for i := range w.memo.verdicts {
		v := &w.memo.verdicts[i]
		words := map[crm.Status]*[]Word{crm.Won: &r.Status.Won, crm.Lost: &r.Status.Lost, crm.Open: &r.Status.Open}[v.status]
		addWord(words, Word{v.word, v.count, v.known})
		if v.silent {
			w.silent += v.count
		}
	}
}

func addWord(words *[]Word, w Word) {
	if w.Count == 0 {
		return
	}
	for i := range *words {
		if (*words)[i].Word == w.Word && (*words)[i].Known == w.Known {
			(*words)[i].Count += w.Count
			return
		}
	}
	*words = append(*words, w)
}

// report adds what a worker saw to the report on its file.
func (w *activityWorker) report(r *FileReport) {
	for i := range w.memo.verdicts {
		v := &w.memo.verdicts[i]
		if v.count == 0 {
			continue
		}
		w.reportDone(r, v)
		k := kindWord(&r.Kinds, v)
		k.Count += v.count
		if v.done {
			k.Done += v.count
			r.Totals.Done += v.count
		}
		if v.done && v.visit {
			r.Totals.Visits += v.count
		}
	}
}

func kindWord(words *[]KindWord, v *activityVerdict) *KindWord {
	i := slices.IndexFunc(*words, func(k KindWord) bool { return k.Word == v.kind })
	if i < 0 {
		*words = append(*words, KindWord{Word: v.kind, Visit: v.visit, Known: v.known})
		i = len(*words) - 1
	}
	return &(*words)[i]
}

// tidy puts the lists of a report in order.
func (r *FileReport) tidy() {
	for _, words := range []*[]Word{&r.Status.Won, &r.Status.Lost, &r.Status.Open} {
		slices.SortFunc(*words, func(a, b Word) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Word, b.Word))
		})
	}
	r.DoneWords = mergeDone(r.DoneWords)
	slices.SortFunc(r.Kinds, func(a, b KindWord) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Word, b.Word))
	})
}
