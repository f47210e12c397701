package main

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/goal"
	"github.com/salescoach/salescoach/pkg/report"
)

type breakdownOptions struct {
	input
	output
	goals      []string
	base, plan string
	allocate   enum
	ramp       string
}

func newBreakdown(p *program) *cobra.Command {
	var o breakdownOptions
	cmd := &cobra.Command{
		Use:     "breakdown FILE...",
		GroupID: groupAnswer,
		Short:   "Break a revenue goal down into customers to win and visits to make",
		Long: `Break a goal down along the chain, from the result to what reps can do: revenue,
customers, visits; for the team and for each rep.

With one goal the rates between the steps are held as in the base period. With
several, the command shows what they imply for the rates and flags what the past
does not support. The headline is the chance of reaching the goal with the visits
planned, and the visits that a chance of 50, 80 and 90 % takes.

Without --base and --for, the last complete period of --by and the one after it
are taken.

` + exitStatus,
		Example: `  salescoach breakdown deals.csv visits.csv roster.csv --goal revenue=+10% --base 2026-Q1 --for 2026-Q2
  salescoach breakdown deals.csv visits.csv --goal "revenue=+10% customers=+5% visits=+20%"
  salescoach breakdown deals.csv visits.csv --goal revenue=1.2M --allocate history --chart plan.png`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.output.check(cmd); err != nil {
				return err
			}
			return o.run(cmd.Context(), p, args)
		},
	}
	o.input.bind(cmd)
	o.output.bind(cmd, true)
	o.bind(cmd)
	return cmd
}

func (o *breakdownOptions) bind(cmd *cobra.Command) {
	o.input.by.preset("quarter")
	cmd.Flags().Lookup("by").DefValue = "quarter"
	f := cmd.Flags()
	bindList(f, &o.goals, "goal", "`STEP=VALUE`: revenue=+10%, customers=50, revenue=1.2M; repeatable, or several in one, separated by blanks")
	f.StringVar(&o.base, "base", "", "`PERIOD` to compare with (default: the last complete one of --by)")
	f.StringVar(&o.plan, "for", "", "`PERIOD` to plan for (default: the one after the base)")
	bindEnum(cmd, &o.allocate, "allocate", "share the visits out by capacity (working days, ramp, part time), equally, or as in the base", "capacity", "equal", "history")
	f.StringVar(&o.ramp, "ramp", "25,50,75", "`PERCENTAGES` of full activity in a new hire's first months")
}

func (o *breakdownOptions) run(ctx context.Context, p *program, args []string) error {
	opts, unit, err := o.analysis()
	if err != nil {
		return err
	}
	o.input.ages = true
	data, err := p.read(ctx, &o.input, &o.output, args)
	if err != nil {
		return err
	}
	if err := needCube(data.Cube); err != nil {
		return err
	}
	if opts.Base, opts.For, err = o.periods(data.Cube, unit); err != nil {
		return err
	}
	result, err := goal.BreakDown(data.Cube, opts)
	if err != nil {
		return goalError(err)
	}
	warnings := append(data.Quality.Warnings, result.Warnings...)
	return p.write(&o.output, report.Breakdown(result, source(data)), warnings)
}

// analysis reads the flags that need no data. The cube is cut finer than the periods asked for: into weeks or months,
// which tell when customers come and how the market moves.
func (o *breakdownOptions) analysis() (opts goal.BreakdownOptions, unit calendar.Unit, err error) {
	if o.input.period != "" {
		return opts, unit, badUsage("use --base and --for", "breakdown compares two periods, and --period names one")
	}
	unit, _ = calendar.ParseUnit(o.input.by.value)
	if unit != calendar.Week {
		o.input.by.value = calendar.Month.String()
	}
	if len(o.goals) == 0 {
		return opts, unit, badUsage("like --goal revenue=+10% or --goal revenue=1.2M", "breakdown needs a goal")
	}
	if opts.Aims, err = goal.ParseAims(o.goals); err != nil {
		return opts, unit, goalError(err)
	}
	opts.Allocate = goal.Allocation(o.allocate.value)
	opts.Ramp, err = parseRamp(o.ramp)
	return opts, unit, err
}

// parseRamp reads percentages of full activity.
func parseRamp(text string) ([]float64, error) {
	var out []float64
	for _, part := range strings.Split(text, ",") {
		part = strings.TrimSuffix(strings.TrimSpace(part), "%")
		if part == "" {
			continue
		}
		v, err := strconv.ParseFloat(part, 64)
		if err != nil || !(v >= 0 && v <= 100) {
			return nil, badUsage("like --ramp 25,50,75, or --ramp 100 for none", "--ramp %q is not a list of percentages", text)
		}
		out = append(out, v/100)
	}
	return out, nil
}

// periods are the base and the one planned for.
func (o *breakdownOptions) periods(c *funnel.Cube, unit calendar.Unit) (base, plan calendar.Period, err error) {
	if o.plan != "" {
		if plan, err = c.Calendar.Parse(o.plan, c.AsOf); err != nil {
			return base, plan, badUsage("", "--for: %w", err)
		}
	}
	switch {
	case o.base != "":
		base, _, err = findPeriod(c, "--base", o.base)
	case o.plan != "":
		base, _, err = findPeriod(c, "--base", c.Calendar.Next(plan, -1).Label)
	default:
		base, err = lastComplete(c, unit)
	}
	if o.plan == "" {
		plan = c.Calendar.Next(base, 1)
	}
	return base, plan, err
}

// lastComplete is the last period of which no working day is left at the as-of day, or the running one where the data
// do not reach further back.
func lastComplete(c *funnel.Cube, unit calendar.Unit) (calendar.Period, error) {
	running := c.Calendar.Of(c.AsOf, unit)
	if before := c.Calendar.Next(running, -1); calendar.WorkingDays(c.AsOf+1, running.Last) > 0 && before.Last >= c.FirstDay {
		running = before
	}
	_, _, err := findPeriod(c, "--base", running.Label)
	return running, err
}

// needCube refuses files that give nothing to count.
func needCube(c *funnel.Cube) error {
	if c == nil || len(c.Periods) == 0 || len(c.Funnel) == 0 {
		return dataError{"none of the files holds deals, activities or a scorecard", "salescoach check shows what each file was taken for"}
	}
	return nil
}

// goalError gives the errors of the analysis their exit code.
func goalError(err error) error { return flagError("--goal", err) }

// flagError is goalError for another flag.
func flagError(flag string, err error) error {
	var aim *goal.AimError
	var refusal *goal.Refusal
	var mistake *goal.Mistake
	switch {
	case errors.As(err, &mistake):
		return badUsage(mistake.Hint(), "%w", err)
	case errors.As(err, &aim):
		return badUsage(aim.Hint(), "%s: %w", flag, err)
	case errors.As(err, &refusal):
		return dataError{refusal.What, refusal.Hint()}
	}
	return err
}
