package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/atomicfile"
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/report"
	"github.com/salescoach/salescoach/pkg/tier"
)

type rankOptions struct {
	input
	output
	metric, before, ramp string
	chartMap             string
	adjust               []string
	seed                 uint64
}

func newRank(p *program) *cobra.Command {
	var o rankOptions
	cmd := &cobra.Command{
		Use:     "rank FILE...",
		GroupID: groupAnswer,
		Short:   "Tell who is really ahead: top, mediocre and poor, where the data carry it",
		Long: `Rank the reps, and say first whether they differ at all. Customers a month (the
objective), visits a month (the activity) and the conversion stand side by side,
each with its n, an estimate shrunken towards the group and a 90 % interval. A tier
is the most probable third of the ranked reps; a question mark stands behind one
that is less than 80 % sure. Reps with too little data are not ranked, and what
would be enough is said.

Metrics: customers, visits, conversion, win-rate, deal-size, revenue, attainment,
any counted step of the funnel, and quotients of two steps like customers/visits.
Counts and revenue are per working day of the rep, part time, start, end and ramp-up
from the roster counted, and shown per month.

` + exitStatus,
		Example: `  salescoach rank deals.csv visits.csv roster.csv
  salescoach rank deals.csv --metric win-rate
  salescoach rank deals.csv --metric deal-size --adjust product
  salescoach rank deals.csv visits.csv --period 2026-Q2 --compare 2026-Q1 --chart tiers.png`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(cmd); err != nil {
				return err
			}
			return o.run(cmd.Context(), p, args)
		},
	}
	o.input.bind(cmd)
	o.output.bind(cmd, true)
	f := cmd.Flags()
	f.StringVar(&o.metric, "metric", "", "`METRIC` to rank by (default: the funnel's objective, customers)")
	bindWords(f, &o.adjust, "adjust", "compare at the same mix of these `COLUMNS` of the deals, like product,region; or tenure")
	f.StringVar(&o.before, "compare", "", "`PERIOD` to compare ranks with; previous is the one before --period")
	f.StringVar(&o.ramp, "ramp", "25,50,75", "`PERCENTAGES` of full activity in a new hire's first months")
	f.StringVar(&o.chartMap, "chart-map", "", "draw activity against conversion to `FILE`.png, .svg or .pdf")
	f.Uint64Var(&o.seed, "seed", 1, "`NUMBER` that starts the draws of rankings of more than 60 reps")
	return cmd
}

func (o *rankOptions) check(cmd *cobra.Command) error {
	if err := o.output.check(cmd); err != nil {
		return err
	}
	if o.chartMap == "" {
		return nil
	}
	if _, err := chart.FormatOf(o.chartMap); err != nil {
		return badUsage("", "--chart-map: %w", err)
	}
	return nil
}

const tenure = "tenure"

func (o *rankOptions) run(ctx context.Context, p *program, args []string) error {
	ramp, err := parseRamp(o.ramp)
	if err != nil {
		return err
	}
	columns := slices.DeleteFunc(slices.Clone(o.adjust), func(s string) bool { return s == tenure })
	o.input.segmentBy = columns
	o.input.ages = o.metric == tier.WinRate
	if unit, _ := calendar.ParseUnit(o.by.value); unit != calendar.Week {
		o.by.value = calendar.Month.String() // months make up every longer period, and show how much a rep's counts vary
	}
	wanted := o.rep
	o.rep = "" // nobody is ranked alone
	data, err := p.read(ctx, &o.input, &o.output, args)
	if err != nil {
		return err
	}
	if err := needCube(data.Cube); err != nil {
		return err
	}
	only := ""
	if wanted != "" {
		if only, err = repInCube(data.Cube, wanted); err != nil {
			return err
		}
	}
	opts := tier.Options{Metric: o.metric, Ramp: ramp, Seed: o.seed,
		ByMix: len(columns) > 0, ByTenure: slices.Contains(o.adjust, tenure)}
	if opts.Window, opts.Before, err = o.windows(data.Cube); err != nil {
		return err
	}
	result, err := tier.Analyse(data.Cube, opts)
	if err != nil {
		return rankError(err)
	}
	out := report.Rank(result, only, source(data))
	if err := o.drawMap(p, out); err != nil {
		return err
	}
	return p.write(&o.output, out, append(data.Quality.Warnings, result.Warnings...))
}

// windows are the period to rank and the one to compare with, empty for none.
func (o *rankOptions) windows(c *funnel.Cube) (now, before funnel.Window, err error) {
	if now, err = o.window(c); err != nil || o.before == "" {
		return now, before, err
	}
	text := o.before
	if text == "previous" {
		if text, err = o.previous(c); err != nil {
			return now, before, err
		}
	}
	if _, before, err = findPeriod(c, "--compare", text); err != nil {
		return now, before, err
	}
	if before.Lo < now.Hi && now.Lo < before.Hi {
		return now, before, badUsage("name the period to rank with --period", "--compare %s lies in the period that is ranked", o.before)
	}
	return now, before, nil
}

func (o *rankOptions) previous(c *funnel.Cube) (string, error) {
	if o.period == "" {
		return "", badUsage("name the period with --period", "--compare previous needs a --period to come before")
	}
	var p calendar.Period
	p, _, err := findPeriod(c, "--period", o.period)
	return c.Calendar.Next(p, -1).Label, err
}

// drawMap draws the map of activity and conversion where it is asked for.
func (o *rankOptions) drawMap(p *program, out report.Output) error {
	if o.chartMap == "" {
		return nil
	}
	for _, more := range out.More {
		if !strings.HasPrefix(more.Name, "map") {
			continue
		}
		drawing, err := p.drawing(o.font, o.chartMap, more.Picture)
		if err != nil {
			return err
		}
		return atomicfile.Write(o.chartMap, drawing.Data)
	}
	return dataError{"the files hold no activity and conversion to set against each other", "a map needs visits and deals"}
}

// rankError gives the refusals of the analysis their exit code.
func rankError(err error) error {
	var refusal *tier.Refusal
	if errors.As(err, &refusal) && refusal.Unknown {
		return badUsage(refusal.Hint(), "--metric: %w", err)
	}
	if errors.As(err, &refusal) {
		return dataError{refusal.What, refusal.Hint()}
	}
	return err
}
