package ingest

import (
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// owners are the reps of the rows of a batch. They are numbered before it is
// known which rows count, so that their numbers are not yet those of an
// accumulator, which must not know a rep of refused rows only.
type owners struct {
	names   interner
	numbers []uint32 // by row
	spelt   [][]byte // by number
	reps    []uint32 // by number: one more than the accumulator's, or 0
	labels  []bool   // by number: a row of it may be one of totals

	mapping *crm.Mapping
	always  []byte // whose all rows are that name nobody
	theirs  uint32 // its number
}

// nobody is the number of an empty cell.
const nobody = 0

func (o *owners) read(b *csvscan.Batch, columns []int, s *strip) {
	if o.reps == nil {
		o.names.id(nil)
	}
	if len(columns) == 0 {
		o.numbers = sized(o.numbers, b.Len())
		clear(o.numbers)
	} else {
		o.numbers = o.names.number(s.of(b, columns[0]), o.numbers)
	}
	if len(columns) > 1 {
		o.readMore(b, columns[1:])
	}
	if len(o.always) > 0 {
		o.readAlways()
	}
	for _, name := range o.names.names[len(o.reps):] {
		o.spelt, o.reps = append(o.spelt, []byte(name)), append(o.reps, 0)
		_, label := o.mapping.TotalOf(name)
		o.labels = append(o.labels, label)
	}
}

// readMore looks in further columns for the reps of rows that have none yet.
func (o *owners) readMore(b *csvscan.Batch, columns []int) {
	for row, n := range o.numbers {
		if n == nobody {
			o.numbers[row], _ = o.names.id(firstCell(b, row, columns))
		}
	}
}

// readAlways gives the rows that have no rep yet to the rep of all.
func (o *owners) readAlways() {
	o.theirs, _ = o.names.id(o.always)
	for row, n := range o.numbers {
		if n == nobody {
			o.numbers[row] = o.theirs
		}
	}
}

// name is what the row says of its rep.
func (o *owners) name(row int) []byte { return o.spelt[o.numbers[row]] }

// known is one more than the accumulator's number of the row's rep, 0 for one that
// it does not know and for nobody.
func (o *owners) known(row int) uint32 {
	n := o.numbers[row]
	if n == nobody {
		return 0
	}
	return o.reps[n]
}

// doubtful tells whether a row names nobody, or somebody whose name stands in
// front of sums: it may be no record.
func (o *owners) doubtful(row int) bool {
	n := o.numbers[row]
	return n == nobody || n == o.theirs || o.labels[n]
}

// rep is the accumulator's number of the row's rep, whose rows it counts. It is
// not kept where each row needs a closer look.
func (o *owners) rep(a *accumulator, row int) uint32 {
	n := o.numbers[row]
	if o.labels[n] {
		return a.rep(o.name(row))
	}
	of := &o.reps[n]
	if *of == 0 {
		*of = a.rep(o.name(row)) + 1
		return *of - 1
	}
	a.people[*of-1].rows++
	return *of - 1
}
