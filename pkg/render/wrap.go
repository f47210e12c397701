package render

import (
	"strings"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

// displayWidth is how many columns a terminal gives to s: none to combining
// accents, two to CJK, whatever the locale.
func displayWidth(s string) int {
	return twwidth.WidthWithOptions(s, twwidth.Options{})
}

// wrap breaks a text between words so that lines stay within width; the lines
// after the first begin with indent. A longer word, such as a path, is kept
// whole. Line breaks of the text are kept.
func wrap(text string, width int, indent string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, wrapLine(line, width, indent)...)
	}
	return strings.Join(lines, "\n")
}

func wrapLine(text string, width int, indent string) []string {
	var lines []string
	line, used := "", 0
	for _, word := range words(text) {
		w := displayWidth(word)
		switch {
		case line == "":
			line, used = word, w
		case used+1+w <= width:
			line, used = line+" "+word, used+1+w
		default:
			lines = append(lines, line)
			line, used = indent+word, len(indent)+w
		}
	}
	return append(lines, line)
}

// words are what a line must not break within: a figure stays with its
// percent sign, and both sides of an equation stay together.
func words(text string) []string {
	var out []string
	glue := false
	for _, field := range strings.Fields(text) {
		if len(out) > 0 && (glue || field == "=" || strings.HasPrefix(field, "%")) {
			out[len(out)-1] += " " + field
		} else {
			out = append(out, field)
		}
		glue = field == "="
	}
	return out
}
