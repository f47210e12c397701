package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/salescoach/salescoach/pkg/demo"
)

// example is one command of a document with the output printed below it.
type example struct {
	line    int
	command string
	output  []string
}

// Every block of README and docs that shows a command is run, in a folder
// with the demo files, and must print what the document says.
// UPDATE_DOCS=1 go test ./cmd/salescoach -run TestDocs rewrites the outputs.
func TestDocs(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, "../../README.md") {
		page, err := filepath.Abs(page)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(page), func(t *testing.T) { runPage(t, page) })
	}
}

func runPage(t *testing.T, page string) {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Dir(page)
	if filepath.Base(root) == "docs" {
		root = filepath.Dir(root)
	}
	t.Chdir(docsFolder(t, root))
	lines := strings.Split(string(text), "\n")
	var out []string
	next := 0
	for _, e := range examples(lines) {
		got, ran := runExample(t, e)
		out = append(out, lines[next:e.line+1]...)
		next = e.line + 1 + len(e.output)
		if !ran || matches(e.output, got) {
			out = append(out, e.output...)
			continue
		}
		out = append(out, got...)
		if len(e.output) > 0 && os.Getenv("UPDATE_DOCS") == "" {
			t.Errorf("%s:%d: %s prints something else (-doc +program):\n%s",
				filepath.Base(page), e.line+1, e.command, cmp.Diff(e.output, got))
		}
	}
	if os.Getenv("UPDATE_DOCS") != "" {
		updated := strings.Join(append(out, lines[next:]...), "\n")
		if err := os.WriteFile(page, []byte(updated), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// matches tells whether a document shows what was printed; a line of three
// dots in the document stands for any number of lines.
func matches(doc, got []string) bool {
	if len(doc) == 0 {
		return len(got) == 0
	}
	if doc[0] != "..." {
		return len(got) > 0 && doc[0] == got[0] && matches(doc[1:], got[1:])
	}
	for skip := range len(got) + 1 {
		if matches(doc[1:], got[skip:]) {
			return true
		}
	}
	return false
}

// docsFolder is a folder with the demo files, two files with bad dates and,
// where they are present, the public Maven exports under maven/.
func docsFolder(t *testing.T, root string) string {
	dir := t.TempDir()
	for _, f := range demo.Files(demo.DefaultSeed) {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"bad-date.csv", "ambiguous-dates.csv"} {
		text, err := os.ReadFile(filepath.Join(root, "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	maven := filepath.Join(root, "..", "shared", "data", "maven-crm-sales")
	if _, err := os.Stat(maven); err == nil {
		if err := os.CopyFS(filepath.Join(dir, "maven"), os.DirFS(maven)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// examples finds the lines "$ salescoach ..." and "$ cat FILE" in fenced
// blocks; the lines up to the next command or the end of the block are the
// output.
func examples(lines []string) []example {
	var out []example
	fenced := false
	for i := 0; i < len(lines); i++ {
		if strings.HasPrefix(lines[i], "```") {
			fenced = !fenced
			continue
		}
		command, ok := strings.CutPrefix(lines[i], "$ ")
		if !fenced || !ok || !strings.HasPrefix(command, "salescoach") && !strings.HasPrefix(command, "cat ") {
			continue
		}
		e := example{line: i, command: command}
		for i+1 < len(lines) && !strings.HasPrefix(lines[i+1], "```") && !strings.HasPrefix(lines[i+1], "$ ") {
			i++
			e.output = append(e.output, lines[i])
		}
		out = append(out, e)
	}
	return out
}

// runExample runs a command as a shell would, as far as the documents need:
// words, double and single quotes, and "; echo $?" at the end.
func runExample(t *testing.T, e example) (output []string, ran bool) {
	command, wantsCode := strings.CutSuffix(e.command, "; echo $?")
	args := shellWords(command)[1:]
	if path, ok := strings.CutPrefix(command, "cat "); ok {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
		}
		return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n"), true
	}
	if strings.Contains(command, "maven/") {
		if _, err := os.Stat("maven"); err != nil {
			t.Logf("skipped: %s: the public Maven exports are not beside the project", e.command)
			return nil, false
		}
	}
	var both bytes.Buffer
	streams := streams{in: strings.NewReader(""), out: &both, err: &both, env: func(string) string { return "" }}
	code := run(context.Background(), streams, args)
	if wantsCode {
		fmt.Fprintln(&both, code)
	} else if code != exitDone {
		t.Errorf("line %d: %s: exit code %d\n%s", e.line+1, e.command, code, both.String())
	}
	text, _ := io.ReadAll(&both)
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n"), true
}

// shellWords splits a command line; quotes group words and are dropped.
func shellWords(s string) []string {
	var words []string
	var word strings.Builder
	var quote rune
	started := false
	for _, r := range s + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, started = r, true
		case quote == 0 && r == ' ':
			if started {
				words = append(words, word.String())
			}
			word.Reset()
			started = false
		default:
			word.WriteRune(r)
			started = true
		}
	}
	return words
}
