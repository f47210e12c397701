package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// warn says what a reader of any result must know about the data.
func (rd *reader) warn() {
	for _, in := range rd.inputs {
		for _, w := range in.mapping.Warnings {
			rd.warning(strings.ReplaceAll(w.Code, "_", "-"), in.src.Name()+": "+w.Message)
		}
		rd.warnFile(in)
	}
	rd.warnFunnel()
	rd.warnStrangers()
	rd.warnDiffering()
	for _, n := range rd.data.Quality.NearMisses {
		rd.warning("near-miss", fmt.Sprintf("%q and %q look like one person; they are counted as two (a roster with an alias joins them)", n.Name, n.Like))
	}
}

// countedWarning is said in one of two ways.
type countedWarning struct {
	n               int64
	code, one, many string
}

// duplicateWords says why rows were taken for duplicates.
func (in *input) duplicateWords(r *Request) countedWarning {
	n := in.report.Duplicates
	if in.isLedger(r) {
		return countedWarning{n, "duplicates", "line of an order stands in another file as well: it counts once", "lines of orders stand in other files as well: each counts once"}
	}
	if in.twins != nil {
		return countedWarning{n, "duplicates", "row stands in another file with the same cells: it counts once", "rows stand in other files with the same cells: each counts once"}
	}
	return countedWarning{n, "duplicates", "row repeats a record id: the last version counts", "rows repeat a record id: the last version counts"}
}

const reversalHint = "; where such lines undo sales, name their status among the words for won in salescoach.yaml"

// warnRounded says that ids were lost, so that duplicates cannot be told.
func (rd *reader) warnRounded(in *input) {
	if in.mapping.Role != crm.Deals && in.mapping.Role != crm.Activities {
		return
	}
	example := in.sampled(in.idColumn(&rd.req), crm.RoundedID)
	switch {
	case in.roundedIDs > 0:
		rd.warning("rounded-ids", fmt.Sprintf("%s: %s a record id that a spreadsheet has rounded, as it does with 2.4142E+18: they are not taken for duplicates",
			in.src.Name(), counted(in.roundedIDs, "row repeats", "rows share")))
	case example != "":
		rd.warning("rounded-ids", fmt.Sprintf("%s: record ids such as %s were rounded by a spreadsheet: duplicates in other files cannot be found", in.src.Name(), example))
	}
}

func (rd *reader) warnFile(in *input) {
	r, name := &in.report, in.src.Name()
	for _, w := range []countedWarning{
		{
			r.Totals.UnknownAmount, "unknown-amount", "won deal has no amount: it counts as a customer and not in the revenue",
			"won deals have no amount: they count as customers and not in the revenue",
		},
		{
			r.Unassigned, "unassigned", "row names no rep: it counts in totals under " + funnel.UnassignedName + " and is not ranked",
			"rows name no rep: they count in totals under " + funnel.UnassignedName + " and are not ranked",
		},
		in.duplicateWords(&rd.req),
		{
			in.stray, "stray-quotes", "quote stands inside a cell without being doubled: it was kept as text",
			"quotes stand inside cells without being doubled: they were kept as text",
		},
		{
			in.reversals, "reversals", "order line is lost by its status and has a negative amount, which takes nothing off the revenue" + reversalHint,
			"order lines are lost by their status and have negative amounts, which take nothing off the revenue" + reversalHint,
		},
		{r.Rejected, "rejected-rows", "row could not be read and was left out", "rows could not be read and were left out"},
	} {
		if w.n > 0 {
			rd.warning(w.code, name+": "+counted(w.n, w.one, w.many))
		}
	}
	if n := len(in.lists); n > 0 {
		rd.warning("alias-list", fmt.Sprintf("%s: %s commas, such as %q: each is taken as one name; several are parted by semicolons",
			name, counted(int64(n), "alias has", "aliases have"), in.lists[0]))
	}
	rd.warnRounded(in)
	rd.warnOwners(in)
	rd.warnRepeats(in)
	rd.warnGaps(in)
	rd.warnUnpriced(in)
	if n := in.src.Dialect().Encoding; n == "windows-1252" && rd.req.Reading.Encoding == "" {
		rd.warning("encoding", name+" is no UTF-8 and was read as windows-1252; --encoding says otherwise")
		return
	}
	for _, n := range in.notices {
		rd.warning("encoding", name+": "+n)
	}
}

// warnStrangers names the files, rosters too, whose reps are none of those that the deals
// name, or the activities where there are no deals: most likely one file has
// names where the other has ids.
func (rd *reader) warnStrangers() {
	known, base := map[int]bool{}, rd.of(crm.Deals)
	if len(base) == 0 {
		base = rd.of(crm.Activities)
	}
	for _, in := range base {
		maps.Copy(known, in.met)
	}
	for _, in := range rd.inputs {
		meets := func(person int) bool { return known[person] }
		if len(known) == 0 || len(in.met) == 0 || slices.ContainsFunc(slices.Collect(maps.Keys(in.met)), meets) {
			continue
		}
		join := "a roster with the names or ids of both files would join them"
		if in.mapping.Role == crm.Roster {
			join = "names, aliases, e-mails or ids as in that file would join them"
		}
		rd.warning("strangers", fmt.Sprintf("%s: %s among the %d of %s: %s",
			in.src.Name(), counted(int64(len(in.met)), "rep, who is not", "reps, none of whom is"), len(known), base[0].src.Name(), join))
	}
}

// warnDiffering names those of whom the lines of rosters say different things.
func (rd *reader) warnDiffering() {
	var fields, names []string
	for _, who := range rd.census.people {
		for _, f := range who.differs {
			if !slices.Contains(fields, string(f)) {
				fields = append(fields, string(f))
			}
		}
		if len(who.differs) > 0 {
			names = append(names, who.rep.Name)
		}
	}
	if len(names) == 0 {
		return
	}
	slices.Sort(fields)
	slices.Sort(names)
	rd.warning("differing-lines", fmt.Sprintf("the roster has several lines with another %s for %s (%s): the first line counts",
		strings.Join(fields, ", "), counted(int64(len(names)), "person", "people"), examples(names)))
}

// examples are the first few of the names.
func examples(names []string) string {
	const few = 3
	if len(names) > few {
		return strings.Join(names[:few], ", ") + ", ..."
	}
	return strings.Join(names, ", ")
}

// counted is a number before its noun, or before what is said of it.
func counted(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// warnFunnel says where the chain is not the one that the model starts from.
func (rd *reader) warnFunnel() {
	c := rd.data.Cube
	if c == nil {
		return
	}
	deals, visits := c.Has(funnel.Closed), c.Has(funnel.Visits)
	switch {
	case rd.req.Funnel != nil:
	case deals && !visits:
		rd.warning("no-activities", "no file holds activities, so the chain starts at closed deals: "+c.Funnel.String())
	case visits && !deals && !c.Has(funnel.Customers) && !c.Has(funnel.Revenue):
		rd.warning("no-deals", "no file holds deals, so only the activity can be told: "+c.Funnel.String())
	}
	for _, in := range rd.of(crm.Deals) {
		rd.warnStatuses(in)
		if t := in.report.Totals; t.Won+t.Lost == 0 && t.Open > 0 {
			rd.warning("nothing-closed", fmt.Sprintf("%s: no deal is won or lost; its %s; words can be given a meaning in salescoach.yaml", in.src.Name(), wordList("status words are", in.report.Status.Open)))
		}
	}
	for _, in := range rd.of(crm.Activities) {
		rd.warnVisits(in)
		rd.warnUnclear(in)
	}
	rd.warnAnonymous()
	if rd.earlyQuotas > 0 {
		rd.warning("early-quotas", fmt.Sprintf("%s before the first record of %s and left out", counted(int64(rd.earlyQuotas), "quota is for a time", "quotas are for times"), rd.data.Cube.FirstDay))
	}
	rd.warnOrders()
}

// warnOrders says what was done where the lines of one deal disagree.
func (rd *reader) warnOrders() {
	for _, w := range []struct {
		n          int64
		code, what string
	}{
		{rd.oddOrders.mixed, "mixed-orders", " lines of several reps; each counts for the rep of its earliest line"},
		{rd.oddOrders.torn, "torn-orders", " lines of different status; each is won if any line is, and only the lines that decide make up its amount"},
		{rd.oddOrders.split, "split-orders", " different lines in several files; they are added up"},
	} {
		if w.n > 0 {
			rd.warning(w.code, counted(w.n, "deal has", "deals have")+w.what)
		}
	}
}

// warnVisits says why a file of activities gives no visits.
func (rd *reader) warnVisits(in *input) {
	if why, visitLike := in.visitless(); why != "" {
		code := "no-visits"
		if visitLike > 0 {
			code = "no-visits-done"
		}
		rd.warning(code, in.src.Name()+": "+why)
	}
}

// visitless is why a file of activities gives no visits, and how many of them
// would be visits if they were done; empty where it gives some.
func (in *input) visitless() (why string, visitLike int64) {
	if in.report.Totals.Visits > 0 || in.report.Used == 0 {
		return "", 0
	}
	var kinds []Word
	for _, k := range in.report.Kinds {
		kinds = append(kinds, Word{Word: k.Word, Count: k.Count})
		if k.Visit {
			visitLike += k.Count
		}
	}
	switch {
	case visitLike == 1:
		return "its only visit is not marked as done", visitLike
	case visitLike > 1:
		return fmt.Sprintf("none of its %d visits is marked as done", visitLike), visitLike
	}
	return "no activity counts as a visit; its " + wordList("kinds are", kinds) + "; --visits chooses", 0
}

// wordList shows the most frequent words, and counts the others.
func wordList(intro string, words []Word) string {
	const most = 8
	var parts []string
	for _, w := range words[:min(len(words), most)] {
		parts = append(parts, fmt.Sprintf("%q (%d)", w.Word, w.Count))
	}
	if more := len(words) - most; more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	return strings.TrimPrefix(intro+" "+strings.Join(parts, ", "), " ")
}
