package crm

// vocabulary holds folded words and what they mean.
type vocabulary struct {
	statuses map[string]Status
	stages   map[string]Status
	kinds    map[string]Kind
	dones    map[string]bool
}

func (v *vocabulary) status(word string) (Status, bool) {
	s, ok := v.statuses[Fold(word)]
	return s, ok
}

func (v *vocabulary) stage(word string) (Status, bool) {
	s, ok := v.stages[Fold(word)]
	return s, ok
}

func (v *vocabulary) kind(word string) (Kind, bool) {
	k, ok := v.kinds[Fold(word)]
	return k, ok
}

func (v *vocabulary) done(word string) (done, ok bool) {
	done, ok = v.dones[Fold(word)]
	return done, ok
}
