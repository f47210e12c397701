package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/ingest"
	"github.com/salescoach/salescoach/pkg/report"
)

type checkOptions struct {
	input
	output
}

func newCheck(p *program) *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use:     "check FILE...",
		GroupID: groupData,
		Short:   "Say what each file was taken for, and every row that was refused",
		Long: `Say what each file was taken for: role, CRM, encoding, delimiter, date order, decimal
mark, what each column and word counts as, each guess with its evidence, people
whose names resemble each other, and every row that cannot be read.

The exit code is 3 where rows cannot be read, as it would be for every answer,
unless --skip-bad-rows leaves them out.

` + exitStatus,
		Example: "  salescoach check deals.csv visits.csv\n  salescoach check --format json *.csv",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.output.check(cmd); err != nil {
				return err
			}
			return o.run(cmd.Context(), p, args)
		},
	}
	o.input.bind(cmd)
	o.output.bind(cmd, false)
	return cmd
}

// run reads past bad rows, to show what else there is, and refuses the data
// at the end.
func (o *checkOptions) run(ctx context.Context, p *program, args []string) error {
	refuse := !o.skipBadRows
	o.skipBadRows = true
	data, refusal := p.read(ctx, &o.input, &o.output, args)
	if data == nil {
		return refusal
	}
	if err := p.write(&o.output, report.Check(data.Quality, data.Cube, source(data)), data.Quality.Warnings); err != nil {
		return err
	}
	if refusal != nil {
		return refusal
	}
	if rejected := rejectedRows(data.Quality); refuse && rejected > 0 {
		return dataError{fmt.Sprintf("%s cannot be read", rows(rejected)),
			"correct them, or leave them out with --skip-bad-rows; --rejects FILE writes them with the reason"}
	}
	return nil
}

func rejectedRows(q ingest.Quality) int64 {
	var n int64
	for _, f := range q.Files {
		n += f.Rejected
	}
	return n
}

func rows(n int64) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}
