package csvscan

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// row is a row as a worker saw it.
type row struct {
	Ref    Ref
	Cells  string
	Ragged bool
}

// gather collects rows from several goroutines.
type gather struct {
	mu   sync.Mutex
	n    int
	rows []row
}

func (g *gather) Batch(b *Batch) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i := range b.Len() {
		var cells []string
		for k := range g.n {
			cells = append(cells, string(b.Field(i, k)))
		}
		g.rows = append(g.rows, row{b.Ref(i), fmt.Sprintf("%q", cells), false})
	}
	for _, r := range b.Ragged() {
		g.rows = append(g.rows, row{r.Ref, fmt.Sprintf("%q", r.Fields), true})
	}
	return nil
}

// scanAll gives the rows of a scan in file order.
func scanAll(t rapid.TB, s *Source, o ScanOptions) ([]row, Stats, error) {
	t.Helper()
	var g *gather
	st, err := s.Scan(context.Background(), o, func(n int) []Worker {
		g = &gather{n: len(o.Wanted)}
		ws := make([]Worker, n)
		for i := range ws {
			ws[i] = g
		}
		return ws
	})
	slices.SortFunc(g.rows, func(a, b row) int { return int(a.Ref - b.Ref) })
	return g.rows, st, err
}

func open(t testing.TB, text string, o Options) *Source {
	t.Helper()
	s, err := OpenReader("f.csv", strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func upTo(n int) []int {
	var cols []int
	for i := range n {
		cols = append(cols, i)
	}
	return cols
}

func TestScanGivesTheCellsOfEveryRow(t *testing.T) {
	s := open(t, "a;b\n1;\"x;\"\"y\"\"\nz\"\n\nTotal\n2;3", Options{})
	head, err := s.Head(1)
	if err != nil {
		t.Fatal(err)
	}
	rows, st, err := scanAll(t, s, ScanOptions{From: head[0].Next, Columns: 2, Wanted: upTo(2)})
	if err != nil {
		t.Fatal(err)
	}
	want := []row{
		{4, `["1" "x;\"y\"\nz"]`, false},
		{18, `[""]`, true},
		{19, `["Total"]`, true},
		{25, `["2" "3"]`, false},
	}
	if !slices.Equal(rows, want) {
		t.Errorf("got %v\nwant %v", rows, want)
	}
	if st.Rows != 2 || st.Ragged != 2 {
		t.Errorf("stats %+v", st)
	}
	recs, err := s.Locate([]Ref{25, 4})
	if err != nil {
		t.Fatal(err)
	}
	if got := recs[0].Pos(1).String() + " " + recs[1].Pos(1).String(); got != "f.csv:6:3 f.csv:2:3" {
		t.Errorf("positions %s", got)
	}
}
