package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/bridge"
	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/report"
)

type bridgeOptions struct {
	input
	output
	base, after string
	split       []string
	method      enum
}

func newBridge(p *program) *cobra.Command {
	var o bridgeOptions
	cmd := &cobra.Command{
		Use:     "bridge FILE...",
		GroupID: groupAnswer,
		Short:   "Tell why revenue changed: visits, conversion, deal size, mix, people",
		Long: `Split the change of revenue between two periods over what leads to it: visits,
conversion and deal size (closed deals, win rate and deal size where no visits are
told); for the team and for each rep. People who joined or left are on lines of
their own, and the parts add up to the whole.

Each part has the 90 % interval that chance alone gives it; ~ marks those that
could be noise. With --split product the shift between products is a driver of its
own, and the change of the overall conversion is split into conversions that
changed and a mix that changed.

Without --base and --for, the last two complete periods of --by are compared.

` + exitStatus,
		Example: `  salescoach bridge deals.csv visits.csv roster.csv --base 2026-Q1 --for 2026-Q2
  salescoach bridge deals.csv visits.csv --by quarter --chart bridge.png
  salescoach bridge deals.csv --base 2025 --for 2026 --split product`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.output.check(cmd); err != nil {
				return err
			}
			return o.run(cmd.Context(), p, args)
		},
	}
	o.input.bind(cmd)
	o.output.bind(cmd, true)
	f := cmd.Flags()
	f.StringVar(&o.base, "base", "", "`PERIOD` to compare with (default: the one before the other)")
	f.StringVar(&o.after, "for", "", "`PERIOD` whose change is told (default: the last complete one of --by)")
	bindWords(f, &o.split, "split", "`COLUMNS` of the deals, like product, whose mix is a driver of its own, comma-separated")
	bindEnum(cmd, &o.method, "method", "how to split: LMDI, or Shapley for negative revenue (auto)", "auto", "lmdi", "shapley")
	return cmd
}

var bridgeMethods = map[string]bridge.Method{"auto": bridge.Auto, "lmdi": bridge.LMDI, "shapley": bridge.Shapley}

func (o *bridgeOptions) run(ctx context.Context, p *program, args []string) error {
	if o.input.period != "" {
		return badUsage("use --base and --for", "bridge compares two periods, and --period names one")
	}
	unit, _ := calendar.ParseUnit(o.input.by.value)
	if unit != calendar.Week {
		o.input.by.value = calendar.Month.String() // months make up every longer period
	}
	o.input.segmentBy, o.input.ages = o.split, true
	data, err := p.read(ctx, &o.input, &o.output, args)
	if err != nil {
		return err
	}
	if err := needCube(data.Cube); err != nil {
		return err
	}
	opts := bridge.Options{Method: bridgeMethods[o.method.value]}
	if opts.Base, opts.For, err = o.periods(data.Cube, unit); err != nil {
		return err
	}
	result, err := bridge.Analyse(data.Cube, opts)
	if err != nil {
		return bridgeError(err)
	}
	warnings := append(data.Quality.Warnings, result.Warnings...)
	return p.write(&o.output, report.Bridge(result, source(data)), warnings)
}

// periods are the two to compare; what is not asked for lies next to what is.
func (o *bridgeOptions) periods(c *funnel.Cube, unit calendar.Unit) (base, after calendar.Period, err error) {
	if o.base == "" && o.after == "" {
		return lastTwo(c, unit)
	}
	if o.after != "" {
		after, _, err = findPeriod(c, "--for", o.after)
	} else if base, _, err = findPeriod(c, "--base", o.base); err == nil {
		after, _, err = findPeriod(c, "--for", c.Calendar.Next(base, 1).Label)
	}
	if err != nil {
		return base, after, err
	}
	text := o.base
	if text == "" {
		text = c.Calendar.Next(after, -1).Label
	}
	base, _, err = findPeriod(c, "--base", text)
	if err == nil && base.First <= after.Last && after.First <= base.Last {
		err = badUsage("name two periods that do not overlap",
			"--base %s and --for %s share days, so nothing changes from one to the other", base, after)
	}
	return base, after, err
}

// lastTwo are the last two complete periods.
func lastTwo(c *funnel.Cube, unit calendar.Unit) (base, after calendar.Period, err error) {
	if after, err = lastComplete(c, unit); err == nil {
		base, _, err = findPeriod(c, "--base", c.Calendar.Next(after, -1).Label)
	}
	if err != nil {
		err = dataError{fmt.Sprintf("the data hold no two complete %ss to compare: they go from %s to %s", unit, c.FirstDay, c.AsOf),
			"name two periods with --base and --for, or compare shorter ones with --by"}
	}
	return base, after, err
}

// bridgeError gives the errors of the analysis their exit code.
func bridgeError(err error) error {
	var refusal *bridge.Refusal
	switch {
	case errors.As(err, &refusal):
		return dataError{refusal.What, refusal.Hint()}
	case errors.Is(err, bridge.ErrNegative):
		return badUsage("--method shapley splits it", "--method lmdi: %w", err)
	}
	return err
}
