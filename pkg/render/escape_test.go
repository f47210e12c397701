package render

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestNamesCannotActOnTheReadersSide(t *testing.T) {
	for _, c := range []struct{ name, in, text, markdown, html string }{
		{"a plain name", "Zoë O'Brien", "Zoë O'Brien", "Zoë O'Brien", "Zoë O&#39;Brien"},
		{"a terminal colour", "\x1b[31mred", `\u001b[31mred`, `\\u001b[31mred`, `\u001b[31mred`},
		{"an eight-bit control", "a\u009bb", `a\u009bb`, `a\\u009bb`, `a\u009bb`},
		{"a bell", "a\ab", `a\u0007b`, `a\\u0007b`, `a\u0007b`},
		{"line breaks and tabs", "a\r\n\tb", "a   b", "a   b", "a   b"},
		{"text turned round", "a\u202eb", `a\u202eb`, `a\\u202eb`, `a\u202eb`},
		{"a hidden character", "a\u200bb", `a\u200bb`, `a\\u200bb`, `a\u200bb`},
		{"a broken encoding", "a\xffb", "a\uFFFDb", "a\uFFFDb", "a\uFFFDb"},
		{"a pipe", "a|b", "a|b", `a\|b`, "a|b"},
		{"markup", "<script>&amp;", "<script>&amp;", "&lt;script&gt;&amp;amp;", "&lt;script&gt;&amp;amp;"},
		{"emphasis", "*a* _b_ `c`", "*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`", "*a* _b_ `c`"},
		{"a metric's name", "visits_per_week", "visits_per_week", "visits_per_week", "visits_per_week"},
		{"a link", "[a](b)", "[a](b)", `[a\](b)`, "[a](b)"},
		{"an interval", "9 % [2, 16]", "9 % [2, 16]", "9 % [2, 16]", "9\u00a0% [2, 16]"},
		{"a formula of mathematics", "$a$", "$a$", `\$a\$`, "$a$"},
		{"a Hebrew name keeps its direction mark", "דוד\u200f", "דוד\u200f", "דוד\u200f", "דוד\u200f"},
		{"a Persian name keeps its joiner", "علی\u200cرضا", "علی\u200cرضا", "علی\u200cرضا", "علی\u200cرضا"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Document{Blocks: []Block{Table{Columns: []Column{{Name: "rep"}}, Rows: [][]Cell{{Text(c.in)}}}}}
			for format, want := range map[string]string{
				"text": "\n" + c.text + "\n", "markdown": "| " + c.markdown + " |\n", "html": ">" + c.html + "</th>",
			} {
				if got := rendered(t, documentWriters[format], d, Options{}); !strings.Contains(got, want) {
					t.Errorf("%s: %q is not in\n%s", format, want, got)
				}
			}
		})
	}
}

func TestASentenceIsNotReadAsAListOrHeading(t *testing.T) {
	for in, want := range map[string]string{
		"1. May was the best month.": `1\. May was the best month.`,
		"# of visits rose.":          `\# of visits rose.`,
		"- 3 % is little.":           `\- 3 % is little.`,
		"12 visits are needed.":      "12 visits are needed.",
		"> quoted":                   "&gt; quoted",
	} {
		got := rendered(t, WriteMarkdown, Document{Blocks: []Block{Paragraph(in)}}, Options{})
		if got != want+"\n" {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// anyText draws what exports may hold, and worse.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.StringOf(rapid.RuneFrom([]rune("aé田👍🏽|\\`*_[]()<>&\x1b\a\n\t\u202e\u200d "))),
	)
}

func anyDocument() *rapid.Generator[Document] {
	return rapid.Custom(func(t *rapid.T) Document {
		cell := rapid.Map(anyText(), Text)
		row := rapid.SliceOfN(cell, 0, 3)
		return Document{
			Title: anyText().Draw(t, "title"),
			Blocks: []Block{
				Heading{Text: anyText().Draw(t, "heading"), Level: rapid.IntRange(0, 3).Draw(t, "level")},
				Paragraph(anyText().Draw(t, "paragraph")),
				Table{
					Caption: anyText().Draw(t, "caption"),
					Columns: []Column{{Name: anyText().Draw(t, "column")}, {Name: "b", Kind: KindCount}, {Name: "c"}},
					Rows:    rapid.SliceOfN(row, 0, 4).Draw(t, "rows"),
					Footer:  row.Draw(t, "footer"),
				},
				Notes{anyText().Draw(t, "note")},
				Picture{Name: anyText().Draw(t, "name"), Alt: anyText().Draw(t, "alt"), Data: pixel},
				Warnings{anyText().Draw(t, "warning")},
			},
		}
	})
}

func TestNoDocumentSendsControlCharactersOrTrailingSpaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		got := rendered(t, WriteText, anyDocument().Draw(t, "document"), Options{Width: rapid.IntRange(1, 120).Draw(t, "width")})
		for line := range strings.SplitSeq(got, "\n") {
			if strings.ContainsFunc(line, unicode.IsControl) {
				t.Fatalf("control character in %q", line)
			}
			if strings.HasSuffix(line, " ") {
				t.Fatalf("space at the end of %q", line)
			}
		}
	})
}

func TestEveryMarkdownRowHasAsManyCellsAsColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument().Draw(t, "document")
		d.Blocks = d.Blocks[2:3]
		for line := range strings.SplitSeq(rendered(t, WriteMarkdown, Document{Blocks: d.Blocks}, Options{}), "\n") {
			if !strings.HasPrefix(line, "| ") {
				continue
			}
			bare := strings.NewReplacer(`\\`, "", `\|`, "").Replace(line)
			if n := strings.Count(bare, "|"); n != 4 {
				t.Fatalf("%d bars in %q", n, line)
			}
		}
	})
}

func TestRenderingTwiceGivesTheSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument().Draw(t, "document")
		for name, write := range documentWriters {
			first := rendered(t, write, d, Options{})
			if again := rendered(t, write, d, Options{}); again != first {
				t.Fatalf("%s differs between two runs", name)
			}
		}
	})
}
