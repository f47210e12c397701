package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/salescoach/salescoach/pkg/demo"
)

// answer is a command with what it needs to have something to say.
type answer struct {
	command  string
	files    []string
	flags    []string
	pictures bool
}

var records = []string{"deals.csv", "activities.csv", "roster.csv"}

// answers lists every command that reads files. Those that only look at
// files, check and init, say how a file is written and so differ where the
// files do.
func answers() []answer {
	goal := []string{"--goal", "revenue=+10%", "--base", "2026-Q1", "--for", "2026-Q2"}
	return []answer{
		{"cube", records, []string{"--unassigned"}, false},
		{"gap", []string{"skills.csv"}, nil, true},
		{"gap", []string{"skills.csv"}, []string{"--rep", "Dieter Krause"}, true},
		{"breakdown", records, goal, true},
		{"pace", append(slices.Clone(records), "quotas.csv"), []string{"--as-of", "2026-05-15"}, true},
		{"rank", records, nil, true},
		{"trend", records, []string{"--metric", "visits"}, true},
		{"bridge", records, nil, true},
	}
}

func (a answer) name() string { return strings.Join(append([]string{a.command}, a.flags...), " ") }

func (a answer) args(more ...string) []string {
	return append(append(append([]string{a.command}, a.files...), a.flags...), more...)
}

// ask runs the program in the working directory.
func ask(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	s := streams{in: strings.NewReader(""), out: &out, err: &errs, env: func(string) string { return "" }}
	code = run(context.Background(), s, args)
	return out.String(), errs.String(), code
}

// said is the answer in one form, which must be given.
func said(t *testing.T, a answer, more ...string) string {
	t.Helper()
	out, errs, code := ask(t, a.args(more...)...)
	if code != exitDone {
		t.Fatalf("salescoach %s: exit code %d: %s", strings.Join(a.args(more...), " "), code, errs)
	}
	return out
}

var forms = []string{"text", "json", "csv", "markdown", "html"}

func eachAnswer(t *testing.T, hold func(t *testing.T, a answer)) {
	for _, a := range answers() {
		t.Run(a.name(), func(t *testing.T) { hold(t, a) })
	}
}

// demoFolder holds the demo's exports and is the working directory.
func demoFolder(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range demo.Files(demo.DefaultSeed) {
		if err := os.WriteFile(f.Name, f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// inOtherOrder shuffles the rows below the header of every file.
func inOtherOrder(t *testing.T) {
	t.Helper()
	order := rand.New(rand.NewPCG(7, 11))
	for _, f := range demo.Files(demo.DefaultSeed) {
		rows := table(t, f.Name)
		order.Shuffle(len(rows)-1, func(i, j int) { rows[i+1], rows[j+1] = rows[j+1], rows[i+1] })
		writeTable(t, f.Name, rows)
	}
}

func table(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func writeTable(t *testing.T, name string, rows [][]string) {
	t.Helper()
	var text bytes.Buffer
	if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// inTwo cuts every file of an answer in two, every other row each, and gives
// the answer about the halves.
func inTwo(t *testing.T, a answer) answer {
	t.Helper()
	var halves []string
	for _, name := range a.files {
		rows := table(t, name)
		parts := [2][][]string{{rows[0]}, {rows[0]}}
		for i, row := range rows[1:] {
			parts[i%2] = append(parts[i%2], row)
		}
		for i, part := range parts {
			half := fmt.Sprintf("half%d-%s", i+1, name)
			writeTable(t, half, part)
			halves = append(halves, half)
		}
	}
	a.files = halves
	return a
}

var (
	// filesNamed are the parts of an output that name the input files: its list
	// of inputs with their digests, and the line of sources.
	filesNamed = regexp.MustCompile(`(?s)\n  "inputs": \[.*?\n  \],`)
	// warningsOf may count row by file, and so differ where files are cut.
	warningsOf = regexp.MustCompile(`(?s)\n  "warnings": \[(.*?\n  )?\],`)
)

func TestASecondRunWithOtherWorkersGivesTheSameBytes(t *testing.T) {
	demoFolder(t)
	eachAnswer(t, func(t *testing.T, a answer) {
		for _, form := range forms {
			first := said(t, a, "--format", form, "--workers", "1")
			if diff := cmp.Diff(first, said(t, a, "--format", form, "--workers", "4")); diff != "" {
				t.Errorf("%s:\n%s", form, diff)
			}
		}
	})
}

func TestTheOrderOfTheRowsChangesNothing(t *testing.T) {
	demoFolder(t)
	want := map[string]string{}
	eachAnswer(t, func(t *testing.T, a answer) {
		for _, form := range forms {
			want[a.name()+form] = filesNamed.ReplaceAllString(said(t, a, "--format", form), "")
		}
	})
	inOtherOrder(t)
	eachAnswer(t, func(t *testing.T, a answer) {
		for _, form := range forms {
			got := filesNamed.ReplaceAllString(said(t, a, "--format", form), "")
			if diff := cmp.Diff(want[a.name()+form], got); diff != "" {
				t.Errorf("%s:\n%s", form, diff)
			}
		}
	})
}

func TestAFileCutInTwoGivesTheSameAnswer(t *testing.T) {
	demoFolder(t)
	eachAnswer(t, func(t *testing.T, a answer) {
		halves := inTwo(t, a)
		for _, form := range []string{"json", "csv"} {
			var got [2]string
			for i, of := range []answer{a, halves} {
				text := filesNamed.ReplaceAllString(said(t, of, "--format", form), "")
				got[i] = warningsOf.ReplaceAllString(text, "")
			}
			if diff := cmp.Diff(got[0], got[1]); diff != "" {
				t.Errorf("%s:\n%s", form, diff)
			}
		}
	})
}

func TestPicturesDoNotChangeWithTheOrderOfTheRows(t *testing.T) {
	demoFolder(t)
	draw := func(t *testing.T, a answer, name string) {
		said(t, a, "--chart", name+".svg")
		said(t, a, "--chart", name+".png")
	}
	number := func(a answer) int {
		return slices.IndexFunc(answers(), func(b answer) bool { return a.name() == b.name() })
	}
	eachPicture := func(hold func(t *testing.T, a answer)) {
		eachAnswer(t, func(t *testing.T, a answer) {
			if !a.pictures {
				t.Skip("draws nothing")
			}
			hold(t, a)
		})
	}
	eachPicture(func(t *testing.T, a answer) { draw(t, a, fmt.Sprint("before", number(a))) })
	inOtherOrder(t)
	eachPicture(func(t *testing.T, a answer) {
		before, after := fmt.Sprint("before", number(a)), fmt.Sprint("after", number(a))
		draw(t, a, after)
		if !bytes.Equal(contents(t, before+".svg"), contents(t, after+".svg")) {
			t.Error("the SVG differs")
		}
		if !samePixels(t, before+".png", after+".png") {
			t.Error("the PNG differs")
		}
	})
}

func contents(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func samePixels(t *testing.T, a, b string) bool {
	t.Helper()
	x, err := png.Decode(bytes.NewReader(contents(t, a)))
	if err != nil {
		t.Fatal(err)
	}
	y, err := png.Decode(bytes.NewReader(contents(t, b)))
	if err != nil {
		t.Fatal(err)
	}
	if x.Bounds() != y.Bounds() {
		return false
	}
	for row := x.Bounds().Min.Y; row < x.Bounds().Max.Y; row++ {
		for column := x.Bounds().Min.X; column < x.Bounds().Max.X; column++ {
			if x.At(column, row) != y.At(column, row) {
				return false
			}
		}
	}
	return true
}

// export is one public data set and what the program has to answer on it.
type export struct {
	name  string
	files []string
	flags map[string][]string
	// without lists the commands that refuse it, with what they say.
	without map[string]string
}

func exports() []export {
	goal := map[string][]string{
		"breakdown": {"--goal", "revenue=+10%"}, "pace": {"--goal", "revenue=1M"}, "trend": {"--metric", "revenue"},
	}
	return []export{
		{"maven", []string{"maven-crm-sales/sales_pipeline.csv", "maven-crm-sales/sales_teams.csv"}, goal, nil},
		{"adventureworks", []string{"adventureworks-sales/Sales.csv", "adventureworks-sales/Targets.csv", "adventureworks-sales/Salesperson.csv"}, goal, nil},
		{"hubspot", []string{"hubspot-sample/hubspot_deals.csv", "hubspot-sample/hubspot_activities.csv"}, goal, nil},
		{"hcp", []string{"hcp-field-visits/visits.csv", "hcp-field-visits/reps.csv"}, map[string][]string{
			"breakdown": goal["breakdown"], "pace": {"--goal", "visits=400"}, "trend": {"--metric", "visits"},
		}, map[string]string{
			"breakdown": "the files give visits and nothing that comes of it", "bridge": "revenue is not among the data",
		}},
		{"salesforce", []string{"salesforce-dataloader-sample/Opportunity.csv", "salesforce-dataloader-sample/Task.csv"}, goal, nil},
		{"insurance", []string{"insurance-brokerage/Invoice.csv", "insurance-brokerage/Meeting List.csv"}, goal, nil},
	}
}

// eachCommand runs every command on an export, or holds it to its refusal.
func (e export) eachCommand(t *testing.T, hold func(t *testing.T, command string, result map[string]any)) {
	for _, command := range []string{"cube", "breakdown", "pace", "rank", "trend", "bridge"} {
		t.Run(e.name+"/"+command, func(t *testing.T) {
			a := answer{command: command, files: e.files, flags: e.flags[command]}
			if why := e.without[command]; why != "" {
				out, errs, code := ask(t, a.args("--format", "json")...)
				if code != exitData || out != "" || !strings.Contains(errs, why) || !strings.Contains(errs, `"hint"`) {
					t.Fatalf("exit code %d, printed %q, said %s", code, out, errs)
				}
				return
			}
			hold(t, command, resultOf(t, a))
		})
	}
}

func resultOf(t *testing.T, a answer) map[string]any {
	t.Helper()
	var result map[string]any
	if err := json.Unmarshal([]byte(said(t, a, "--format", "json")), &result); err != nil {
		t.Fatal(err)
	}
	return result
}

// number walks into a result; an unknown figure counts as nothing.
func number(result any, path ...string) float64 {
	for _, key := range path {
		m, _ := result.(map[string]any)
		result = m[key]
	}
	v, _ := result.(float64)
	return v
}

// overReps adds a figure up over the reps of a result.
func overReps(result map[string]any, path ...string) float64 {
	var sum float64
	reps, _ := result["reps"].([]any)
	for _, rep := range reps {
		sum += number(rep, path...)
	}
	return sum
}

func list(result any, key string) []any {
	m, _ := result.(map[string]any)
	l, _ := m[key].([]any)
	return l
}

// The demo's deals have rows that nobody owns.
func TestTheRepsAndWhatNobodyOwnsAddUpToTheDemo(t *testing.T) {
	demoFolder(t)
	e := exports()[0]
	e.name, e.files = "demo", records
	files := filesOf(t, e)
	e.eachCommand(t, func(t *testing.T, command string, result map[string]any) {
		addsUp(t, totalsOf[command](result, files))
	})
}

func TestTheRepsAndWhatNobodyOwnsAddUpToTheFiles(t *testing.T) {
	root, err := filepath.Abs("../../../shared/data")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(root); err != nil {
		t.Skip("the public exports are not beside the project")
	}
	t.Chdir(root)
	for _, e := range exports() {
		files := filesOf(t, e)
		e.eachCommand(t, func(t *testing.T, command string, result map[string]any) {
			addsUp(t, totalsOf[command](result, files))
		})
	}
}

// total is what a figure adds up to, over the reps and what nobody owns, and
// what it has to.
type total struct {
	of        string
	sum, want float64
}

func addsUp(t *testing.T, figures []total) {
	t.Helper()
	for _, figure := range figures {
		if off := max(figure.sum-figure.want, figure.want-figure.sum); off > 1e-6*(1+max(figure.want, -figure.want)) {
			t.Errorf("%s: the reps and what nobody owns add up to %v, the whole is %v", figure.of, figure.sum, figure.want)
		}
	}
}

// totalsOf are each command's figures over the reps, to be held to the files'
// totals, or to its own of the period that it is about.
var totalsOf = map[string]func(result map[string]any, files map[string]float64) []total{
	"cube": func(result map[string]any, files map[string]float64) (all []total) {
		for column, step := range map[string]string{"visits": "visits", "closed": "closed", "won": "customers", "won_amount": "revenue"} {
			sum := number(result, "unassigned", column)
			for _, row := range list(result, "rows") {
				sum += number(row, column)
			}
			all = append(all, total{column, sum, number(result, "totals", column)}, total{column, sum, files[step]})
		}
		return all
	},
	"breakdown": func(result map[string]any, _ map[string]float64) (all []total) {
		for _, step := range list(result, "steps") {
			name, _ := step.(map[string]any)["step"].(string)
			all = append(all, total{name, overReps(result, "base", name) + number(result, "unassigned", name), number(step, "base")})
		}
		return append(all, total{"planned", overReps(result, "activity"), number(result, "planned")})
	},
	"rank": func(result map[string]any, files map[string]float64) (all []total) {
		for _, step := range []string{"visits", "closed", "customers", "revenue"} {
			sum := overReps(result, "steps", step) + number(result, "unassigned", step)
			all = append(all, total{step, sum, number(result, "totals", step)}, total{step, sum, files[step]})
		}
		return all
	},
	"pace": func(result map[string]any, _ map[string]float64) []total {
		return []total{
			{"done", overReps(result, "done") + number(result, "unassigned"), number(result, "team", "done")},
			{"goal", overReps(result, "goal"), number(result, "team", "goal")},
		}
	},
	"bridge": func(result map[string]any, _ map[string]float64) []total {
		var parts float64
		for _, driver := range list(result, "drivers") {
			parts += number(driver, "contribution")
		}
		return []total{
			{"before", overReps(result, "from"), number(result, "from", "value")},
			{"after", overReps(result, "to"), number(result, "to", "value")},
			{"change", parts, number(result, "change")},
		}
	},
	"trend": func(result map[string]any, files map[string]float64) []total {
		metric, _ := result["metric"].(string)
		sum := number(result, "unassigned")
		var team float64
		for _, series := range list(result, "series") {
			for _, v := range list(series, "values") {
				value, _ := v.(float64)
				if series.(map[string]any)["rep"] == nil {
					team += value
				} else {
					sum += value
				}
			}
		}
		return []total{{metric, sum, team}, {metric, team, files[metric]}}
	},
}

// filesOf are the totals of the files as check counts them.
func filesOf(t *testing.T, e export) map[string]float64 {
	t.Helper()
	checked := resultOf(t, answer{command: "check", files: e.files})
	sums := map[string]float64{}
	for _, file := range list(checked, "files") {
		totals, _ := file.(map[string]any)["totals"].(map[string]any)
		for name := range totals {
			sums[name] += number(totals, name)
		}
	}
	return sums
}

// Wrong files of the project and one that is not there, each refused.
var wrongFiles = []string{
	"empty.csv", "header-only.csv", "data.json", "no-rep.csv", "bad-date.csv", "ambiguous-dates.csv",
	"stray-quote.csv", "missing.csv", "demo", "README.md",
}

func TestWrongInputNeverGivesANumber(t *testing.T) {
	root, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, a := range answers() {
		for _, name := range wrongFiles {
			t.Run(a.name()+"/"+name, func(t *testing.T) {
				a.files = []string{filepath.Join(root, name)}
				more := []string{"-o", "result.txt"}
				if a.pictures {
					more = append(more, "--chart", "picture.png")
				}
				out, errs, code := ask(t, a.args(more...)...)
				if code != exitData || out != "" || !strings.Contains(errs, "hint: ") {
					t.Errorf("exit code %d, printed %q, said %s", code, out, errs)
				}
				if left, _ := os.ReadDir("."); len(left) > 0 {
					t.Errorf("%s is left behind", left[0].Name())
				}
			})
		}
	}
}
