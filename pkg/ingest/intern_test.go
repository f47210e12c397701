package ingest

import (
	"bytes"
	"cmp"
	"testing"

	"pgregory.net/rapid"
)

func TestDifferentStringsHaveDifferentNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var in interner
		numbers := map[string]uint32{}
		text := rapid.StringMatching(`[ab\x00é]{0,24}`)
		for range rapid.IntRange(1, 200).Draw(t, "n") {
			s := text.Draw(t, "string")
			buffer := append([]byte(s), rapid.SliceOfN(rapid.Byte(), 0, 20).Draw(t, "behind")...)
			id, isNew := in.id(buffer[:len(s)])
			if have, seen := numbers[s]; seen == isNew || seen && have != id {
				t.Fatalf("%q is %d, new %v; before %d, %v", s, id, isNew, have, seen)
			}
			if numbers[s] = id; in.names[id] != s {
				t.Fatalf("%q is kept as %q", s, in.names[id])
			}
		}
	})
}

func TestIDsAreOrderedAlikeByWordsAndByBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[0-2a]{1,18}`)
		a, b := []byte(text.Draw(t, "a")), []byte(text.Draw(t, "b"))
		w := idWatch{}
		w.follow(a, 0)
		w.follow(b, 0)
		w.endRun()
		want := cmp.Or(cmp.Compare(len(b), len(a)), bytes.Compare(b, a))
		if together := len(w.runs) == 1; together != (want != 0) || together && w.runs[0].order != want {
			t.Fatalf("%q after %q: %+v, want order %d", b, a, w.runs, want)
		}
	})
}

func TestRunsThatShareAnIDAreNotApart(t *testing.T) {
	for _, tc := range []struct {
		runs []idRun
		want bool
	}{
		{[]idRun{{first: "1", last: "9", order: 1}, {first: "20", last: "10", order: -1}}, true},
		{[]idRun{{first: "1", last: "15", order: 1}, {first: "20", last: "10", order: -1}}, false},
		{[]idRun{{first: "5", last: "5"}, {first: "1", last: "9", order: 1}}, false},
		{[]idRun{{first: "9", last: "9"}, {first: "9", last: "12", order: 1}}, false},
		{nil, true},
	} {
		if got := apart(tc.runs); got != tc.want {
			t.Errorf("%+v: %v", tc.runs, got)
		}
	}
}
