package report

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/render"
)

// Output is one result in every form in which it can be written.
type Output struct {
	Document render.Document
	// JSON is the result under its envelope.
	JSON any
	// Rows are the result as a slice of structs with csv tags; where the
	// columns depend on the data, Header and Records take its place.
	Rows    any
	Header  []string
	Records [][]string
	// Picture is what --chart draws; nil where the result has no picture.
	Picture chart.Picture
	// More are further pictures, by file name suffix in the order shown.
	More []NamedPicture
}

// NamedPicture is a picture beside the main one, such as one of several reps.
type NamedPicture struct {
	Name    string
	Picture chart.Picture
}

// Input is one file that a result rests on.
type Input struct {
	File     string `json:"file"`
	Role     string `json:"role"`
	Profile  string `json:"profile"`
	Rows     int64  `json:"rows"`
	Used     int64  `json:"used"`
	Rejected int64  `json:"rejected"`
	SHA256   string `json:"sha256"`
}

// Source says what a result rests on: the program, the day, the files and
// what went wrong while reading them.
type Source struct {
	Version  string
	AsOf     *calendar.Day
	Inputs   []Input
	Warnings []funnel.Warning
}

// Envelope is the head of every JSON result.
type Envelope struct {
	Schema   string           `json:"schema"`
	Version  string           `json:"version"`
	AsOf     *calendar.Day    `json:"as_of"`
	Inputs   []Input          `json:"inputs"`
	Warnings []funnel.Warning `json:"warnings"`
}

// envelope heads a result of that name with its own warnings behind those of
// the reading.
func (s Source) envelope(name string, own []funnel.Warning) Envelope {
	e := Envelope{
		Schema: "salescoach." + name + "/v1", Version: s.Version, AsOf: s.AsOf,
		Inputs: s.Inputs, Warnings: append(append([]funnel.Warning{}, s.Warnings...), own...),
	}
	if e.Inputs == nil {
		e.Inputs = []Input{}
	}
	return e
}

// Sentence names the files and how many of their rows were used.
func (s Source) Sentence() string {
	var parts []string
	for _, in := range s.Inputs {
		part := fmt.Sprintf("%s (%s", filepath.Base(in.File), count(int(in.Rows), "row", "rows"))
		if in.Rejected > 0 {
			part += fmt.Sprintf(", %s left out as unreadable", render.FormatCount(in.Rejected))
		}
		parts = append(parts, part+")")
	}
	text := "Source: " + strings.Join(parts, ", ")
	if s.AsOf != nil {
		text += "; as of " + s.AsOf.String()
	}
	return text + "."
}

// count says "1 rep" or "2 reps".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return render.FormatCount(int64(n)) + " " + many
}
