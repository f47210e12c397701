package ingest

import (
	"fmt"
	"slices"

	"github.com/salescoach/salescoach/pkg/crm"
)

// genericProfile is the profile of files whose CRM is not known.
const genericProfile = "generic"

// idKind is the files of a role whose ids are of one kind, so that the same id
// is the same record: those of one CRM, however the language of its user calls
// the column, and where no CRM is known those whose id columns are called
// alike. What numbers the visits of one system and the calls of another, each
// from 1, are different records.
type idKind struct {
	name   string
	scans  []*fileScan
	hashes []*idHashes // of their ids, once they are needed
}

// idKinds sorts the files that have ids by kind, in the order of the files.
func (rd *reader) idKinds(scans []*fileScan, column columnFinder) []*idKind {
	var all []*idKind
	for _, s := range scans {
		name := rd.idKindOf(s.in, column)
		if name == "" {
			continue
		}
		i := slices.IndexFunc(all, func(k *idKind) bool { return k.name == name })
		if i < 0 {
			i, all = len(all), append(all, &idKind{name: name})
		}
		all[i].scans = append(all[i].scans, s)
	}
	return all
}

// columnFinder finds the column of the ids of records, or of what the lines of
// one deal share.
type columnFinder func(in *input, r *Request) int

// idKindOf names the kind of the ids in the file's column, "" where it has none.
// A file of an unknown CRM belongs to the only CRM that calls its ids the same.
func (rd *reader) idKindOf(in *input, column columnFinder) string {
	at := column(in, &rd.req)
	if at == absent {
		return ""
	}
	if in.mapping.Profile != genericProfile {
		return in.mapping.Profile
	}
	header := headerKey(in.mapping, at)
	var crms []string
	for _, o := range rd.of(in.mapping.Role) {
		other := column(o, &rd.req)
		if p := o.mapping.Profile; p != genericProfile && other != absent && headerKey(o.mapping, other) == header && !slices.Contains(crms, p) {
			crms = append(crms, p)
		}
	}
	if len(crms) == 1 {
		return crms[0]
	}
	return genericProfile + " " + header
}

// idRuns gives the runs of ids of all files; sure is false where they do not
// tell all.
func (k *idKind) idRuns() (runs []idRun, sure bool) {
	sure = true
	for _, s := range k.scans {
		for _, t := range s.workers {
			w := &t.base().ids
			w.endRun()
			runs = append(runs, w.runs...)
			sure = sure && !w.lost && !w.hashing
		}
	}
	return runs, sure
}

// apart tells whether it is plain that no id occurs twice.
func (k *idKind) apart() bool {
	runs, sure := k.idRuns()
	return sure && apart(runs)
}

// manyShared is how many of the ids of one kind may be those of another before
// it is worth a warning: one in so many.
const manyShared = 20

// sharedIDs warns of files that have many ids in common, but not of one kind:
// they may be the same records after all.
func (rd *reader) sharedIDs(kinds []*idKind) error {
	if len(kinds) < 2 || allApart(kinds) {
		return nil
	}
	for i, a := range kinds {
		for _, b := range kinds[i+1:] {
			if err := rd.hash(a); err != nil {
				return err
			}
			if err := rd.hash(b); err != nil {
				return err
			}
			if shared, fewer := common(a.hashes, b.hashes); shared > 0 && manyShared*shared >= fewer {
				rd.warnShared(a.scans[0].in, b.scans[0].in, shared)
			}
		}
	}
	return nil
}

// allApart tells whether it is plain that no id occurs in two kinds.
func allApart(kinds []*idKind) bool {
	var all []idRun
	for _, k := range kinds {
		runs, sure := k.idRuns()
		if !sure {
			return false
		}
		all = append(all, runs...)
	}
	return apart(all)
}

func (rd *reader) warnShared(a, b *input, shared int) {
	rd.warning("shared-ids", fmt.Sprintf("%s (%s) and %s (%s): %s, but ids of different CRMs or columns are not the same record, so each row counts; "+
		"if they are the same records, leave one file out or call the columns alike",
		a.src.Name(), a.mapping.Header(a.idColumn(&rd.req)), b.src.Name(), b.mapping.Header(b.idColumn(&rd.req)),
		counted(int64(shared), "id stands in both", "ids stand in both")))
}

// shortenIDs makes the two forms of Salesforce ids equal, where the first rows
// of some file show the long one and those of another do not.
func (rd *reader) shortenIDs(inputs []*input) {
	inputs = slices.DeleteFunc(slices.Clone(inputs), func(in *input) bool { return in.idColumn(&rd.req) == absent })
	long := func(in *input) bool { return in.hasLongIDs(&rd.req) }
	short := func(in *input) bool { return !long(in) }
	if !slices.ContainsFunc(inputs, long) || !slices.ContainsFunc(inputs, short) {
		return
	}
	for _, in := range inputs {
		in.shortIDs = true
	}
}

func (in *input) hasLongIDs(r *Request) bool {
	return in.sampled(in.idColumn(r), func(cell []byte) bool { return len(crm.ShortID(cell)) != len(cell) }) != ""
}

// sampled is the first cell of the column that satisfies the condition, among
// the first rows.
func (in *input) sampled(column int, is func([]byte) bool) string {
	for _, rec := range in.sample {
		if column >= 0 && column < len(rec.Fields) && is([]byte(rec.Fields[column])) {
			return rec.Fields[column]
		}
	}
	return ""
}
