package crm

import (
	"maps"
	"testing"

	"pgregory.net/rapid"
)

func TestTheOrderOfColumnsDoesNotMatter(t *testing.T) {
	var tables []Table
	for _, x := range exports {
		tables = append(tables, readExport(t, x.path))
	}
	rapid.Check(t, func(t *rapid.T) {
		table := rapid.SampledFrom(tables).Draw(t, "table")
		m, err := Identify(table, Options{})
		if err != nil {
			t.Fatal(err)
		}
		order := rapid.Permutation(indexes(len(m.Columns))).Draw(t, "order")
		n, err := Identify(permuted(table, order), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if a, b := meanings(m), meanings(n); n.Role != m.Role || n.Profile != m.Profile || !maps.Equal(a, b) {
			t.Fatalf("%s %s %v became %s %s %v", m.Profile, m.Role, a, n.Profile, n.Role, b)
		}
	})
}

func indexes(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// permuted gives a table with its columns in another order. Titles and
// footers, which are shorter, stay as they are.
func permuted(t Table, order []int) Table {
	p := Table{Name: t.Name}
	for _, row := range t.Rows {
		if len(row) != len(order) {
			p.Rows = append(p.Rows, row)
			continue
		}
		other := make([]string, len(row))
		for to, from := range order {
			other[to] = row[from]
		}
		p.Rows = append(p.Rows, other)
	}
	return p
}

// meanings gives what each header was taken for.
func meanings(m *Mapping) map[string]Field {
	out := map[string]Field{}
	for _, c := range m.Columns {
		if c.Field != "" {
			out[c.Header] = c.Field
		}
	}
	return out
}
