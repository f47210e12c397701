package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/salescoach/salescoach/pkg/ingest"
)

// The exit codes, the same for every command and listed in every help.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitData        = 3
	exitGate        = 4
	exitInterrupted = 130
)

const exitStatus = `Exit status:
  0  done
  1  failed: a result could not be written
  2  wrong usage or configuration
  3  the data was refused: a file is missing or cannot be read right; nothing was computed
  4  a --fail-if gate was hit (the output is written all the same)
  130  interrupted`

// usageError is a mistake in flags, arguments or configuration.
type usageError struct {
	err  error
	hint string
}

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }
func (e usageError) Hint() string  { return e.hint }

// badUsage is a usageError with a hint; an empty hint is not printed.
func badUsage(hint, format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...), hint}
}

// dataError refuses data for a reason that no single row is to blame for.
type dataError struct{ what, hint string }

func (e dataError) Error() string { return e.what }
func (e dataError) Hint() string  { return e.hint }

// gateError says that a --fail-if condition holds.
type gateError struct{ condition string }

func (e gateError) Error() string { return "the condition " + e.condition + " holds" }

// exitCode is the one place that maps errors to exit codes.
func exitCode(err error) int {
	var (
		usage   usageError
		refused *ingest.DataError
		data    dataError
		asked   *ingest.UsageError
		gate    gateError
	)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &usage), errors.As(err, &asked):
		return exitUsage
	case errors.As(err, &refused), errors.As(err, &data):
		return exitData
	case errors.As(err, &gate):
		return exitGate
	}
	return exitFailed
}

// printError writes an error as people read it: what is wrong, then what to
// do about it.
func printError(w io.Writer, err error) {
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "salescoach: interrupted")
		return
	}
	fmt.Fprintf(w, "salescoach: error: %v\n", err)
	if hint := hintOf(err); hint != "" {
		fmt.Fprintf(w, "hint: %s\n", hint)
	}
}

// printErrorJSON writes the same as one JSON object, for --format json.
func printErrorJSON(w io.Writer, err error) {
	body := struct {
		Error   string `json:"error"`
		Hint    string `json:"hint,omitempty"`
		Code    int    `json:"exit_code"`
		Details any    `json:"problems,omitempty"`
		Count   int64  `json:"problem_count,omitempty"`
	}{Code: exitCode(err)}
	body.Error, body.Hint = wordsOf(err)
	var refused *ingest.DataError
	if errors.As(err, &refused) {
		body.Details, body.Count = refused.Problems, refused.Total
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(body) // nothing is left to tell it to
}

// wordsOf tells what is wrong apart from what to do about it. Where several
// rows are to blame, each has its own hint and the first stands for all.
func wordsOf(err error) (what, hint string) {
	var (
		refused *ingest.DataError
		asked   *ingest.UsageError
	)
	switch {
	case errors.As(err, &asked):
		return asked.Msg, asked.Hint
	case errors.As(err, &refused) && len(refused.Problems) > 0:
		what, _, _ = strings.Cut(err.Error(), "\n")
		return what, refused.Problems[0].Hint
	}
	return err.Error(), hintOf(err)
}

// hintOf finds the hint that an error or one it wraps carries.
func hintOf(err error) string {
	var hinted interface{ Hint() string }
	if errors.As(err, &hinted) {
		return hinted.Hint()
	}
	return ""
}
