package crm

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// PersonKey makes spellings of one name equal: Unicode NFC, case folded,
// blanks collapsed and trimmed. Accents stay: they tell people apart. The two
// forms of a Salesforce user's id are equal as well.
func PersonKey(name string) string {
	if ascii(name) {
		return strings.Join(strings.Fields(strings.ToLower(userID(strings.TrimSpace(name)))), " ")
	}
	folded := cases.Fold().String(norm.NFC.String(strings.Join(strings.Fields(name), " ")))
	return norm.NFC.String(folded)
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// NearPeople is a pair of names that differ by a slip of the pen.
type NearPeople struct {
	A, B     string // as written, A sorts first
	Distance int    // insertions, deletions, changes and swaps of neighbours
}

const (
	maxSlip     = 2 // edits between two spellings of one name
	minNameRune = 6 // shorter names are too near to each other to tell
)

// NearMisses lists pairs of different names that are probably one person: at
// most two edits apart (one for names of fewer than ten letters), or the same
// words in another order ("Shah, Vidit"). They are never merged: it is a
// warning. Keys and e-mail addresses, which differ by design, are left out.
func NearMisses(names []string) []NearPeople {
	keys := distinctNames(names)
	var near []NearPeople
	for i := range keys {
		a := &keys[i]
		for j := i + 1; j < len(keys); j++ {
			b := &keys[j]
			if a.farApart(b) {
				continue
			}
			if d, ok := slip(a, b); ok {
				near = append(near, NearPeople{a.written, b.written, d})
			}
		}
	}
	slices.SortFunc(near, func(x, y NearPeople) int {
		return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return near
}

// spelling is a name, as written and as compared.
type spelling struct {
	written string
	runes   []rune
	words   string    // sorted
	letters [32]int16 // how often each occurs, by its code modulo 32
	present uint32    // those that occur
}

// tally counts the letters of the name.
func (s *spelling) tally() {
	for _, r := range s.runes {
		s.letters[r%32]++
		s.present |= 1 << (r % 32)
	}
}

// farApart tells two names apart without an alignment: each edit changes the
// letters that one name has more of than the other by one at most, and no
// pair that is taken for one person is more than maxSlip+1 edits apart.
func (s *spelling) farApart(o *spelling) bool {
	if bits.OnesCount32(s.present&^o.present) > maxSlip+1 || bits.OnesCount32(o.present&^s.present) > maxSlip+1 {
		return true
	}
	more, less := int16(0), int16(0)
	for i, n := range s.letters {
		d := n - o.letters[i]
		more += max(d, 0)
		less -= min(d, 0)
	}
	return max(more, less) > maxSlip+1
}

func distinctNames(names []string) []spelling {
	sorted := slices.Sorted(slices.Values(names))
	var out []spelling
	seen := map[string]bool{}
	for _, n := range sorted {
		key := PersonKey(n)
		if seen[key] || strings.ContainsAny(n, "@0123456789") {
			continue
		}
		seen[key] = true
		folded := Fold(n)
		words := strings.Fields(folded)
		slices.Sort(words)
		one := spelling{written: n, runes: []rune(folded), words: strings.Join(words, " ")}
		one.tally()
		out = append(out, one)
	}
	return out
}

func slip(a, b *spelling) (distance int, ok bool) {
	if a.words == b.words {
		return editDistance(a.runes, b.runes), true
	}
	shorter := min(len(a.runes), len(b.runes))
	limit := maxSlip
	if shorter < 10 {
		limit = 1
	}
	if shorter < minNameRune || len(a.runes)-len(b.runes) > limit || len(b.runes)-len(a.runes) > limit {
		return 0, false
	}
	d := editDistance(a.runes, b.runes)
	return d, d <= limit || twoSlips(a.words, b.words)
}

// twoSlips compares first and last names by themselves: "Vididt Saha" and
// "Vidit Shah" are three edits apart, but at most two in each word.
func twoSlips(a, b string) bool {
	wa, wb := strings.Fields(a), strings.Fields(b)
	if len(wa) != len(wb) || len(wa) < 2 {
		return false
	}
	total := 0
	for i := range wa {
		d := editDistance([]rune(wa[i]), []rune(wb[i]))
		if d > maxSlip || d*2 > min(len(wa[i]), len(wb[i])) {
			return false
		}
		total += d
	}
	return total <= maxSlip+1
}

// editDistance is the optimal string alignment distance: insertions,
// deletions, changes and swaps of neighbours (Damerau 1964).
func editDistance(a, b []rune) int {
	var room [3 * 64]int // enough for names
	rows, width := room[:], len(b)+1
	if 3*width > len(rows) {
		rows = make([]int, 3*width)
	}
	before, above, row := rows[:width], rows[width:2*width], rows[2*width:3*width]
	for j := range above {
		above[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(above[j+1]+1, row[j]+1, above[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}

// Unassigned reports whether an owner cell names nobody: it is empty, a word
// such as "Unassigned" or "(none)", a null key or an integration user.
func (m *Mapping) Unassigned(owner string) bool {
	o := strings.TrimSpace(owner)
	return o == "" || m.words.unassigned[Fold(o)] || Missing([]byte(o)) || nullKey(o)
}

// nullKey recognises keys that point at nothing: Salesforce's
// 000000000000000AAA and AAA, and an all-zero GUID.
func nullKey(s string) bool {
	if s == "AAA" || s == "000000000000000" {
		return true
	}
	zeros := strings.Count(s, "0")
	return len(s) == 18 && zeros == 15 && strings.HasSuffix(s, "AAA") ||
		len(s) == 36 && zeros == 32 && strings.Count(s, "-") == 4
}

// Missing is [Missing] with the words that the profile and the user add.
func (m *Mapping) Missing(cell []byte) bool {
	return Missing(cell) || len(m.words.missing) > 0 && m.words.missing[Fold(string(cell))]
}
