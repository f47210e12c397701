package csvscan

import "bytes"

// span is one cell of a record, as offsets into the record's text. start and
// end leave out the quotes around it; from is where the cell begins, with its
// quote.
type span struct {
	from, start, end int
	quotes           bool // has quotes inside: doubled ones stand for one
}

// value gives the cell's text, using scratch only where quotes are doubled.
func (p span) value(text, scratch []byte) (val, rest []byte) {
	if !p.quotes {
		return text[p.start:p.end], scratch
	}
	from := len(scratch)
	scratch = undouble(scratch, text[p.start:p.end])
	return scratch[from:len(scratch):len(scratch)], scratch
}

// undouble appends text with each pair of quotes made one. A single quote stays.
func undouble(dst, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '"')
		if i < 0 {
			return append(dst, text...)
		}
		dst = append(dst, text[:i+1]...)
		text = text[i+1:]
		if len(text) > 0 && text[0] == '"' {
			text = text[1:]
		}
	}
}

type cutResult int

const (
	cutDone     cutResult = iota
	cutMore               // the text ends before the record does
	cutUnclosed           // the quote at cutter.at is never closed
	cutTwoWays            // the quote at cutter.at may be read in two ways
)

// cutter cuts one record at a time out of text. It is the careful reading that
// the parallel index must agree with on clean files.
type cutter struct {
	format
	text  []byte
	last  bool // nothing follows text
	spans []span
	size  int // of the record with its line end
	stray int // quotes kept as text
	at    int // of the offending quote
	ended bool
}

// cut reads the record at the start of text into c.spans.
func (c *cutter) cut(text []byte, last bool) cutResult {
	c.text, c.last = text, last
	c.spans, c.stray, c.size, c.ended = c.spans[:0], 0, 0, false
	for !c.ended {
		res := c.cell(c.size)
		if res != cutDone {
			return res
		}
	}
	return cutDone
}

// blank tells whether the record is an empty line.
func (c *cutter) blank() bool {
	return len(c.spans) == 1 && c.spans[0].from == c.spans[0].end
}

func (c *cutter) cell(from int) cutResult {
	if from < len(c.text) && c.text[from] == '"' {
		return c.quoted(from)
	}
	return c.plain(from)
}

// plain reads an unquoted cell. Quotes in it are text.
func (c *cutter) plain(from int) cutResult {
	i := c.plainEnd(from)
	if i == len(c.text) && !c.last {
		return cutMore
	}
	quotes := bytes.Count(c.text[from:i], []byte{'"'})
	c.stray += quotes
	end := i
	if c.ends(i) && c.eol == '\n' && end > from && c.text[end-1] == '\r' {
		end--
	}
	c.spans = append(c.spans, span{from: from, start: from, end: end})
	c.advance(i)
	return cutDone
}

// plainEnd is where the next delimiter, line end or the text's end stands.
func (c *cutter) plainEnd(i int) int {
	d := c.delim[0]
	for ; i < len(c.text); i++ {
		if b := c.text[i]; b == c.eol || b == d && c.delimAt(i) {
			return i
		}
	}
	return i
}

func (c *cutter) delimAt(i int) bool {
	return len(c.delim) == 1 && c.text[i] == c.delim[0] || bytes.HasPrefix(c.text[i:], c.delim)
}

// ends tells whether the record ends at i.
func (c *cutter) ends(i int) bool { return i == len(c.text) || c.text[i] == c.eol }

// advance steps over the delimiter or line end at i.
func (c *cutter) advance(i int) {
	switch {
	case i == len(c.text):
		c.size, c.ended = i, true
	case c.text[i] == c.eol:
		c.size, c.ended = i+1, true
	default:
		c.size = i + len(c.delim)
	}
}

// quoted reads the cell whose opening quote stands at from.
func (c *cutter) quoted(from int) cutResult {
	cell := span{from: from, start: from + 1}
	bound := -1 // where the cell ends if a quote kept as text closed it
	for i := from + 1; ; {
		j := bytes.IndexByte(c.text[i:], '"')
		if j < 0 {
			return c.unclosed(from, bound)
		}
		j += i
		if bound >= 0 && j > bound {
			return cutTwoWays
		}
		if j+1 < len(c.text) && c.text[j+1] == '"' {
			cell.quotes = true
			i = j + 2
			continue
		}
		next, res := c.afterQuote(j + 1)
		if res == cutMore {
			return cutMore
		}
		if next >= 0 {
			return c.closeQuoted(cell, j, next, bound)
		}
		if bound < 0 {
			c.at, bound = j, c.plainEnd(j+1)
			if bound == len(c.text) && !c.last {
				return cutMore
			}
		}
		cell.quotes = true
		c.stray++
		i = j + 1
	}
}

func (c *cutter) unclosed(from, bound int) cutResult {
	if bound >= 0 {
		return cutTwoWays
	}
	if !c.last {
		return cutMore
	}
	c.at = from
	return cutUnclosed
}

// afterQuote looks at what follows a quote inside a quoted cell: next is where
// the delimiter or line end stands that makes it the closing one, or -1.
func (c *cutter) afterQuote(i int) (next int, res cutResult) {
	if i == len(c.text) || len(c.text)-i < len(c.delim) && !c.last {
		if c.last {
			return i, cutDone
		}
		return 0, cutMore
	}
	if c.ends(i) || c.delimAt(i) {
		return i, cutDone
	}
	if c.eol == '\n' && c.text[i] == '\r' {
		return c.afterReturn(i + 1)
	}
	return -1, cutDone
}

func (c *cutter) afterReturn(i int) (next int, res cutResult) {
	if i == len(c.text) && !c.last {
		return 0, cutMore
	}
	if c.ends(i) {
		return i, cutDone
	}
	return -1, cutDone
}

func (c *cutter) closeQuoted(cell span, quote, next, bound int) cutResult {
	if bound >= 0 && bound != next {
		return cutTwoWays
	}
	cell.end = quote
	c.spans = append(c.spans, cell)
	c.advance(next)
	return cutDone
}
