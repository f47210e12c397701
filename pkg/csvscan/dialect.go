package csvscan

import (
	"bytes"
	"fmt"
)

// Dialect tells how a file is written and why that is thought.
type Dialect struct {
	Compression string   // "", "gzip" or "zstd"
	Encoding    string   // "utf-8", "utf-16le", "utf-16be", "windows-1252", ...
	BOM         bool     // a byte order mark stands at the start
	Delimiter   string   // what separates cells
	LineEnding  string   // "LF", "CRLF", "CR", "mixed" or "none"
	Evidence    []string // a sentence for each finding
}

// format is what cutting text into records needs to know.
type format struct {
	delim []byte
	eol   byte // '\n', or '\r' where that alone ends lines
}

// lineEndings counts the line ends outside quotes.
type lineEndings struct{ lf, crlf, cr int }

func countLineEndings(text []byte) (n lineEndings) {
	inside := false
	for i, c := range text {
		switch {
		case c == '"':
			inside = !inside
		case inside:
		case c == '\n' && i > 0 && text[i-1] == '\r':
			n.crlf++
		case c == '\n':
			n.lf++
		case c == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			n.cr++
		}
	}
	return n
}

func (n lineEndings) name() string {
	switch {
	case n.lf > 0 && n.crlf > 0:
		return "mixed"
	case n.crlf > 0:
		return "CRLF"
	case n.lf > 0:
		return "LF"
	case n.cr > 0:
		return "CR"
	}
	return "none"
}

func (s *Source) findLineEnding() error {
	n := countLineEndings(s.sample)
	if lf := n.lf + n.crlf; lf > 0 && n.cr >= lf {
		return s.refuse(KindRecord, fmt.Sprintf("line ends are mixed: %d lines end in CR, %d in LF", n.cr, lf),
			"save it with one kind of line ends")
	}
	s.dialect.LineEnding = n.name()
	s.format.eol = '\n'
	if s.dialect.LineEnding == "CR" {
		s.format.eol = '\r'
	}
	s.say("line ending %s: %d LF, %d CRLF, %d CR in the sample", n.name(), n.lf, n.crlf, n.cr)
	return nil
}

func (s *Source) say(msg string, args ...any) {
	s.dialect.Evidence = append(s.dialect.Evidence, fmt.Sprintf(msg, args...))
}

// lineBreaks counts the lines that end in text, as editors count them. A lone
// CR ends a line only in files that have no other line ends: elsewhere it is
// debris inside a cell, and line-based tools do not count it.
func (f format) lineBreaks(text []byte) int {
	n := bytes.Count(text, []byte{'\n'})
	if f.eol == '\r' {
		n += bytes.Count(text, []byte{'\r'}) - bytes.Count(text, []byte("\r\n"))
	}
	return n
}
