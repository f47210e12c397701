package ingest

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// version is one row of a record.
type version struct {
	bad      bool // it cannot be read
	modified calendar.Day
	text     string // of the modification date, to tell times of one day apart
	file     int
	ref      csvscan.Ref
}

// compare orders versions by modification date, then by file and row. Times of
// one day are compared as text where they are written alike and year first.
func (v version) compare(o version) int {
	byText := 0
	if len(v.text) == len(o.text) && len(v.text) > 10 && v.text[:4] >= "1900" && strings.ContainsAny(v.text[4:5], "-/.") {
		byText = strings.Compare(v.text, o.text)
	}
	return cmp.Or(cmp.Compare(v.modified, o.modified), byText, cmp.Compare(v.file, o.file), cmp.Compare(v.ref, o.ref))
}

// sameness tells which rows are of one record, and which of them do not count.
type sameness struct {
	column columnFinder // of what is suspected to repeat
	// key is what versions have in common; empty is a row that is none.
	key func(w *versionReader, b *csvscan.Batch, row int) string
	old func([]version) []version
}

// byID takes rows of one id for versions of one record, of which the last
// counts. One that cannot be read is refused or left out, as any such row is,
// and where it is left out the last that can be read counts.
var byID = sameness{(*input).idColumn, (*versionReader).id, allButLast}

func allButLast(all []version) []version {
	old := slices.SortedFunc(slices.Values(all), version.compare)
	last := len(old) - 1
	bad := old[last].bad
	old = old[:last]
	for i := len(old) - 1; bad && i >= 0; i-- {
		if !old[i].bad {
			return slices.Delete(old, i, i+1)
		}
	}
	return old
}

// versions collects the rows of the file that have a suspect hash.
func (rd *reader) versions(in *input, suspects []uint64, rule *sameness, into map[string][]version) error {
	column, modified := rule.column(in, &rd.req), in.dateColumn(crm.FieldModified)
	_, err := in.scanWith(rd.ctx, &rd.req, func() csvscan.Worker {
		return &versionReader{in: in, rule: rule, column: column, modified: modified, suspects: suspects, found: map[string][]version{}}
	}, func(w csvscan.Worker) {
		r := w.(*versionReader)
		in.roundedIDs += r.rounded
		for key, v := range r.found {
			into[key] = append(into[key], v...)
		}
	})
	return err
}

// versionReader is the worker of versions.
type versionReader struct {
	in       *input
	rule     *sameness
	column   int
	modified dateColumn
	suspects []uint64
	found    map[string][]version
	rounded  int64 // ids that are not taken for such
}

// Batch keeps the rows that have a suspect hash.
func (w *versionReader) Batch(b *csvscan.Batch) error {
	for row := range b.Len() {
		said := b.Field(row, w.column)
		if _, suspect := slices.BinarySearch(w.suspects, max(hash(w.in.recordID(said)), 1)); !suspect || len(said) == 0 {
			continue
		}
		if key := w.rule.key(w, b, row); key != "" {
			_, bad := slices.BinarySearch(w.in.bad, b.Ref(row))
			w.found[key] = append(w.found[key], version{
				bad: bad, modified: w.modified.day(b, row), text: string(cell(b, row, w.modified.column)), file: w.in.order, ref: b.Ref(row),
			})
		}
	}
	return nil
}

// id is the id of a row. A cell that repeats the header, or says that there is
// no value, is none, nor is a number that a spreadsheet has rounded.
func (w *versionReader) id(b *csvscan.Batch, row int) string {
	id := b.Field(row, w.column)
	switch {
	case bytes.Equal(id, []byte(w.in.mapping.Header(w.column))) || w.in.mapping.Missing(id):
		return ""
	case crm.RoundedID(id):
		w.rounded++
		return ""
	}
	return string(w.in.recordID(id))
}

// recordID is the id as it is compared.
func (in *input) recordID(id []byte) []byte {
	if in.shortIDs {
		return crm.ShortID(id)
	}
	return id
}
