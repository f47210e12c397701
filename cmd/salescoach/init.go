package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/salescoach/salescoach/pkg/atomicfile"
	"github.com/salescoach/salescoach/pkg/ingest"
)

type initOptions struct {
	input
	output output
	file   string
	force  bool
}

func newInit(p *program) *cobra.Command {
	var o initOptions
	cmd := &cobra.Command{
		Use:     "init FILE...",
		GroupID: groupData,
		Short:   "Write a commented salescoach.yaml from the files found",
		Long: `Look at the files as check does and write down what was found as salescoach.yaml:
the files with their roles and columns, and the words that decide what is won, lost
and a visit, each where you can change it. After that the answers need no arguments.

` + exitStatus,
		Example: "  salescoach init exports/*.csv\n  salescoach rank",
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), p, args)
		},
	}
	o.input.bind(cmd)
	cmd.Flags().StringVarP(&o.file, "output", "o", defaultConfig, "write to `FILE`; - is standard output")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace the file if it is there")
	return cmd
}

func (o *initOptions) run(ctx context.Context, p *program, args []string) error {
	if _, err := os.Stat(o.file); o.file != "-" && !o.force && !errors.Is(err, fs.ErrNotExist) {
		return badUsage("--force replaces it, --output names another", "%s is there already", o.file)
	}
	o.skipBadRows = true
	data, err := p.read(ctx, &o.input, &o.output, args)
	if err != nil {
		return err
	}
	text := configText(data.Quality, filepath.Dir(o.file))
	if o.file == "-" {
		_, err := fmt.Fprint(p.out, text)
		return err
	}
	if err := atomicfile.Write(o.file, []byte(text)); err != nil {
		return err
	}
	if !p.quiet {
		fmt.Fprintf(p.err, "salescoach: wrote %s\n", o.file)
	}
	return nil
}

const configHead = `# What salescoach reads and how. Written by salescoach init from the files it
# found; change what is wrong. Flags and SALESCOACH_... variables win over this.

files:
`

const configTail = `
# Words of your own, for every file. Those listed here win over the built-in ones;
# visits replaces the kinds of activity that count as visits.
words: {}
  # won: [Signed]
  # lost: [Dropped]
  # visits: [Visit, Demo]

# Further steps of the funnel: activities of some kinds, deals in some stages, or a
# metric of a scorecard. Name them in options: funnel.
steps: []
  # - {name: calls, kinds: [Call]}

# Defaults for flags, by name.
options: {}
  # by: month
  # fiscal-start: 1
  # funnel: visits->customers->revenue
`

// configText is the configuration that says what was found.
func configText(q ingest.Quality, dir string) string {
	var b strings.Builder
	b.WriteString(configHead)
	for _, f := range q.Files {
		writeConfigFile(&b, f, dir)
	}
	b.WriteString(configTail)
	return b.String()
}

func writeConfigFile(b *strings.Builder, f ingest.FileReport, dir string) {
	path := f.File
	if rel, err := filepath.Rel(dir, path); err == nil {
		path = filepath.ToSlash(rel)
	}
	fmt.Fprintf(b, "  - path: %s\n    role: %s\n    crm: %s\n", yamlText(path), f.Role, yamlText(f.Profile))
	b.WriteString("    columns: # field: header\n")
	seen := map[string]bool{}
	for _, c := range f.Columns {
		field := string(c.Field)
		if field == "" || seen[field] || c.Header == "" {
			continue
		}
		seen[field] = true
		fmt.Fprintf(b, "      %s: %s\n", field, yamlText(c.Header))
	}
	writeWords(b, "won", f.Status.Won)
	writeWords(b, "lost", f.Status.Lost)
	writeWords(b, "open", f.Status.Open)
	writeKinds(b, f.Kinds)
}

// writeWords lists the words found as a comment: they need no configuration,
// they show what to change.
func writeWords(b *strings.Builder, as string, words []ingest.Word) {
	if len(words) == 0 {
		return
	}
	var texts []string
	for _, w := range words {
		texts = append(texts, yamlText(w.Word))
	}
	fmt.Fprintf(b, "    # %s: [%s]\n", as, strings.Join(texts, ", "))
}

func writeKinds(b *strings.Builder, kinds []ingest.KindWord) {
	var visits, others []ingest.Word
	for _, k := range kinds {
		w := ingest.Word{Word: k.Word}
		if k.Visit {
			visits = append(visits, w)
		} else {
			others = append(others, w)
		}
	}
	writeWords(b, "visits", visits)
	writeWords(b, "no visits", others)
}

var plainYAML = regexp.MustCompile(`^[\pL][\pL\pN _/.-]*$`)

// yamlText quotes what YAML could take for something else.
func yamlText(s string) string {
	if plainYAML.MatchString(s) && s == strings.TrimSpace(s) && !reserved[strings.ToLower(s)] {
		return s
	}
	return strconv.Quote(s)
}

// reserved are words that YAML reads as something else than text.
var reserved = map[string]bool{"true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "null": true, "y": true, "n": true}
