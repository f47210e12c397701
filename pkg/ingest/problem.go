package ingest

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/salescoach/salescoach/pkg/csvscan"
)

// Problem is one thing that was refused: where, what, and what to do.
type Problem struct {
	Pos csvscan.Pos
	// What says what is wrong, without the place: `close date "31/02/2024" is
	// not a date`.
	What string
	// Column is the header of the column, Cell its text; both may be empty.
	Column, Cell string
	Hint         string
}

// String is the problem in one line, without its hint.
func (p Problem) String() string {
	s := p.What
	if at := p.Pos.String(); at != "" {
		s = at + ": " + s
	}
	if p.Column != "" {
		s += fmt.Sprintf(" (column %q)", p.Column)
	}
	return s
}

// MarshalJSON writes the place as file, line and col.
func (p Problem) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		File   string `json:"file"`
		Line   int    `json:"line"`
		Col    int    `json:"col"`
		What   string `json:"what"`
		Column string `json:"column"`
		Cell   string `json:"cell"`
		Hint   string `json:"hint"`
	}{p.Pos.File, p.Pos.Line, p.Pos.Col, p.What, p.Column, p.Cell, p.Hint})
}

// DataError says that the data was refused. Problems holds the first of them,
// in the order of files and places; Total counts them all.
type DataError struct {
	Problems []Problem
	Total    int64
}

// Error lists the problems, a line each, each hint once behind the last
// problem that it is for, and the count of those left out before the last
// hint.
func (e *DataError) Error() string {
	var lines []string
	for i, p := range e.Problems {
		lines = append(lines, p.String())
		last := i+1 == len(e.Problems)
		if more := e.Total - int64(len(e.Problems)); last && more > 0 {
			lines = append(lines, fmt.Sprintf("and %d more", more))
		}
		if p.Hint != "" && (last || e.Problems[i+1].Hint != p.Hint) {
			lines = append(lines, "hint: "+p.Hint)
		}
	}
	return strings.Join(lines, "\n")
}

// UsageError says that the request cannot be met by any data of this shape:
// a column that no file has, a funnel step that nothing gives.
type UsageError struct {
	Msg, Hint string
}

// Error says what is wrong and, on a second line, what to do.
func (e *UsageError) Error() string {
	if e.Hint == "" {
		return e.Msg
	}
	return e.Msg + "\nhint: " + e.Hint
}

// refusal is a DataError of one problem.
func refusal(p Problem) *DataError { return &DataError{Problems: []Problem{p}, Total: 1} }
