package ingest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// uniqueLines finds lines of orders that stand in several files, as overlapping
// exports have them. Lines have no id, so they are the same where all cells are
// that the files have in common. Equal lines within one file are lines: of
// those that several files have, as many count as the file has that has most.
func (rd *reader) uniqueLines(ledgers []*fileScan, old superseded) error {
	if len(ledgers) < 2 {
		return nil
	}
	var keys []*idHashes
	for _, s := range ledgers {
		keys = append(keys, s.orderKeys())
	}
	suspects := repeated(keys)
	cells := sharedCells(ledgers)
	for _, s := range ledgers {
		s.in.lineCells = cells
	}
	return rd.supersede(ledgers, suspects, &byLine, old)
}

// lineKey is the column that the lines of an order share, or absent where the
// file is none of orders or its lines have ids.
func (in *input) lineKey(r *Request) int {
	if in.mapping.Role != crm.Deals || in.idColumn(r) != absent {
		return absent
	}
	return in.dealKey(r)
}

// isLedger tells whether the file holds lines of orders that nothing tells
// apart.
func (in *input) isLedger(r *Request) bool { return in.lineKey(r) != absent }

// orderKeys gives the hashes of the file's orders, each once.
func (s *fileScan) orderKeys() *idHashes {
	var all orders
	for _, t := range s.workers {
		for _, key := range t.(*dealWorker).orders.keys.names {
			all.keys.id([]byte(key))
		}
	}
	hashes := &idHashes{}
	for _, key := range all.keys.names {
		hashes.add(hash([]byte(key)))
	}
	return hashes
}

// sharedCells lists the fields that all the files have.
func sharedCells(scans []*fileScan) []crm.Field {
	var shared []crm.Field
	for _, c := range scans[0].in.mapping.Columns {
		everywhere := !slices.ContainsFunc(scans, func(s *fileScan) bool { return !s.in.mapping.Has(c.Field) })
		if c.Field != "" && everywhere && !slices.Contains(shared, c.Field) {
			shared = append(shared, c.Field)
		}
	}
	return shared
}

// byLine takes rows of one order with equal cells for one line.
var byLine = sameness{(*input).lineKey, (*versionReader).line, linesOfOtherFiles}

// line is all that the files have in common of a row, with days and amounts
// spelled in one way.
func (w *versionReader) line(b *csvscan.Batch, row int) string {
	text := new(strings.Builder)
	text.Write(b.Field(row, w.column))
	for _, f := range w.in.lineCells {
		said := string(cell(b, row, w.in.mapping.Index(f)))
		if plain, bad := w.in.plain(f, said); bad == nil {
			said = plain
		}
		text.WriteString(listSeparator)
		text.WriteString(said)
	}
	return text.String()
}

// linesOfOtherFiles lists all equal lines but those of the file that has most
// of them, of equals the last.
func linesOfOtherFiles(all []version) []version {
	count := map[int]int{}
	for _, v := range all {
		count[v.file]++
	}
	most := slices.MaxFunc(all, func(a, b version) int {
		return cmp.Or(cmp.Compare(count[a.file], count[b.file]), cmp.Compare(a.file, b.file))
	}).file
	return slices.DeleteFunc(slices.Clone(all), func(v version) bool { return v.file == most })
}
