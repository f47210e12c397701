package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/ingest"
)

// input holds the flags that say what to read and how: the same for every
// command that reads files.
type input struct {
	files map[crm.Role]*[]string

	by, customers, decimal, dateOrder enum
	from, to, asOf, period            string
	fiscalStart                       int
	team, rep                         string
	where, visits, segmentBy          []string
	funnel                            string
	crm, dealKey                      string
	profiles, columns                 []string
	encoding, delimiter               string
	dateFormat, zone, currency, fx    string
	skipBadRows                       bool
	maxBadRows, rejects               string
	workers                           int
	ages                              bool
}

// roleFlags are the flags that force a file's role, in the order of the help.
var roleFlags = []struct {
	role crm.Role
	help string
}{
	{crm.Deals, "read `FILE` as deals, whatever its header says"},
	{crm.Activities, "read `FILE` as activities"},
	{crm.Scorecard, "read `FILE` as a scorecard of already counted figures"},
	{crm.Roster, "read `FILE` as the roster: who is who, in which team"},
	{crm.Quotas, "read `FILE` as quotas"},
	{crm.Skills, "read `FILE` as skill assessments"},
	{crm.Coaching, "read `FILE` as the coaching log"},
}

// bind adds the flags to a command.
func (in *input) bind(cmd *cobra.Command) {
	in.bindFiles(cmd)
	in.bindSelection(cmd)
	in.bindReading(cmd)
}

func (in *input) bindFiles(cmd *cobra.Command) {
	f := cmd.Flags()
	in.files = map[crm.Role]*[]string{}
	for _, r := range roleFlags {
		in.files[r.role] = new([]string)
		bindList(f, in.files[r.role], string(r.role), r.help)
	}
	f.StringVar(&in.crm, "crm", "", "`NAME` of the CRM that wrote the files (found from the headers; see salescoach check)")
	bindList(f, &in.profiles, "profile", "read a CRM profile of your own from `FILE`")
	bindWords(f, &in.columns, "columns", "`NAMES` of the columns of a file without a header, comma-separated")
	_ = cmd.RegisterFlagCompletionFunc("crm", completeProfiles)
}

// completeProfiles offers the names of the built-in profiles.
func completeProfiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	profiles, err := crm.Profiles()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var names []string
	for _, p := range profiles {
		names = append(names, p.Name)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func (in *input) bindSelection(cmd *cobra.Command) {
	f := cmd.Flags()
	bindEnum(cmd, &in.by, "by", "length of a period", "month", "week", "quarter", "year")
	f.StringVar(&in.period, "period", "", "`PERIOD` to look at: 2026, 2026-Q2, 2026-05, 2026-W14, last-quarter")
	f.StringVar(&in.from, "from", "", "leave out records before `DATE` (YYYY-MM-DD)")
	f.StringVar(&in.to, "to", "", "leave out records after `DATE`")
	f.StringVar(&in.asOf, "as-of", "", "look back from `DATE` (default: the last day seen in the data)")
	f.IntVar(&in.fiscalStart, "fiscal-start", 1, "`MONTH` (1 to 12) in which the fiscal year starts")
	f.StringVar(&in.team, "team", "", "only the reps of the team `NAME`")
	f.StringVar(&in.rep, "rep", "", "only the rep `NAME`")
	bindList(f, &in.where, "where", "only rows with `COLUMN=VALUE`; repeatable")
	f.StringVar(&in.funnel, "funnel", "", "the `CHAIN` of steps (default visits->customers->revenue)")
	bindWords(f, &in.visits, "visits", "`KINDS` of activity that count as visits, comma-separated (default: the CRM's visit-like kinds)")
	bindEnum(cmd, &in.customers, "customers", "what counts as a customer: every won deal, or an account's first", "won", "new-accounts")
}

func (in *input) bindReading(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&in.encoding, "encoding", "", "character `ENCODING` of the files (found: UTF-8, UTF-16, Windows-1252)")
	f.StringVarP(&in.delimiter, "delimiter", "d", "", "`TEXT` between the columns (found: comma, semicolon, tab, pipe)")
	bindEnum(cmd, &in.decimal, "decimal", "decimal mark (found in each column)", "auto", "point", "comma")
	bindEnum(cmd, &in.dateOrder, "date-order", "order of day and month in dates (found in each column)", "auto", "dmy", "mdy", "ymd")
	f.StringVar(&in.dateFormat, "date-format", "", "exact `LAYOUT` of the dates, like DD.MM.YYYY")
	f.StringVar(&in.zone, "tz", "", "time `ZONE` in which instants become days, like Europe/Madrid (default: as written)")
	f.StringVar(&in.currency, "currency", "", "only the deals in the currency `CODE`")
	f.StringVar(&in.fx, "fx", "", "convert currencies with the rates in `FILE` (currency,rate; the target has rate 1)")
	f.StringVar(&in.dealKey, "deal-key", "", "`COLUMN` that the lines of one deal share (found)")
	f.BoolVar(&in.skipBadRows, "skip-bad-rows", false, "leave out rows that cannot be read instead of stopping; they are counted")
	f.StringVar(&in.maxBadRows, "max-bad-rows", "", "with --skip-bad-rows, stop after all beyond `N` rows or P%")
	f.StringVar(&in.rejects, "rejects", "", "write the rows that cannot be read to `FILE`, in their own bytes, with the reason")
	f.IntVar(&in.workers, "workers", 0, "`N` goroutines that read a file (default: one per processor)")
	_ = f.MarkHidden("workers")
}

// read turns the flags into a request and reads the files. Of data that was
// refused it gives what can be said of how they were read, if anything.
func (p *program) read(ctx context.Context, in *input, out *output, args []string) (*ingest.Data, error) {
	req, err := p.request(in, args)
	if err != nil {
		return nil, err
	}
	if err := spare(req.Files, in.rejects, out.file, out.chart); err != nil {
		return nil, err
	}
	req.Digests = out.needsDigests()
	rejects, err := newRejects(in.rejects)
	if err != nil {
		return nil, err
	}
	if rejects != nil {
		req.BadRows.Rejects = &rejects.Rejects
	}
	data, err := ingest.Read(ctx, req)
	err = rejects.close(err)
	if json := out.format.value == "json"; !p.quiet && (err == nil || !json) { // the error is JSON, and alone
		rejects.warn(p.err)
	}
	if err != nil {
		return data, err
	}
	if out.pseudonymize {
		pseudonymize(data)
	}
	return data, nil
}

// request builds the request in the order in which a user thinks of it: which
// files, which part of them, how they are written.
func (p *program) request(in *input, args []string) (ingest.Request, error) {
	req := ingest.Request{
		Stdin: p.in, Team: in.team, Rep: in.rep, Visits: in.visits, SegmentBy: in.segmentBy,
		DealKey: in.dealKey, Workers: in.workers, Ages: in.ages,
		Progress: p.progress(),
	}
	if req.Files = in.list(args); len(req.Files) == 0 {
		req.Files = p.config.files()
	}
	if len(req.Files) == 0 {
		return req, badUsage("salescoach demo shows the job on example data", "no file to read")
	}
	for _, step := range []func(*ingest.Request) error{in.selection, in.conditions, in.chain, in.reading, in.badRows} {
		if err := step(&req); err != nil {
			return req, err
		}
	}
	p.general(&req.Reading)
	p.config.apply(&req)
	return req, nil
}

// general makes what the options of the configuration say of every file a
// mapping of its own, so that what it says of a single file wins, which flags
// and the environment do not let it.
func (p *program) general(r *ingest.Reading) {
	m := ingest.Mapping{Pattern: "*"}
	if p.configured["crm"] {
		m.Profile, r.CRM = r.CRM, ""
	}
	if p.configured["columns"] {
		m.Names, r.Names = r.Names, nil
	}
	r.Mappings = append(r.Mappings, m)
}

// list is every file of the command line, globs expanded, those with a forced
// role first.
func (in *input) list(args []string) []ingest.File {
	var out []ingest.File
	for _, r := range roleFlags {
		for _, path := range *in.files[r.role] {
			out = append(out, expand(path, r.role)...)
		}
	}
	forced := out
	for _, path := range args {
		for _, f := range expand(path, "") {
			if !named(forced, f.Path) {
				out = append(out, f)
			}
		}
	}
	return out
}

// named tells whether a file is among those with a forced role: then a glob
// beside the flag does not give it a second time.
func named(files []ingest.File, path string) bool {
	return slices.ContainsFunc(files, func(f ingest.File) bool {
		return filepath.Clean(f.Path) == filepath.Clean(path)
	})
}

// expand resolves a glob that the shell did not; a pattern that matches
// nothing stays as it is, so that the error names it.
func expand(path string, role crm.Role) []ingest.File {
	matches, err := filepath.Glob(path)
	if _, statErr := os.Stat(path); statErr == nil || err != nil || len(matches) == 0 {
		return []ingest.File{{Path: path, Role: role}}
	}
	slices.Sort(matches)
	var out []ingest.File
	for _, m := range matches {
		out = append(out, ingest.File{Path: m, Role: role})
	}
	return out
}

func (in *input) calendar() calendar.Calendar {
	return calendar.Calendar{FiscalStart: in.fiscalStart}
}

func (in *input) selection(req *ingest.Request) error {
	if in.fiscalStart < 1 || in.fiscalStart > 12 {
		return badUsage("", "--fiscal-start %d is not a month, 1 to 12", in.fiscalStart)
	}
	req.Calendar = in.calendar()
	req.By, _ = calendar.ParseUnit(in.by.value)
	for _, d := range []struct {
		flag, text string
		into       **calendar.Day
	}{{"from", in.from, &req.From}, {"to", in.to, &req.To}, {"as-of", in.asOf, &req.AsOf}} {
		if d.text == "" {
			continue
		}
		day, err := calendar.ParseDay(d.text)
		if err != nil {
			return badUsage("", "--%s: %w", d.flag, err)
		}
		*d.into = &day
	}
	if req.From != nil && req.To != nil && *req.To < *req.From {
		return badUsage("", "--to %s is before --from %s", in.to, in.from)
	}
	if in.customers.value == "new-accounts" {
		req.Customers = ingest.NewAccounts
	}
	return nil
}

func (in *input) conditions(req *ingest.Request) error {
	for _, w := range in.where {
		column, value, ok := strings.Cut(w, "=")
		if !ok || column == "" {
			return badUsage(`like --where "Region=North"`, "--where %q is not COLUMN=VALUE", w)
		}
		req.Where = append(req.Where, ingest.Condition{Column: column, Value: value})
	}
	return nil
}

func (in *input) chain(req *ingest.Request) error {
	if in.funnel == "" {
		return nil
	}
	chain, err := funnel.ParseFunnel(in.funnel)
	if err != nil {
		return badUsage("", "--funnel: %w", err)
	}
	req.Funnel = chain
	return nil
}

func (in *input) reading(req *ingest.Request) error {
	r := &req.Reading
	r.Names, r.Encoding, r.Delimiter = in.columns, in.encoding, unescape(in.delimiter)
	r.DateFormat, r.Currency = in.dateFormat, strings.ToUpper(in.currency)
	if in.dateFormat != "" {
		if _, err := crm.ParseDateFormat(in.dateFormat); err != nil {
			return badUsage("", "--date-format: %w", err)
		}
	}
	if in.decimal.value != "auto" {
		r.Decimal, _ = crm.ParseDecimal(in.decimal.value) // the flag takes nothing else
	}
	if in.dateOrder.value != "auto" {
		r.DateOrder, _ = crm.ParseDateOrder(in.dateOrder.value) // the flag takes nothing else
	}
	if in.zone != "" {
		zone, err := time.LoadLocation(in.zone)
		if err != nil {
			return badUsage("a name like Europe/Madrid or UTC", "--tz: %w", err)
		}
		r.TimeZone = zone
	}
	for _, path := range in.profiles {
		profile, err := loadProfile(path)
		if err != nil {
			return err
		}
		r.Profiles = append(r.Profiles, profile)
	}
	if err := in.checkCRM(r.Profiles); err != nil {
		return err
	}
	r.CRM = in.crm
	if in.fx == "" {
		return nil
	}
	rates, err := loadRates(in.fx)
	r.Rates = rates
	return err
}

// checkCRM refuses the name of a CRM that nobody has described.
func (in *input) checkCRM(own []*crm.Profile) error {
	builtin, err := crm.Profiles()
	if err != nil || in.crm == "" {
		return err
	}
	var names []string
	for _, p := range append(slices.Clone(own), builtin...) {
		if strings.EqualFold(p.Name, in.crm) {
			in.crm = p.Name
			return nil
		}
		names = append(names, p.Name)
	}
	return badUsage("there are "+strings.Join(names, ", ")+"; --profile FILE adds one", "--crm: %q is not known", in.crm)
}

// unescape lets a shell user write a tab as \t.
func unescape(delimiter string) string { return strings.ReplaceAll(delimiter, `\t`, "\t") }

func loadProfile(path string) (*crm.Profile, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, badUsage("", "--profile: %w", err)
	}
	profile, err := crm.LoadProfile(filepath.Base(path), text)
	if err != nil {
		return nil, badUsage("", "%s: %w", path, err)
	}
	return profile, nil
}

func (in *input) badRows(req *ingest.Request) error {
	req.BadRows.Skip = in.skipBadRows
	if !in.skipBadRows && in.maxBadRows != "" {
		return badUsage("add --skip-bad-rows", "--max-bad-rows is about rows that are left out")
	}
	if in.maxBadRows == "" {
		return nil
	}
	if share, ok := strings.CutSuffix(in.maxBadRows, "%"); ok {
		v, err := strconv.ParseFloat(share, 64)
		if err != nil || !(v >= 0 && v <= 100) {
			return badUsage("", "--max-bad-rows %q is not a share like 2%%", in.maxBadRows)
		}
		v /= 100
		req.BadRows.MaxShare = &v
		return nil
	}
	n, err := strconv.ParseInt(in.maxBadRows, 10, 64)
	if err != nil || n < 0 {
		return badUsage("", "--max-bad-rows %q is not a number of rows or a share like 2%%", in.maxBadRows)
	}
	req.BadRows.Max = &n
	return nil
}

// window is the part of the cube that --period asks for: all of it without
// the flag.
func (in *input) window(c *funnel.Cube) (funnel.Window, error) {
	if in.period == "" {
		return c.All(), nil
	}
	_, w, err := findPeriod(c, "--period", in.period)
	return w, err
}

// findPeriod reads a period and finds it in the cube.
func findPeriod(c *funnel.Cube, flag, text string) (calendar.Period, funnel.Window, error) {
	p, err := c.Calendar.Parse(text, c.AsOf)
	if err != nil {
		return p, funnel.Window{}, badUsage("like 2026, 2026-Q2, 2026-05, 2026-W14 or last-quarter", "%s: %w", flag, err)
	}
	w, ok := c.Between(p)
	if ok {
		return p, w, nil
	}
	if w.Len() > 0 || len(c.Periods) > 0 && p.First <= c.Periods[len(c.Periods)-1].Last && p.Last >= c.Periods[0].First {
		return p, w, badUsage("choose another --by, or cut the records with --from and --to",
			"%s %s does not begin and end with whole periods", flag, text)
	}
	return p, w, dataError{
		fmt.Sprintf("%s %s (%s to %s): there are no records then", flag, text, p.First, p.Last),
		fmt.Sprintf("the data go from %s to %s", c.FirstDay, c.AsOf),
	}
}

// repInCube finds a rep as the cube spells the name.
func repInCube(c *funnel.Cube, wanted string) (string, error) {
	var names []string
	for _, r := range c.Reps {
		if !r.Unassigned {
			names = append(names, r.Name)
		}
	}
	name, known := samePerson(names, wanted)
	if name == "" {
		return "", badUsage("there are "+known, "--rep: nobody is called %q", wanted)
	}
	return name, nil
}

// samePerson finds the spelling of a name among others; where there is none,
// it lists the names.
func samePerson(names []string, wanted string) (name, known string) {
	for _, n := range names {
		if crm.PersonKey(n) == crm.PersonKey(wanted) {
			return n, ""
		}
	}
	names = slices.Sorted(slices.Values(names))
	return "", strings.Join(slices.Compact(names), ", ")
}
