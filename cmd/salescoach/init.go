package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/salescoach/salescoach/pkg/atomicfile"
	"github.com/salescoach/salescoach/pkg/crm"
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
			return o.run(cmd, p, args)
		},
	}
	o.input.bind(cmd)
	cmd.Flags().StringVarP(&o.file, "output", "o", defaultConfig, "write to `FILE`; - is standard output")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace the file if it is there")
	return cmd
}

func (o *initOptions) run(cmd *cobra.Command, p *program, args []string) error {
	if _, err := os.Stat(o.file); o.file != "-" && !o.force && !errors.Is(err, fs.ErrNotExist) {
		return badUsage("--force replaces it, --output names another", "%s is there already", o.file)
	}
	o.skipBadRows, o.output.file = true, o.file
	data, err := p.read(cmd.Context(), &o.input, &o.output, args)
	if err != nil {
		return err
	}
	text := o.configText(data.Quality, p.config, cmd.Flags())
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
options:%s
  # by: month
  # fiscal-start: 1
  # funnel: visits->customers->revenue
`

// configText is the configuration that says what was found; known is the one
// in force, flags those that decided how the files were read.
func (o *initOptions) configText(q ingest.Quality, known config, flags *pflag.FlagSet) string {
	var b strings.Builder
	b.WriteString(configHead)
	for _, f := range q.Files {
		writeConfigFile(&b, f, known, filepath.Dir(o.file))
		if len(o.columns) > 0 {
			fmt.Fprintf(&b, "    names: %s\n", yamlList(o.columns))
		}
	}
	fmt.Fprintf(&b, configTail, optionsText(flags))
	return b.String()
}

// momentary are the flags that say what to do now, not how to read.
var momentary = map[string]bool{
	"output": true, "force": true, "config": true, "quiet": true, "columns": true, "workers": true,
	"skip-bad-rows": true, "max-bad-rows": true, "rejects": true,
}

// optionsText lists the flags that were given, so that they hold from now on.
func optionsText(flags *pflag.FlagSet) string {
	var b strings.Builder
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Changed || momentary[f.Name] || crm.Role(f.Name).Valid() {
			return
		}
		value := yamlText(f.Value.String())
		if list, ok := f.Value.(*listValue); ok {
			value = yamlList(*list.values)
		}
		fmt.Fprintf(&b, "\n  %s: %s", f.Name, value)
	})
	if b.Len() == 0 {
		return " {}"
	}
	return b.String()
}

func yamlList(texts []string) string {
	var quoted []string
	for _, t := range texts {
		quoted = append(quoted, yamlText(t))
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func writeConfigFile(b *strings.Builder, f ingest.FileReport, known config, dir string) {
	path := f.File
	if rel, err := filepath.Rel(dir, path); err == nil {
		path = filepath.ToSlash(rel)
	}
	fmt.Fprintf(b, "  - path: %s\n    role: %s\n    crm: %s\n", yamlText(path), f.Role, yamlText(f.Profile))
	b.WriteString("    columns: # field: header\n")
	writeColumns(b, f)
	writeConstants(b, known.constants(f.File))
	writeWords(b, "won", f.Status.Won)
	writeWords(b, "lost", f.Status.Lost)
	writeWords(b, "open", f.Status.Open)
	writeKinds(b, f.Kinds)
	writeDone(b, f.DoneWords)
}

// writeColumns says which column holds which field. A field that several
// columns hold stays a comment: to name one of them would drop the others.
func writeColumns(b *strings.Builder, f ingest.FileReport) {
	var fields []string
	headers := map[string][]string{}
	for _, c := range f.Columns {
		field := string(c.Field)
		if field == "" || c.Header == "" {
			continue
		}
		if headers[field] == nil {
			fields = append(fields, field)
		}
		headers[field] = append(headers[field], yamlText(c.Header))
	}
	for _, field := range fields {
		if many := headers[field]; len(many) > 1 {
			fmt.Fprintf(b, "      # %s: all of %s\n", field, strings.Join(many, ", "))
			continue
		}
		fmt.Fprintf(b, "      %s: %s\n", field, headers[field][0])
	}
}

// writeConstants keeps what no column says and the configuration in force
// does.
func writeConstants(b *strings.Builder, constants map[string]string) {
	for _, field := range slices.Sorted(maps.Keys(constants)) {
		fmt.Fprintf(b, "      %s: %q\n", field, constants[field])
	}
}

// writeWords lists the words found as a comment: they need no configuration,
// they show what to change.
func writeWords(b *strings.Builder, as string, words []ingest.Word) {
	if len(words) == 0 {
		return
	}
	var texts []string
	for _, w := range words {
		texts = append(texts, w.Word)
	}
	fmt.Fprintf(b, "    # %s: %s\n", as, yamlList(texts))
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

// writeDone lists the words by which activities count as done, or do not; of a
// word that does neither by itself it cannot be said.
func writeDone(b *strings.Builder, words []ingest.DoneWord) {
	var done, not []ingest.Word
	for _, w := range words {
		switch {
		case w.Word == "":
		case w.Done == w.Count:
			done = append(done, ingest.Word{Word: w.Word})
		case w.Done == 0:
			not = append(not, ingest.Word{Word: w.Word})
		}
	}
	writeWords(b, "done", done)
	writeWords(b, "not_done", not)
}

var plainYAML = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[\pL][\pL\pN _/.-]*$`)
})

// yamlText quotes what YAML could take for something else.
func yamlText(s string) string {
	if plainYAML().MatchString(s) && s == strings.TrimSpace(s) && !reserved[strings.ToLower(s)] {
		return s
	}
	return strconv.Quote(s)
}

// reserved are words that YAML reads as something else than text.
var reserved = map[string]bool{"true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "null": true, "y": true, "n": true}
