package ingest

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// fileScan is one file of a role and the workers that read it.
type fileScan struct {
	in      *input
	make    func() tracker
	workers []tracker
	err     error
}

// unique finds the superseded versions of records that occur twice among the
// files of a role, and scans the files that hold some again without them.
func (rd *reader) unique(scans []*fileScan) error {
	suspects, err := rd.suspects(scans)
	if err != nil || len(suspects) == 0 {
		return err
	}
	old, err := rd.superseded(scans, suspects)
	if err != nil {
		return err
	}
	for _, s := range scans {
		s.in.superseded = old[s.in.order]
		if len(s.in.superseded) == 0 {
			continue
		}
		if s.workers, err = s.in.scan(rd.ctx, &rd.req, s.make); err != nil {
			return err
		}
	}
	return nil
}

// suspects lists the hashes that more than one id has, or one id twice.
func (rd *reader) suspects(scans []*fileScan) ([]uint64, error) {
	var runs []idRun
	sure := true
	for _, s := range scans {
		for _, t := range s.workers {
			w := &t.base().ids
			w.endRun()
			runs = append(runs, w.runs...)
			sure = sure && !w.lost && !w.hashing
		}
	}
	if sure && apart(runs) {
		return nil, nil
	}
	var all []*idHashes
	for _, s := range scans {
		hashes, err := rd.hashes(s)
		if err != nil {
			return nil, err
		}
		all = append(all, hashes...)
	}
	for _, h := range all {
		rd.data.Quality.IDBytes += h.bytes()
	}
	return repeated(all), nil
}

// hashes gives the id hashes of a file, reading it again for them where only
// runs were watched.
func (rd *reader) hashes(s *fileScan) ([]*idHashes, error) {
	var all []*idHashes
	if s.in.hashIDs {
		for _, t := range s.workers {
			all = append(all, &t.base().ids.ids)
		}
		return all, nil
	}
	column := s.in.idColumn(&rd.req)
	if column == absent {
		return nil, nil
	}
	_, err := s.in.scanWith(rd.ctx, &rd.req, func() csvscan.Worker {
		w := &idHasher{idWatch: idWatch{column: column, hashing: true}}
		return w
	}, func(w csvscan.Worker) { all = append(all, &w.(*idHasher).ids) })
	return all, err
}

// idHasher reads nothing but ids.
type idHasher struct {
	idWatch
	strip strip
}

// Batch keeps the hash of every row's id.
func (w *idHasher) Batch(b *csvscan.Batch) error {
	w.see(b, &w.strip)
	return nil
}

// suspectBlock is how many suspects are resolved in one reading of the files,
// so that memory stays bounded however many there are.
const suspectBlock = 1 << 17

// superseded lists, by file, the rows that a later version replaces.
func (rd *reader) superseded(scans []*fileScan, suspects []uint64) (map[int][]csvscan.Ref, error) {
	old := map[int][]csvscan.Ref{}
	for len(suspects) > 0 {
		block := suspects[:min(len(suspects), suspectBlock)]
		suspects = suspects[len(block):]
		versions := map[string][]version{}
		for _, s := range scans {
			if err := s.in.versions(rd.ctx, &rd.req, block, versions); err != nil {
				return nil, err
			}
		}
		for _, v := range versions {
			last := slices.MaxFunc(v, version.compare)
			for _, one := range v {
				if one != last {
					old[one.file] = append(old[one.file], one.ref)
				}
			}
		}
	}
	for _, refs := range old {
		slices.Sort(refs)
	}
	return old, nil
}

// version is one row of a record.
type version struct {
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

// versions collects the rows of the file whose id has a suspect hash.
func (in *input) versions(ctx context.Context, r *Request, suspects []uint64, into map[string][]version) error {
	column := in.idColumn(r)
	if column == absent {
		return nil
	}
	modified := in.dateColumn(crm.FieldModified)
	_, err := in.scanWith(ctx, r, func() csvscan.Worker {
		return &versionReader{in: in, column: column, modified: modified, suspects: suspects, found: map[string][]version{}}
	}, func(w csvscan.Worker) {
		for id, v := range w.(*versionReader).found {
			into[id] = append(into[id], v...)
		}
	})
	return err
}

// versionReader is the worker of versions.
type versionReader struct {
	in       *input
	column   int
	modified dateColumn
	suspects []uint64
	found    map[string][]version
}

// Batch keeps the rows whose id has a suspect hash. A cell that repeats the
// header, or says that there is no value, is no id.
func (w *versionReader) Batch(b *csvscan.Batch) error {
	header := []byte(w.in.mapping.Header(w.column))
	for row := range b.Len() {
		id := b.Field(row, w.column)
		if _, suspect := slices.BinarySearch(w.suspects, max(hash(id), 1)); !suspect || len(id) == 0 {
			continue
		}
		if !bytes.Equal(id, header) && !w.in.mapping.Missing(id) {
			day := w.modified.day(b, row)
			w.found[string(id)] = append(w.found[string(id)], version{
				modified: day, text: string(cell(b, row, w.modified.column)), file: w.in.order, ref: b.Ref(row),
			})
		}
	}
	return nil
}
