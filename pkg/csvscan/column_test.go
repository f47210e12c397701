package csvscan

import (
	"context"
	"strings"
	"testing"
)

// columnReader notes the cells of a batch by column, and compares them with
// those that are given one by one.
type columnReader struct {
	t    *testing.T
	text strings.Builder
}

func (r *columnReader) Batch(b *Batch) error {
	for k := range 3 {
		for row, span := range b.Spans(k, nil) {
			cell := b.Field(row, k)
			if span.Size == Elsewhere {
				if !strings.Contains(string(cell), "\"") {
					r.t.Errorf("row %d, column %d: %q is said to stand elsewhere", row, k, cell)
				}
			} else if here := b.Text()[span.From : span.From+span.Size]; string(here) != string(cell) {
				r.t.Errorf("row %d, column %d: %q by column, %q by cell", row, k, here, cell)
			}
			r.text.Write(append(cell[:len(cell):len(cell)], '|'))
		}
	}
	return nil
}

func TestCellsByColumnAreThoseThatAreGivenOneByOne(t *testing.T) {
	for name, text := range map[string]string{
		"quoted, doubled, empty": "a,b,c\n1,\"x, y\",\n\"2\",\"say \"\"no\"\"\",\"\"\n3,,z\n",
		"carriage returns":       "a,b,c\r\n1,\"x, y\",\r\n\"2\",\"say \"\"no\"\"\",\"\"\r\n3,,z\r\n",
		"a stray quote":          "a,b,c\n1,\"x, y\",\n2,say \"no\",\n3,,z\n",
	} {
		t.Run(name, func(t *testing.T) {
			src := open(t, text, Options{})
			r := &columnReader{t: t}
			_, err := src.Scan(context.Background(), ScanOptions{From: 6 + Ref(strings.Count(text[:7], "\r")), Columns: 3, Wanted: []int{0, 1, 2}},
				func(int) []Worker { r.text.Reset(); return []Worker{r} })
			if want := "1|2|3|x, y|say \"no\"||||z|"; err != nil || r.text.String() != want {
				t.Errorf("%q, %v; want %q", r.text.String(), err, want)
			}
		})
	}
}
