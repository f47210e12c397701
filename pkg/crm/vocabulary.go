package crm

import "strings"

// vocabulary holds folded words and what they mean.
type vocabulary struct {
	statuses   map[string]Status
	undecided  map[string]bool // closed-sounding stages that decide nothing
	kinds      map[string]Kind
	displaced  map[string]bool // words that the user's list of their kind leaves out
	dones      map[string]bool
	unassigned map[string]bool
	missing    map[string]bool
	totals     map[string]bool
	footers    []footer
}

// newVocabulary lays the words of the profile over the common ones, those of
// the kind of file over them, and the user's over all.
func newVocabulary(user Words, own ...ProfileWords) *vocabulary {
	v := &vocabulary{statuses: map[string]Status{}, undecided: map[string]bool{}, kinds: map[string]Kind{}, displaced: map[string]bool{},
		dones: map[string]bool{}, unassigned: map[string]bool{}, missing: map[string]bool{}, totals: map[string]bool{}}
	for _, w := range own {
		v.addDeals(w.Open, w.Won, w.Lost)
		v.addKinds(w.Others, w.Visits, w.Calls)
		v.addDone(w.Done, w.NotDone)
		mark(v.undecided, w.Undecided)
		mark(v.unassigned, w.Unassigned)
		mark(v.missing, w.Missing)
		mark(v.totals, w.Totals)
		for _, f := range w.Footers {
			v.footers = append(v.footers, newFooter(f))
		}
	}
	v.addUser(user)
	return v
}

func (v *vocabulary) addUser(u Words) {
	for _, list := range [][]string{u.Open, u.Won, u.Lost} {
		for _, w := range list {
			delete(v.undecided, Fold(w))
		}
	}
	v.addDeals(u.Open, u.Won, u.Lost)
	v.replaceKind(VisitKind, u.Visits)
	v.replaceKind(CallKind, u.Calls)
	v.addDone(u.Done, u.NotDone)
	mark(v.unassigned, u.Unassigned)
	mark(v.missing, u.Missing)
}

func mark(set map[string]bool, words []string) {
	for _, w := range words {
		set[Fold(w)] = true
	}
}

func (v *vocabulary) addDeals(open, won, lost []string) {
	for s, list := range [][]string{Open: open, Won: won, Lost: lost} {
		for _, w := range list {
			v.statuses[Fold(w)] = Status(s)
		}
	}
}

func (v *vocabulary) addKinds(other, visits, calls []string) {
	for k, list := range [][]string{OtherKind: other, VisitKind: visits, CallKind: calls} {
		for _, w := range list {
			v.kinds[Fold(w)] = Kind(k)
		}
	}
}

// replaceKind makes the user's list the only one of its kind; the words that
// it leaves out stay known, as other, but do not contradict what is said of all
// rows of a file.
func (v *vocabulary) replaceKind(k Kind, words []string) {
	if len(words) == 0 {
		return
	}
	for w, have := range v.kinds {
		if have == k {
			v.kinds[w], v.displaced[w] = OtherKind, true
		}
	}
	for _, w := range words {
		v.kinds[Fold(w)] = k
		delete(v.displaced, Fold(w))
	}
}

func (v *vocabulary) addDone(done, notDone []string) {
	for _, w := range done {
		v.dones[Fold(w)] = true
	}
	for _, w := range notDone {
		v.dones[Fold(w)] = false
	}
}

// status reads a word for the state of a deal. A pipeline in parentheses
// behind it does not count: "Closed Won (Sales Pipeline)". One that says won or
// lost against what stands before it leaves both open: "Paid (cancelled)".
func (v *vocabulary) status(word string) (Status, bool) {
	if s, ok := v.statuses[Fold(word)]; ok {
		return s, true
	}
	if i := strings.LastIndexByte(word, '('); i > 0 && strings.HasSuffix(strings.TrimSpace(word), ")") {
		s, ok := v.statuses[Fold(word[:i])]
		if aside, known := v.statuses[Fold(word[i:])]; known && aside != Open && aside != s {
			return Open, false
		}
		return s, ok
	}
	return Open, false
}

// stage is status for free stage names: one that no list knows is open.
func (v *vocabulary) stage(word string) (Status, bool) {
	if v.undecided[Fold(word)] {
		return Open, false
	}
	return v.status(word)
}

func (v *vocabulary) kind(word string) (Kind, bool) {
	k, ok := v.kinds[Fold(word)]
	return k, ok
}

func (v *vocabulary) done(word string) (done, ok bool) {
	done, ok = v.dones[Fold(word)]
	return done, ok
}
