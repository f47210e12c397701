package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

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
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
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

// scriptCondition knows [exports]: the public exports are beside the project.
func scriptCondition(cond string) (bool, error) {
	if cond != "exports" {
		return false, errors.New("unknown condition " + cond)
	}
	_, err := os.Stat("../../../shared/data")
	return err == nil, nil
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
