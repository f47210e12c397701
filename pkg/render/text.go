package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// WriteText writes a document for a terminal or a plain text file: sentences
// wrapped to o.Width, tables without boxes and never cut, nothing at the end
// of a line.
func WriteText(w io.Writer, d Document, o Options) error {
	t := textWriter{o: o}
	if d.Title != "" {
		t.part(t.bold(visible(d.Title)))
	}
	for _, b := range d.Blocks {
		if err := t.block(b); err != nil {
			return err
		}
	}
	_, err := w.Write(t.out.Bytes())
	return err
}

type textWriter struct {
	o   Options
	out bytes.Buffer
}

func (t *textWriter) block(b Block) error {
	switch b := b.(type) {
	case Heading:
		t.part(t.bold(visible(b.Text)))
	case Paragraph:
		t.part(wrap(visible(string(b)), t.o.width(), ""))
	case Notes:
		t.lines(b, "")
	case Warnings:
		t.lines(b, "warning: ")
	case Picture:
		t.part(t.picture(b))
	case Table:
		return t.table(b)
	default:
		return fmt.Errorf("a document cannot hold a %T", b)
	}
	return nil
}

// part writes one block; an empty line parts it from the one before.
func (t *textWriter) part(s string) {
	if s == "" {
		return
	}
	if t.out.Len() > 0 {
		t.out.WriteByte('\n')
	}
	for line := range strings.Lines(s + "\n") {
		t.out.WriteString(strings.TrimRight(line, " \n"))
		t.out.WriteByte('\n')
	}
}

func (t *textWriter) lines(sentences []string, mark string) {
	wrapped := make([]string, len(sentences))
	for i, s := range sentences {
		wrapped[i] = wrap(mark+visible(s), t.o.width(), "  ")
	}
	t.part(strings.Join(wrapped, "\n"))
}

func (t *textWriter) picture(p Picture) string {
	s := "picture: " + visible(p.Alt)
	if p.Name != "" {
		s = "picture " + visible(p.Name) + ": " + visible(p.Alt)
	}
	return wrap(s, t.o.width(), "  ")
}

func (t *textWriter) table(table Table) error {
	if err := table.check(); err != nil {
		return err
	}
	body := visible(table.nothing())
	if len(table.Rows) > 0 {
		var err error
		if body, err = t.grid(table); err != nil {
			return err
		}
	}
	if table.Caption != "" {
		body = t.bold(visible(table.Caption)) + "\n" + body
	}
	t.part(body)
	return nil
}
