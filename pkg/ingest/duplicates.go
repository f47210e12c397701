package ingest

import (
	"slices"

	"github.com/salescoach/salescoach/pkg/csvscan"
)

// fileScan is one file of a role and the workers that read it.
type fileScan struct {
	in      *input
	make    func() tracker
	workers []tracker
	err     error
}

// superseded holds, by file, the rows that do not count.
type superseded map[int][]csvscan.Ref

// unique finds the superseded versions of records that occur twice among the
// files of a role, and scans the files that hold some again without them.
func (rd *reader) unique(scans []*fileScan) error {
	for _, s := range scans {
		rd.listBad(s)
	}
	old := superseded{}
	kinds := rd.idKinds(scans, (*input).idColumn)
	for _, k := range kinds {
		if err := rd.uniqueIDs(k, old); err != nil {
			return err
		}
	}
	for _, k := range rd.idKinds(scans, (*input).lineKey) {
		if err := rd.uniqueLines(k.scans, old); err != nil {
			return err
		}
	}
	if err := rd.sharedIDs(kinds); err != nil {
		return err
	}
	for _, s := range scans {
		if err := rd.without(s, old[s.in.order]); err != nil {
			return err
		}
	}
	return nil
}

// without scans the file again and leaves those rows out.
func (rd *reader) without(s *fileScan, old []csvscan.Ref) (err error) {
	if len(old) == 0 {
		return nil
	}
	slices.Sort(old)
	s.in.superseded = old
	s.workers, err = s.in.scan(rd.ctx, &rd.req, s.make)
	return err
}

// listBad remembers which rows cannot be read: they replace no version of a
// record that can be. Of too many none is remembered, so that it does not matter
// how the workers shared them.
func (rd *reader) listBad(s *fileScan) {
	for _, t := range s.workers {
		s.in.bad = append(s.in.bad, t.base().bad.refs...)
	}
	if len(s.in.bad) > maxListed {
		s.in.bad = nil
	}
	slices.Sort(s.in.bad)
	rd.data.Quality.IDBytes += int64(len(s.in.bad)) * 8
}

// uniqueIDs finds the versions of records by their id.
func (rd *reader) uniqueIDs(k *idKind, old superseded) error {
	suspects, err := rd.suspects(k)
	if err != nil {
		return err
	}
	return rd.supersede(k.scans, suspects, &byID, old)
}

// suspects lists the hashes that more than one id has, or one id twice.
func (rd *reader) suspects(k *idKind) ([]uint64, error) {
	if k.apart() {
		return nil, nil
	}
	if err := rd.hash(k); err != nil {
		return nil, err
	}
	return repeated(k.hashes), nil
}

// hash makes sure that the ids of a kind are hashed.
func (rd *reader) hash(k *idKind) error {
	if k.hashes != nil {
		return nil
	}
	for _, s := range k.scans {
		hashes, err := rd.hashes(s)
		if err != nil {
			return err
		}
		for _, h := range hashes {
			rd.data.Quality.IDBytes += h.bytes()
		}
		k.hashes = append(k.hashes, hashes...)
	}
	return nil
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
	_, err := s.in.scanWith(rd.ctx, &rd.req, func() csvscan.Worker {
		return &idHasher{idWatch: idWatch{column: column, hashing: true, short: s.in.shortIDs}}
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

// supersede lists the rows that do not count beside others of the same record.
func (rd *reader) supersede(scans []*fileScan, suspects []uint64, rule *sameness, old superseded) error {
	for block := range slices.Chunk(suspects, suspectBlock) {
		versions := map[string][]version{}
		for _, s := range scans {
			if err := rd.versions(s.in, block, rule, versions); err != nil {
				return err
			}
		}
		for _, v := range versions {
			for _, one := range rule.old(v) {
				old[one.file] = append(old[one.file], one.ref)
			}
		}
	}
	return nil
}
