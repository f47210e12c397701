package demo

import (
	"bytes"
	"encoding/csv"
	"sync"
	"testing"
)

// sheet is one export as read back by the standard library's reader.
type sheet struct {
	columns map[string]int
	rows    [][]string
}

func (s sheet) get(row []string, column string) string { return row[s.columns[column]] }

var defaults = sync.OnceValue(func() []File { return Files(DefaultSeed) })

// read parses a default export and fails on a ragged row.
func read(t *testing.T, name string) sheet {
	t.Helper()
	for _, f := range defaults() {
		if f.Name == name {
			return parse(t, f.Bytes)
		}
	}
	t.Fatalf("no export %s", name)
	return sheet{}
}

func parse(t *testing.T, data []byte) sheet {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	s := sheet{columns: map[string]int{}, rows: rows[1:]}
	for i, h := range rows[0] {
		s.columns[h] = i
	}
	return s
}

// lastVersions keeps of each record id its last row.
func lastVersions(s sheet) [][]string {
	at := map[string]int{}
	var out [][]string
	for _, row := range s.rows {
		id := s.get(row, "Record ID")
		if i, ok := at[id]; ok {
			out[i] = row
			continue
		}
		at[id] = len(out)
		out = append(out, row)
	}
	return out
}
