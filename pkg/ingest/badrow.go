package ingest

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// fault is why a row cannot be read.
type fault uint8

const (
	badDate fault = iota
	badNumber
	badWidth
	noCloseDate
	noActivityDate
	badPeriod
	noPeriod
	noYear
	twoCurrencies
	noPerson
	badShare
	noSkill
	noStart
	endsEarly
	noCount
	noMetric
	badFlag
	badSpan
	twoPeriods
)

// badRow is a row that cannot be read: the first fault that was met in it.
type badRow struct {
	ref   csvscan.Ref
	fault fault
	spot
}

// spot is a column and what it was taken for; column -1 is the row as a whole.
type spot struct {
	column int
	field  crm.Field
}

var wholeRow = spot{column: absent}

// badRows collects them for one worker, packed, because all may be asked for.
type badRows struct {
	keep  int // how many, the first in the file; negative is all
	rows  []packedRow
	spots []spot
	total int64
	list  bool // whether all refs are of interest, up to maxListed
	refs  []csvscan.Ref
}

// packedRow is a bad row whose spot is one of those listed.
type packedRow struct {
	ref   csvscan.Ref
	spot  uint32
	fault fault
}

// maxListed is how many bad rows of a file are told from versions of records
// that can be read. Beyond, memory counts for more.
const maxListed = 1 << 22

func (b *badRows) add(r badRow) {
	b.total++
	if b.list && len(b.refs) <= maxListed {
		b.refs = append(b.refs, r.ref)
	}
	if b.keep < 0 || len(b.rows) < b.keep {
		b.rows = append(b.rows, b.pack(r))
		return
	}
	// Rows of a wrong width come after the others of their batch.
	last := 0
	for i, kept := range b.rows {
		if kept.ref > b.rows[last].ref {
			last = i
		}
	}
	if r.ref < b.rows[last].ref {
		b.rows[last] = b.pack(r)
	}
}

func (b *badRows) pack(r badRow) packedRow {
	i := slices.Index(b.spots, r.spot)
	if i < 0 {
		i, b.spots = len(b.spots), append(b.spots, r.spot)
	}
	return packedRow{r.ref, uint32(i), r.fault}
}

func (b *badRows) unpack(r packedRow) badRow { return badRow{r.ref, r.fault, b.spots[r.spot]} }

// inOrder gives the rows of several workers in the order of the file.
func inOrder(all []*badRows) iter.Seq[badRow] {
	left := make([][]packedRow, len(all))
	for i, b := range all {
		slices.SortFunc(b.rows, func(x, y packedRow) int { return cmp.Compare(x.ref, y.ref) })
		left[i] = b.rows
	}
	return func(yield func(badRow) bool) {
		left := slices.Clone(left)
		for {
			next := absent
			for i, rows := range left {
				if len(rows) > 0 && (next == absent || rows[0].ref < left[next][0].ref) {
					next = i
				}
			}
			if next == absent || !yield(all[next].unpack(left[next][0])) {
				return
			}
			left[next] = left[next][1:]
		}
	}
}

// problem puts a bad row into words.
func (in *input) problem(r badRow, rec csvscan.Record) Problem {
	p := Problem{Pos: csvscan.Pos{File: in.src.Name(), Line: rec.Line}}
	if r.column >= 0 && r.column < len(rec.Fields) {
		p.Pos, p.Cell, p.Column = rec.Pos(r.column), rec.Fields[r.column], in.mapping.Header(r.column)
	}
	p.What, p.Hint = in.explain(r, rec)
	return p
}

const skipHint = "correct it in the CRM and export again, or leave such rows out with --skip-bad-rows"

// lacks are the faults of which there is no more to say.
var lacks = map[fault]string{
	noCloseDate:    "the deal is closed but has no close date",
	noSkill:        "the row names no skill",
	noStart:        "the row does not say when the coaching began",
	endsEarly:      "the coaching ends before it begins",
	noPerson:       "the row names nobody",
	noActivityDate: "the activity is done but has no date",
}

func (in *input) explain(r badRow, rec csvscan.Record) (what, hint string) {
	text := ""
	if r.column >= 0 && r.column < len(rec.Fields) {
		text = rec.Fields[r.column]
	}
	if what, ok := lacks[r.fault]; ok {
		return what, skipHint
	}
	switch r.fault {
	case badDate:
		if format := in.dates[r.field]; format != nil && format.OutOfRange([]byte(text)) {
			return fmt.Sprintf("%s %q is not within the years 1900 to 2199", fieldName(r.field), text), skipHint
		}
		return fmt.Sprintf("%s %q is not a date", fieldName(r.field), text), in.dateHint(r.field)
	case badNumber:
		return fmt.Sprintf("%s %q is not a number", fieldName(r.field), text), in.numberHint(r)
	case badSpan:
		return fmt.Sprintf("the period ends with %q, before it begins", text), skipHint
	case badFlag:
		return fmt.Sprintf("%s %q is neither yes nor no", fieldName(r.field), text),
			fmt.Sprintf("write yes or no; where the column is no flag, %s: \"\" in salescoach.yaml leaves it out, --skip-bad-rows such rows", r.field)
	case badPeriod:
		return fmt.Sprintf("%s %q is not a period", fieldName(r.field), text), "write periods like 2026, 2026-Q2, 2026-05 or May 2026"
	case noPeriod:
		return "the row does not say which period it is for", "a year, a month or a date is needed in every row"
	case twoPeriods:
		return fmt.Sprintf("%s %q is not within the period that the rest of the row says", fieldName(r.field), text),
			"correct one of them, or leave one out of the columns in salescoach.yaml; --fiscal-start says when fiscal years begin"
	case noYear:
		what := "the row does not say its year"
		switch {
		case r.field == crm.FieldPeriodValue:
			what = "the column does not say its year"
		case text != "":
			what = fmt.Sprintf("%s %q does not say its year", fieldName(r.field), text)
		}
		return what, `write periods like 2026-05, or give the table a column "year"; or, for the whole file, year: "=2026" among its columns in salescoach.yaml`
	case twoCurrencies:
		return in.otherCurrency(r, rec)
	case badShare:
		return fmt.Sprintf("share %q is not above 0 and at most 1", text), "write the part of full time as 0.8 or 80%"
	case noCount:
		return fmt.Sprintf("%q is not a whole number", text), "this metric is counted; a step of another name in salescoach.yaml can sum it"
	case noMetric:
		return "nothing says which metric this figure is of", `a column "metric" can; or, for the whole file, metric: "=revenue" among its columns in salescoach.yaml`
	}
	return fmt.Sprintf("the row has %s, the header has %d", counted(int64(len(rec.Fields)), "cell", "cells"), in.width),
		"a delimiter or line break inside a cell must be quoted; --skip-bad-rows leaves such rows out"
}

func (in *input) otherCurrency(r badRow, rec csvscan.Record) (what, hint string) {
	code := in.always[crm.FieldCurrency]
	if i := in.mapping.Index(crm.FieldCurrency); i != absent && i < len(rec.Fields) {
		code = rec.Fields[i]
	}
	return fmt.Sprintf("%s %q is not in %s, the currency of the row", fieldName(r.field), rec.Fields[r.column], strings.TrimSpace(code)),
		`correct it in the CRM and export again; currency: "" among the columns of the file in salescoach.yaml goes by the signs alone`
}

func (in *input) dateHint(f crm.Field) string {
	format := in.dates[f]
	if format == nil {
		return skipHint
	}
	return fmt.Sprintf("dates of this column are read as %s; --date-format or --date-order decides otherwise, --skip-bad-rows leaves such rows out", format)
}

func (in *input) numberHint(r badRow) string {
	format := in.numbers[r.field]
	if format == nil {
		return skipHint
	}
	hint := fmt.Sprintf("numbers of this column are read with a decimal %s; --decimal decides otherwise, --skip-bad-rows leaves such rows out", format.Decimal())
	if r.field == crm.FieldMeasure && r.column >= 0 {
		hint += fmt.Sprintf("; if %q is no figure, an empty name for it among the file's columns in salescoach.yaml drops it: %q: \"\"",
			in.mapping.Header(r.column), in.mapping.Header(r.column))
	}
	return hint
}

// fieldNames are the fields that messages name otherwise than by their key.
var fieldNames = map[crm.Field]string{
	crm.FieldCloseDate: "close date", crm.FieldWonDate: "won date", crm.FieldLostDate: "lost date",
	crm.FieldCreated: "creation date", crm.FieldDoneDate: "completion date", crm.FieldModified: "modification date",
	crm.FieldStart: "start date", crm.FieldEnd: "end date", crm.FieldPeriodValue: "target",
	crm.FieldMeasure: "figure", crm.FieldSelfScore: "self score", crm.FieldManagerScore: "manager's score",
	crm.FieldRequiredScore: "required score", crm.FieldIsWon: "won flag", crm.FieldIsClosed: "closed flag",
	crm.FieldDeleted: "deleted flag",
}

func fieldName(f crm.Field) string {
	if name, ok := fieldNames[f]; ok {
		return name
	}
	return string(f)
}
