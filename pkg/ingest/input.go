package ingest

import (
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"path/filepath"
	"slices"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// sampleRows is how many rows, from the top, a file's meaning is found on.
const sampleRows = 200

// input is one file that has been given a meaning.
type input struct {
	src     *csvscan.Source
	mapping *crm.Mapping
	sample  []csvscan.Record // the first records below the header
	from    csvscan.Ref      // where the records begin
	width   int              // cells of a record
	spelling
	always       map[crm.Field]string // what is the same in every row, as cells are once they are read
	report       FileReport
	money        []currencyVerdict // of the amounts
	revenue      wide
	reversals    int64        // see dealWorker
	valuePeriods []Word       // of the amounts of won deals
	unclear      []Word       // of activities that are not known to be done or not
	silent       int64        // rows whose status only what is said of all rows tells
	met          map[int]bool // persons
	passes       int          // readings of the file so far

	repeats    repeats
	twins      *twins   // of scorecards and quotas
	unlisted   int64    // figures that a scorecard does not list and that are taken for 0
	lists      []string // aliases of a roster that look like several
	stray      int64    // quotes inside cells, kept as text
	notices    []string
	hashIDs    bool          // ids are not in order, so hashes are kept at once
	shortIDs   bool          // ids are compared in their short form
	roundedIDs int64         // rows whose id is no id but a rounded number that others have too
	superseded []csvscan.Ref // rows that a later version replaces, sorted
	bad        []csvscan.Ref // rows that cannot be read, sorted
	lineCells  []crm.Field   // by which lines of orders are compared
	order      int           // of the file in the request
	settled    bool          // read to its end, and its bad rows are known
}

// open finds out how the file is written and what it holds.
func open(ctx context.Context, r *Request, order int) (*input, error) {
	f := r.Files[order]
	src, err := csvscan.Open(f.Path, csvscan.Options{
		Encoding: r.Reading.Encoding, Delimiter: r.Reading.Delimiter, Stdin: r.Stdin,
	})
	if err != nil {
		return nil, refuse(err)
	}
	in := &input{src: src, order: order}
	if err := in.identify(ctx, r, f); err != nil {
		_ = src.Close() // only read from
		return nil, err
	}
	return in, nil
}

// identify gives the file's header and first rows a meaning.
func (in *input) identify(ctx context.Context, r *Request, f File) error {
	head, err := in.head()
	if err != nil {
		return refuse(err)
	}
	table := crm.Table{Name: filepath.Base(f.Path)} // as the configuration would name it
	for _, rec := range head {
		table.Rows = append(table.Rows, rec.Fields)
	}
	options := r.options(f)
	if in.mapping, err = crm.Identify(table, options); err != nil {
		return in.refuse(err)
	}
	if in.addMetrics(r, &options) {
		if in.mapping, err = crm.Identify(table, options); err != nil {
			return in.refuse(err)
		}
	}
	if err := in.below(head); err != nil {
		return err
	}
	if err := in.fixConstants(); err != nil {
		return err
	}
	return in.spell(ctx, r)
}

// fewRows is how few records of the beginning make it worth while to look
// for more behind a long one.
const fewRows = 30

// head gives the first records. Where they are few, since a cell fills what
// the parser keeps of the beginning, more are read one by one.
func (in *input) head() ([]csvscan.Record, error) {
	head, err := in.src.Head(sampleRows)
	if err != nil || len(head) == 0 || len(head) >= fewRows {
		return head, err
	}
	records := in.src.Reader(head[len(head)-1].Next, 0)
	for len(head) < fewRows {
		rec, err := records.Next()
		if errors.Is(err, io.EOF) {
			return head, nil
		}
		if err != nil {
			return nil, err
		}
		head = append(head, rec)
	}
	return head, records.Close()
}

// addMetrics asks for the columns of a scorecard that steps of the request are
// made of and that no profile knows.
func (in *input) addMetrics(r *Request, o *crm.Options) bool {
	extra := map[crm.Field]string{}
	for _, s := range r.Steps {
		if i := in.columnNamed(s.Metric); s.Metric != "" && i != absent && in.mapping.Columns[i].Field == "" {
			extra[crm.Field(s.Name)] = in.mapping.Columns[i].Header
		}
	}
	if in.mapping.Role != crm.Scorecard || len(extra) == 0 {
		return false
	}
	maps.Copy(extra, o.Columns[crm.Scorecard])
	o.Role, o.Columns = crm.Scorecard, map[crm.Role]map[crm.Field]string{crm.Scorecard: extra}
	return true
}

// below finds where the records begin.
func (in *input) below(head []csvscan.Record) error {
	row := in.mapping.HeaderRow
	in.sample, in.width = head[row+1:], len(in.mapping.Columns)
	if len(in.sample) > 0 {
		in.from = in.sample[0].Ref
	}
	for _, rec := range in.sample {
		if !rec.Blank() {
			return nil
		}
	}
	return refusal(Problem{
		Pos: csvscan.Pos{File: in.src.Name()}, What: "has a header and no rows below it",
		Hint: "export it again with records in it, or leave the file out",
	})
}

// options gathers what the user decided about a file. What was said for this
// run wins over what the configuration says of the file.
func (r *Request) options(f File) crm.Options {
	how := &r.Reading
	o := crm.Options{Role: f.Role, Words: how.Words, Profiles: how.Profiles}
	for _, m := range how.Mappings {
		if m.matches(f.Path) {
			m.apply(&o)
		}
	}
	o.Profile = cmp.Or(how.CRM, o.Profile)
	if len(how.Names) > 0 {
		o.Names = how.Names
	}
	if len(r.Visits) > 0 {
		o.Words.Visits = r.Visits
		o.Words.Calls = slices.DeleteFunc(slices.Clone(o.Words.Calls), func(call string) bool { return hasWord(r.Visits, call) })
	}
	return o
}

// matches compares paths as they are when cleaned: ./fees.csv is fees.csv.
func (m *Mapping) matches(path string) bool {
	pattern := filepath.Clean(m.Pattern)
	whole, _ := filepath.Match(pattern, filepath.Clean(path))
	base, _ := filepath.Match(pattern, filepath.Base(path))
	return whole || base
}

func (m *Mapping) apply(o *crm.Options) {
	if o.Role == "" {
		o.Role = m.Role
	}
	if m.Profile != "" {
		o.Profile = m.Profile
	}
	if len(m.Names) > 0 {
		o.Names = m.Names
	}
	overrule(&o.Words, m.Words)
	if len(m.Columns) == 0 {
		return
	}
	o.Columns = map[crm.Role]map[crm.Field]string{}
	for _, role := range crm.Roles() {
		if m.Role == "" || m.Role == role {
			o.Columns[role] = m.Columns
		}
	}
}

// overrule replaces the word lists that the second gives.
func overrule(w *crm.Words, by crm.Words) {
	for _, l := range []struct{ have, by *[]string }{
		{&w.Won, &by.Won}, {&w.Lost, &by.Lost}, {&w.Open, &by.Open}, {&w.Visits, &by.Visits}, {&w.Calls, &by.Calls},
		{&w.Done, &by.Done}, {&w.NotDone, &by.NotDone}, {&w.Missing, &by.Missing}, {&w.Unassigned, &by.Unassigned},
	} {
		if len(*l.by) > 0 {
			*l.have = *l.by
		}
	}
}

// meet takes note that the file names a person.
func (in *input) meet(person int) {
	if in.met == nil {
		in.met = map[int]bool{}
	}
	if person != unassigned {
		in.met[person] = true
	}
}
