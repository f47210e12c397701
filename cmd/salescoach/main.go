// Command salescoach turns CRM CSV exports into coaching decisions: goals
// broken down to visits, reps ranked with honest uncertainty, pictures of
// trends and skill gaps.
//
// Run salescoach --help for the commands and salescoach demo for a tour on
// example data.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
)

// gcPercent lets the small heaps of a run grow a little more between garbage
// collections: at the default a run of 25 ms spends a tenth of it collecting.
const gcPercent = 300

func main() {
	debug.SetGCPercent(gcPercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	streams := streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv}
	os.Exit(run(ctx, streams, os.Args[1:]))
}
