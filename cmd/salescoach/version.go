package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func newVersion(p *program) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		GroupID: groupData,
		Short:   "Print the version",
		Long:    "Print the version of the program.\n\n" + exitStatus,
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(p.out, "salescoach %s\n", programVersion())
			return err
		},
	}
}
