package main

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// streams is all of the outside world that a command may use besides the
// files it is given.
type streams struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
}

// program is what the commands share: the streams and the flags that every
// command has.
type program struct {
	streams
	configPath string
	quiet      bool
	config     config
	configured map[string]bool // the flags that the configuration filled
}

// run does all of main's work and can be called by tests. It returns the exit
// code.
func run(ctx context.Context, s streams, args []string) int {
	p := &program{streams: s}
	root := newRoot(p)
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	cmd, err := root.ExecuteContextC(ctx)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err == nil {
		return exitDone
	}
	if wantsJSON(cmd) {
		printErrorJSON(s.err, err)
	} else {
		printError(s.err, err)
	}
	return exitCode(err)
}

func wantsJSON(cmd *cobra.Command) bool {
	f := cmd.Flags().Lookup("format")
	return f != nil && f.Value.String() == "json"
}

const rootLong = `salescoach reads the CSV files that every CRM can export and answers, with honest
uncertainty: how many visits does the goal take, who is really ahead and who was
only lucky, what moved, and which one skill to coach.

Files come as arguments; what each one holds is found from its header. Results
go to standard output, everything else to standard error. The same input gives
the same bytes.`

func newRoot(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:           "salescoach",
		Short:         "Sales coaching from CRM exports, with honest uncertainty",
		Long:          rootLong + "\n\n" + exitStatus,
		Example:       "  salescoach demo\n  salescoach check deals.csv visits.csv\n  salescoach rank deals.csv visits.csv roster.csv",
		Args:          noArguments,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return p.configure(cmd)
		},
	}
	root.SuggestionsMinimumDistance = 2
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return badUsage(cmd.CommandPath()+" --help lists the flags", "%w", err)
	})
	flags := root.PersistentFlags()
	flags.StringVar(&p.configPath, "config", "", "configuration `file` (default: salescoach.yaml here, if there is one)")
	flags.BoolVarP(&p.quiet, "quiet", "q", false, "no notes and warnings on standard error")
	root.AddGroup(
		&cobra.Group{ID: groupAnswer, Title: "Answers:"},
		&cobra.Group{ID: groupData, Title: "Data:"},
	)
	root.AddCommand(commands(p)...)
	return root
}

const (
	groupAnswer = "answers"
	groupData   = "data"
)

// commands lists every command in the order of the help.
func commands(p *program) []*cobra.Command {
	return []*cobra.Command{
		newBreakdown(p),
		newPace(p),
		newTrend(p),
		newRank(p),
		newBridge(p),
		newGap(p),

		newCheck(p),
		newCube(p),
		newInit(p),
		newDemo(p),

		newVersion(p),
	}
}

// noArguments refuses arguments with a hint at the commands.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if cmd.HasParent() {
		return badUsage("", "%s takes no arguments, got %q", cmd.CommandPath(), args[0])
	}
	hint := "salescoach --help lists the commands"
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return badUsage(hint, "there is no command %q", args[0])
}

// configure fills the flags that the command line left alone from the
// environment, then from the configuration file. A mistake there does not get
// in the way of the version or of a shell that asks for completions.
func (p *program) configure(cmd *cobra.Command) error {
	if cmd.GroupID == "" || cmd.Name() == "version" {
		return nil
	}
	flags := cmd.Flags()
	if !flags.Changed("config") {
		p.configPath = p.env(envName("config"))
	}
	cfg, err := loadConfig(p.configPath)
	if err != nil {
		return err
	}
	p.config, p.configured = cfg, map[string]bool{}
	if err := cfg.checkOptions(cmd.Root()); err != nil {
		return err
	}
	var problems []error
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Changed && f.Name != "help" && f.Name != "config" {
			problems = append(problems, p.fill(flags, f))
		}
	})
	return errors.Join(problems...)
}

func (p *program) fill(flags *pflag.FlagSet, f *pflag.Flag) error {
	values, from := []string{p.env(envName(f.Name))}, "environment variable "+envName(f.Name)
	if values[0] == "" {
		values, from = p.config.Flags[f.Name], p.config.path
		p.configured[f.Name] = len(values) > 0
	}
	for _, v := range values {
		if err := flags.Set(f.Name, v); err != nil {
			return badUsage("", "%s: %s: %w", from, f.Name, err)
		}
	}
	return nil
}

// envName is the environment variable that stands for a flag.
func envName(flag string) string {
	return "SALESCOACH_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// enum is a flag that takes one of a few words.
type enum struct {
	value   string
	allowed []string
}

// preset changes the default of an enum that is already bound.
func (e *enum) preset(value string) { e.value = value }

func (e *enum) String() string { return e.value }
func (e *enum) Type() string   { return strings.Join(e.allowed, "|") }
func (e *enum) Set(s string) error {
	for _, a := range e.allowed {
		if s == a {
			e.value = s
			return nil
		}
	}
	return errors.New("must be one of " + strings.Join(e.allowed, ", "))
}

// bindEnum adds an enum flag with completion; the first word allowed is the
// default.
func bindEnum(cmd *cobra.Command, e *enum, name, usage string, allowed ...string) {
	e.value, e.allowed = allowed[0], allowed
	cmd.Flags().Var(e, name, usage)
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(allowed, cobra.ShellCompDirectiveNoFileComp))
}
