package golden

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// kindFunc computes what a case of its kind expects, under the case's own keys.
type kindFunc func(c *Case) (map[string]any, error)

// kinds holds the function of every kind this module computes; each topic's file registers its own.
var kinds = map[string]kindFunc{}

// register makes a kind known.
func register(kind string, fn kindFunc) {
	if kinds[kind] != nil {
		panic("golden: kind registered twice: " + kind)
	}
	kinds[kind] = fn
}

// pending names the kinds of which cases exist but which nothing here computes yet: coaching, diagnosis and skills. A kind
// that is registered is no longer pending.
var pending = []string{
	"calibration-coaching", "did", "did-rate-ratio", "eb-before-after", "eb-hauer", "its", "randomisation",
	"rtm-formula", "rtm-untreated", "staggered",
	"shortfall-drivers",
	"icc", "kappa", "krippendorff", "reliability", "skill-gap",
}

// tally counts the cases of one kind.
type tally struct{ hold, cases int }

func TestGolden(t *testing.T) {
	folder := goldenFolder(t)
	paths := casePaths(t, folder)
	counts := map[string]*tally{}
	for _, path := range paths {
		c, err := readCase(path)
		if err != nil {
			t.Error(err)
			continue
		}
		n := counts[c.Kind]
		if n == nil {
			n = &tally{}
			counts[c.Kind] = n
		}
		n.cases++
		if kinds[c.Kind] == nil {
			if !isPending(c.Kind) {
				t.Errorf("%s: kind %q is neither computed nor listed as pending", path, c.Kind)
			}
			continue
		}
		name := strings.TrimSuffix(filepath.ToSlash(must(filepath.Rel(folder, path))), ".json")
		if t.Run(name, func(t *testing.T) { runCase(t, c) }) {
			n.hold++
		}
	}
	summarise(counts)
}

func runCase(t *testing.T, c *Case) {
	c.t = t
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: the kind's function panicked: %v", c.path, r)
		}
	}()
	got, err := kinds[c.Kind](c)
	if err != nil {
		t.Fatal(err)
	}
	misses := compare(c, got)
	for i, m := range misses {
		if i == 12 {
			t.Errorf("and %d more", len(misses)-i)
			break
		}
		t.Error(m)
	}
}

// summarise prints how many cases of each kind hold. Go shows it with -v, or when the test is run in its own folder.
func summarise(counts map[string]*tally) {
	hold, run, waiting := 0, 0, 0
	for _, kind := range sortedKeys(counts) {
		n := counts[kind]
		if kinds[kind] == nil {
			word := "pending"
			if !isPending(kind) {
				word = "of an unknown kind"
			}
			fmt.Printf("golden: %-26s %d %s\n", kind, n.cases, word)
			waiting += n.cases
			continue
		}
		fmt.Printf("golden: %-26s %d of %d hold\n", kind, n.hold, n.cases)
		hold += n.hold
		run += n.cases
	}
	fmt.Printf("golden: %d of %d cases hold, %d not computed\n", hold, run, waiting)
}

func isPending(kind string) bool {
	for _, k := range pending {
		if k == kind {
			return true
		}
	}
	return false
}

// goldenFolder is the folder of cases; where there is none the test is skipped.
func goldenFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("SALESCOACH_GOLDEN")
	if folder == "" {
		folder = filepath.Join("..", "shared", "golden")
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(moduleRoot(t), folder)
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		t.Skipf("no reference cases: %s is not a folder (set SALESCOACH_GOLDEN to the folder that holds them)", folder)
	}
	return folder
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

func casePaths(t *testing.T, folder string) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(path) == ".json" {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Fatalf("no reference case below %s", folder)
	}
	sort.Strings(paths)
	return paths
}

func must[V any](v V, err error) V {
	if err != nil {
		panic(err)
	}
	return v
}
