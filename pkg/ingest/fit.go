package ingest

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/csvscan"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// sound refuses requests that no file could meet.
func (r *Request) sound() error {
	if name := r.Reading.Encoding; name != "" && !csvscan.KnownEncoding(name) {
		return &UsageError{
			Msg:  fmt.Sprintf("--encoding: %q is not known", name),
			Hint: "it takes " + strings.Join(csvscan.Encodings(), ", "),
		}
	}
	if r.Reading.Currency != "" && r.Reading.Rates != nil {
		return &UsageError{
			Msg:  "--currency " + r.Reading.Currency + " and --fx contradict each other: one keeps the amounts of one currency, the other converts all",
			Hint: "leave one of them out; --fx converts to the currency whose rate is 1, which is " + r.Reading.Rates.To,
		}
	}
	for _, f := range r.Files {
		if word, one, other, clash := r.options(f).Words.Clash(); clash {
			return &UsageError{
				Msg:  fmt.Sprintf("%s: the word %q is listed as %s and as %s", f.Path, word, one, other),
				Hint: "keep it in one of the lists of words in salescoach.yaml",
			}
		}
	}
	return r.uniqueFiles()
}

// uniqueFiles refuses a file that is given twice: without record ids its rows would
// count twice.
func (r *Request) uniqueFiles() error {
	seen := map[string]bool{}
	for _, f := range r.Files {
		path := filepath.Clean(f.Path)
		if seen[path] {
			return &UsageError{Msg: fmt.Sprintf("%s is given twice", f.Path), Hint: "name each file once"}
		}
		seen[path] = true
	}
	return nil
}

// fit checks that the request can be met by files of this shape.
func (rd *reader) fit() error {
	selected := rd.of(crm.Deals, crm.Activities)
	var names []string
	for _, c := range rd.req.Where {
		names = append(names, c.Column)
	}
	if err := unmetColumns(names, selected, "--where"); err != nil {
		return err
	}
	for _, in := range selected {
		rd.partlyConditioned(in, names)
	}
	if rd.req.DealKey != "" {
		if err := unmetColumns([]string{rd.req.DealKey}, rd.of(crm.Deals), "--deal-key"); err != nil {
			return err
		}
	}
	if err := rd.fitAccounts(); err != nil {
		return err
	}
	return rd.fitSegments(selected)
}

// fitAccounts refuses to tell new accounts in files that name none, and warns
// of single files that do not.
func (rd *reader) fitAccounts() error {
	deals := rd.of(crm.Deals)
	if rd.req.Customers != NewAccounts || len(deals) == 0 {
		return nil
	}
	without := slices.DeleteFunc(slices.Clone(deals), func(in *input) bool {
		return in.mapping.Given(crm.FieldAccount) || in.mapping.Given(crm.FieldAccountID)
	})
	if len(without) == len(deals) {
		return &UsageError{
			Msg:  fmt.Sprintf("new accounts cannot be told: no column of %s names the account", deals[0].src.Name()),
			Hint: "export the deals with their account, or count every won deal as a customer: --customers won",
		}
	}
	for _, in := range without {
		rd.warning("no-accounts", in.src.Name()+" has no column for the account: each of its won deals counts as a new one")
	}
	return nil
}

// partlyConditioned warns of a file that a condition does not reach.
func (rd *reader) partlyConditioned(in *input, names []string) {
	for _, name := range names {
		if in.originNamed(name) == noOrigin {
			rd.warning("where-not-applied", fmt.Sprintf("%s has no column %q, so --where leaves all its rows in", in.src.Name(), name))
		}
	}
}

// fitSegments wants one file at least that has all columns of the segments.
func (rd *reader) fitSegments(selected []*input) error {
	if err := unmetColumns(rd.req.SegmentBy, selected, "--segment-by"); err != nil || len(rd.req.SegmentBy) == 0 {
		return err
	}
	if !slices.ContainsFunc(selected, func(in *input) bool { return in.originsNamed(rd.req.SegmentBy) != nil }) {
		return &UsageError{
			Msg:  fmt.Sprintf("--segment-by: no one file has all of the columns %s", strings.Join(rd.req.SegmentBy, ", ")),
			Hint: "segment by columns of one file",
		}
	}
	return nil
}

// chain is the funnel of the request, or the part of the default chain that
// the files allow.
func (b *builder) chain(steps []funnel.Step) (funnel.Funnel, error) {
	var names []string
	for _, s := range steps {
		names = append(names, s.Name)
	}
	for _, name := range b.req.Funnel {
		if !slices.Contains(names, name) {
			return nil, &UsageError{
				Msg:  fmt.Sprintf("the files do not give the funnel's step %q", name),
				Hint: "they give " + strings.Join(names, ", ") + "; other steps are defined in salescoach.yaml",
			}
		}
	}
	if b.req.Funnel != nil {
		return b.req.Funnel, nil
	}
	chain := slices.DeleteFunc(funnel.Default(), func(name string) bool { return !slices.Contains(names, name) })
	if !slices.Contains(names, funnel.Visits) && slices.Contains(names, funnel.Closed) {
		chain = append(funnel.Funnel{funnel.Closed}, chain...)
	}
	if len(chain) == 0 {
		chain = lone(steps)
	}
	return chain, nil
}

// lone is the chain of a scorecard whose metrics are in no chain: the first that
// is counted, else the first.
func lone(steps []funnel.Step) funnel.Funnel {
	steps = slices.DeleteFunc(slices.Clone(steps), func(s funnel.Step) bool { return s.Name == funnel.Quota })
	if len(steps) == 0 {
		return nil
	}
	i := slices.IndexFunc(steps, func(s funnel.Step) bool { return s.Kind == funnel.Counted })
	return funnel.Funnel{steps[max(i, 0)].Name}
}

// anybody refuses a team or rep that no file names.
func (b *builder) anybody() error {
	if len(b.persons) > 0 || b.req.Team == "" && b.req.Rep == "" {
		return nil
	}
	var known []string
	flag, name := "rep", b.req.Rep
	if name == "" {
		flag, name = "team", b.req.Team
	}
	for _, who := range b.census.people {
		text := who.rep.Name
		if flag == "team" {
			text = who.rep.Team
		}
		if text != "" && !slices.Contains(known, text) && !who.rep.Unassigned {
			known = append(known, text)
		}
	}
	slices.Sort(known)
	hint := "the files name no " + flag + "; a roster can"
	if len(known) > 0 {
		hint = "there are " + strings.Join(known[:min(len(known), 12)], ", ")
	}
	if flag == "team" {
		hint = b.otherTeam(name) + hint
	}
	return &UsageError{Msg: fmt.Sprintf("there is no %s %q", flag, name), Hint: hint}
}

// otherTeam says who would be in a team if another line of the roster did not
// come first.
func (b *builder) otherTeam(name string) string {
	for _, who := range b.census.people {
		if slices.ContainsFunc(who.teams, func(t string) bool { return crm.PersonKey(t) == crm.PersonKey(name) }) {
			return fmt.Sprintf("the roster puts %s there, but into %s in an earlier line, which counts; ", who.rep.Name, who.rep.Team)
		}
	}
	return ""
}

// anything refuses files of which nothing could be counted.
func (b *builder) anything(periods []calendar.Period) error {
	if len(periods) == 0 && b.outside > 0 {
		return refusal(Problem{What: "no figure is for the time that --from, --to and --as-of ask for", Hint: "choose other days; the check command shows what the files reach over"})
	}
	if len(periods) > 0 || len(b.of(crm.Deals, crm.Activities)) == 0 || len(b.skillRows)+len(b.coachingRows) > 0 {
		return nil
	}
	var words []Word
	needless := ""
	for _, in := range b.of(crm.Deals) {
		in.report.tidy()
		words, needless = append(words, in.report.Status.Open...), needless+in.needlessStatus()
	}
	p := Problem{What: "no deal is closed and no activity is done on a known day, so there is nothing to count"}
	p.Hint = "--where, --from, --to and --as-of may leave nothing; the check command shows what was read"
	for _, in := range b.of(crm.Activities) {
		in.report.tidy()
		if why, _ := in.visitless(); why != "" {
			p.Hint = in.src.Name() + ": " + why
			if words := in.unclearWords(); len(words) > 0 {
				p.Hint += "; its words are not known: " + unclearHint(words)
			}
		}
	}
	if len(words) > 0 {
		p.Hint = "the " + wordList("status words are", words) + "; salescoach.yaml can say which of them mean won and lost" + needless
	}
	return refusal(p)
}
