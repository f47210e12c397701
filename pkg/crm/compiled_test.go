package crm

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var compile = flag.Bool("compile", false, "write profiles/compiled.tsv from the YAML files")

func TestTheCompiledProfilesAreTheYAMLOnes(t *testing.T) {
	want, err := sourceProfiles()
	if err != nil {
		t.Fatal(err)
	}
	if *compile {
		if err := os.WriteFile("profiles/compiled.tsv", []byte(compileProfiles(want)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile("profiles/compiled.tsv")
	if err != nil {
		t.Fatal(err)
	}
	have, err := readCompiled(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, have, cmpopts.IgnoreUnexported(Shape{}), cmpopts.EquateEmpty()); d != "" {
		t.Errorf("profiles/compiled.tsv is stale: run go generate ./pkg/crm\n%s", d)
	}
}

func TestDamagedCompiledProfilesAreRefused(t *testing.T) {
	for _, text := range []string{"", "words\twon\tWon", "profile\ta\tA\nwords\twin\tWon", "profile\ta\tA\nfield\trep\tOwner", "profile\ta\tA\nshape\tx\tdeals\t\nflags\ttrue"} {
		if p, err := readCompiled(text); err == nil {
			t.Errorf("%q was read as %v", text, p)
		}
	}
}

// compileProfiles writes what readCompiled reads.
func compileProfiles(all []*Profile) string {
	var b strings.Builder
	line := func(cells ...string) { fmt.Fprintln(&b, strings.Join(cells, "\t")) }
	for _, p := range all {
		line("profile", p.Name, p.Title)
		compileWords("words", &p.Words, line)
		for _, s := range p.Shapes {
			compileShape(s, line)
		}
	}
	return b.String()
}

func compileWords(kind string, w *ProfileWords, line func(...string)) {
	lists := w.lists()
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		if words := *lists[name]; len(words) > 0 {
			line(append([]string{kind, name}, words...)...)
		}
	}
}

func compileShape(s Shape, line func(...string)) {
	line("shape", s.Name, string(s.Role), s.Note)
	line("flags", fmt.Sprint(s.Cents), fmt.Sprint(s.Periods), fmt.Sprint(s.LoneCells), fmt.Sprint(s.LeastShare))
	compileWords("own", &s.Words, line)
	if len(s.Signature) > 0 {
		line(append([]string{"signature"}, s.Signature...)...)
	}
	if len(s.Without) > 0 {
		line(append([]string{"without"}, s.Without...)...)
	}
	if len(s.Estimates) > 0 {
		line(append([]string{"estimates"}, s.Estimates...)...)
	}
	for _, f := range slices.Sorted(maps.Keys(s.Fields)) {
		line(append([]string{"field", string(f)}, s.Fields[f]...)...)
	}
	for _, m := range slices.Sorted(maps.Keys(s.Metrics)) {
		line(append([]string{"metric", m}, s.Metrics[m]...)...)
	}
	for _, f := range sortedFields(s.Always) {
		line("always", string(f), s.Always[f])
	}
	if len(s.Records) > 0 {
		cells := []string{"records"}
		for _, f := range s.Records {
			cells = append(cells, string(f))
		}
		line(cells...)
	}
}
