package ingest

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// cubeText is all that a cube says, gaps included.
func cubeText(c *funnel.Cube) string {
	var b strings.Builder
	for rep, r := range c.Reps {
		for p, period := range c.Periods {
			for step, s := range c.Steps {
				fmt.Fprintln(&b, r.Name, period.Label, s, c.At(rep, p, step), c.Lacks(rep, p, step))
			}
		}
	}
	return b.String()
}

// scorecardRows draws the rows of a scorecard, no two of one rep, month and
// metric; some cells are empty.
func scorecardRows(t *rapid.T, long bool) []string {
	cell := func(name string) string {
		return rapid.SampledFrom([]string{"", "0", "1", "7", "n/a"}).Draw(t, name)
	}
	var rows []string
	for _, rep := range []string{"Ann", "Bob", "Zoe"} {
		for month := 1; month <= 4; month++ {
			switch {
			case rapid.Bool().Draw(t, "none"):
			case long:
				for _, metric := range []string{"visits", "customers"} {
					if rapid.Bool().Draw(t, "listed") {
						rows = append(rows, fmt.Sprintf("%s,2025-%02d,%s,%s\n", rep, month, metric, cell(metric)))
					}
				}
			default:
				rows = append(rows, fmt.Sprintf("%s,2025-%02d,%s,%s\n", rep, month, cell("visits"), cell("customers")))
			}
		}
	}
	return rows
}

func TestScorecardsAreReadInAnyOrderAndInAnyNumberOfFiles(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		long := rapid.Bool().Draw(rt, "long")
		header := map[bool]string{true: "rep,month,metric,value\n", false: "rep,month,visits,customers\n"}[long]
		rows := append(scorecardRows(rt, long), map[bool]string{true: "Max,2025-01,visits,3\n", false: "Max,2025-01,3,1\n"}[long])
		whole := read(t, Request{Files: cards(t, header+strings.Join(rows, ""))})
		mixed := rapid.Permutation(rows).Draw(rt, "mixed")
		cut := rapid.IntRange(1, len(mixed)).Draw(rt, "cut")
		parts := cards(t, header+strings.Join(mixed[:cut], ""))
		if cut < len(mixed) {
			parts = append(parts, cards(t, header+strings.Join(mixed[cut:], ""))...)
		}
		split, err := Read(t.Context(), Request{Files: parts})
		if err != nil && strings.Contains(err.Error(), "no numbers") || err != nil && strings.Contains(err.Error(), "nothing") {
			rt.Skip("a part without any figure")
		}
		if err != nil {
			rt.Fatal(err)
		}
		if a, b := cubeText(whole.Cube), cubeText(split.Cube); a != b {
			rt.Fatalf("%s\n---\n%s", a, b)
		}
	})
}

func cards(t *testing.T, text string) []File {
	return []File{{Path: write(t, "card.csv", text), Role: crm.Scorecard}}
}
