package render

import (
	"strings"
	"testing"
)

func TestColumnsOfWideAndAccentedNamesAlign(t *testing.T) {
	names := []string{"Ann", "Zoë", "Zoe\u0308", "田中太郎", "김영희", "Ωmega", "a👍b", "Đặng Thị Hoà"}
	table := Table{Columns: []Column{{Name: "rep"}, {Name: "visits", Kind: KindCount}}}
	for i, name := range names {
		table.Rows = append(table.Rows, []Cell{Text(name), Count(int64(i * 1000))})
	}
	lines := strings.Split(strings.TrimSpace(rendered(t, WriteText, Document{Blocks: []Block{table}}, Options{})), "\n")
	for _, line := range lines {
		if got, want := displayWidth(line), displayWidth(lines[0]); got != want {
			t.Errorf("%q is %d columns wide, the header %d", line, got, want)
		}
	}
}

func TestALongCellIsNeitherCutNorWrapped(t *testing.T) {
	long := strings.Repeat("Donaudampfschifffahrt ", 40) + "end"
	table := Table{Columns: []Column{{Name: "rep"}, {Name: "n", Kind: KindCount}}, Rows: [][]Cell{{Text(long), Count(1)}}}
	got := rendered(t, WriteText, Document{Blocks: []Block{table}}, Options{Width: 20})
	if !strings.Contains(got, "\n"+long+"  1\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestSentencesStayWithinTheWidth(t *testing.T) {
	d := Document{Blocks: []Block{
		Paragraph(strings.Repeat("every sentence is wrapped ", 20)),
		Notes{strings.Repeat("a note too ", 20)},
		Warnings{strings.Repeat("and a warning ", 20)},
	}}
	for _, width := range []int{20, 40, 0} {
		o := Options{Width: width}
		for line := range strings.Lines(rendered(t, WriteText, d, o)) {
			if n := displayWidth(strings.TrimSpace(line)); n > o.width() {
				t.Errorf("width %d: %d columns in %q", width, n, line)
			}
		}
	}
}

func TestAFigureIsNotTornFromItsUnit(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"a rise of 10 % is much", 13, "a rise of\n10 % is much"},
		{"by luck (p = 0.02)", 12, "by luck\n(p = 0.02)"},
		{"C:/a/path/that/is/longer/than/that", 10, "C:/a/path/that/is/longer/than/that"},
		{"", 10, ""},
	} {
		if got := wrap(c.text, c.width, ""); got != c.want {
			t.Errorf("%q in %d: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestATableWithoutRowsSaysSo(t *testing.T) {
	columns := []Column{{Name: "rep"}}
	for want, table := range map[string]Table{
		"Leavers\nnone\n":          {Caption: "Leavers", Columns: columns},
		"nobody left\n":            {Columns: columns, Empty: "nobody left"},
		"Leavers\nnobody *left*\n": {Caption: "Leavers", Columns: columns, Empty: "nobody *left*"},
	} {
		if got := rendered(t, WriteText, Document{Blocks: []Block{table}}, Options{}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestColourAddsNothingButColour(t *testing.T) {
	plain := rendered(t, WriteText, sample(), Options{})
	colored := rendered(t, WriteText, sample(), Options{Color: true})
	if colored == plain {
		t.Fatal("nothing is coloured")
	}
	for _, sequence := range append([]string{boldColor, resetColor}, colorsOfTones()...) {
		colored = strings.ReplaceAll(colored, sequence, "")
	}
	if colored != plain {
		t.Errorf("without its colours the text is\n%s\nnot\n%s", colored, plain)
	}
}

func colorsOfTones() []string {
	var out []string
	for tone := range ToneUncertain + 1 {
		if c := toneColors[tone]; c != "" {
			out = append(out, c)
		}
	}
	return out
}

func TestATableThatCannotBeLaidOutIsAnError(t *testing.T) {
	column := []Column{{Name: "rep"}}
	for name, table := range map[string]Table{
		"no columns":    {Caption: "x"},
		"a long row":    {Columns: column, Rows: [][]Cell{{Text("a"), Text("b")}}},
		"a long footer": {Columns: column, Footer: []Cell{Text("a"), Text("b")}},
	} {
		for format, write := range documentWriters {
			var out strings.Builder
			if err := write(&out, Document{Title: "t", Blocks: []Block{table}}, Options{}); err == nil || out.Len() > 0 {
				t.Errorf("%s as %s: err %v, wrote %q", name, format, err, out.String())
			}
		}
	}
}

func TestAnUnknownBlockIsAnErrorNotAPanic(t *testing.T) {
	for format, write := range documentWriters {
		if err := write(&strings.Builder{}, Document{Blocks: []Block{nil}}, Options{}); err == nil {
			t.Errorf("%s wrote a nil block", format)
		}
	}
}

func TestADocumentWithNothingInItIsWritten(t *testing.T) {
	if got := rendered(t, WriteText, Document{}, Options{}); got != "" {
		t.Errorf("text: %q", got)
	}
	if got := rendered(t, WriteHTML, Document{}, Options{}); !strings.Contains(got, "</html>") {
		t.Errorf("html: %q", got)
	}
}
