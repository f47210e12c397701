package render

import (
	"io"
	"strconv"
	"testing"
)

// A large company's ranking: 2,000 reps, ten columns.
func BenchmarkLargeTable(b *testing.B) {
	table := Table{Columns: []Column{{Name: "rep"}}}
	for range 9 {
		table.Columns = append(table.Columns, Column{Name: "conversion", Kind: KindInterval})
	}
	for i := range 2000 {
		row := []Cell{Text("Ann Example " + strconv.Itoa(i))}
		for j := range 9 {
			share := float64(i*j) / 20000
			row = append(row, Interval(Percent(share, 1), Percent(share/2, 1), Percent(2*share, 1)))
		}
		table.Rows = append(table.Rows, row)
	}
	d := Document{Title: "rank", Blocks: []Block{table}}
	for _, format := range []string{"text", "markdown", "html"} {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				if err := documentWriters[format](io.Discard, d, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
