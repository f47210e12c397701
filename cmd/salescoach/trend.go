package main

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/goal"
	"github.com/salescoach/salescoach/pkg/ingest"
	"github.com/salescoach/salescoach/pkg/report"
	"github.com/salescoach/salescoach/pkg/trend"
)

type trendOptions struct {
	input
	output
	metric, baseline, target string
	reps                     names
	teamOnly                 bool
}

func newTrend(p *program) *cobra.Command {
	var o trendOptions
	cmd := &cobra.Command{
		Use:     "trend FILE...",
		GroupID: groupAnswer,
		Short:   "Follow a metric over time: control limits, signals, direction",
		Long: `Follow a metric by week, month or quarter, for the team and each rep, and say what is
a signal and what is noise: control limits, periods beyond them, runs, the direction
with its interval, changes of level, and what cannot be told yet.

Metrics are the steps of the funnel (visits, customers, revenue, closed, ...),
conversion, win-rate, deal-size, and any two steps as TO/FROM, like customers/visits.
A period that is not over is shown and kept out of limits and signals.

The picture is small multiples of the reps; with one --rep, or --team-only, a control
chart.

` + exitStatus,
		Example: `  salescoach trend deals.csv visits.csv
  salescoach trend deals.csv visits.csv --metric conversion --rep "Ana Ruiz" --chart ana.png
  salescoach trend deals.csv --metric revenue --by quarter --team-only --target 1.2M
  salescoach trend visits.csv --baseline 2025 --chart visits.png`,
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

func (o *trendOptions) bind(cmd *cobra.Command) {
	f := cmd.Flags()
	rep := f.Lookup("rep") // here several may be named
	rep.Value, rep.Usage = &o.reps, "only the rep `NAME`; repeatable"
	f.StringVar(&o.metric, "metric", "", "`METRIC` to follow: a step, conversion, win-rate, deal-size or TO/FROM (default: the first step, visits)")
	f.StringVar(&o.target, "target", "", "`VALUE` to hold each period against (a rep's; the team's with --team-only): 60, 20%, 1.2M")
	f.StringVar(&o.baseline, "baseline", "", "freeze the limits at those of the whole periods in `PERIOD`")
	f.BoolVar(&o.teamOnly, "team-only", false, "only the team as a whole")
}

func (o *trendOptions) run(ctx context.Context, p *program, args []string) error {
	target, err := o.targetValue()
	if err != nil {
		return err
	}
	if o.teamOnly && len(o.reps) > 0 {
		return badUsage("leave one of them out", "--team-only leaves no rep for --rep")
	}
	data, err := p.read(ctx, &o.input, &o.output, args)
	if err != nil {
		return err
	}
	if err := needCube(data.Cube); err != nil {
		return err
	}
	opts, err := o.analysis(data)
	if err != nil {
		return err
	}
	opts.Target = target
	result, err := trend.Analyse(data.Cube, opts)
	if err != nil {
		return trendError(err, data.Cube)
	}
	warnings := append(data.Quality.Warnings, result.Warnings...)
	return p.write(&o.output, report.Trend(result, source(data)), warnings)
}

// analysis finds periods and people in the cube.
func (o *trendOptions) analysis(data *ingest.Data) (opts trend.Options, err error) {
	opts = trend.Options{Metric: o.metric, TeamOnly: o.teamOnly, Starts: data.Programmes}
	if opts.Window, err = o.window(data.Cube); err != nil {
		return opts, err
	}
	if o.baseline != "" {
		w, err := baselineWindow(data.Cube, o.baseline)
		if err != nil {
			return opts, err
		}
		opts.Baseline = &w
	}
	for _, wanted := range o.reps {
		name, err := repInCube(data.Cube, wanted)
		if err != nil {
			return opts, err
		}
		opts.Reps = append(opts.Reps, name)
	}
	return opts, nil
}

// baselineWindow holds the periods that lie wholly in the baseline: a year holds its weeks, whatever its edges cut.
func baselineWindow(c *funnel.Cube, text string) (funnel.Window, error) {
	p, w, err := findPeriod(c, "--baseline", text)
	if err == nil || p.Label == "" {
		return w, err
	}
	if w, _ = c.Between(p); w.Len() > 0 {
		return w, nil
	}
	return w, err
}

// targetValue reads the target: an amount, or a share in percent.
func (o *trendOptions) targetValue() (*float64, error) {
	if o.target == "" {
		return nil, nil
	}
	v, err := goal.ParseAmount(o.target)
	if share, ok := strings.CutSuffix(o.target, "%"); ok {
		v, err = strconv.ParseFloat(share, 64)
		v /= 100
	}
	if err != nil || !(v > 0 && v < 1e15) {
		return nil, badUsage("like --target 60, --target 20% or --target 1.2M", "--target %q is not a value above zero", o.target)
	}
	return &v, nil
}

func trendError(err error, c *funnel.Cube) error {
	var metric *trend.MetricError
	switch {
	case errors.As(err, &metric):
		return badUsage(metric.Hint(), "--%w", metric)
	case errors.Is(err, trend.ErrNoPeriods):
		return dataError{"the files hold no finished activity or deal before " + c.AsOf.String(), "--as-of and --period choose another time"}
	}
	return err
}

// names is a flag that may be given several times.
type names []string

func (n *names) String() string { return strings.Join(*n, ", ") }
func (n *names) Type() string   { return "NAME" }
func (n *names) Set(s string) error {
	*n = append(*n, s)
	return nil
}
