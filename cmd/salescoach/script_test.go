package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"salescoach": main})
}

// The scripts in testdata/script run the real program.
// UPDATE_SCRIPTS=1 go test ./cmd/salescoach rewrites the outputs they expect.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Setup:         scriptSetup,
		Condition:     scriptCondition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "sameanswer": sameAnswer, "mapping": mapping, "bytes": writeBytes, "bytesat": beginsWith,
			"bytesin":  holds,
			"compress": compress, "sameshown": sameShown, "answers": everyAnswer,
		},
	})
}

// scriptSetup tells the scripts where the project's test inputs and, where
// they are present, the public exports are.
func scriptSetup(env *testscript.Env) error {
	root, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	env.Setenv("TESTDATA", filepath.Join(root, "testdata"))
	env.Setenv("EXPORTS", filepath.Join(root, "..", "shared", "data"))
	return nil
}

// scriptCondition knows [exports]: the public exports are beside the project;
// and [root]: no folder is closed to the user who runs the tests.
func scriptCondition(cond string) (bool, error) {
	switch cond {
	case "exports":
		_, err := os.Stat("../../../shared/data")
		return err == nil, nil
	case "root":
		return os.Geteuid() == 0, nil
	}
	return false, errors.New("unknown condition " + cond)
}

// exits CODE PROGRAM ARGS... runs a program and holds it to its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// inputsBlock is the part of a JSON result that names the files.
var inputsBlock = regexp.MustCompile(`(?s)\n  "inputs": \[.*?\n  \],`)

// sameAnswer A.json B.json holds two JSON results to the same bytes, their
// list of inputs aside.
func sameAnswer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sameanswer A.json B.json")
	}
	a, b := inputsBlock.ReplaceAllString(ts.ReadFile(args[0]), ""), inputsBlock.ReplaceAllString(ts.ReadFile(args[1]), "")
	if a != b {
		ts.Fatalf("%s and %s differ:\n%s", args[0], args[1], cmp.Diff(a, b))
	}
}

// everyAnswer FILE writes what every command says about the demo's exports into
// one file.
func everyAnswer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: answers FILE")
	}
	var all strings.Builder
	for _, a := range answers() {
		ts.Check(ts.Exec("salescoach", a.args("--format", "text")...))
		all.WriteString(ts.ReadFile("stdout"))
		all.WriteString(ts.ReadFile("stderr"))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(all.String()), 0o644))
}

// mapping FROM FILE writes the configuration that an error message shows to a
// file, as its reader would.
func mapping(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mapping stderr FILE")
	}
	_, shown, ok := strings.Cut(ts.ReadFile(args[0]), "\nfiles:\n")
	if !ok {
		ts.Fatalf("%s shows no configuration", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte("files:\n"+shown), 0o644))
}

// writeBytes FILE TEXT writes a file that no script could hold: TEXT is as
// between the quotes of a Go string.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE TEXT")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(unquoted(ts, args[1])), 0o644))
}

func unquoted(ts *testscript.TestScript, text string) string {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
	ts.Check(err)
	return text
}

// beginsWith FILE TEXT holds a file to its first bytes.
func beginsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytesat FILE TEXT")
	}
	if !strings.HasPrefix(ts.ReadFile(args[0]), unquoted(ts, args[1])) {
		ts.Fatalf("%s begins with %.20q", args[0], ts.ReadFile(args[0]))
	}
}

// holds FILE TEXT finds bytes in a file that no pattern could match.
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytesin FILE TEXT")
	}
	if !strings.Contains(ts.ReadFile(args[0]), unquoted(ts, args[1])) {
		ts.Fatalf("%s does not hold these bytes: %q", args[0], ts.ReadFile(args[0]))
	}
}

// compress gzip|zstd FROM TO packs a file.
func compress(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: compress gzip|zstd FROM TO")
	}
	var packed bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&packed)
	if args[0] == "zstd" {
		var err error
		w, err = zstd.NewWriter(&packed)
		ts.Check(err)
	}
	_, err := io.WriteString(w, ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), packed.Bytes(), 0o644))
}

var colours = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// sameShown FILE holds what the terminal showed to the text in a file, colours
// and the terminal's own line ends aside.
func sameShown(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: sameshown FILE")
	}
	shown := colours.ReplaceAllString(strings.ReplaceAll(ts.ReadFile("ttyout"), "\r\n", "\n"), "")
	if want := ts.ReadFile(args[0]); strings.TrimSpace(shown) != strings.TrimSpace(want) {
		ts.Fatalf("the terminal shows something else:\n%s", cmp.Diff(want, shown))
	}
}
