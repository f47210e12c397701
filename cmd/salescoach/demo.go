package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/atomicfile"
	"github.com/salescoach/salescoach/pkg/demo"
)

type demoOptions struct {
	dir   string
	seed  uint64
	write bool
}

func newDemo(p *program) *cobra.Command {
	var o demoOptions
	cmd := &cobra.Command{
		Use:     "demo",
		GroupID: groupData,
		Short:   "Write example exports and run the main job on them",
		Long: `Write the exports of a simulated field sales team, and answer on them what the
program is for: tables on the terminal, pictures and tables as files.

The team has fourteen reps and eighteen months. What is true of each rep is known
(see docs/demo.md), so that you can see what the program finds, and what it
refuses to find.

` + exitStatus,
		Example: "  salescoach demo\n  salescoach demo --out tour\n  salescoach demo --files-only --out data",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd.Context(), p)
		},
	}
	cmd.Flags().StringVar(&o.dir, "out", "salescoach-demo", "`FOLDER` for the example exports and the artifacts")
	cmd.Flags().Uint64Var(&o.seed, "seed", demo.DefaultSeed, "make the team of another `SEED`")
	cmd.Flags().BoolVar(&o.write, "files-only", false, "write the example exports and stop")
	return cmd
}

// demoStop is one command of the tour. File names stand for files of the
// demo's folder.
type demoStop struct {
	name  string
	say   string
	files []string
	flags []string
}

// demoTour is the main job, as a user would type it in the folder of the demo.
func demoTour() []demoStop {
	records := []string{"deals.csv", "activities.csv", "roster.csv"}
	return []demoStop{
		{"breakdown", "The goal: what does 10 % more revenue next quarter take?", records,
			[]string{"--goal", "revenue=+10%", "--base", "2026-Q1", "--for", "2026-Q2"}},
		{"rank", "The reps: who is really ahead, and who may only have been lucky?", records, nil},
		{"trend", "The activity: is it moving, or only swinging?", records, []string{"--metric", "visits"}},
		{"gap", "The skills: where do rep, manager and job disagree?", []string{"skills.csv"}, []string{"--rep", "Dieter Krause"}},
	}
}

func (o *demoOptions) run(ctx context.Context, p *program) error {
	if err := o.writeFiles(); err != nil {
		return err
	}
	if o.write {
		return nil
	}
	for _, stop := range demoTour() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := o.visit(ctx, p, stop); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(p.out, "\nThe exports, pictures and tables are in %s.\n", o.dir)
	return err
}

// writeFiles puts the example exports into the folder, which may be there
// already.
func (o *demoOptions) writeFiles() error {
	if err := os.MkdirAll(o.dir, 0o755); err != nil {
		return err
	}
	for _, f := range demo.Files(o.seed) {
		if err := atomicfile.Write(filepath.Join(o.dir, f.Name), f.Bytes); err != nil {
			return err
		}
	}
	return nil
}

// visit shows a stop's result on the terminal and keeps its picture and its
// JSON.
func (o *demoOptions) visit(ctx context.Context, p *program, stop demoStop) error {
	args := []string{stop.name}
	for _, f := range stop.files {
		args = append(args, filepath.Join(o.dir, f))
	}
	args = append(args, stop.flags...)
	fmt.Fprintf(p.out, "\n%s\n$ salescoach %s\n\n", stop.say, quoted(args))
	keep := filepath.Join(o.dir, stop.name)
	for _, extra := range [][]string{{"--chart", keep + ".png"}, {"--quiet", "--output", keep + ".json"}} {
		if code := run(ctx, p.streams, append(slices.Clone(args), extra...)); code != exitDone {
			return fmt.Errorf("salescoach %s ended with exit code %d", stop.name, code)
		}
	}
	return nil
}

// quoted is a command line as a shell takes it.
func quoted(args []string) string {
	words := slices.Clone(args)
	for i, w := range words {
		if strings.ContainsAny(w, " %") {
			words[i] = strconv.Quote(w)
		}
	}
	return strings.Join(words, " ")
}
