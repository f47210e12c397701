package ingest

import "github.com/salescoach/salescoach/pkg/csvscan"

// owners are the reps of the rows of a batch. They are numbered before it is
// known which rows count, so that their numbers are not yet those of an
// accumulator, which must not know a rep of refused rows only.
type owners struct {
	strip
	names   interner
	numbers []uint32 // by row
	reps    []uint32 // by number: one more than the accumulator's, or 0
}

func (o *owners) read(b *csvscan.Batch, columns []int) {
	o.numbers = o.names.number(o.firstOf(b, columns), o.numbers)
	for len(o.reps) < len(o.names.names) {
		o.reps = append(o.reps, 0)
	}
}

// rep is the accumulator's number of the row's rep, whose rows it counts.
func (o *owners) rep(a *accumulator, row int) uint32 {
	of := &o.reps[o.numbers[row]]
	if *of == 0 {
		*of = a.rep(o.cells[row]) + 1
		return *of - 1
	}
	a.people[*of-1].rows++
	return *of - 1
}
