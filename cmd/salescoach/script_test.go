package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
			"exits": exits, "sameanswer": sameAnswer, "mapping": mapping, "bytes": writeBytes,
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
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}
