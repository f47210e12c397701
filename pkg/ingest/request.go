package ingest

import (
	"io"
	"sync"
	"time"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// File is one export to read. An empty role is found from the header; the
// path "-" is standard input.
type File struct {
	Path string
	Role crm.Role
}

// Request says what to read and how. Only Files is needed.
type Request struct {
	Files []File
	// Stdin is what the path "-" reads; nil is the program's standard input.
	Stdin io.Reader

	// By is the length of the cube's periods; zero is months. Quarters and
	// years are made of months.
	By       calendar.Unit
	Calendar calendar.Calendar
	// From and To drop records of earlier and later days; quotas are kept
	// where their period overlaps. One inside of the period of a scorecard's
	// figure is refused.
	From, To *calendar.Day
	// AsOf drops later records; nil is the last day seen in the data. It may
	// lie inside of the last period of a scorecard alone.
	AsOf *calendar.Day

	// Team and Rep keep only those reps, where given. A rep is named as the
	// roster or any file names it.
	Team, Rep string
	// Where keeps the rows of deals and activities that satisfy it: of
	// several values for one column any, of several columns each.
	Where []Condition

	// Funnel is the chain that the caller wants; nil is the default chain,
	// shortened or lengthened by what the files hold.
	Funnel funnel.Funnel
	// Steps are further steps, beside those that every file gives.
	Steps []ExtraStep
	// Visits are the kinds of activity that count as visits; nil is what the
	// profile knows.
	Visits    []string
	Customers CustomerMode
	// SegmentBy names columns of the deals whose values cut the cube into
	// segments.
	SegmentBy []string
	// Ages asks for the days that deals took or have been open.
	Ages bool
	// DealKey names the column that the lines of one deal share, in files
	// where a deal spans several rows; empty is found.
	DealKey string

	Reading Reading
	BadRows BadRows

	// Workers is the number of goroutines that scan a file; 0 is the number
	// of processors.
	Workers int
	// Digests asks for the SHA-256 of every file.
	Digests bool
	// Progress, where set, is told how far the reading is, from the scanning
	// goroutines, one at a time.
	Progress func(Progress)

	chunk   int         // size of a chunk of the scan, for tests
	telling *sync.Mutex // held while Progress is told
}

// Condition keeps the rows whose cell in the column equals the value, blanks
// around and case aside. Column is a header or the name of a field.
type Condition struct {
	Column, Value string
}

// CustomerMode says which won deals are customers.
type CustomerMode uint8

// The modes.
const (
	// WonDeals counts every won deal as a customer.
	WonDeals CustomerMode = iota
	// NewAccounts counts an account's first won deal over the whole input.
	NewAccounts
)

// ExtraStep is a step of the funnel that the configuration defines. Exactly
// one of Kinds, Stages and Metric is given.
type ExtraStep struct {
	Name string
	// Kinds are kinds of activity: completed ones are counted on their day.
	Kinds []string
	// Stages are stages of deals: those that stand in one of them are counted,
	// closed ones at their close date, open ones at their creation date.
	Stages []string
	// Metric is a metric of a scorecard.
	Metric string
	// Kind tells whether the metric is counted or summed.
	Kind funnel.Kind
}

// Reading is what the user decided about how files are written. The zero
// value decides nothing: all is found.
type Reading struct {
	CRM      string         // name of the profile of every file; wins over Mappings
	Profiles []*crm.Profile // the user's own, tried first
	Mappings []Mapping
	// Words are the user's own words, for every file.
	Words      crm.Words
	Names      []string // column names of headerless files; win over Mappings
	Encoding   string
	Delimiter  string
	Decimal    crm.Decimal
	DateOrder  crm.DateOrder
	DateFormat string
	TimeZone   *time.Location
	// Currency keeps only the rows in that currency.
	Currency string
	// Rates converts amounts; it cannot be combined with Currency.
	Rates *Rates
}

// Mapping is what the configuration says about the files whose base name or
// path matches Pattern (as in path.Match).
type Mapping struct {
	Pattern string
	Role    crm.Role
	Profile string
	// Columns maps fields to headers; see [crm.Options].
	Columns map[crm.Field]string
	Names   []string
	// Words replace those of [Reading] where they are not empty.
	Words crm.Words
}

// Rates converts amounts into one currency: an amount in currency c is worth
// PerUnit[c] times as many units of To. To itself needs no entry.
type Rates struct {
	To      string
	PerUnit map[string]float64
}

// BadRows says what happens to rows that cannot be read. The zero value stops
// at them.
type BadRows struct {
	Skip bool
	// Max is the greatest number of rows that may be skipped, MaxShare the
	// greatest share of all rows (0.05 is one in twenty). Nil is no limit.
	Max      *int64
	MaxShare *float64
	// Rejects, where set, gets every row that cannot be read, whether it is
	// skipped or the data is refused for it.
	Rejects *Rejects
	// MaxErrors is how many problems are kept in full; 0 is 10.
	MaxErrors int
}

// Progress tells how much of a file has been read. Size is -1 where it is not
// known.
type Progress struct {
	File       string
	Read, Size int64
	// Pass counts the readings of this file, from 1.
	Pass int
}
