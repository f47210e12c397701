package main

import (
	"context"
	"regexp"
	"sync"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/goal"
	"github.com/salescoach/salescoach/pkg/report"
)

type paceOptions struct {
	input
	output
	goals  []string
	failIf []string
}

func newPace(p *program) *cobra.Command {
	var o paceOptions
	cmd := &cobra.Command{
		Use:     "pace FILE...",
		GroupID: groupAnswer,
		Short:   "Follow the running period against its goal or quotas",
		Long: `Follow a running period: what is done, what was to be expected by now, the forecast
for its end with its interval, the chance of making the goal, and the visits a
working day that it still takes; for the team and for each rep.

The goal is that of --goal, or the quotas of a quota file. --as-of decides what is
running: by default the last day seen in the data.

--fail-if 'chance<0.5' makes a gate of any figure of the team: chance, attainment,
ahead (done over expected), done, expected, forecast, low, high, goal, needed_a_day.
A figure that is not known hits the gate too.

` + exitStatus,
		Example: `  salescoach pace deals.csv visits.csv quotas.csv
  salescoach pace deals.csv visits.csv --goal revenue=1.2M --period this-quarter
  salescoach pace deals.csv quotas.csv --fail-if 'chance<0.5' -o pace.json`,
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
	f.Lookup("period").Usage = "`PERIOD` to follow: this-quarter (default), this-month, 2026-Q2, 2026-05"
	bindList(f, &o.goals, "goal", "the team's `STEP=VALUE`: revenue=1.2M, customers=50, visits=300 (default: the quotas)")
	bindList(f, &o.failIf, "fail-if", "end with exit code 4 where `CONDITION` holds, like 'chance<0.5'; repeatable")
	return cmd
}

func (o *paceOptions) run(ctx context.Context, p *program, args []string) error {
	opts, gates, err := o.analysis()
	if err != nil {
		return err
	}
	data, err := p.read(ctx, &o.input, &o.output, args)
	if err != nil {
		return err
	}
	if err := needCube(data.Cube); err != nil {
		return err
	}
	if opts.Period, _, err = findPeriod(data.Cube, "--period", o.input.period); err != nil {
		return err
	}
	result, err := goal.Track(data.Cube, opts)
	if err != nil {
		return goalError(err)
	}
	warnings := append(data.Quality.Warnings, result.Warnings...)
	if err := p.write(&o.output, report.Pace(result, source(data)), warnings); err != nil {
		return err
	}
	return checkGates(gates, result.Team)
}

var weekly = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)week|-W\d`)
})

// analysis reads the flags that need no data. A week is followed by weeks, everything else by months.
func (o *paceOptions) analysis() (opts goal.PaceOptions, gates []goal.Condition, err error) {
	if o.input.period == "" {
		o.input.period = "this-quarter"
	}
	o.input.by.value = calendar.Month.String()
	if weekly().MatchString(o.input.period) {
		o.input.by.value = calendar.Week.String()
	}
	o.input.ages = true
	for _, text := range o.failIf {
		gate, err := goal.ParseCondition(text)
		if err != nil {
			return opts, nil, flagError("--fail-if", err)
		}
		gates = append(gates, gate)
	}
	if len(o.goals) == 0 {
		return opts, gates, nil
	}
	aims, err := goal.ParseAims(o.goals)
	if err != nil {
		return opts, nil, goalError(err)
	}
	if len(aims) > 1 {
		return opts, nil, badUsage("salescoach breakdown takes several goals", "pace follows one goal, and --goal names %d", len(aims))
	}
	opts.Aim = &aims[0]
	return opts, gates, nil
}

// unknownGate is a gate on a figure that is not known.
type unknownGate struct{ gateError }

func (e unknownGate) Error() string {
	return "the figure of the condition " + e.condition + " is not known, which counts as a hit"
}
func (e unknownGate) Unwrap() error { return e.gateError }

func checkGates(gates []goal.Condition, s goal.Standing) error {
	for _, gate := range gates {
		switch holds, known := gate.Holds(s); {
		case !known:
			return unknownGate{gateError{gate.String()}}
		case holds:
			return gateError{gate.String()}
		}
	}
	return nil
}
