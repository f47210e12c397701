package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/ingest"
	"github.com/salescoach/salescoach/pkg/render"
)

// checkedFile is what check says of one file: the report of the reading, with
// deals and steps counted under the names that scripts lean on.
type checkedFile struct {
	ingest.FileReport
	Status      *checkedStatus      `json:"status"`
	StatusWords *ingest.StatusWords `json:"status_words"`
	Totals      map[string]float64  `json:"totals"`
}

type checkedStatus struct {
	Won  int64 `json:"won"`
	Lost int64 `json:"lost"`
	Open int64 `json:"open"`
}

// Checked is the result of looking at files without analysing them.
type Checked struct {
	Files      []checkedFile      `json:"files"`
	Rejects    []ingest.Problem   `json:"rejects"`
	NearMisses []ingest.NearMiss  `json:"near_misses"`
	Totals     map[string]float64 `json:"totals"`
}

// Check words how the files were read: what each was taken for, on which
// evidence, and every row that was refused.
func Check(q ingest.Quality, cube *funnel.Cube, src Source) Output {
	r := Checked{Files: []checkedFile{}, Rejects: q.Rejects, NearMisses: q.NearMisses, Totals: Totals(cube)}
	for _, f := range q.Files {
		r.Files = append(r.Files, checkFile(f))
	}
	if r.Rejects == nil {
		r.Rejects = []ingest.Problem{}
	}
	if r.NearMisses == nil {
		r.NearMisses = []ingest.NearMiss{}
	}
	out := Output{JSON: struct {
		Envelope
		Checked
	}{src.envelope("check", nil), r}}
	out.Rows = checkRows(r)
	out.Document = checkDocument(q, r)
	return out
}

// Totals are the cube's steps over all reps, the unassigned included, up to
// the as-of day.
func Totals(c *funnel.Cube) map[string]float64 {
	out := map[string]float64{}
	if c == nil {
		return out
	}
	for i, s := range c.Steps {
		out[s.Name] = c.Total(c.All(), i).Value(s.Kind)
	}
	return out
}

func checkFile(f ingest.FileReport) checkedFile {
	c := checkedFile{FileReport: f, Totals: fileTotals(f)}
	if f.Role == "deals" {
		c.Status = &checkedStatus{f.Totals.Won, f.Totals.Lost, f.Totals.Open}
		c.StatusWords = &f.Status
	}
	return c
}

// fileTotals names what a file adds to the steps.
func fileTotals(f ingest.FileReport) map[string]float64 {
	t := map[string]float64{}
	switch f.Role {
	case "deals":
		t[funnel.Closed], t[funnel.Customers] = float64(f.Totals.Won+f.Totals.Lost), float64(f.Totals.Won)
		t[funnel.Lost], t["open"] = float64(f.Totals.Lost), float64(f.Totals.Open)
		t[funnel.Revenue], t["unknown_amount"] = f.Totals.Revenue, float64(f.Totals.UnknownAmount)
	case "activities":
		t[funnel.Visits], t["done"] = float64(f.Totals.Visits), float64(f.Totals.Done)
	case "quotas":
		t[funnel.Quota] = f.Totals.Quota
	}
	return t
}

// checkRow is a column of a file as CSV.
type checkRow struct {
	File   string `csv:"file"`
	Role   string `csv:"role"`
	Header string `csv:"header"`
	Field  string `csv:"field"`
	How    string `csv:"how"`
}

func checkRows(r Checked) []checkRow {
	rows := []checkRow{}
	for _, f := range r.Files {
		for _, c := range f.Columns {
			rows = append(rows, checkRow{f.File, string(f.Role), c.Header, string(c.Field), c.How})
		}
	}
	return rows
}

func checkDocument(q ingest.Quality, r Checked) render.Document {
	d := render.Document{Title: "What the files were taken for"}
	d.Add(checkOverview(r))
	for i, f := range r.Files {
		d.Add(render.Heading{Text: f.File}, render.Paragraph(checkSentence(f)))
		d.Add(columnTable(f))
		if words := wordTable(q.Files[i]); len(words.Rows) > 0 {
			d.Add(words)
		}
		if words := doneTable(f); len(words.Rows) > 0 {
			d.Add(words)
		}
		if len(f.Evidence) > 0 {
			d.Add(render.Notes(f.Evidence))
		}
	}
	if len(r.NearMisses) > 0 {
		d.Add(nearMissTable(r))
	}
	if len(r.Rejects) > 0 {
		d.Add(rejectTable(r))
	}
	return d
}

func checkOverview(r Checked) render.Table {
	t := render.Table{Columns: []render.Column{
		{Name: "file"}, {Name: "role"}, {Name: "CRM"}, {Name: "rows", Kind: render.KindCount},
		{Name: "used", Kind: render.KindCount}, {Name: "rejected", Kind: render.KindCount},
		{Name: "duplicates", Kind: render.KindCount}, {Name: "from"}, {Name: "to"},
	}}
	for _, f := range r.Files {
		t.Rows = append(t.Rows, []render.Cell{
			render.Text(f.File), render.Text(string(f.Role)), render.Text(f.Profile), render.Count(f.Rows), render.Count(f.Used),
			render.Count(f.Rejected), render.Count(f.Duplicates), render.Text(dayText(f.First)), render.Text(dayText(f.Last)),
		})
	}
	return t
}

func dayText(d *calendar.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// checkSentence says in words how the file is written and what it holds.
func checkSentence(f checkedFile) string {
	parts := []string{f.Encoding + withBOM(f.BOM) + ", columns separated by " + delimiterWord(f.Delimiter)}
	if f.Compression != "" && f.Compression != "none" {
		parts = append(parts, f.Compression+" compressed")
	}
	if f.DateFormat != "" {
		parts = append(parts, "dates like "+f.DateFormat)
	}
	if f.Decimal != "" {
		parts = append(parts, "decimal "+f.Decimal)
	}
	if f.Currency != "" {
		parts = append(parts, "amounts in "+f.Currency)
	}
	text := strings.Join(parts, ", ") + "."
	if f.Status != nil {
		text += fmt.Sprintf(" %s won, %s lost, %s open; revenue %s.", render.FormatCount(f.Status.Won),
			render.FormatCount(f.Status.Lost), render.FormatCount(f.Status.Open), render.FormatNumber(f.Totals[funnel.Revenue], 2))
	}
	if f.Role == "activities" {
		text += fmt.Sprintf(" %s done, of which %s visits.", render.FormatCount(int64(f.Totals["done"])), render.FormatCount(int64(f.Totals[funnel.Visits])))
	}
	text += fmt.Sprintf(" %s.", count(f.People, "rep", "reps"))
	if f.Unassigned > 0 {
		text += fmt.Sprintf(" %s without an owner.", count(int(f.Unassigned), "row", "rows"))
	}
	if f.LeftOut > 0 {
		text += fmt.Sprintf(" %s left out: deleted in the CRM, or not asked for.", count(int(f.LeftOut), "row", "rows"))
	}
	if f.IgnoredFurniture > 0 {
		text += fmt.Sprintf(" %s of furniture (titles, totals, footers) passed over.", count(int(f.IgnoredFurniture), "line", "lines"))
	}
	return text
}

func withBOM(bom bool) string {
	if bom {
		return " with a byte order mark"
	}
	return ""
}

func delimiterWord(d string) string {
	switch d {
	case ",":
		return "commas"
	case ";":
		return "semicolons"
	case "\t":
		return "tabs"
	case "|":
		return "pipes"
	}
	return fmt.Sprintf("%q", d)
}

func columnTable(f checkedFile) render.Table {
	t := render.Table{Columns: []render.Column{{Name: "column"}, {Name: "taken for"}, {Name: "because"}}}
	unused := 0
	for _, c := range f.Columns {
		if c.Field == "" {
			unused++
			continue
		}
		t.Rows = append(t.Rows, []render.Cell{render.Text(c.Header), render.Text(string(c.Field)), render.Text(c.How)})
	}
	if unused > 0 {
		t.Footer = []render.Cell{render.Text(count(unused, "column", "columns") + " not used")}
	}
	return t
}

func wordTable(f ingest.FileReport) render.Table {
	t := render.Table{Columns: []render.Column{{Name: "word"}, {Name: "counts as"}, {Name: "rows", Kind: render.KindCount}}}
	add := func(words []ingest.Word, as string) {
		for _, w := range words {
			t.Rows = append(t.Rows, []render.Cell{render.Text(w.Word), render.Text(as + known(w.Known)), render.Count(w.Count)})
		}
	}
	add(f.Status.Won, "won")
	add(f.Status.Lost, "lost")
	add(f.Status.Open, "open")
	for _, k := range f.Kinds {
		as := "no visit"
		if k.Visit {
			as = fmt.Sprintf("visit (%s done)", render.FormatCount(k.Done))
		}
		t.Rows = append(t.Rows, []render.Cell{render.Text(k.Word), render.Text(as + known(k.Known)), render.Count(k.Count)})
	}
	return t
}

// mostDoneWords is how many words of one column are listed: an outcome may be
// free text.
const mostDoneWords = 20

// doneTable lists what decides whether activities took place.
func doneTable(f checkedFile) render.Table {
	t := render.Table{Columns: []render.Column{{Name: "word"}, {Name: "in"}, {Name: "counts as"}, {Name: "rows", Kind: render.KindCount}}}
	listed := map[string]int{}
	for _, w := range f.DoneWords {
		field := string(w.Field)
		if listed[field]++; listed[field] > mostDoneWords {
			continue
		}
		t.Rows = append(t.Rows, []render.Cell{
			render.Text(cmp.Or(w.Word, "(empty)")), render.Text(field), render.Text(doneAs(w)), render.Count(w.Count),
		})
	}
	if more := len(f.DoneWords) - len(t.Rows); more > 0 {
		t.Footer = []render.Cell{render.Text(count(more, "rarer word", "rarer words") + " not listed; --format json has all")}
	}
	return t
}

// doneAs says what the activities of a word count as.
func doneAs(w ingest.DoneWord) string {
	as := fmt.Sprintf("done in %s", count(int(w.Done), "row", "rows"))
	switch w.Done {
	case 0:
		as = "not done"
	case w.Count:
		as = "done"
	}
	return as + known(w.Known || w.Word == "")
}

// known marks words that no list has.
func known(yes bool) string {
	if yes {
		return ""
	}
	return " (word not known)"
}

func nearMissTable(r Checked) render.Table {
	t := render.Table{
		Caption: "Names that resemble each other and were not merged",
		Columns: []render.Column{{Name: "name"}, {Name: "like"}},
	}
	for _, m := range r.NearMisses {
		t.Rows = append(t.Rows, []render.Cell{render.Text(m.Name), render.Text(m.Like)})
	}
	return t
}

func rejectTable(r Checked) render.Table {
	t := render.Table{
		Caption: "Rows that cannot be read",
		Columns: []render.Column{{Name: "where"}, {Name: "what"}, {Name: "column"}},
	}
	problems := slices.Clone(r.Rejects)
	slices.SortStableFunc(problems, func(a, b ingest.Problem) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
	})
	for _, p := range problems {
		t.Rows = append(t.Rows, []render.Cell{render.Text(p.Pos.String()), render.Text(p.What), render.Text(p.Column)})
	}
	return t
}
