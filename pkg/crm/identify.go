package crm

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Table is the beginning of a file: its name and first rows (some 50 to 200
// are enough), with whatever stands above the header.
type Table struct {
	Name string // base name of the file; only ever a hint, and said so
	Rows [][]string
}

// Options are what the user decided. The zero value decides nothing.
type Options struct {
	Role    Role   // force the role
	Profile string // force the profile
	// Columns maps fields to headers, by role. "#3" is the third column; an
	// empty header drops what would be found; "=word" gives a field without a
	// column the same value in every row (status: "=won"). In a scorecard any
	// other key is the name of a metric.
	Columns map[Role]map[Field]string
	Names   []string // column names of a file without a header
	Words   Words
	// Profiles are the user's own, tried before the built-in ones.
	Profiles []*Profile
}

// Words are the user's own words. Visits and Calls replace the built-in
// lists; all others are added and win over them.
type Words struct {
	Won, Lost, Open []string
	Visits, Calls   []string
	Done, NotDone   []string
	Missing         []string // cells that mean "no value"
	Unassigned      []string // owners that are nobody
}

// Clash gives a word that stands in two of the lists of which it can be in one
// only, and the keys of the lists in a configuration file; ok is false where
// there is none.
func (w Words) Clash() (word, one, other string, ok bool) {
	for _, of := range [][]wordList{
		{{"won", w.Won}, {"lost", w.Lost}, {"open", w.Open}},
		{{"visits", w.Visits}, {"calls", w.Calls}},
		{{"done", w.Done}, {"not_done", w.NotDone}},
	} {
		in := map[string]string{}
		for _, list := range of {
			for _, word := range list.words {
				if before := in[Fold(word)]; before != "" && before != list.key {
					return word, before, list.key, true
				}
				in[Fold(word)] = list.key
			}
		}
	}
	return "", "", "", false
}

// wordList is a list of words and its key in a configuration file.
type wordList struct {
	key   string
	words []string
}

// maxTitleRows is how far down the header is looked for.
const maxTitleRows = 25

// Identify finds out which CRM wrote the table, what it holds and which
// column is which. The header is the first row that has all that some role
// needs; rows above it are titles. Among the kinds of file that fit, the one
// with the most known columns wins, where headers that one CRM alone writes
// count more. The error, if any, is an *[IdentifyError].
func Identify(t Table, o Options) (*Mapping, error) {
	lib, err := builtin()
	if err != nil {
		return nil, err
	}
	s := search{table: t, options: o, library: lib}
	if err := s.prepare(); err != nil {
		return nil, err
	}
	best, trouble := s.run()
	if f, ok := s.stray(best); ok {
		trouble = &IdentifyError{Trouble: UnknownField, Name: string(f)}
	}
	if trouble != nil {
		trouble.File, trouble.forced = t.Name, o.Role != ""
		return nil, trouble
	}
	return s.mapping(best), nil
}

// search is one run of [Identify].
type search struct {
	table    Table
	options  Options
	library  library
	profiles []*Profile
	tie      string // how a tie was broken, "" when there was none
}

func (s *search) run() (*candidate, *IdentifyError) {
	if len(s.options.Names) > 0 {
		return s.choose(s.candidates(newHeader(s.table, 0, true)))
	}
	var first *IdentifyError
	partial := 0
	for row := range min(len(s.table.Rows), maxTitleRows) {
		all := s.candidates(newHeader(s.table, row, s.options.Role != ""))
		best, err := s.choose(all)
		if best != nil && s.crowded(best) {
			best, err = nil, &IdentifyError{Trouble: SeveralTables, Role: best.shape.Role, Name: itoa(row + 1), Header: best.headers()}
		}
		if best != nil {
			return best, nil
		}
		if n := knownColumns(all); first == nil || n > partial {
			first, partial = err, n
		}
	}
	return nil, first
}

// crowded reports whether a row above the header is too full for a title.
func (s *search) crowded(c *candidate) bool {
	limit := max(3, len(c.headers())/2)
	for _, row := range s.table.Rows[:c.row] {
		filled := 0
		for _, cell := range row {
			if strings.TrimSpace(cell) != "" {
				filled++
			}
		}
		if filled > limit {
			return true
		}
	}
	return false
}

func knownColumns(all []*candidate) int {
	most := 0
	for _, c := range all {
		most = max(most, c.score())
	}
	return most
}

func (s *search) candidates(h header) []*candidate {
	var all []*candidate
	for _, p := range s.profiles {
		for i := range p.Shapes {
			shape := &p.Shapes[i]
			if !s.concerns(shape, h) {
				continue
			}
			c := lay(shape, h, s.options.Columns[shape.Role])
			c.profile, c.order = p, len(all)
			if shape.seeksMetrics() && c.labelled() {
				c.seekMetrics(h.sample, s.options.Columns[shape.Role])
			}
			c.thin = s.options.Role == "" && c.mapped == 0 && c.thinly()
			all = append(all, c)
		}
	}
	return all
}

// concerns reports whether a shape is worth laying over a header. A shape
// whose index cannot be built is not: [LoadProfile] has refused it before, and
// a test holds that no built-in one is.
func (s *search) concerns(shape *Shape, h header) bool {
	if s.options.Role != "" && shape.Role != s.options.Role || s.options.Role == "" && shape.forbids(h.set) {
		return false
	}
	return (s.options.Profile != "" || shape.touches(h.set)) && shape.prepare() == nil
}

// choose picks the best eligible candidate of a row.
func (s *search) choose(all []*candidate) (*candidate, *IdentifyError) {
	var fit []*candidate
	for _, c := range all {
		if c.eligible(s.options.Profile != "") {
			fit = append(fit, c)
		}
	}
	if len(fit) == 0 {
		if i := slices.IndexFunc(all, (*candidate).unnamed); i >= 0 {
			return all[i], nil
		}
		return nil, s.explain(all)
	}
	slices.SortFunc(fit, func(a, b *candidate) int {
		return cmp.Or(compareBool(a.barred, b.barred), cmp.Compare(b.score(), a.score()), cmp.Compare(a.order, b.order))
	})
	best := fit[0]
	for _, c := range fit[1:] {
		if c.score() < best.score() {
			break
		}
		if c.shape.Role != best.shape.Role {
			return s.breakTie(fit, best)
		}
	}
	return best, nil
}

// breakTie lets the name of the file decide between roles that fit equally.
func (s *search) breakTie(fit []*candidate, best *candidate) (*candidate, *IdentifyError) {
	var readings []string
	var named *candidate
	for _, c := range fit {
		if c.score() < best.score() {
			break
		}
		word, ok := nameSays(s.table.Name, c.shape.Role)
		if ok && named == nil {
			named, s.tie = c, fmt.Sprintf("the columns fit several roles; the file name says %q", word)
		}
		if r := string(c.shape.Role); !slices.Contains(readings, r) {
			readings = append(readings, r)
		}
	}
	if named != nil {
		return named, nil
	}
	return nil, &IdentifyError{Trouble: Ambiguous, Readings: readings, Header: best.headers()}
}

var nameWords = map[Role][]string{
	Quotas:     {"quota", "target", "budget", "goal", "ziel", "vorgabe", "objetivo", "cuota", "objectif", "meta"},
	Scorecard:  {"scorecard", "actual", "result", "performance", "kpi"},
	Deals:      {"deal", "opportunit", "pipeline", "order", "sales"},
	Activities: {"activity", "activities", "visit", "meeting", "call", "task"},
	Roster:     {"roster", "team", "people", "salesperson", "rep", "user"},
	Skills:     {"skill", "assessment"},
	Coaching:   {"coaching"},
}

func nameSays(name string, r Role) (string, bool) {
	for _, w := range nameWords[r] {
		if strings.Contains(headerKey(name), w) {
			return w, true
		}
	}
	return "", false
}

func (c *candidate) headers() []string {
	var out []string
	for _, col := range c.columns {
		if col.Header != "" {
			out = append(out, col.Header)
		}
	}
	return out
}

// prepare checks the options and narrows the profiles.
func (s *search) prepare() error {
	if e := s.checkOptions(); e != nil {
		e.File = s.table.Name
		return e
	}
	if len(s.options.Names) == 0 {
		return nil
	}
	width := 0
	for _, r := range s.table.Rows {
		width = max(width, len(r))
	}
	if len(s.table.Rows) > 0 && width != len(s.options.Names) {
		return &IdentifyError{Trouble: WrongNameCount, File: s.table.Name,
			Name: fmt.Sprintf("%d names, %d columns", len(s.options.Names), width)}
	}
	s.table.Rows = slices.Concat([][]string{s.options.Names}, s.table.Rows)
	return nil
}

func (s *search) checkOptions() *IdentifyError {
	o := s.options
	if o.Role != "" && !o.Role.Valid() {
		return &IdentifyError{Trouble: UnknownRole, Name: string(o.Role)}
	}
	s.profiles = slices.Concat(o.Profiles, s.library.profiles)
	if o.Profile != "" {
		s.profiles = slices.DeleteFunc(s.profiles, func(p *Profile) bool { return p.Name != o.Profile })
	}
	if len(s.profiles) == 0 {
		return &IdentifyError{Trouble: UnknownProfile, Name: o.Profile}
	}
	for _, r := range slices.Sorted(maps.Keys(o.Columns)) {
		for _, f := range sortedFields(o.Columns[r]) {
			dropped := o.Role == "" && o.Columns[r][f] == "" // see stray
			metric := r == Scorecard && o.Role == Scorecard || r == Quotas && o.Role == Quotas
			if !knownField(f) && !metric && !dropped {
				return &IdentifyError{Trouble: UnknownField, Name: string(f), Role: o.Role}
			}
		}
	}
	if len(s.table.Rows) == 0 {
		return &IdentifyError{Trouble: NoRows}
	}
	return nil
}

// stray gives a name that the user's mapping drops, and that is neither a field
// nor a metric of the file: metrics have names of their own in a scorecard alone.
func (s *search) stray(best *candidate) (Field, bool) {
	if s.options.Role != "" {
		return "", false
	}
	for _, r := range Roles() {
		for _, f := range sortedFields(s.options.Columns[r]) {
			if !knownField(f) && (best == nil || best.shape.Role != Scorecard || !best.named(f)) {
				return f, true
			}
		}
	}
	return "", false
}

// named reports whether a column has the name.
func (c *candidate) named(f Field) bool {
	return slices.ContainsFunc(c.columns, func(col Column) bool { return headerKey(col.Header) == headerKey(string(f)) })
}

func sortedFields(m map[Field]string) []Field { return slices.Sorted(maps.Keys(m)) }
