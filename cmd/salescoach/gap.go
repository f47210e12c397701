package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/report"
	"github.com/salescoach/salescoach/pkg/skill"
)

type gapOptions struct {
	input
	output
}

func newGap(p *program) *cobra.Command {
	var o gapOptions
	cmd := &cobra.Command{
		Use:     "gap SKILLS...",
		GroupID: groupAnswer,
		Short:   "Compare self, manager and required level of each skill; the Sales Star",
		Long: `Compare how the rep, the manager and the job see each skill, for the 1:1 in which
both agree on what to coach. The file has the columns rep, skill, self, manager
and required, and may have dimension (Morale, Beliefs, Activity, Ability or Style:
the Sales Star), weight and date. The latest assessment of a skill counts.

A gap is the required level minus the manager's rating. It is marked * only where
it is larger than the error that a single rating shows in this file.

` + exitStatus,
		Example: "  salescoach gap skills.csv\n  salescoach gap skills.csv --rep \"Ana Ruiz\" --chart ana.png",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.output.check(cmd); err != nil {
				return err
			}
			return o.run(cmd.Context(), p, args)
		},
	}
	o.input.bind(cmd)
	o.output.bind(cmd, true)
	return cmd
}

func (o *gapOptions) run(ctx context.Context, p *program, args []string) error {
	wanted := o.rep
	o.rep = "" // the whole team shows how far a rating can be trusted
	data, err := p.read(ctx, &o.input, &o.output, args)
	if err != nil {
		return err
	}
	if len(data.Assessments) == 0 {
		return dataError{"none of the files holds skill assessments",
			"an assessment has the columns rep, skill, self, manager, required"}
	}
	rep, err := assessedRep(data.Assessments, wanted)
	if err != nil {
		return err
	}
	result := skill.Analyse(data.Assessments, skill.Options{Rep: rep})
	warnings := append(data.Quality.Warnings, result.Warnings...)
	return p.write(&o.output, report.Gap(result, source(data)), warnings)
}

// assessedRep finds the rep as the assessments spell the name.
func assessedRep(all []funnel.Assessment, wanted string) (string, error) {
	if wanted == "" {
		return "", nil
	}
	var names []string
	for _, a := range all {
		names = append(names, a.Rep)
	}
	name, known := samePerson(names, wanted)
	if name == "" {
		return "", badUsage("there are "+known, "--rep: nobody called %q was assessed", wanted)
	}
	return name, nil
}
