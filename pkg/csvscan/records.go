package csvscan

import (
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// records reads a text one record at a time, knowing the line of each.
type records struct {
	cutter
	name string
	src  io.Reader
	max  int
	buf  []byte
	r, w int
	base int64 // the text offset of buf[0]
	line int   // of buf[r]
	eof  bool
}

func newRecords(name string, src io.Reader, f format, max int) *records {
	return &records{cutter: cutter{format: f}, name: name, src: src, max: max, line: 1}
}

// found is one record in the buffer; its text is valid until the next one.
type found struct {
	ref  Ref
	line int
	text []byte // with its line end
}

// next gives the next record, its cells in spans; io.EOF after the last.
func (rs *records) next() (found, error) {
	for {
		if rs.r < rs.w || rs.eof {
			f, res, err := rs.try()
			if res != cutMore || err != nil {
				return f, err
			}
		}
		if err := rs.fill(); err != nil {
			return found{}, err
		}
	}
}

func (rs *records) try() (found, cutResult, error) {
	if rs.r == rs.w {
		return found{}, cutDone, io.EOF
	}
	text := rs.buf[rs.r:rs.w]
	res := rs.cut(text, rs.eof)
	if res == cutUnclosed || res == cutTwoWays {
		return found{}, res, rs.quoteError(res)
	}
	if res == cutMore {
		return found{}, res, rs.tooLong()
	}
	f := found{ref: Ref(rs.base + int64(rs.r)), line: rs.line, text: text[:rs.size]}
	rs.line += rs.lineBreaks(f.text)
	rs.r += rs.size
	return f, cutDone, nil
}

// tooLong refuses a record above the limit, at the quote that opened its last
// cell if it has one.
func (rs *records) tooLong() error {
	if rs.w-rs.r <= rs.max {
		return nil
	}
	if at := rs.size; rs.r+at < rs.w && rs.buf[rs.r+at] == '"' {
		return &Error{
			Pos:  rs.posIn(rs.line, rs.buf[rs.r:rs.w], at),
			Kind: KindQuote,
			Msg:  fmt.Sprintf("quote opened here is not closed within %d bytes", rs.max),
			Hint: "close it, or shorten the cell",
		}
	}
	return &Error{
		Pos:  rs.posIn(rs.line, rs.buf[rs.r:rs.w], 0),
		Kind: KindRecord,
		Msg:  fmt.Sprintf("a record longer than %d bytes starts here", rs.max),
		Hint: "is this a CSV file, and are its line ends intact?",
	}
}

func (rs *records) quoteError(res cutResult) error {
	e := &Error{
		Pos:  rs.posIn(rs.line, rs.buf[rs.r:rs.w], rs.at),
		Kind: KindQuote,
		Msg:  "quote opened here is never closed",
		Hint: "close it, or double it if it belongs to the text",
	}
	if res == cutTwoWays {
		e.Msg = "quote inside a quoted cell is not doubled"
		e.Hint = `write "" for a quote inside a quoted cell`
	}
	return e
}

// posIn is the place of text[at], where text starts a line.
func (rs *records) posIn(line int, text []byte, at int) Pos {
	line, col := rs.lineCol(line, text, at)
	return Pos{File: rs.name, Line: line, Col: col}
}

// lineCol is the line and column of text[at], where text[0] starts line.
func (f format) lineCol(line int, text []byte, at int) (int, int) {
	start := at
	for start > 0 && text[start-1] != '\n' && (f.eol != '\r' || text[start-1] != '\r') {
		start--
	}
	return line + f.lineBreaks(text[:start]), utf8.RuneCount(text[start:at]) + 1
}

func (rs *records) fill() error {
	if rs.src == nil {
		return errSampleEnds
	}
	rs.makeRoom()
	n, err := rs.src.Read(rs.buf[rs.w:])
	rs.w += n
	if err == io.EOF {
		rs.eof = true
		return nil
	}
	return err
}

func (rs *records) makeRoom() {
	if rs.w < len(rs.buf) && rs.r == 0 {
		return
	}
	left := rs.buf[rs.r:rs.w]
	if len(left) > len(rs.buf)/2 || len(rs.buf) == 0 {
		rs.buf = make([]byte, max(64<<10, 2*len(rs.buf)))
	}
	rs.w = copy(rs.buf, left)
	rs.base += int64(rs.r)
	rs.r = 0
}

var errNoRecord = errors.New("no record starts there")

// skipTo steps to a record's start, counting the lines on the way.
func (rs *records) skipTo(ref Ref) error {
	if int64(ref) < rs.base+int64(rs.r) {
		return errNoRecord
	}
	for {
		n := min(int(int64(ref)-rs.base)-rs.r, rs.w-rs.r)
		rs.line += rs.lineBreaks(rs.buf[rs.r : rs.r+n])
		rs.r += n
		if rs.base+int64(rs.r) == int64(ref) {
			return nil
		}
		if rs.eof {
			return errNoRecord
		}
		if err := rs.fill(); err != nil {
			return err
		}
	}
}
