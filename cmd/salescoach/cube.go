package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/report"
)

type cubeOptions struct {
	input
	output
	unassigned bool
}

func newCube(p *program) *cobra.Command {
	var o cubeOptions
	cmd := &cobra.Command{
		Use:     "cube FILE...",
		GroupID: groupData,
		Short:   "Tally the files by rep, period and step, as CSV",
		Long: `Tally the files by rep, period and step: what every other command works from,
for spreadsheets and scripts of your own. One line for each rep and period in
which there is anything to count. Rows without an owner are counted in a warning, and
listed with --unassigned.

` + exitStatus,
		Example: "  salescoach cube deals.csv visits.csv\n  salescoach cube --by week -o tallies.csv visits.csv",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.output.check(cmd); err != nil {
				return err
			}
			return o.run(cmd.Context(), p, args)
		},
	}
	o.input.bind(cmd)
	o.output.bind(cmd, false)
	o.output.format.preset("csv")
	cmd.Flags().BoolVar(&o.unassigned, "unassigned", false, "list the rows without an owner too, as (unassigned)")
	return cmd
}

func (o *cubeOptions) run(ctx context.Context, p *program, args []string) error {
	data, err := p.read(ctx, &o.input, &o.output, args)
	if err != nil {
		return err
	}
	// All that there is, quotas of periods yet to come included.
	format := o.format.value
	view := report.CubeView{
		Window: funnel.Window{Hi: len(data.Cube.Periods)}, Unassigned: o.unassigned, Customers: o.customers.value != "won",
		Records: format == "csv", JSON: format == "json", Document: format != "csv" && format != "json",
	}
	if o.period != "" {
		if view.Window, err = o.window(data.Cube); err != nil {
			return err
		}
	}
	return p.write(&o.output, report.Cube(data.Cube, view, source(data)), data.Quality.Warnings)
}
