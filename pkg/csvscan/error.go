package csvscan

import (
	"errors"
	"strconv"
	"strings"
)

// Pos is a place in a file as an editor shows it.
type Pos struct {
	File string
	Line int // from 1; 0 means the file as a whole
	Col  int // in characters, from 1; 0 means the line as a whole
}

// String gives "file:line:col", leaving out what is not known.
func (p Pos) String() string {
	s := p.File
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
		if p.Col > 0 {
			s += ":" + strconv.Itoa(p.Col)
		}
	}
	return s
}

// Kind says why a file was refused.
type Kind int

// The kinds of refusal.
const (
	KindRead        Kind = iota // the system could not read it, or it is cut short
	KindMissing                 // no such file
	KindFolder                  // a folder
	KindEmpty                   // nothing in it
	KindBinary                  // NUL bytes or another format's magic number
	KindSpreadsheet             // XLSX, XLS, ODS or another ZIP archive
	KindJSON                    // JSON
	KindMarkup                  // HTML or XML
	KindEncoding                // the encoding is unknown or contradictory
	KindDelimiter               // several delimiters fit, or the one asked for cannot be used
	KindQuote                   // a quote is never closed, or may be read in two ways
	KindRecord                  // a record is longer than Options.MaxRecord, or line ends are mixed
	KindWidth                   // a record has another number of cells than the header (Reader only)
	KindExpansion               // decompression exceeds Options.MaxRatio or MaxExpanded
)

// Error is a refusal: where, why, and what to do.
type Error struct {
	Pos  Pos
	Kind Kind
	Msg  string // what is wrong, without the place
	Hint string // what to do about it; may be empty
	Err  error  // the cause, if another package gave it
}

// Error gives the place and what is wrong; the hint is left to the caller.
func (e *Error) Error() string {
	s := e.Msg
	if at := e.Pos.String(); at != "" {
		s = at + ": " + s
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// IsKind tells whether err is, or wraps, an *Error of this kind.
func IsKind(err error, k Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == k
}

func (s *Source) refuse(k Kind, msg, hint string) *Error {
	return &Error{Pos: Pos{File: s.name}, Kind: k, Msg: msg, Hint: hint}
}

// readError wraps what the system or a decompressor said.
func (s *Source) readError(err error) error {
	var own *Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	return &Error{Pos: Pos{File: s.name}, Kind: KindRead, Msg: plainCause(err), Err: err}
}

// plainCause drops the "open NAME:" that the os package puts in front, since
// the name is said already.
func plainCause(err error) string {
	msg := err.Error()
	if i := strings.LastIndex(msg, ": "); i >= 0 {
		msg = msg[i+2:]
	}
	return msg
}
