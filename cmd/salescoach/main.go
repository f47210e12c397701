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
	"runtime"
	"runtime/debug"
)

func main() {
	collectLate()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	streams := streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv}
	os.Exit(run(ctx, streams, os.Args[1:]))
}

// latePercent puts the first garbage collection off until 16 MB are allocated.
const latePercent = 400

// collectLate lets short runs end without a garbage collection, which would be a
// tenth of a run of 20 ms. From the first one on, they come at the usual pace,
// so that large data takes no more memory for it.
func collectLate() {
	debug.SetGCPercent(latePercent)
	type canary struct{ _ [64]byte }
	runtime.AddCleanup(new(canary), func(percent int) { debug.SetGCPercent(percent) }, 100)
}
