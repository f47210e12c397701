package ingest

import (
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// Data is all that was read.
type Data struct {
	Cube        *funnel.Cube
	Assessments []funnel.Assessment
	Programmes  []funnel.Programme
	Quality     Quality
}

// Quality says how the files were read. All its lists are in a fixed order:
// files as they were given, words by count and then by name.
type Quality struct {
	Files []FileReport `json:"files"`
	// Rejects are the first of the skipped rows.
	Rejects    []Problem        `json:"rejects"`
	NearMisses []NearMiss       `json:"near_misses"`
	Warnings   []funnel.Warning `json:"warnings"`
	// IDBytes is the memory that the search for duplicate records took.
	IDBytes int64 `json:"id_bytes"`
}

// FileReport says how one file was read.
type FileReport struct {
	File    string   `json:"file"`
	Role    crm.Role `json:"role"`
	Profile string   `json:"profile"`
	// Shape is which of the profile's kinds of file it is.
	Shape       string   `json:"shape"`
	Evidence    []string `json:"evidence"`
	Encoding    string   `json:"encoding"`
	BOM         bool     `json:"bom"`
	Compression string   `json:"compression"`
	Delimiter   string   `json:"delimiter"`
	LineEnding  string   `json:"line_ending"`
	// DateOrder is ymd, dmy or mdy, or empty where no date is written in
	// numbers.
	DateOrder  string `json:"date_order"`
	DateFormat string `json:"date_format"`
	Decimal    string `json:"decimal"`
	Currency   string `json:"currency"`

	// Rows counts the records below the header, furniture aside: each is
	// used, rejected, a duplicate or left out.
	Rows       int64 `json:"rows"`
	Used       int64 `json:"used"`
	Rejected   int64 `json:"rejected"`
	Duplicates int64 `json:"duplicates"`
	// LeftOut counts rows that the request excludes: by --where, a date range
	// or a currency, or because the CRM marks them as deleted.
	LeftOut int64 `json:"left_out"`
	// IgnoredFurniture counts titles, footers, subtotals, repeated headers and
	// blank rows.
	IgnoredFurniture int64    `json:"ignored_furniture"`
	Columns          []Column `json:"columns"`

	// Status is for deals, Kinds and DoneWords are for activities.
	Status    StatusWords `json:"status"`
	Kinds     []KindWord  `json:"kinds"`
	DoneWords []DoneWord  `json:"done_words"`

	// First and Last are the first and last day with a record.
	First *calendar.Day `json:"first"`
	Last  *calendar.Day `json:"last"`
	// People counts the different reps.
	People     int    `json:"people"`
	Unassigned int64  `json:"unassigned"`
	Totals     Totals `json:"totals"`
	SHA256     string `json:"sha256,omitempty"`
}

// Column says what one column was taken for.
type Column struct {
	Header string    `json:"header"`
	Field  crm.Field `json:"field"`
	How    string    `json:"how"`
}

// StatusWords lists the words that made deals won, lost and open.
type StatusWords struct {
	Won  []Word `json:"won"`
	Lost []Word `json:"lost"`
	Open []Word `json:"open"`
}

// Word is a cell's text and how often it stood there. Known is false where
// no list has the word.
type Word struct {
	Word  string `json:"word"`
	Count int64  `json:"count"`
	Known bool   `json:"known"`
}

// KindWord is a kind of activity: how many there are, how many of them were
// done, and whether it counts as a visit.
type KindWord struct {
	Word  string `json:"word"`
	Count int64  `json:"count"`
	Done  int64  `json:"done"`
	Visit bool   `json:"visit"`
	Known bool   `json:"known"`
}

// Totals sums up what the used rows of a file say, before any filter by team
// or rep.
type Totals struct {
	Won  int64 `json:"won"`
	Lost int64 `json:"lost"`
	Open int64 `json:"open"`
	// Revenue is in units of currency.
	Revenue float64 `json:"revenue"`
	// UnknownAmount counts won deals without an amount.
	UnknownAmount int64   `json:"unknown-amount"`
	Visits        int64   `json:"visits"`
	Done          int64   `json:"done"`
	Quota         float64 `json:"quota"`
}

// NearMiss is two names that resemble each other and were not merged.
type NearMiss struct {
	Name string `json:"name"`
	Like string `json:"like"`
}
