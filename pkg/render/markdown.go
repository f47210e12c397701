package render

import (
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// WriteMarkdown writes a document as GitHub-flavoured Markdown. Pictures are
// linked by their file name; one without a file is its words alone.
func WriteMarkdown(w io.Writer, d Document, _ Options) error {
	var parts []string
	if d.Title != "" {
		parts = append(parts, "# "+markdownText(d.Title))
	}
	for _, b := range d.Blocks {
		part, err := markdownBlock(b)
		if err != nil {
			return err
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	_, err := io.WriteString(w, strings.Join(parts, "\n\n")+"\n")
	return err
}

func markdownBlock(b Block) (string, error) {
	switch b := b.(type) {
	case Heading:
		return strings.Repeat("#", max(b.Level, 1)+1) + " " + markdownText(b.Text), nil
	case Paragraph:
		return markdownLine(string(b)), nil
	case Notes:
		return markdownList(b, "- "), nil
	case Warnings:
		return markdownList(b, "> **warning:** "), nil
	case Picture:
		return markdownPicture(b), nil
	case Table:
		return markdownTable(b)
	}
	return "", fmt.Errorf("a document cannot hold a %T", b)
}

// markdownList parts quoted lines by an empty quoted one, so that they stay
// paragraphs of their own.
func markdownList(sentences []string, mark string) string {
	between := "\n"
	if strings.HasPrefix(mark, ">") {
		between = "\n>\n"
	}
	lines := make([]string, len(sentences))
	for i, s := range sentences {
		lines[i] = mark + markdownLine(s)
	}
	return strings.Join(lines, between)
}

func markdownPicture(p Picture) string {
	if p.Name == "" {
		return "*" + markdownText(p.Alt) + "*"
	}
	target := (&url.URL{Path: p.Name}).EscapedPath()
	target = strings.NewReplacer("(", "%28", ")", "%29").Replace(target)
	return "![" + markdownText(p.Alt) + "](" + target + ")"
}

// markdownTable is written by hand: tablewriter's Markdown does not escape,
// and pads every row to the widest name, so that one new rep changes every
// line of a diff.
func markdownTable(t Table) (string, error) {
	if err := t.check(); err != nil {
		return "", err
	}
	var lines []string
	if t.Caption != "" {
		lines = append(lines, "**"+markdownText(t.Caption)+"**", "")
	}
	if len(t.Rows) == 0 {
		return strings.Join(append(lines, markdownLine(t.nothing())), "\n"), nil
	}
	lines = append(lines, markdownRow(t.titles(markdownText)), markdownRule(t.Columns))
	for _, row := range t.Rows {
		lines = append(lines, markdownRow(markdownCells(row, len(t.Columns), "")))
	}
	if t.Footer != nil {
		lines = append(lines, markdownRow(markdownCells(t.Footer, len(t.Columns), "**")))
	}
	return strings.Join(lines, "\n"), nil
}

func markdownRow(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }

func markdownRule(columns []Column) string {
	rules := make([]string, len(columns))
	for i, c := range columns {
		rules[i] = "---"
		if c.right() {
			rules[i] = "--:"
		}
	}
	return markdownRow(rules)
}

func markdownCells(row []Cell, columns int, emphasis string) []string {
	texts := make([]string, columns)
	for i, c := range row {
		if s := markdownText(c.String()); s != "" {
			texts[i] = emphasis + s + emphasis
		}
	}
	return texts
}

var (
	// An underscore inside a word is not emphasis; names of metrics stay readable.
	emphasisUnderscore = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(^|[^\pL\pN])_|_([^\pL\pN]|$)`)
	})
	linkBracket = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\]([(\[:])`)
	})
	blockMark = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\d*)([-+#=.)])`)
	})

	markdownSpecial = strings.NewReplacer(
		`\`, `\\`, "`", "\\`", `*`, `\*`, `|`, `\|`, `~`, `\~`, `$`, `\$`, `<`, `&lt;`, `>`, `&gt;`, `&`, `&amp;`)
)

// markdownText escapes what Markdown would read as markup, and no more:
// intervals keep their brackets, since a bracket alone is no link.
func markdownText(s string) string {
	s = markdownSpecial.Replace(visible(strings.TrimSpace(s)))
	s = linkBracket().ReplaceAllString(s, `\]$1`)
	return emphasisUnderscore().ReplaceAllStringFunc(s, func(m string) string { return strings.Replace(m, "_", `\_`, 1) })
}

// markdownLine is markdownText where a line begins, which must not open a
// list, a heading or a rule: "1. May" is a sentence here.
func markdownLine(s string) string {
	return blockMark().ReplaceAllString(markdownText(s), `$1\$2`)
}
