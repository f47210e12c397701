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
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	streams := streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv}
	os.Exit(run(ctx, streams, os.Args[1:]))
}
