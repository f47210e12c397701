package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
)

// DoneWord is what a column says of whether activities took place: in how many
// of them, and how many of these count as done. Known is false where no list
// has the word; then other columns decide, or the activity is not done.
type DoneWord struct {
	Field crm.Field `json:"field"` // status, outcome or is_done
	Word  string    `json:"word"`
	Count int64     `json:"count"`
	Done  int64     `json:"done"`
	Known bool      `json:"known"`
}

// reportDone notes what the cells of a verdict say.
func (w *activityWorker) reportDone(r *FileReport, v *activityVerdict) {
	for _, said := range []struct {
		field crm.Field
		word  string
	}{{crm.FieldStatus, v.said.Status}, {crm.FieldOutcome, v.said.Outcome}, {crm.FieldIsDone, v.said.IsDone}} {
		if !w.mapping.Given(said.field) {
			continue
		}
		d := DoneWord{Field: said.field, Word: said.word, Count: v.count, Known: w.mapping.SaysDone(said.field, said.word)}
		if v.done {
			d.Done = v.count
		}
		r.DoneWords = append(r.DoneWords, d)
	}
	word := cmp.Or(v.said.Outcome, v.said.Status, v.said.IsDone)
	if !v.understood && word != "" && (v.visit || len(v.steps) > 0) {
		w.unclear = append(w.unclear, Word{Word: word, Count: v.count})
	}
}

// mergeDone adds up the words of several verdicts: by column, the most frequent
// first.
func mergeDone(words []DoneWord) []DoneWord {
	slices.SortFunc(words, func(a, b DoneWord) int {
		return cmp.Or(strings.Compare(string(a.Field), string(b.Field)), strings.Compare(a.Word, b.Word))
	})
	var out []DoneWord
	for _, w := range words {
		if n := len(out); n > 0 && out[n-1].Field == w.Field && out[n-1].Word == w.Word {
			out[n-1].Count, out[n-1].Done = out[n-1].Count+w.Count, out[n-1].Done+w.Done
			continue
		}
		out = append(out, w)
	}
	slices.SortFunc(out, func(a, b DoneWord) int {
		return cmp.Or(strings.Compare(string(a.Field), string(b.Field)), cmp.Compare(b.Count, a.Count), strings.Compare(a.Word, b.Word))
	})
	return out
}

// unclearWords are the words, the most frequent first, of activities that would
// count if they were done, and do not because nobody knows the words. Those that
// say nothing at all are not done, which is no question of words.
func (in *input) unclearWords() []Word {
	slices.SortFunc(in.unclear, func(a, b Word) int { return strings.Compare(a.Word, b.Word) })
	var out []Word
	for _, w := range in.unclear {
		if n := len(out); n > 0 && out[n-1].Word == w.Word {
			out[n-1].Count += w.Count
			continue
		}
		out = append(out, w)
	}
	slices.SortFunc(out, func(a, b Word) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Word, b.Word))
	})
	return out
}

// unclearHint names these words and says what to do.
func unclearHint(words []Word) string {
	return wordList("", words) + "; done and not_done among the words of salescoach.yaml say what they mean"
}

// warnUnclear says which activities do not count because their words are not
// known.
func (rd *reader) warnUnclear(in *input) {
	words, n := in.unclearWords(), int64(0)
	for _, w := range words {
		n += w.Count
	}
	if n > 0 {
		rd.warning("unknown-done", fmt.Sprintf("%s: %s: %s", in.src.Name(), counted(n,
			"activity says in no known word whether it took place, and counts as not done",
			"activities say in no known word whether they took place, and count as not done"), unclearHint(words)))
	}
}
