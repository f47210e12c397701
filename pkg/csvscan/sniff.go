package csvscan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// candidate is how the sample reads with one delimiter.
type candidate struct {
	delim   string
	records int // not blank
	width   int // the commonest number of cells above one, the greater of equals
	fit     int // records of that width
	start   int // the record, counted from 0 and without blanks, where that width first occurs
	stray   int // quotes that this delimiter leaves inside cells
}

var delimiterNames = map[string]string{",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}

func nameOfDelimiter(d string) string {
	if name, ok := delimiterNames[d]; ok {
		return name
	}
	return fmt.Sprintf("%q", d)
}

// findDelimiter reads the sample with each candidate and takes the one that
// makes a table of it.
func (s *Source) findDelimiter() error {
	if s.opts.Delimiter != "" {
		return s.forceDelimiter(s.opts.Delimiter)
	}
	if d := declaredDelimiter(s.sample); d != "" {
		s.setDelimiter(d)
		s.say("delimiter %s: the first line says so", nameOfDelimiter(d))
		return nil
	}
	var fits []candidate
	for _, d := range []string{",", ";", "\t", "|"} {
		if c := s.try(d); c.width > 1 {
			fits = append(fits, c)
			s.say("delimiter %s: %d of %d records have %d cells", nameOfDelimiter(d), c.fit, c.records, c.width)
		}
	}
	fits = undominated(fits)
	if len(fits) == 0 {
		s.say("delimiter comma: none found, one column")
		s.setDelimiter(",")
		return nil
	}
	best, ok := clearlyBest(fits)
	if !ok {
		return s.manyDelimiters(fits)
	}
	s.setDelimiter(best.delim)
	return nil
}

// declaredDelimiter is what a first line such as "sep=;" says, which
// spreadsheets write and obey.
func declaredDelimiter(text []byte) string {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	line = bytes.Trim(line, "\"\r")
	if len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) && strings.IndexByte(",;\t|", line[4]) >= 0 {
		return string(line[4:])
	}
	return ""
}

func (s *Source) setDelimiter(d string) {
	s.dialect.Delimiter, s.format.delim = d, []byte(d)
}

func (s *Source) forceDelimiter(d string) error {
	if strings.ContainsAny(d, "\"\r\n\x00\x7f") || !utf8.ValidString(d) {
		return s.refuse(KindDelimiter, fmt.Sprintf("%q cannot separate cells", d),
			"--delimiter takes characters other than quotes and line breaks")
	}
	s.setDelimiter(d)
	s.say("delimiter %s: asked for", nameOfDelimiter(d))
	return nil
}

// try cuts the sample with a delimiter, up to a quote that cannot be read with
// it.
func (s *Source) try(delim string) candidate {
	c := candidate{delim: delim}
	if bytes.IndexByte(s.sample, delim[0]) < 0 {
		return c
	}
	f := format{delim: []byte(delim), eol: s.format.eol}
	rs := s.sampled(f)
	var widths []int
	for {
		_, err := rs.next()
		if err != nil {
			if !errors.Is(err, io.EOF) && !errors.Is(err, errSampleEnds) {
				c.stray++
			}
			break
		}
		if !rs.blank() {
			widths = append(widths, len(rs.spans))
			c.stray += rs.stray
		}
	}
	c.judge(widths)
	return c
}

func (c *candidate) judge(widths []int) {
	c.records = len(widths)
	count := map[int]int{}
	for _, w := range widths {
		count[w]++
		if n := count[w]; w > 1 && (n > c.fit || n == c.fit && w > c.width) {
			c.width, c.fit = w, n
		}
	}
	for i, w := range widths {
		if w == c.width {
			c.start = i
			return
		}
	}
}

func (c candidate) share() float64 { return float64(c.fit) / float64(c.records) }

// dominates tells whether other reads less of the table than c: it starts
// below c's first row, which is what decimal commas and lists inside cells
// look like (the header has none), or it tears quoted cells apart.
func (c candidate) dominates(other candidate) bool {
	const slack = 0.05
	if c.share() < other.share()-slack {
		return false
	}
	return c.start < other.start || c.stray < other.stray
}

func undominated(all []candidate) []candidate {
	var kept []candidate
	for i, c := range all {
		beaten := false
		for j, d := range all {
			if i != j && d.dominates(c) && !c.dominates(d) {
				beaten = true
			}
		}
		if !beaten {
			kept = append(kept, c)
		}
	}
	return kept
}

// clearlyBest is the candidate that fits a fifth more of the records than any
// other, or as many with twice the delimiters.
func clearlyBest(fits []candidate) (candidate, bool) {
	for i, c := range fits {
		best := true
		for j, d := range fits {
			if i != j && c.share()-d.share() < 0.2 && (c.share() < d.share() || c.width-1 < 2*(d.width-1)) {
				best = false
			}
		}
		if best {
			return c, true
		}
	}
	return candidate{}, false
}

func (s *Source) manyDelimiters(fits []candidate) error {
	var readings []string
	for _, c := range fits {
		readings = append(readings, fmt.Sprintf("%s (%d cells in %d of %d records)",
			nameOfDelimiter(c.delim), c.width, c.fit, c.records))
	}
	return s.refuse(KindDelimiter, "the delimiter may be "+strings.Join(readings, " or "),
		"say which with --delimiter")
}
